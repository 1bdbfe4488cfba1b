//! Which file is meant by the name that an editor gives a document?

/// The path of a document; its name where it is no file.
pub(super) fn path(uri: &str) -> String {
    let Some(path) = uri.strip_prefix("file://") else { return uri.to_owned() };
    let path = decoded(path);
    // On Windows a drive follows: `/C:/…`.
    let is_drive = path.as_bytes().get(2) == Some(&b':');
    if is_drive { path[1..].to_owned() } else { path }
}

/// The name of a file.
pub(super) fn uri(path: &str) -> String {
    if path.contains("://") || path.starts_with("untitled:") {
        return path.to_owned();
    }
    let mut uri = String::from(if path.starts_with('/') { "file://" } else { "file:///" });
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => uri.push(byte as char),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

/// A text without percent signs that stand for bytes.
fn decoded(text: &str) -> String {
    let (mut bytes, mut rest) = (Vec::with_capacity(text.len()), text.as_bytes());
    while let [first, more @ ..] = rest {
        let digits = more.get(..2).filter(|_| *first == b'%').and_then(|it| std::str::from_utf8(it).ok());
        match digits.and_then(|it| u8::from_str_radix(it, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &more[2..];
            }
            None => {
                bytes.push(*first);
                rest = more;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_path_and_back() {
        for (name, file) in [
            ("file:///srv/a%20b/%E6%80%BB.ron", "/srv/a b/总.ron"),
            ("file:///C%3A/a.ron", "C:/a.ron"),
            ("untitled:Untitled-1", "untitled:Untitled-1"),
        ] {
            assert_eq!((&*path(name), &*uri(file)), (file, name));
        }
        assert_eq!(path("file:///100%"), "/100%");
    }
}
