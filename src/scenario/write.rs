//! How is a value of the language written in a file?
//!
//! The counterpart of reading: what is written here is read back as the same value. A field that may be left out is
//! written only where it says something. Everything stands in one line; `coexist fmt` lays it out.

use compact_str::CompactString;

use super::{Address, Binding, BoundTo, ConnectionSetting, FindingId, Share};
use crate::time::{Date, Micros, Time, TimeZone};

/// A value that can be written as a scenario file writes it.
pub(crate) trait ToRon {
    /// Adds the value to a text.
    fn write(&self, out: &mut String);

    /// Whether nothing is said by it, so that a field with it can be left out.
    fn says_nothing(&self) -> bool {
        false
    }

    /// The value alone.
    fn ron(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }
}

/// Writes `name: value` behind the fields before it. One that may be left out is, where it says nothing.
pub(crate) fn field(out: &mut String, first: &mut bool, name: &str, value: &dyn ToRon, may_be_left_out: bool) {
    if may_be_left_out && value.says_nothing() {
        return;
    }
    if !std::mem::take(first) {
        out.push_str(", ");
    }
    out.push_str(name);
    out.push_str(": ");
    value.write(out);
}

/// A text in its quotation marks.
pub(crate) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

impl<T: ToRon> ToRon for Option<T> {
    fn write(&self, out: &mut String) {
        if let Some(it) = self {
            it.write(out);
        }
    }

    fn says_nothing(&self) -> bool {
        self.is_none()
    }
}

impl<T: ToRon> ToRon for Vec<T> {
    fn write(&self, out: &mut String) {
        out.push('[');
        for (at, it) in self.iter().enumerate() {
            if at > 0 {
                out.push_str(", ");
            }
            it.write(out);
        }
        out.push(']');
    }

    fn says_nothing(&self) -> bool {
        self.is_empty()
    }
}

impl<T: ToRon> ToRon for (T, T) {
    fn write(&self, out: &mut String) {
        out.push('(');
        self.0.write(out);
        out.push_str(", ");
        self.1.write(out);
        out.push(')');
    }
}

impl ToRon for String {
    fn write(&self, out: &mut String) {
        out.push_str(&quoted(self));
    }
}

impl ToRon for CompactString {
    fn write(&self, out: &mut String) {
        out.push_str(&quoted(self));
    }
}

macro_rules! as_displayed {
    ($($type:ty)+) => {$(
        impl ToRon for $type {
            fn write(&self, out: &mut String) {
                out.push_str(&self.to_string());
            }
        }
    )+};
}
as_displayed!(bool u16 u32 u64);

impl ToRon for Binding {
    fn write(&self, out: &mut String) {
        match self.to {
            BoundTo::Every => out.push_str(&self.port.to_string()),
            BoundTo::EveryIpv6 | BoundTo::Address(_) => out.push_str(&quoted(&self.to_string())),
        }
    }
}

macro_rules! in_quotation_marks {
    ($($type:ty: $it:ident => $text:expr;)+) => {$(
        impl ToRon for $type {
            fn write(&self, out: &mut String) {
                let $it = self;
                out.push_str(&quoted(&$text));
            }
        }
    )+};
}
in_quotation_marks! {
    Micros: it => it.to_string();
    Time: it => it.to_string();
    TimeZone: it => it.to_string();
    Date: it => it.to_string();
    ConnectionSetting: it => it.to_string();
    Share: it => it.to_string();
    Address: it => it.0.to_string();
    FindingId: it => it.0;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gallery;
    use crate::scenario::format::format;
    use crate::scenario::parse::parse;

    /// What is written is read as the same, whatever stands in it; and laid out, it is a scenario file as any other.
    #[test]
    fn what_is_written_is_read_as_the_same() {
        for entry in gallery::ALL {
            let scenario = parse(entry.text).expect("the gallery is sound");
            let written = scenario.ron();
            for text in [&written, &format(&written)] {
                assert_eq!(parse(text).as_ref(), Ok(&scenario), "{}: {text}", entry.claim);
            }
        }
        let odd = "Scenario(schema: 1, title: \"a \\\"b\\\" \\\\ c\", servers: [])";
        let scenario = parse(odd).expect("it is sound");
        assert_eq!(parse(&scenario.ron()), Ok(scenario));
    }
}
