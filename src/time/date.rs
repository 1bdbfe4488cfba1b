//! What day is it in the simulated world?
//!
//! The civil calendar (proleptic Gregorian, no leap seconds) in integers. A run knows only how long it has
//! lasted; where a date matters, as for the validity of a certificate and for the product's logs, it is that of the
//! scenario plus the time of the run.

use std::fmt;

use super::SimTime;
use crate::catalogue::values;
use crate::lang::Fixed;

/// A date and time of day, in seconds since 1970-01-01 of the same clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(pub u64);

/// A moment as people write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    /// The year, for example 2014.
    pub year: u32,
    /// The month, from 1.
    pub month: u32,
    /// The day of the month, from 1.
    pub day: u32,
    /// The hour, from 0.
    pub hour: u32,
    /// The minute.
    pub minute: u32,
    /// The second.
    pub second: u32,
    /// The millisecond.
    pub millisecond: u32,
}

pub(super) const DAY: u64 = 86_400;

impl Date {
    /// Reads `2014-01-15` (midnight), `2014-01-15 09:30` or `2014-01-15 09:30:15`, from 1990 to 2100.
    ///
    /// # Errors
    /// What was expected.
    pub fn parse(text: &str) -> Result<Self, Fixed> {
        let (date, time) = match text.trim().split_once(' ') {
            Some((date, time)) => (date, Some(time.trim())),
            None => (text.trim(), None),
        };
        let number = |text: Option<&str>, digits| text.and_then(|it| number(it, digits)).ok_or(values::date());
        let mut parts = date.split('-');
        let (year, month, day) = (number(parts.next(), 4)?, number(parts.next(), 2)?, number(parts.next(), 2)?);
        if parts.next().is_some() || !(1990..=2100).contains(&year) || !(1..=12).contains(&month) {
            return Err(values::date());
        }
        if day < 1 || days_of(year, month) < day {
            return Err(values::day_of_month());
        }
        let mut seconds = 0;
        if let Some(time) = time {
            let mut parts = time.split(':');
            let (hour, minute) = (number(parts.next(), 2)?, number(parts.next(), 2)?);
            let second = parts.next().map_or(Ok(0), |it| number(Some(it), 2))?;
            if parts.next().is_some() || hour > 23 || minute > 59 || second > 59 {
                return Err(values::date());
            }
            seconds = u64::from(hour) * 3_600 + u64::from(minute) * 60 + u64::from(second);
        }
        let days = u64::try_from(days_since_1970(year, month, day)).expect("it is after 1990");
        Ok(Self(days * DAY + seconds))
    }

    /// The date at a moment of a run that begins at this one.
    #[must_use]
    pub const fn at(self, now: SimTime) -> Self {
        Self(self.0 + now.0 / 1_000_000)
    }

    /// A moment of a run that begins at this date, as people write it.
    #[must_use]
    pub(crate) fn moment(self, at: SimTime) -> Moment {
        let seconds = self.0 + at.0 / 1_000_000;
        let (days, rest) = (seconds / DAY, (seconds % DAY) as u32);
        let (year, month, day) = civil(i64::try_from(days).unwrap_or(i64::MAX));
        Moment {
            year: u32::try_from(year).unwrap_or(u32::MAX),
            month,
            day,
            hour: rest / 3_600,
            minute: rest / 60 % 60,
            second: rest % 60,
            millisecond: (at.0 / 1_000 % 1_000) as u32,
        }
    }
}

impl fmt::Display for Date {
    /// `2014-01-15`, with the time of day where it is not midnight.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let it = self.moment(SimTime::ZERO);
        write!(f, "{:04}-{:02}-{:02}", it.year, it.month, it.day)?;
        if self.0.is_multiple_of(DAY) {
            return Ok(());
        }
        write!(f, " {:02}:{:02}", it.hour, it.minute)?;
        if it.second == 0 { Ok(()) } else { write!(f, ":{:02}", it.second) }
    }
}

/// A moment in seconds since 1970, UTC, as ISO 8601 writes it: also one that no scenario has.
#[cfg(feature = "cli")]
pub(crate) fn iso(seconds: i64) -> String {
    let day = DAY.cast_signed();
    let (days, rest) = (seconds.div_euclid(day), seconds.rem_euclid(day));
    let (year, month, day) = civil(days);
    let (hour, minute) = (rest / 3_600, rest / 60 % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{:02}Z", rest % 60)
}

/// The seconds since 1970 of a date and a time of day.
#[cfg(feature = "cli")]
pub(crate) fn seconds((year, month, day): (u32, u32, u32), (hour, minute, second): (u32, u32, u32)) -> i64 {
    days_since_1970(year, month, day) * DAY.cast_signed() + i64::from(hour * 3_600 + minute * 60 + second)
}

/// How many days lie between the first of 1970 and a date, by the calendar of 400 years that begin in March, in which
/// leap days come last (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms").
fn days_since_1970(year: u32, month: u32, day: u32) -> i64 {
    let (year, month, day) = (i64::from(year) - i64::from(month <= 2), i64::from(month), i64::from(day));
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The year, the month and the day of so many days since 1970, by the same calendar.
fn civil(days: i64) -> (i64, u32, u32) {
    let days = days.saturating_add(719_468);
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let (day, month) = (day - (153 * month + 2) / 5 + 1, if month < 10 { month + 3 } else { month - 9 });
    let small = |it: i64| u32::try_from(it).expect("it is 1 to 31");
    (era * 400 + year + i64::from(month <= 2), small(month), small(day))
}

/// A number of so many digits.
pub(super) fn number(text: &str, digits: usize) -> Option<u32> {
    text.parse().ok().filter(|_| text.len() == digits && text.bytes().all(|it| it.is_ascii_digit()))
}

const fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

const fn days_of(year: u32, month: u32) -> u32 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_reads_as_it_is_written() {
        for text in [
            "1990-01-01",
            "2000-02-29",
            "2012-02-29",
            "1990-01-01 00:00:01",
            "2100-12-31 23:59:59",
            "2014-11-30",
            "2013-12-31",
            "2014-01-15 09:30",
            "2014-01-15 09:30:07",
            "2100-12-31 23:59",
        ] {
            assert_eq!(Date::parse(text).map(|it| it.to_string()).as_deref(), Ok(text));
        }
        assert_eq!(Date::parse("2001-09-09"), Ok(Date(999_993_600)));
        for text in ["1989-12-31", "1989-12-31 23:59:59", "2101-01-01", "2014-00-10", "2014-01-00", "2014-01-32"] {
            assert!(Date::parse(text).is_err(), "{text}");
        }
        for text in ["2014-04-31", "2013-02-29", "2014-01-15 23:60", "2014-01-15 23:59:60", "2014-01-15 23:59:59:00"] {
            assert!(Date::parse(text).is_err(), "{text}");
        }
        for text in ["", "2014", "14-01-15", "2014-13-01", "2014-02-29", "2100-02-29", "2014-01-15 24:00", "2014-1-5"] {
            assert!(Date::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_run_goes_past_midnight_and_new_year() {
        let it = Date::parse("2013-12-31 23:59").expect("a date").moment(SimTime(60_001_500));
        assert_eq!((it.year, it.month, it.day, it.hour, it.minute, it.second), (2014, 1, 1, 0, 0, 0));
        assert_eq!(it.millisecond, 1);
    }

    #[test]
    #[cfg(feature = "cli")]
    fn seconds_are_dates_of_iso_8601() {
        for (second, date, time, written) in [
            (-1, (1969, 12, 31), (23, 59, 59), "1969-12-31T23:59:59Z"),
            (0, (1970, 1, 1), (0, 0, 0), "1970-01-01T00:00:00Z"),
            (951_782_400, (2000, 2, 29), (0, 0, 0), "2000-02-29T00:00:00Z"),
            (1_326_441_600, (2012, 1, 13), (8, 0, 0), "2012-01-13T08:00:00Z"),
            (4_102_444_799, (2099, 12, 31), (23, 59, 59), "2099-12-31T23:59:59Z"),
        ] {
            assert_eq!(seconds(date, time), second);
            assert_eq!(iso(second), written);
        }
        // No number is too large for a date.
        assert!(!iso(i64::MAX).is_empty() && !iso(i64::MIN).is_empty());
    }

    /// Every day of the range, one after the other.
    #[test]
    fn days_follow_each_other() {
        let (mut at, end) = (Date::parse("1990-01-01").expect("a date"), Date::parse("2100-12-31").expect("a date"));
        let mut before = String::new();
        while at <= end {
            let text = at.to_string();
            assert!(before < text, "{before} {text}");
            assert_eq!(Date::parse(&text), Ok(at));
            before = text;
            at = Date(at.0 + DAY);
        }
    }
}
