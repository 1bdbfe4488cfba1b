//! Does the formatter keep every comment and every meaning, and leave alone what it cannot read?

use crate::process;

use std::fs;
use std::ops::Range;

use coexist::gallery;
use coexist::scenario::format::format;
use coexist::scenario::parse::parse;
use proptest::prelude::*;
use proptest::sample::Index;

use process::{SMALL, call, call_with, folder, read, write};

/// What a piece of a text is. Written for this test, so that the formatter is not measured by its own reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    Blank,
    Comment,
    Text,
    Word,
    Mark,
}

fn pieces(text: &str) -> Vec<(Piece, Range<usize>)> {
    let mut all = Vec::new();
    let mut at = 0;
    let is_blank = |it: char| it.is_whitespace() || it == '\u{feff}';
    let is_word = |it: char| it.is_alphanumeric() || "_.-+".contains(it);
    while at < text.len() {
        let rest = &text[at..];
        let first = rest.chars().next().expect("there is more");
        let (piece, length) = if is_blank(first) {
            (Piece::Blank, rest.find(|it| !is_blank(it)).unwrap_or(rest.len()))
        } else if rest.starts_with("//") {
            (Piece::Comment, rest.find('\n').unwrap_or(rest.len()))
        } else if rest.starts_with("/*") {
            (Piece::Comment, block(rest))
        } else if let Some(hashes) = ["r\"", "r#\"", "r##\""].iter().position(|it| rest.starts_with(it)) {
            let end = format!("\"{}", "#".repeat(hashes));
            (Piece::Text, hashes + 2 + rest[hashes + 2..].find(&end).expect("it ends") + end.len())
        } else if first == '"' {
            let mut letters = rest.char_indices().skip(1);
            let end = loop {
                match letters.next().expect("it ends") {
                    (_, '\\') => _ = letters.next(),
                    (end, '"') => break end,
                    _ => {}
                }
            };
            (Piece::Text, end + 1)
        } else if is_word(first) {
            (Piece::Word, rest.find(|it| !is_word(it)).unwrap_or(rest.len()))
        } else {
            (Piece::Mark, first.len_utf8())
        };
        all.push((piece, at..at + length));
        at += length;
    }
    all
}

fn block(text: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < text.len() {
        if text[at..].starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if text[at..].starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                return at;
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    panic!("a comment does not end")
}

/// The comments in their order, without what no eye can see at their ends.
fn comments(text: &str) -> Vec<String> {
    let of = |range: Range<usize>| text[range].trim_end().replace("\r\n", "\n");
    pieces(text).into_iter().filter(|it| it.0 == Piece::Comment).map(|it| of(it.1)).collect()
}

/// What must hold of every text that can be read.
fn hold(text: &str) -> String {
    let meaning = parse(text).unwrap_or_else(|mistakes| panic!("{text}\n{mistakes:#?}"));
    let formatted = format(text);
    assert_eq!(parse(&formatted).as_ref(), Ok(&meaning), "the meaning of\n{text}\nis not that of\n{formatted}");
    assert_eq!(comments(&formatted), comments(text), "the comments of\n{text}\nare not those of\n{formatted}");
    assert_eq!(format(&formatted), formatted, "formatting\n{text}\ntwice is not formatting it once");
    let texts = |text: &str| -> Vec<String> {
        pieces(text).into_iter().filter(|it| it.0 == Piece::Text).map(|it| text[it.1].to_owned()).collect()
    };
    assert_eq!(texts(&formatted), texts(text), "texts are as they were written");
    for (number, line) in pieces_outside(&formatted).lines().enumerate() {
        assert_eq!(line.trim_end(), line, "line {} ends with blanks:\n{formatted}", number + 1);
        assert!(!line.contains('\t') && !line.contains('\r'), "line {}:\n{formatted}", number + 1);
    }
    assert!(formatted.ends_with('\n') && !formatted.ends_with("\n\n"), "{formatted:?}");
    formatted
}

/// The text with comments and texts hidden, whose inside is their writer's business.
fn pieces_outside(text: &str) -> String {
    let hidden = |it: Piece| matches!(it, Piece::Comment | Piece::Text);
    pieces(text).into_iter().map(|(piece, at)| if hidden(piece) { "#" } else { &text[at] }).collect()
}

#[test]
fn the_gallery_and_the_starting_files_are_in_canonical_layout() {
    for it in gallery::ALL {
        assert_eq!(hold(it.text), it.text, "{}", it.claim);
    }
    let came = call(&["fmt", "--check", "scenarios", "src/cli/new"]);
    assert_eq!((came.code, came.out.as_str(), came.err.as_str()), (0, "", ""));
}

/// `small`, with something at the place of `§`.
fn small(place: &str, with: &str) -> String {
    assert!(SMALL.contains(&place.replace('§', "")), "{place}");
    SMALL.replacen(&place.replace('§', ""), &place.replace('§', with), 1)
}

/// Wherever RON allows a comment, it stays; a line comment, a block, two of them, one over several lines, a nested one.
#[test]
fn a_comment_may_stand_anywhere() {
    let comments =
        ["// 行 😀\n", "/* c */", "/* c *//* d */", "/* a\n     b */ // c\n", "\n\n/* a /* b */ c */\n\n", "//\n"];
    for (_, at) in pieces(SMALL) {
        for it in comments {
            for at in [at.start, at.end] {
                hold(&format!("{}{it}{}", &SMALL[..at], &SMALL[at..]));
            }
        }
    }
}

#[test]
fn comments_stay_where_they_are_meant() {
    for (place, with, wanted) in [
        ("§Scenario(", "// a\n\n\n// b\n\n", "// a\n\n// b\n\nScenario("),
        ("§Scenario(", "/* a */ ", "/* a */\nScenario("),
        ("Scenario§(", " /* a */\n", "/* a */\nScenario(\n"),
        ("    title: §\"small\",", "/* a */ ", "    /* a */\n    title: \"small\",\n"),
        ("    title§: \"small\",", " // a\n", "    // a\n    title: \"small\",\n"),
        ("    title: \"small\"§,", " // a\n", "    title: \"small\",  // a\n"),
        ("    title: \"small\",§", " // a", "    title: \"small\",  // a\n"),
        ("    title: \"small\",§", " // a\n\n    // b", "    title: \"small\",  // a\n\n    // b\n    servers"),
        ("    title: \"small\",§", "\n    // b\n\n", "    title: \"small\",\n    // b\n\n    servers"),
        (
            "running: [§Imap4]",
            "// a\n",
            "            running: [\n                // a\n                Imap4,\n            ],\n",
        ),
        ("outcome: LoggedOn)],§\n)", " // a", ")],  // a\n)\n"),
        ("outcome: LoggedOn)],§\n)", "\n// a", ")],\n    // a\n)\n"),
        ("outcome: LoggedOn)],\n)§", " // a", "\n)\n// a\n"),
        ("outcome: LoggedOn)],\n)§", "\n\n\n// a\n\n\n\n/* b\n   c */", "\n)\n\n// a\n\n/* b\n   c */\n"),
    ] {
        let formatted = hold(&small(place, with));
        assert!(formatted.contains(wanted), "{place} with {with:?}: {wanted:?} is not in\n{formatted}");
    }
    let empty = hold("Scenario(schema: 1, servers: [ /* none yet */ ], /* and so on */)");
    assert_eq!(
        empty,
        "Scenario(\n    schema: 1,\n    servers: [\n        /* none yet */\n    ],  /* and so on */\n)\n"
    );
    assert_eq!(hold("(schema:1)//only"), "(\n    schema: 1,\n)\n//only\n");
}

#[test]
fn odd_texts_are_laid_out_like_others() {
    let canonical = format(SMALL);
    assert_eq!(hold(&format!("\u{feff}{SMALL}")), canonical, "a byte order mark");
    assert_eq!(hold(&SMALL.replace('\n', "\r\n")), canonical.replace('\n', "\r\n"), "the line ends of Windows stay");
    assert_eq!(hold(&SMALL.replacen('\n', "\r\n", 3)), canonical, "line ends of both kinds");
    assert_eq!(hold(&SMALL.replace("    ", "\t")), canonical, "tabs");
    assert_eq!(hold(&SMALL.replace("\n    ", "").replace(",\n)", ")")), canonical, "one line");
    assert_eq!(hold(&SMALL.replace('\n', "\u{2028}\u{200e}\n \u{85}")), canonical, "blanks that only RON takes");
    assert_eq!(hold(&SMALL.replace(": ", " \n\n:\n\n\n").replace('(', "\n(\n")), canonical, "blanks everywhere");
    let attributed = format!("#![type = \"a(b]\"]\n// x\n\n\n{SMALL}");
    assert_eq!(hold(&attributed), format!("#![type = \"a(b]\"]\n// x\n\n{canonical}"));
    // Texts over several lines, raw ones, and ones that look like comments and brackets.
    for title in [
        "\"a\n   b\t\n\n\"",
        "\"a\\\n   b\"",
        "\"// no comment /* \\\" ) ]\"",
        "r\"\\ // \"",
        "r#\"a \"b\" /*\r\n ) \"#",
        "\"场景：总部 😀\"",
    ] {
        let formatted = hold(&SMALL.replace("\"small\"", title));
        assert!(formatted.contains(&format!("    title: {title},\n")), "{formatted}");
    }
    // Whole lists of them.
    hold(&SMALL.replace("on: [\"EX10\"]", "on: [\"EX\n10\", \"EX10\", r\"EX10\"]"));
    // Longer than any line.
    let long = "长".repeat(4_000);
    let formatted = hold(&SMALL.replace("\"anna\"", &format!("\"{long}\"")));
    assert!(formatted.contains(&format!("name: \"{long}\",\n")), "a long text gets its own line");
    let many = ["\"EX10\""; 60].join(",");
    let formatted = hold(&SMALL.replace("on: [\"EX10\"]", &format!("on: [{many}]")));
    assert!(formatted.lines().all(|it| it.chars().count() <= 120), "{formatted}");
}

#[test]
fn deep_brackets_do_not_break_it() {
    for depth in [100, 10_000, 200_000] {
        for (open, close) in [("(", ")"), ("[", "]"), ("a: b(", ")"), ("(", "")] {
            let text = format!("{}{}", open.repeat(depth), close.repeat(depth));
            assert!(format(&text).len() > 1);
        }
    }
}

/// A blank or a comment that may be put between two pieces.
fn filler(which: usize, number: usize) -> String {
    match which {
        0 => "\n".to_owned(),
        1 => "\r\n\r\n\n".to_owned(),
        2 => " \t ".to_owned(),
        3 => format!(" // c{number}  \n"),
        4 => format!("/* c{number} */"),
        5 => format!("\n/* c{number}\n     /* 注释 \" */ ( */\n"),
        6 => format!("//c{number}\r\n\n\n"),
        _ => format!("\n\n  // 这是 c{number} 😀 \" ) ]\n\n"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// Scenarios with blanks taken out and blanks and comments put in at random.
    #[test]
    fn comments_and_meaning_survive(
        entry in any::<Index>(),
        squeezed in any::<bool>(),
        fillers in prop::collection::vec((any::<Index>(), 0..8_usize), 0..40),
    ) {
        let text = gallery::ALL[entry.index(gallery::ALL.len())].text;
        let all = pieces(text);
        let mut inserts = vec![String::new(); all.len() + 1];
        for (number, (at, which)) in fillers.iter().enumerate() {
            inserts[at.index(all.len() + 1)].push_str(&filler(*which, number));
        }
        let mut mixed = inserts[0].clone();
        for (index, (piece, at)) in all.iter().enumerate() {
            match piece {
                Piece::Blank if squeezed => {}
                Piece::Comment if text[at.clone()].starts_with("//") => {
                    mixed.push_str(&text[at.clone()]);
                    mixed.push('\n');
                }
                _ => mixed.push_str(&text[at.clone()]),
            }
            mixed.push_str(&inserts[index + 1]);
        }
        hold(&mixed);
    }
}

#[test]
fn files_are_formatted_in_their_place_and_named() {
    let folder = folder("fmt-files");
    let ugly = SMALL.replace("    title", "\n\n\n  /* t */ title");
    let canonical = format(&ugly);
    let (a, b) = (write(&folder, "a.ron", &ugly), write(&folder, "sub/b.RON", &canonical));
    let other = write(&folder, "sub/notes.txt", "no scenario");
    let all = folder.to_string_lossy().into_owned();
    let check = call(&["fmt", "--check", &all]);
    assert_eq!((check.code, check.out.as_str(), check.err.as_str()), (1, format!("{a}\n").as_str(), ""));
    assert_eq!(read(&a), ugly, "--check changes nothing");
    let done = call(&["fmt", &all]);
    assert_eq!((done.code, done.out.as_str(), done.err.as_str()), (0, format!("formatted {a}\n").as_str(), ""));
    assert_eq!((read(&a), read(&b), read(&other)), (canonical.clone(), canonical, "no scenario".to_owned()));
    let again = call(&["fmt", &all]);
    assert_eq!((again.code, again.out.as_str(), again.err.as_str()), (0, "", ""));
    assert_eq!(fs::read_dir(&folder).expect("it can be read").count(), 2, "nothing is left beside the files");
}

#[test]
fn standard_input_is_formatted_to_standard_output() {
    let ugly = SMALL.replace("    ", "\t");
    let came = call_with(&["fmt", "-"], ugly.as_bytes());
    assert_eq!((came.code, came.out, came.err.as_str()), (0, format(SMALL), ""));
    let check = |text: &str| call_with(&["fmt", "-", "--check"], text.as_bytes());
    assert_eq!((check(&ugly).code, check(&ugly).out.as_str()), (1, ""));
    assert_eq!((check(&format(SMALL)).code, check(&format(SMALL)).out.as_str()), (0, ""));
    let both = call_with(&["fmt", "-", "scenarios"], b"");
    assert_eq!((both.code, both.out.as_str()), (2, ""));
    assert!(both.err.contains("standard input"), "{}", both.err);
}

#[test]
fn what_cannot_be_read_is_left_untouched() {
    let folder = folder("fmt-broken");
    let all = folder.to_string_lossy().into_owned();
    let none = call(&["fmt", &all]);
    assert_eq!((none.code, none.out.as_str()), (2, ""));
    assert!(none.err.contains("there is no scenario in"), "{}", none.err);
    let good = write(&folder, "good.ron", "(schema:1)");
    let broken: [(&str, &[u8], &str); 4] = [
        ("bracket.ron", b"Scenario(schema: 1, // so far\r\n", "S005"),
        ("field.ron", b"\xef\xbb\xbfScenario(schema: 1,  titel: \"x\" )", "titel"),
        ("latin1.ron", b"Scenario(schema: 1, title: \"caf\xe9\")", "UTF-8"),
        ("empty.ron", b"", "there is no scenario in the file"),
    ];
    for (name, bytes, _) in broken {
        write(&folder, name, bytes);
    }
    let came = call(&["fmt", &all]);
    assert_eq!(came.code, 2, "{}", came.err);
    assert_eq!(came.out, format!("formatted {good}\n"), "the others are still formatted");
    for (name, bytes, told) in broken {
        assert_eq!(fs::read(folder.join(name)).expect("it is there"), bytes, "{name}");
        assert!(came.err.contains(name) && came.err.contains(told), "{name}: {}", came.err);
    }
    assert!(came.err.contains("was left as it is"), "{}", came.err);
    let missing = call(&["fmt", &format!("{good}/below.ron")]);
    assert_eq!((missing.code, missing.out.as_str()), (2, ""));
    assert!(missing.err.contains("cannot be read"), "{}", missing.err);
}

/// What does not fit together can still be laid out: a file is written from top to bottom.
#[test]
fn a_file_that_does_not_fit_together_yet_is_formatted() {
    let text = SMALL.replace("\"EX10\"])]", "\"EX99\"])]").replace("    ", " ");
    let came = call_with(&["fmt", "-"], text.as_bytes());
    assert_eq!((came.code, came.err.as_str()), (0, ""));
    assert!(came.out.contains("EX99"));
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link() {
    let folder = folder("fmt-link");
    let real = write(&folder, "real.ron", "(schema:1)");
    let link = folder.join("link.ron");
    std::os::unix::fs::symlink("real.ron", &link).expect("a link can be made");
    let came = call(&["fmt", &link.to_string_lossy()]);
    assert_eq!((came.code, came.err.as_str()), (0, ""));
    assert!(fs::symlink_metadata(&link).expect("it is there").is_symlink());
    assert_eq!(read(real), "(\n    schema: 1,\n)\n");
}
