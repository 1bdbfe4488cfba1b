//! Which second is a date, and which date is a second?
//!
//! The calendar of 400 years that begin in March, in which leap days come last (H. Hinnant, "chrono-Compatible Low-Level
//! Date Algorithms").

/// A moment in seconds since 1970 as ISO 8601 writes it, in UTC.
pub(super) fn iso(seconds: i64) -> String {
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let days = days.saturating_add(719_468);
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let (date, month) = (day - (153 * month + 2) / 5 + 1, if month < 10 { month + 3 } else { month - 9 });
    let year = era * 400 + year + i64::from(month <= 2);
    let (hour, minute) = (second / 3600, second / 60 % 60);
    format!("{year:04}-{month:02}-{date:02}T{hour:02}:{minute:02}:{:02}Z", second % 60)
}

/// The seconds since 1970 of a date and a time of day.
pub(super) fn seconds([year, month, date]: [i64; 3], [hour, minute, second]: [i64; 3]) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + date - 1;
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + day - 719_468;
    days * 86_400 + hour * 3600 + minute * 60 + second
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_seconds_are_each_other() {
        for (second, date, time, written) in [
            (0, [1970, 1, 1], [0, 0, 0], "1970-01-01T00:00:00Z"),
            (951_782_400, [2000, 2, 29], [0, 0, 0], "2000-02-29T00:00:00Z"),
            (1_326_441_600, [2012, 1, 13], [8, 0, 0], "2012-01-13T08:00:00Z"),
            (4_102_444_799, [2099, 12, 31], [23, 59, 59], "2099-12-31T23:59:59Z"),
        ] {
            assert_eq!(seconds(date, time), second);
            assert_eq!(iso(second), written);
        }
    }
}
