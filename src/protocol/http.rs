//! How does a web request read? (Section 10, for contrast.)
//!
//! The first line of each request and answer and nothing else. What stands in a request, cookies, forms and the like
//! are not modelled.

use super::{Context, Line};
use crate::world::WebService;

/// The line as it stands on the wire.
///
/// # Panics
/// For lines that only POP3 and IMAP4 have.
#[must_use]
pub(crate) fn text(line: Line, context: &Context<'_>) -> Vec<String> {
    let path = context.web.map_or("/", path);
    let one = |text: &str| vec![text.to_owned()];
    match line {
        Line::WebRequest => vec![format!("{} {path} HTTP/1.1   ({})", method(context.web), context.user)],
        Line::WebAnswer => one("HTTP/1.1 200 OK"),
        Line::WebRedirect => {
            vec![format!("HTTP/1.1 302 Found   Location: https://{}{path}", context.legacy)]
        }
        Line::WebUnauthorized => one("HTTP/1.1 401 Unauthorized"),
        Line::WebUnavailable => one("HTTP/1.1 503 Service Unavailable"),
        other => unreachable!("{other:?} in HTTP"),
    }
}

/// The virtual directory (Microsoft: Default settings for virtual directories).
const fn path(web: WebService) -> &'static str {
    match web {
        WebService::Owa => "/owa/",
        WebService::Ecp => "/ecp/",
        WebService::Ews => "/EWS/Exchange.asmx",
        WebService::ActiveSync => "/Microsoft-Server-ActiveSync",
        WebService::Oab => "/OAB/",
    }
}

const fn method(web: Option<WebService>) -> &'static str {
    match web {
        Some(WebService::Ews | WebService::ActiveSync) => "POST",
        Some(WebService::Owa | WebService::Ecp | WebService::Oab) | None => "GET",
    }
}
