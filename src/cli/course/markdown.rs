//! How does a text in Markdown become something that a page can show?
//!
//! A tree of plain data, of which the page makes elements one by one: whatever somebody writes into a text, nothing of
//! it is read as markup.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::{Value, json};

/// The tree of a text: a list of texts and of `[tag, {…}, child, …]`.
pub(super) fn tree(text: &str) -> Value {
    // The document itself is the outermost one.
    let mut open = vec![Vec::new()];
    let mut is_head = false;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(tag) => {
                is_head |= tag == Tag::TableHead;
                open.push(begun(&tag, is_head));
            }
            Event::End(tag) => {
                is_head &= tag != TagEnd::TableHead;
                let done = open.pop().expect("what ends has begun");
                add(&mut open, Value::Array(done));
            }
            Event::Text(it)
            | Event::Html(it)
            | Event::InlineHtml(it)
            | Event::InlineMath(it)
            | Event::DisplayMath(it)
            | Event::FootnoteReference(it) => add(&mut open, json!(*it)),
            Event::Code(it) => add(&mut open, json!(["code", {}, *it])),
            Event::SoftBreak => add(&mut open, json!("\n")),
            Event::HardBreak => add(&mut open, json!(["br", {}])),
            Event::Rule => add(&mut open, json!(["hr", {}])),
            Event::TaskListMarker(done) => add(&mut open, json!(if done { "☑ " } else { "☐ " })),
        }
    }
    Value::Array(open.pop().expect("the document itself is open"))
}

fn add(open: &mut [Vec<Value>], it: Value) {
    open.last_mut().expect("the document itself is open").push(it);
}

/// What an element begins with: its tag, and what it has. A picture would be fetched: its words stand alone.
fn begun(tag: &Tag<'_>, is_head: bool) -> Vec<Value> {
    let of = |tag: &str, has: Value| vec![json!(tag), has];
    match tag {
        Tag::Paragraph => of("p", json!({})),
        // A page has the first two levels itself.
        Tag::Heading { level, .. } => of(["h3", "h3", "h4", "h5", "h5", "h5"][*level as usize - 1], json!({})),
        Tag::BlockQuote(_) => of("blockquote", json!({})),
        Tag::CodeBlock(_) => of("pre", json!({})),
        Tag::List(None) => of("ul", json!({})),
        Tag::List(Some(first)) => of("ol", json!({ "start": first })),
        Tag::Item => of("li", json!({})),
        Tag::Table(_) => of("table", json!({})),
        Tag::TableHead | Tag::TableRow => of("tr", json!({})),
        Tag::TableCell => of(if is_head { "th" } else { "td" }, json!({})),
        Tag::Emphasis => of("em", json!({})),
        Tag::Strong => of("strong", json!({})),
        Tag::Strikethrough => of("del", json!({})),
        Tag::Link { dest_url, .. } => of("a", json!({ "href": **dest_url })),
        _ => of("span", json!({})),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_becomes_a_tree() {
        let text = "# Title\n\nA `POP3` *log-on* of **anna**.\nGo [on](https://example.org/).\n\n1. one\n2. two\n\n| a \
                    |\n|---|\n| b |\n";
        let told = json!([
            ["h3", {}, "Title"],
            ["p", {}, "A ", ["code", {}, "POP3"], " ", ["em", {}, "log-on"], " of ", ["strong", {}, "anna"], ".", "\n",
             "Go ", ["a", {"href": "https://example.org/"}, "on"], "."],
            ["ol", {"start": 1}, ["li", {}, "one"], ["li", {}, "two"]],
            ["table", {}, ["tr", {}, ["th", {}, "a"]], ["tr", {}, ["td", {}, "b"]]],
        ]);
        assert_eq!(tree(text), told);
    }

    #[test]
    fn markup_in_a_text_is_text() {
        let told = tree("<script>alert(1)</script>\n\nx <b onclick=y>z</b> ![a](http://example.org/x.png)");
        let told = told.to_string();
        assert!(told.contains(r#""<script>alert(1)</script>"#) && told.contains(r#""<b onclick=y>""#), "{told}");
        assert!(told.contains(r#"["span",{},"a"]"#) && !told.contains("x.png"), "{told}");
    }
}
