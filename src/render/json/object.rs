//! How is one JSON object written without building it first?

/// An object that is being written. Every field of it is written in the order of the calls.
pub(super) struct Object<'a> {
    out: &'a mut String,
    empty: bool,
}

impl<'a> Object<'a> {
    /// Begins an object at the end of `out`.
    pub(super) fn open(out: &'a mut String) -> Self {
        out.push('{');
        Self { out, empty: true }
    }

    /// Ends it.
    pub(super) fn close(self) {
        self.out.push('}');
    }

    /// Writes a key; the caller writes its value next.
    pub(super) fn key(&mut self, key: &str) -> &mut String {
        if !self.empty {
            self.out.push(',');
        }
        self.empty = false;
        self.out.push('"');
        self.out.push_str(key);
        self.out.push_str("\":");
        self.out
    }

    pub(super) fn text(&mut self, key: &str, value: &str) {
        string(value, self.key(key));
    }

    pub(super) fn number(&mut self, key: &str, value: u64) {
        use std::fmt::Write;
        let out = self.key(key);
        write!(out, "{value}").expect("writing to a String does not fail");
    }

    pub(super) fn truth(&mut self, key: &str, value: bool) {
        self.key(key).push_str(if value { "true" } else { "false" });
    }

    pub(super) fn null(&mut self, key: &str) {
        self.key(key).push_str("null");
    }

    /// A text or `null`.
    pub(super) fn optional(&mut self, key: &str, value: Option<&str>) {
        match value {
            Some(value) => self.text(key, value),
            None => self.null(key),
        }
    }

    /// A number or `null`.
    pub(super) fn optional_number(&mut self, key: &str, value: Option<u64>) {
        match value {
            Some(value) => self.number(key, value),
            None => self.null(key),
        }
    }

    /// A list, each item written by `item`.
    pub(super) fn list<T>(&mut self, key: &str, items: impl IntoIterator<Item = T>, item: impl Fn(T, &mut String)) {
        let out = self.key(key);
        out.push('[');
        for (index, it) in items.into_iter().enumerate() {
            if index > 0 {
                out.push(',');
            }
            item(it, out);
        }
        out.push(']');
    }
}

/// Writes a JSON string.
pub(super) fn string(text: &str, out: &mut String) {
    let plain = text.bytes().all(|it| it >= 0x20 && it != b'"' && it != b'\\' && it != 0x7f);
    if plain {
        out.push('"');
        out.push_str(text);
        out.push('"');
    } else {
        out.push_str(&serde_json::Value::from(text).to_string());
    }
}
