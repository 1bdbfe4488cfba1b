//! What does the clock on the wall show, and which moment does somebody mean who writes a time?
//!
//! The one place where a time is read as people write it, and the one where a moment is written as people read it. A
//! run begins at the `date` of its scenario, in local time; where none is written there is no clock, and moments are
//! told by how long after the start they are.

use std::fmt;

use super::date::{DAY, number};
use super::{Date, Micros, SimTime};
use crate::catalogue::values;
use crate::lang::{Fixed, Text};

/// A time as a scenario writes it: on the clock, or how long after the start.
///
/// Equal are times that are written alike; which comes first is told by [`Time::after`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time {
    after: Micros,
    written: Written,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Written {
    /// `"90min"`.
    Span,
    /// `"22:00"`: in seconds since midnight.
    OfDay(u32),
    /// `"2014-03-22 06:30"`.
    On(Date),
}

/// Why a time is none of the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoSuchTime {
    /// It is on the clock, and nobody said when the run begins.
    NoDate,
    /// It is before the run begins.
    BeforeStart,
    /// It is later than any run can last.
    TooLate,
}

impl Time {
    /// Reads `22:00` or `22:10:30` (the next such time from the start on), `2014-03-22 06:30`, or a span after the
    /// start as [`Micros::parse`] does. A colon always means the clock.
    ///
    /// # Errors
    /// What was expected.
    pub fn parse(text: &str) -> Result<Self, Text> {
        let text = text.trim();
        let is_date =
            text.len() > 4 && text.as_bytes()[..4].iter().all(u8::is_ascii_digit) && text[4..].starts_with('-');
        let (written, after) = if is_date {
            (Written::On(Date::parse(text)?), Micros::ZERO)
        } else if text.contains(':') {
            (Written::OfDay(of_day(text).ok_or(values::time_on_the_clock())?), Micros::ZERO)
        } else {
            (
                Written::Span,
                Micros::parse(text).map_err(|it| if it == values::span_of_time() { values::time() } else { it })?,
            )
        };
        Ok(Self { after, written })
    }

    /// A moment as a scenario of this date would write it: on the clock where there is one, as far as it shows it.
    pub(crate) fn shown(after: Micros, date: Option<Date>) -> Self {
        let written = match date {
            Some(date) if after.0.is_multiple_of(1_000_000) => {
                let at = date.at(SimTime(after.0));
                if after.0 < DAY * 1_000_000 { Written::OfDay((at.0 % DAY) as u32) } else { Written::On(at) }
            }
            _ => Written::Span,
        };
        Self { after, written }
    }

    /// How long after the start it is, once it was [settled](Self::settle).
    #[must_use]
    pub const fn after(self) -> Micros {
        self.after
    }

    /// Works out how long after the start it is, for a run that begins then.
    pub(crate) fn settle(&mut self, date: Option<Date>) {
        // What stands in for a time of no run is another one for each, so that none counts as written twice.
        self.after = self.within(date).unwrap_or(match self.written {
            Written::Span => self.after,
            Written::OfDay(it) => Micros::from_secs(u64::from(it)),
            Written::On(it) => Micros(it.0),
        });
    }

    /// How long it is after the start of a run that begins then.
    ///
    /// # Errors
    /// It is no time of the run.
    pub(crate) fn within(self, date: Option<Date>) -> Result<Micros, NoSuchTime> {
        let secs = match (self.written, date) {
            (Written::Span, _) => return Ok(self.after),
            (Written::OfDay(_) | Written::On(_), None) => return Err(NoSuchTime::NoDate),
            (Written::OfDay(time), Some(date)) => (DAY + u64::from(time) - date.0 % DAY) % DAY,
            (Written::On(it), Some(date)) => it.0.checked_sub(date.0).ok_or(NoSuchTime::BeforeStart)?,
        };
        if secs > Micros::MAX.0 / 1_000_000 { Err(NoSuchTime::TooLate) } else { Ok(Micros::from_secs(secs)) }
    }
}

impl From<Micros> for Time {
    /// So long after the start.
    fn from(after: Micros) -> Self {
        Self { after, written: Written::Span }
    }
}

impl fmt::Display for Time {
    /// As it was written.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.written {
            Written::Span => self.after.fmt(f),
            Written::OfDay(it) => write_of_day(f, it),
            Written::On(it) => it.fmt(f),
        }
    }
}

/// `22:00` or `7:30:15`, in seconds since midnight; nothing where it is not of this form.
fn of_day(text: &str) -> Option<u32> {
    let mut parts = text.split(':');
    let hours = parts.next()?;
    let hours = number(hours, 2).or_else(|| number(hours, 1)).filter(|it| *it < 24)?;
    let mut sixtieth = || parts.next().map(|it| number(it, 2).filter(|it| *it < 60));
    let (minutes, seconds) = (sixtieth()??, sixtieth().unwrap_or(Some(0))?);
    parts.next().is_none().then_some((hours * 60 + minutes) * 60 + seconds)
}

/// `22:00`, with the seconds where there are any.
fn write_of_day(f: &mut impl fmt::Write, secs: u32) -> fmt::Result {
    write!(f, "{:02}:{:02}", secs / 3_600, secs / 60 % 60)?;
    if secs.is_multiple_of(60) { Ok(()) } else { write!(f, ":{:02}", secs % 60) }
}

/// How far the clock on the wall is from UTC, in minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimeZone(pub i32);

impl TimeZone {
    /// Reads `+08:00`, `-05:30` or `UTC`.
    ///
    /// # Errors
    /// What was expected.
    pub(crate) fn parse(text: &str) -> Result<Self, Fixed> {
        let text = text.trim();
        if text == "UTC" {
            return Ok(Self(0));
        }
        let (sign, clock) = match (text.strip_prefix('+'), text.strip_prefix('-')) {
            (Some(it), _) => (1, it),
            (None, Some(it)) => (-1, it),
            (None, None) => return Err(values::time_zone()),
        };
        let minutes = Some(clock).filter(|it| it.len() == 5).and_then(of_day).filter(|it| *it <= 14 * 3_600);
        let minutes = minutes.and_then(|it| i32::try_from(it / 60).ok()).ok_or(values::time_zone())?;
        Ok(Self(sign * minutes))
    }

    /// What the clock of UTC shows when the one on the wall shows this.
    pub(crate) const fn utc(self, local: Date) -> Date {
        Date(local.0.saturating_add_signed(-(self.0 as i64) * 60))
    }
}

impl fmt::Display for TimeZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, minutes) = (if self.0 < 0 { '-' } else { '+' }, self.0.unsigned_abs());
        write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

/// What the clock on the wall shows during a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// When the run begins; nothing where there is no clock.
    pub start: Option<Date>,
}

impl Clock {
    /// A moment as people write it in a sentence: `22:00`, `22:10:30`, after the first midnight with its day,
    /// `03-22 06:30`. Where a fraction of a second matters, it is told as in the trace ([`Self::exact`]). Without a
    /// clock it is how long after the start: `22h`.
    #[must_use]
    pub fn moment(self, at: SimTime) -> String {
        if !at.0.is_multiple_of(1_000_000) {
            return self.exact(at);
        }
        let Some(start) = self.start else { return Micros(at.0).to_string() };
        let mut text = day(start, at);
        write_of_day(&mut text, (start.at(at).0 % DAY) as u32).expect("a string takes everything");
        text
    }

    /// A moment as a trace writes it, to the millisecond, and to the microsecond where one would be lost:
    /// `22:10:30.004`, `03-22 06:30:00.000500`. Without a clock: `1:10:30.004s`.
    #[must_use]
    pub fn exact(self, at: SimTime) -> String {
        let Some(start) = self.start else { return at.elapsed() };
        let (day, secs, micros) = (day(start, at), start.at(at).0 % DAY, at.0 % 1_000_000);
        let clock = format!("{day}{:02}:{:02}:{:02}", secs / 3_600, secs / 60 % 60, secs % 60);
        if micros.is_multiple_of(1_000) {
            format!("{clock}.{:03}", micros / 1_000)
        } else {
            format!("{clock}.{micros:06}")
        }
    }

    /// A moment as other programs read it: `2014-03-21T22:10:30.004000`. Nothing without a clock.
    #[must_use]
    pub(crate) fn iso(self, at: SimTime) -> Option<String> {
        let it = self.start?.moment(at);
        let (date, micros) = (format!("{:04}-{:02}-{:02}", it.year, it.month, it.day), at.0 % 1_000_000);
        Some(format!("{date}T{:02}:{:02}:{:02}.{micros:06}", it.hour, it.minute, it.second))
    }
}

/// The day before a time of it, where it is not the first.
fn day(start: Date, at: SimTime) -> String {
    if start.at(at).0 / DAY == start.0 / DAY {
        return String::new();
    }
    let it = start.moment(at);
    format!("{:02}-{:02} ", it.month, it.day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(time: &str, date: Option<&str>) -> Result<Micros, NoSuchTime> {
        let date = date.map(|it| Date::parse(it).expect("a date"));
        Time::parse(time).expect("a time").within(date)
    }

    #[test]
    fn a_time_is_the_next_such_time_from_the_start_on() {
        let start = Some("2014-03-21 18:00");
        for (time, span) in [
            ("18:00", "0s"),
            ("22:00", "4h"),
            ("22:10:30", "4h10min30s"),
            ("6:30", "12h30min"),
            ("17:59", "23h59min"),
            ("2014-03-21 18:00", "0s"),
            ("2014-03-22 06:30", "12h30min"),
            ("2014-03-23", "1d6h"),
            ("30 minutes", "30min"),
        ] {
            let span = Micros::parse(span).expect("a span");
            assert_eq!(after(time, start), Ok(span), "{time}");
        }
        assert_eq!(after("2014-03-21 17:59", start), Err(NoSuchTime::BeforeStart));
        // The last moment of the longest run, and the first behind it.
        assert_eq!(after("2015-03-22 18:00", start), Ok(Micros::MAX));
        assert_eq!(after("2015-03-22 18:00:01", start), Err(NoSuchTime::TooLate));
        assert_eq!(after("2014-03-21 17:59:59", start), Err(NoSuchTime::BeforeStart));
        assert_eq!(after("17:59:59", start), Ok(Micros::from_secs(86_399)));
        assert_eq!(after("2015-03-23", start), Err(NoSuchTime::TooLate));
        for time in ["22:00", "2014-03-22 06:30"] {
            assert_eq!(after(time, None), Err(NoSuchTime::NoDate));
        }
        assert_eq!(after("90min", None), Ok(Micros::from_secs(5_400)));
    }

    #[test]
    fn zones_have_limits() {
        for (text, minutes) in [("UTC", 0), ("+00:00", 0), ("-00:30", -30), ("+14:00", 840), ("-14:00", -840)] {
            assert_eq!(TimeZone::parse(text), Ok(TimeZone(minutes)), "{text}");
        }
        for text in ["+14:01", "-14:01", "+24:00", "14:00", "+1:00", "+01:60", "utc", ""] {
            assert!(TimeZone::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_time_is_written_as_it_was_read() {
        for text in ["22:00", "07:30:15", "2014-03-22 06:30", "2014-03-22 06:30:01", "2014-03-22", "1h30min", "0s"] {
            assert_eq!(Time::parse(text).expect("a time").to_string(), text);
        }
        for text in
            ["24:00", "22:60", "7:5", "22:0", "1.22:00:00", "22:00:00:00", "-22:00", "10", "2014-03-22 6", ":", "é:00"]
        {
            assert!(Time::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_moment_is_written_so_that_it_is_read_as_the_same() {
        let date = Date::parse("2014-03-21 18:00").ok();
        for (span, written) in
            [("0s", "18:00"), ("4h", "22:00"), ("23h59min", "17:59"), ("1d", "2014-03-22 18:00"), ("1s5ms", "1s5ms")]
        {
            let span = Micros::parse(span).expect("a span");
            let time = Time::shown(span, date).to_string();
            assert_eq!((&*time, Time::parse(&time).expect("a time").within(date)), (written, Ok(span)));
        }
        assert_eq!(Time::shown(Micros::from_secs(3_600), None).to_string(), "1h");
    }

    #[test]
    fn the_clock_is_shown_with_the_day_after_midnight() {
        let clock = Clock { start: Some(Date::parse("2013-12-31 23:00").expect("a date")) };
        for (micros, moment, exact) in [
            (0, "23:00", "23:00:00.000"),
            (30_000_000, "23:00:30", "23:00:30.000"),
            (500, "23:00:00.000500", "23:00:00.000500"),
            (3_600_000_000, "01-01 00:00", "01-01 00:00:00.000"),
            (3_600_004_000, "01-01 00:00:00.004", "01-01 00:00:00.004"),
        ] {
            assert_eq!((&*clock.moment(SimTime(micros)), &*clock.exact(SimTime(micros))), (moment, exact));
        }
        assert_eq!(clock.iso(SimTime(3_600_000_500)).as_deref(), Some("2014-01-01T00:00:00.000500"));
        let none = Clock { start: None };
        assert_eq!((&*none.moment(SimTime(5_400_000_000)), &*none.exact(SimTime(0))), ("1h30min", "0.000s"));
    }

    #[test]
    fn a_zone_is_so_far_from_utc() {
        for (text, minutes, written) in
            [("UTC", 0, "+00:00"), ("+08:00", 480, "+08:00"), ("-05:30", -330, "-05:30"), ("+14:00", 840, "+14:00")]
        {
            let zone = TimeZone::parse(text).expect("a zone");
            assert_eq!((zone.0, zone.to_string()), (minutes, written.to_owned()));
        }
        for text in ["", "8", "+8", "+8:00", "08:00", "+14:01", "CET", "+01:60"] {
            assert!(TimeZone::parse(text).is_err(), "{text}");
        }
        let local = Date::parse("2014-03-21 01:00").expect("a date");
        assert_eq!(TimeZone(480).utc(local).to_string(), "2014-03-20 17:00");
    }
}
