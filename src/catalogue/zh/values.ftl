### What is expected of a single value?

span-of-time = 带单位的数字，例如 "250ms"、"5s"、"10min" 或 "1h30min"
descending-units = 单位从长到短，每个一次，例如 "1h30min"
longest-span = 最多 366 天
date = 从 1990 到 2100 年的日期，例如 "2014-01-15" 或 "2014-01-15 09:30"（UTC）
day-of-month = 该月中有的日子，例如 "2014-01-15"
