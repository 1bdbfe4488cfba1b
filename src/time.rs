//! What time is it in the simulated world?
//!
//! Integer microseconds and nothing else: no float, no wall clock. One type for an instant ([`SimTime`]) and one
//! for a length of time ([`Micros`]), so that the two cannot be confused. Overflow is a bug and panics; a scenario
//! cannot reach it, because [`Micros::parse`] refuses spans longer than [`Micros::MAX`].

pub(crate) mod clock;
pub(crate) mod date;

use std::fmt;
use std::ops::Add;

use crate::catalogue::values;
use crate::lang::Fixed;

pub(crate) use clock::NoSuchTime;
pub use clock::{Clock, Time, TimeZone};
pub use date::Date;

/// A length of simulated time, in microseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Micros(pub u64);

/// An instant of simulated time: microseconds since the start of the run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct SimTime(pub u64);

/// The units that a scenario may write, the longest first, with their length in microseconds.
const UNITS: [(&str, u64); 6] =
    [("d", 86_400_000_000), ("h", 3_600_000_000), ("min", 60_000_000), ("s", 1_000_000), ("ms", 1_000), ("us", 1)];

/// What else the units are called; each of these words may stand in the plural.
const WORDS: [(&str, &[&str]); 6] = [
    ("d", &["day"]),
    ("h", &["hour", "hr"]),
    ("min", &["m", "minute", "min"]),
    ("s", &["second", "sec"]),
    ("ms", &["millisecond"]),
    ("us", &["microsecond"]),
];

/// The length of a unit in microseconds.
fn unit(name: &str) -> Option<u64> {
    let lower = name.to_ascii_lowercase();
    // Words in the plural too, and with a capital letter; what is short is written as it is.
    let word = if name.len() > 2 { lower.strip_suffix('s').unwrap_or(&lower) } else { name };
    let called = |it: &&'static str| word == *it;
    let plain = UNITS.iter().find(|it| it.0 == name).map(|it| it.0);
    let plain = plain.or_else(|| WORDS.iter().find(|it| it.1.iter().any(called)).map(|it| it.0))?;
    UNITS.iter().find(|it| it.0 == plain).map(|it| it.1)
}

impl Micros {
    /// The longest span that a scenario may name: 366 days.
    pub const MAX: Self = Self(366 * 86_400_000_000);
    /// No time at all.
    pub const ZERO: Self = Self(0);

    /// A span of whole seconds.
    #[must_use]
    pub const fn from_secs(secs: u64) -> Self {
        Self(secs * 1_000_000)
    }

    /// A span of whole milliseconds.
    #[must_use]
    pub const fn from_millis(millis: u64) -> Self {
        Self(millis * 1_000)
    }

    /// Reads a span as a scenario writes it: a number and a unit (`us`, `ms`, `s`, `min` or `m`, `h`, `d`, or its
    /// word), or several of them from the longest to the shortest (`1h30min`, `1m 30s`, `1 hour 30 minutes`). A number
    /// may have decimals (`1.5s`). Hours, minutes and seconds with colons are a span as the cmdlets write it
    /// (`00:30:00`, `1.00:00:00`); with one colon nobody can tell what is meant, and it is refused.
    ///
    /// # Errors
    /// A sentence that says what was expected, for the diagnostic that points at the value.
    pub fn parse(text: &str) -> Result<Self, Fixed> {
        let mut rest = text.trim();
        if rest.is_empty() {
            return Err(values::span_of_time());
        }
        if rest.contains(':') {
            let span = Self::of_cmdlet(rest).filter(|_| rest.matches(':').count() == 2);
            let span = span.ok_or(values::span_with_colons())?;
            return if span > Self::MAX { Err(values::longest_span()) } else { Ok(span) };
        }
        let mut total: u64 = 0;
        let mut longest = u64::MAX;
        while !rest.is_empty() {
            let digits = rest.len() - rest.trim_start_matches(|it: char| it.is_ascii_digit() || it == '.').len();
            let (number, tail) = rest.split_at(digits);
            let tail = tail.trim_start();
            let letters = tail.len() - tail.trim_start_matches(|it: char| it.is_ascii_alphabetic()).len();
            let (name, tail) = tail.split_at(letters);
            let unit = unit(name).ok_or(values::span_of_time())?;
            if unit >= longest {
                return Err(values::descending_units());
            }
            longest = unit;
            let micros = parse_decimal(number, unit).ok_or(values::span_of_time())?;
            total = total.checked_add(micros).ok_or(values::longest_span())?;
            rest = tail.trim_start();
        }
        if total > Self::MAX.0 {
            return Err(values::longest_span());
        }
        Ok(Self(total))
    }

    /// Reads a span as a cmdlet takes it: `hh:mm:ss` or `d.hh:mm:ss`, with or without a fraction.
    pub(crate) fn of_cmdlet(text: &str) -> Option<Self> {
        let number = |text: &str, most: usize| {
            let fits = (1..=most).contains(&text.len()) && text.bytes().all(|it| it.is_ascii_digit());
            text.parse::<u64>().ok().filter(|_| fits)
        };
        let (days, clock) = match text.split_once('.') {
            Some((days, clock)) if clock.contains(':') => (number(days, 5)?, clock),
            _ => (0, text),
        };
        let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
        let fraction = parse_decimal(&format!("0.{fraction}"), 1_000_000)?;
        let mut parts = clock.split(':').map(|it| number(it, 2));
        let (hours, minutes) = (parts.next()??, parts.next()??);
        let seconds = match parts.next() {
            Some(it) => it?,
            None => 0,
        };
        if parts.next().is_some() || hours > 23 || minutes > 59 || seconds > 59 || days > 10_000 {
            return None;
        }
        Some(Self::from_secs(((days * 24 + hours) * 60 + minutes) * 60 + seconds) + Self(fraction))
    }
}

/// `number` × `unit` in microseconds; digits beyond a microsecond are refused rather than rounded.
fn parse_decimal(number: &str, unit: u64) -> Option<u64> {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    if whole.is_empty() || whole.len() > 15 || part.len() > 12 || (number.contains('.') && part.is_empty()) {
        return None;
    }
    let mut total = whole.parse::<u64>().ok()?.checked_mul(unit)?;
    if !part.is_empty() {
        let scale = 10_u128.pow(u32::try_from(part.len()).ok()?);
        let scaled = u128::from(part.parse::<u64>().ok()?) * u128::from(unit);
        if scaled % scale != 0 {
            return None;
        }
        total = total.checked_add(u64::try_from(scaled / scale).ok()?)?;
    }
    Some(total)
}

/// How a span is written, as a regular expression: units from the longest to the shortest, or as a cmdlet writes it.
pub(crate) fn span_pattern() -> String {
    const NUMBER: &str = r"[0-9]{1,15}(\.[0-9]{1,12})?\s*";
    let word = |it: &str| {
        let letters: Vec<String> = it.chars().map(|it| format!("[{}{}]", it.to_ascii_uppercase(), it)).collect();
        format!("{}[sS]?", letters.concat())
    };
    let unit = |(name, words): (&str, &[&str])| {
        let long = words.iter().filter(|it| it.len() > 2).map(|it| word(it));
        // A word of two letters has capitals only in the plural, where there are three.
        let short = words
            .iter()
            .filter(|it| it.len() == 2)
            .flat_map(|it| [(*it).to_owned(), word(it).replace("[sS]?", "[sS]")]);
        let single = words.iter().filter(|it| it.len() == 1).map(|it| (*it).to_owned());
        let all: Vec<String> = std::iter::once(name.to_owned()).chain(long).chain(short).chain(single).collect();
        format!("{NUMBER}({})", all.join("|"))
    };
    let units = WORDS.map(unit);
    let from = |at: usize| {
        let rest: Vec<String> = units[at + 1..].iter().map(|it| format!(r"(\s*{it})?")).collect();
        format!("{}{}", units[at], rest.concat())
    };
    let spans: Vec<String> = (0..units.len()).map(from).collect();
    format!(r"{}|([0-9]{{1,5}}\.)?([01]?[0-9]|2[0-3]):[0-5]?[0-9]:[0-5]?[0-9](\.[0-9]{{1,12}})?", spans.join("|"))
}

impl fmt::Display for Micros {
    /// As a scenario would write it: the longest unit that needs no more than one more unit to be exact.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 0 {
            return f.write_str("0s");
        }
        let mut rest = self.0;
        for (name, unit) in UNITS {
            let count = rest / unit;
            if count > 0 {
                write!(f, "{count}{name}")?;
                rest %= unit;
            }
        }
        Ok(())
    }
}

impl SimTime {
    /// The start of the run.
    pub const ZERO: Self = Self(0);
    /// Later than anything that happens.
    pub const NEVER: Self = Self(u64::MAX);

    /// The time that has passed since `earlier`.
    ///
    /// # Panics
    /// If `earlier` is later: time never runs backwards.
    #[must_use]
    pub fn since(self, earlier: Self) -> Micros {
        assert!(earlier <= self, "time ran backwards: {earlier:?} is later than {self:?}");
        Micros(self.0 - earlier.0)
    }
}

impl Add<Micros> for SimTime {
    type Output = Self;
    fn add(self, span: Micros) -> Self {
        Self(self.0 + span.0)
    }
}

impl Add for Micros {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl SimTime {
    /// How long after the start this is: seconds with three decimals, with six only where a microsecond would be lost;
    /// minutes, hours and days before them as soon as there are any: `5.004s`, `10:00.004s`, `9:00:00.000500s`,
    /// `1d 02:00:00.000s`. What is shown to people is [`Clock`], who knows whether there is a date.
    #[must_use]
    pub fn elapsed(self) -> String {
        let (secs, micros) = (self.0 / 1_000_000, self.0 % 1_000_000);
        let (days, hours, minutes, seconds) = (secs / 86_400, secs / 3_600 % 24, secs / 60 % 60, secs % 60);
        let whole = match (days, hours, minutes) {
            (0, 0, 0) => seconds.to_string(),
            (0, 0, _) => format!("{minutes}:{seconds:02}"),
            (0, _, _) => format!("{hours}:{minutes:02}:{seconds:02}"),
            _ => format!("{days}d {hours:02}:{minutes:02}:{seconds:02}"),
        };
        if micros.is_multiple_of(1_000) {
            format!("{whole}.{:03}s", micros / 1_000)
        } else {
            format!("{whole}.{micros:06}s")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read_and_written_back() {
        for (text, micros) in [
            ("0s", 0),
            ("500us", 500),
            ("18ms", 18_000),
            ("1.5s", 1_500_000),
            ("1h30min", 5_400_000_000),
            ("1m 5s", 65_000_000),
            ("00:30:00", 1_800_000_000),
            ("1.02:00:00", 93_600_000_000),
            ("00:00:01.5000000", 1_500_000),
            ("30 minutes", 1_800_000_000),
            ("1 hour 30 Minutes", 5_400_000_000),
            ("1 day", 86_400_000_000),
            ("5m", 300_000_000),
            ("2hrs", 7_200_000_000),
            ("90 secs", 90_000_000),
            ("0us", 0),
            ("0.000001s", 1),
            ("366d", 31_622_400_000_000),
            ("365d23h59min59s999ms999us", 31_622_399_999_999),
            ("366.00:00:00", 31_622_400_000_000),
            ("8784h", 31_622_400_000_000),
            ("00:00:00", 0),
            ("23:59:59.999999", 86_399_999_999),
        ] {
            assert_eq!(Micros::parse(text), Ok(Micros(micros)), "{text}");
            assert_eq!(Micros::parse(&Micros(micros).to_string()), Ok(Micros(micros)), "{text}");
        }
        for text in [
            "",
            "5",
            "s",
            "5 parsecs",
            "-1s",
            "1s1s",
            "1ms1s",
            "0.0000001s",
            "367d",
            "366d1us",
            "366.00:00:00.000001",
            "31622400.000001s",
            "9999999999999999us",
            "0.0000000000001d",
            "23:59:60",
            "10001.00:00:00",
            "1.",
            ".5s",
            "1.s",
            "99999999999999999s",
            "1e3s",
            "22:00",
            "00:30",
            "24:00:00",
            "366.01:00:00",
            "22:60:00",
            "22:00:00:00",
            "5M",
            "5hs",
            "5ss",
            "1 month",
            "30 minutes 1 hour",
        ] {
            assert!(Micros::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn instants_are_read_aloud_with_ease() {
        const MINUTE: u64 = 60_000_000;
        for (micros, text) in [
            (500, "0.000500s"),
            (12_340_000, "12.340s"),
            (MINUTE - 1, "59.999999s"),
            (MINUTE, "1:00.000s"),
            (10 * MINUTE + 4_000, "10:00.004s"),
            (60 * MINUTE - 1_000, "59:59.999s"),
            (540 * MINUTE + 500, "9:00:00.000500s"),
            (1_440 * MINUTE - 1_000, "23:59:59.999s"),
            (1_560 * MINUTE + 5_006_000, "1d 02:00:05.006s"),
        ] {
            assert_eq!(SimTime(micros).elapsed(), text);
        }
    }
}
