### With which marks are words put together?

colon = ：
comma = ，
semicolon = ；
space = { "" }
item = 、
last-item = { $before } 和 { $last }
