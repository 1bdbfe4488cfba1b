//! How is a misconfiguration said, what does it lead to, and what stands on its page?

use super::Lang;
pub(crate) use crate::catalogue::check::*;
use crate::catalogue::findings;
use crate::check::FindingCode;

/// What a kind of finding is called.
#[must_use]
pub(crate) fn title(lang: Lang, code: FindingCode) -> &'static str {
    findings::get(code.id()).of(lang)
}

/// Why a kind of finding matters.
#[must_use]
pub(crate) fn matters(lang: Lang, code: FindingCode) -> &'static str {
    findings::get(&format!("{}.matters", code.id())).of(lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_finding_has_its_page_and_every_page_its_finding() {
        for it in FindingCode::ALL {
            assert!(!title(Lang::En, it).is_empty() && matters(Lang::En, it).ends_with('.'), "{it:?}");
        }
        assert_eq!(findings::ALL.len(), 2 * FindingCode::ALL.len());
    }
}
