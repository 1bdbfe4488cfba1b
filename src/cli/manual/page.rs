//! How do all documents become one page?
//!
//! It stands alone: no script, no font and no picture from elsewhere, so that it opens offline and prints.

use std::fmt::Write as _;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};

use super::documents::{DOCUMENTS, Document};
use crate::render::Lang;
use crate::words::cli as say;

const STYLE: &str = include_str!("page.css");

/// The whole reference in one language.
pub(super) fn page(lang: Lang) -> String {
    let code = match lang {
        Lang::En => "en",
        Lang::Zh => "zh-Hans",
    };
    let title = say::help_page_title(lang);
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n\
         <body>\n<nav>\n<h1>{title}</h1>\n<ul>\n"
    );
    for it in DOCUMENTS {
        let title = it.text(lang).lines().next().unwrap_or_default().trim_start_matches('#').trim();
        writeln!(page, "<li><a href=\"#{}\">{title}</a></li>", it.name).expect("a String takes everything");
    }
    page.push_str("</ul>\n</nav>\n<main>\n");
    for it in DOCUMENTS {
        document(it, lang, &mut page);
    }
    page + "</main>\n</body>\n</html>\n"
}

/// A document, with a name for each of its headings that no other document has, and links that lead there.
fn document(document: &Document, lang: Lang, page: &mut String) {
    let mut events: Vec<Event> = Parser::new_ext(document.text(lang), Options::ENABLE_TABLES).collect();
    let mut seen = Vec::new();
    let mut first = true;
    for index in 0..events.len() {
        if !matches!(events[index], Event::Start(Tag::Heading { .. })) {
            continue;
        }
        let said: String = events[index..]
            .iter()
            .take_while(|it| !matches!(it, Event::End(TagEnd::Heading(_))))
            .map(|it| match it {
                Event::Text(text) | Event::Code(text) => text.as_ref(),
                _ => "",
            })
            .collect();
        let mut name = anchor(&said);
        let count = seen.iter().filter(|it| **it == name).count();
        seen.push(name.clone());
        if count > 0 {
            write!(name, "-{count}").expect("a String takes everything");
        }
        let name =
            if std::mem::take(&mut first) { document.name.to_owned() } else { format!("{}--{name}", document.name) };
        if let Event::Start(Tag::Heading { id, .. }) = &mut events[index] {
            *id = Some(CowStr::from(name));
        }
    }
    // Pictures and links that lead to other files lead nowhere from a page that stands alone: their words stay.
    let mut is_kept = Vec::new();
    events.retain_mut(|event| match event {
        Event::Start(Tag::Link { dest_url, .. }) => {
            *dest_url = CowStr::from(inside(document.name, dest_url));
            is_kept.push(dest_url.starts_with('#') || dest_url.contains("://"));
            is_kept.last() == Some(&true)
        }
        Event::End(TagEnd::Link) => is_kept.pop().unwrap_or(true),
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => false,
        _ => true,
    });
    page.push_str("<article>\n");
    html::push_html(page, events.into_iter());
    page.push_str("</article>\n");
}

/// Where a link of a document leads within the page; what is not in it stays as it is.
fn inside(here: &str, link: &str) -> String {
    let (file, heading) = link.split_once('#').unwrap_or((link, ""));
    let name = if file.is_empty() { here } else { file.strip_suffix(".md").unwrap_or(file) };
    let name = name.rsplit('/').next().unwrap_or(name);
    if !DOCUMENTS.iter().any(|it| it.name == name) || file.contains("://") {
        return link.to_owned();
    }
    if heading.is_empty() { format!("#{name}") } else { format!("#{name}--{heading}") }
}

/// The name of a heading, as code hosts make it.
fn anchor(heading: &str) -> String {
    let kept = heading.to_lowercase();
    let kept = kept.chars().filter(|it| it.is_alphanumeric() || matches!(it, ' ' | '-' | '_'));
    kept.map(|it| if it == ' ' { '-' } else { it }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A link as its heading is named: letters beyond those of English stand in it as `%E5`.
    fn plain(link: &str) -> String {
        let mut bytes = Vec::new();
        let mut parts = link.split('%');
        bytes.extend(parts.next().unwrap_or_default().bytes());
        for part in parts {
            let (byte, rest) = part.split_at(2);
            bytes.push(u8::from_str_radix(byte, 16).expect("two digits"));
            bytes.extend(rest.bytes());
        }
        String::from_utf8(bytes).expect("a heading is text")
    }

    /// Every link within the page leads somewhere, and no heading bears the name of another.
    #[test]
    fn links_lead_somewhere() {
        for lang in [Lang::En, Lang::Zh] {
            let page = page(lang);
            let all = |before: &str| -> Vec<String> {
                page.split(before).skip(1).filter_map(|it| it.split('"').next()).map(str::to_owned).collect()
            };
            let mut names = all("id=\"");
            for link in all("href=\"#") {
                assert!(names.contains(&plain(&link)), "{link} leads nowhere");
            }
            let count = names.len();
            names.sort();
            names.dedup();
            assert_eq!(names.len(), count, "each heading has a name of its own");
            assert!(count > 300, "{count} headings");
        }
    }
}
