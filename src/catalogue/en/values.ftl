### What is expected of a single value?

span-of-time = a number with a unit, for example "250ms", "5s", "10min" or "1h30min"
descending-units = units from the longest to the shortest, each once, for example "1h30min"
longest-span = at most 366 days
date = a date from 1990 to 2100, for example "2014-01-15" or "2014-01-15 09:30" (UTC)
day-of-month = a day that its month has, for example "2014-01-15"
