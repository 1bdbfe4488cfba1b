//! How is an explanation written for a ticket, a wiki or a change request: as Markdown?
//!
//! The same blocks as on a terminal and in a page. Whatever comes from the file is text and stays text.

use std::fmt::{Result, Write};

use super::explain::{Block, Kind};

/// A text of which nothing is markup.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if "\\`*_{}[]<>|#&~".contains(letter) {
            out.push('\\');
        }
        out.push(if letter == '\n' { ' ' } else { letter });
    }
    out
}

/// Lines to be copied, whole and as they are.
///
/// # Errors
/// Those of `out`.
pub(crate) fn fence(lines: &[&str], out: &mut dyn Write) -> Result {
    // Longer than any that stands in a line.
    let longest = lines.iter().flat_map(|it| it.split(|it| it != '`')).map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    writeln!(out, "{fence}powershell")?;
    for it in lines {
        writeln!(out, "{it}")?;
    }
    writeln!(out, "{fence}\n")
}

/// Writes blocks, commands that follow each other as one that is copied as a whole.
///
/// # Errors
/// Those of `out`.
pub(crate) fn explanation(blocks: &[Block], out: &mut dyn Write) -> Result {
    let mut rest = blocks;
    while let [block, more @ ..] = rest {
        let is_command = |it: &&Block| it.kind == Kind::Command;
        let many = rest.iter().take_while(is_command).count();
        if many > 0 {
            let lines: Vec<_> = rest[..many].iter().flat_map(|it| it.text.lines()).collect();
            fence(&lines, out)?;
            rest = &rest[many..];
            continue;
        }
        let text = escaped(&block.text.split_whitespace().collect::<Vec<_>>().join(" "));
        match block.kind {
            Kind::Headline => writeln!(out, "## {text}\n")?,
            Kind::Heading => writeln!(out, "### {text}\n")?,
            Kind::Evidence(_) => writeln!(out, "> {text}\n")?,
            Kind::Remedy(_) => writeln!(out, "**{text}**\n")?,
            Kind::Fault | Kind::Text(_) | Kind::Command => {
                let rules: Vec<_> = block.rules.iter().map(|it| it.0.id()).collect();
                if rules.is_empty() {
                    writeln!(out, "{text}\n")?;
                } else {
                    writeln!(out, "{text} ({})\n", rules.join(", "))?;
                }
            }
        }
        rest = more;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_is_markup() {
        assert_eq!(escaped("a*b_<c>|`#\nd"), "a\\*b\\_\\<c\\>\\|\\`\\# d");
        let mut out = String::new();
        fence(&["Get-X `", "``` y"], &mut out).expect("a string takes everything");
        assert_eq!(out, "````powershell\nGet-X `\n``` y\n````\n\n");
    }
}
