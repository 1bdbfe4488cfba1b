//! How does a lesson become a page that stands alone?
//!
//! For a show of hands, and to hand in: no script, nothing from elsewhere, readable on a projector and on paper.

use std::fmt::Write as _;

use crate::render::Lang;
use crate::words::markup::xml;

const STYLE: &str = "body{font:1.25rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;\
                     color:#111;background:#fff}h1{font-size:2rem;line-height:1.25}pre{white-space:pre-wrap;\
                     font-size:1rem;background:#f3f3f3;padding:1rem}table{border-collapse:collapse;width:100%}\
                     td,th{border:1px solid #767676;padding:.4rem .6rem;text-align:left;vertical-align:top}\
                     .poll{font-size:2rem}.poll li{margin:.5rem 0}.poll h1{font-size:2.75rem}";

/// A page with this title and body.
pub(super) fn page(title: &str, class: &str, body: &str, lang: Lang) -> String {
    let code = match lang {
        Lang::En => "en",
        Lang::Zh => "zh-Hans",
    };
    format!(
        "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'unsafe-inline'\">\n<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body class=\"{class}\">\n\
         {body}</body>\n</html>\n",
        xml(title)
    )
}

/// A table of rows, the first its heading.
pub(super) fn table(rows: &[Vec<String>]) -> String {
    let mut out = String::from("<table>\n");
    for (at, row) in rows.iter().enumerate() {
        let cell = if at == 0 { "th" } else { "td" };
        let cells: Vec<String> = row.iter().map(|it| format!("<{cell}>{}</{cell}>", xml(it))).collect();
        writeln!(out, "<tr>{}</tr>", cells.join("")).expect("a string takes everything");
    }
    out + "</table>\n"
}
