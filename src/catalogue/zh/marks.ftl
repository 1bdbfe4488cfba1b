### With which marks are words put together?

colon = ：
comma = ，
semicolon = ；
space = { "" }
item = 、
beside = { $text }（{ $note }）
last-item = { $before } 和 { $last }
