//! Which version serves or proxies to mailboxes of which? (Section 7; for the web section 10.)
//!
//! The cells of the version matrix as they are documented, each with its rule and how certain it is. What bends a cell
//! (a setting, an assumption) and what follows from it is policy's to decide.

use super::together::Together;
use crate::rules::{Mark, Rule};
use crate::scenario::Version;
use crate::scenario::keyed::ByVersion;

/// A row of the matrix: what a server of version `front` does for a mailbox on version `mailbox`.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// The version that the client hits.
    pub front: Version,
    /// The version on which the mailbox is.
    pub mailbox: Version,
    /// Where the server stands in the mailbox's site.
    pub same_site: Cell,
    /// Where it does not.
    pub other_site: Cell,
    /// What it does with web requests, in whatever site.
    pub web: WebCell,
    /// The rule that says so for POP3 and IMAP4.
    pub rule: Rule,
    /// How certain that is.
    pub mark: Mark,
}

/// What a server does with a log-on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// It opens the mailbox.
    Serves,
    /// It opens the mailbox over RPC across sites if AllowCrossSiteSessions is set, and otherwise refuses (SITE-2).
    ServesIfAllowed,
    /// It hands the log-on to a server that is found in this way.
    Proxies(EndpointSource),
    /// It hands the log-on to the back end of a newer version, unless the assumption `proxy_up` is off (DISC-10).
    ProxiesUp,
    /// It refuses: this version never opens or proxies to a mailbox of that one.
    NotSupported,
}

/// How a proxying service finds out where a target can be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndpointSource {
    /// 2013 to the back end of 2013: its FQDN, `ProxyTargetPort`, SSL (DISC-4).
    BackEnd,
    /// 2013 to 2010: every value of the target's InternalConnectionSettings (DISC-1).
    ConnectionSettings,
    /// 2013 to 2007: the target's FQDN with the ports of its bindings (DISC-2, DISC-7). A port of
    /// UnencryptedOrTLSBindings serves both TLS and plaintext (FALL-4).
    Bindings,
    /// 2010 to 2010 in another site: the host of the first SSL value in the target's InternalConnectionSettings, at
    /// the well-known port for SSL whatever the value says (DET-5).
    AcrossSites,
    /// 2010 to 2007 (section 7, assumed with `proxy_2010_to_2007`): over SSL, as 2010 always proxies (DET-5); at the
    /// target's FQDN and its SSLBindings, because 2007 has no connection setting (DISC-2, DISC-7).
    SslBindings,
}

/// What a server does with a web request (HTTP-3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WebCell {
    /// It serves mailboxes of its own version.
    Serves,
    /// It proxies to the server with the active copy (DISC-4).
    ToActiveCopy,
    /// It proxies to a Client Access server of the mailbox's version.
    Proxies,
    /// It sends the client to the legacy namespace; ActiveSync is proxied.
    Redirects,
    /// Not modelled.
    NotModelled,
}

macro_rules! matrix {
    ($($front:ident | $mailbox:ident | $same:ident $(($by:ident))? $(/ $other:ident $(($other_by:ident))?)?
        | $web:ident | $rule:ident $mark:ident;)*) => {
        &[$(Pair {
            front: Version::$front,
            mailbox: Version::$mailbox,
            same_site: matrix!(@cell $same $($by)?),
            other_site: matrix!(@other [$same $($by)?] $([$other $($other_by)?])?),
            web: WebCell::$web,
            rule: Rule::$rule,
            mark: Mark::$mark,
        },)*]
    };
    (@cell $cell:ident) => { Cell::$cell };
    (@cell $cell:ident $by:ident) => { Cell::$cell(EndpointSource::$by) };
    (@other [$($same:ident)+]) => { matrix!(@cell $($same)+) };
    (@other [$($same:ident)+] [$($other:ident)+]) => { matrix!(@cell $($other)+) };
}

/// Section 7. Where nothing stands behind a stroke, it is the same for the mailbox's site and any other.
const ROWS: &[Pair] = matrix! {
    // client hits | mailbox on   | same site / other site        | web          | by which rule
    Exchange2007   | Exchange2007 | Serves / ServesIfAllowed      | Serves       | Section7 Documented;
    Exchange2007   | Exchange2010 | NotSupported                  | NotModelled  | Section7 Reported;
    Exchange2007   | Exchange2013 | NotSupported                  | NotModelled  | Section7 Reported;
    Exchange2010   | Exchange2007 | Proxies(SslBindings)          | NotModelled  | Section7 Assumed;
    Exchange2010   | Exchange2010 | Serves / Proxies(AcrossSites) | Serves       | Det5 Documented;
    Exchange2010   | Exchange2013 | NotSupported                  | NotModelled  | Section7 Assumed;
    Exchange2010   | Exchange2016 | NotSupported                  | NotModelled  | Section7 Assumed;
    Exchange2013   | Exchange2007 | Proxies(Bindings)             | Redirects    | Disc2 Article;
    Exchange2013   | Exchange2010 | Proxies(ConnectionSettings)   | Proxies      | Disc1 Article;
    Exchange2013   | Exchange2013 | Proxies(BackEnd)              | ToActiveCopy | Disc4 Documented;
    Exchange2013   | Exchange2016 | ProxiesUp                     | ToActiveCopy | Disc10 Assumed;
    Exchange2013   | Exchange2019 | ProxiesUp                     | ToActiveCopy | Disc10 Assumed;
    Exchange2016   | Exchange2010 | Proxies(ConnectionSettings)   | Proxies      | Disc1 Documented;
    Exchange2016   | Exchange2013 | Proxies(BackEnd)              | ToActiveCopy | Disc11 Documented;
    Exchange2016   | Exchange2016 | Proxies(BackEnd)              | ToActiveCopy | Disc4 Documented;
    Exchange2016   | Exchange2019 | ProxiesUp                     | ToActiveCopy | Disc10 Assumed;
    Exchange2016   | ExchangeSE   | ProxiesUp                     | ToActiveCopy | Disc10 Assumed;
    Exchange2019   | Exchange2013 | Proxies(BackEnd)              | ToActiveCopy | Disc11 Documented;
    Exchange2019   | Exchange2016 | Proxies(BackEnd)              | ToActiveCopy | Disc11 Documented;
    Exchange2019   | Exchange2019 | Proxies(BackEnd)              | ToActiveCopy | Disc4 Documented;
    Exchange2019   | ExchangeSE   | ProxiesUp                     | ToActiveCopy | Disc10 Assumed;
    ExchangeSE     | Exchange2016 | Proxies(BackEnd)              | ToActiveCopy | Disc11 Assumed;
    ExchangeSE     | Exchange2019 | Proxies(BackEnd)              | ToActiveCopy | Disc11 Assumed;
    ExchangeSE     | ExchangeSE   | Proxies(BackEnd)              | ToActiveCopy | Disc4 Assumed;
};

/// Of two versions that never stand in one organisation: no run asks, because no such world is resolved.
const fn apart(front: Version, mailbox: Version) -> Pair {
    Pair {
        front,
        mailbox,
        same_site: Cell::NotSupported,
        other_site: Cell::NotSupported,
        web: WebCell::NotModelled,
        rule: Rule::Section7,
        mark: Mark::Documented,
    }
}

/// The rows by both versions. A pair that may stand in one organisation has one row, and no other pair has any, or it
/// does not compile.
const MATRIX: ByVersion<ByVersion<Pair>> = {
    let mut matrix = ByVersion::new([ByVersion::new([ROWS[0]; Version::ALL.len()]); Version::ALL.len()]);
    let mut front = 0;
    while front < Version::ALL.len() {
        let mut mailbox = 0;
        while mailbox < Version::ALL.len() {
            *matrix.at_mut(Version::ALL[front]).at_mut(Version::ALL[mailbox]) =
                row(Version::ALL[front], Version::ALL[mailbox]);
            mailbox += 1;
        }
        front += 1;
    }
    matrix
};

/// The one row of a pair.
const fn row(front: Version, mailbox: Version) -> Pair {
    match row_of!(ROWS, (front: front, mailbox: mailbox)) {
        Some(row) => {
            assert!(Together::may_be(front, mailbox), "a pair of versions in the matrix never stands side by side");
            row
        }
        None => {
            assert!(!Together::may_be(front, mailbox), "a pair of versions is missing in the matrix");
            apart(front, mailbox)
        }
    }
}

impl Pair {
    /// What a server of version `front` does for a mailbox on version `mailbox`.
    #[must_use]
    pub(crate) const fn of(front: Version, mailbox: Version) -> &'static Self {
        MATRIX.at(front).at(mailbox)
    }

    /// Whether no source says so and no switch decides it.
    #[must_use]
    pub(crate) const fn is_assumed(&self) -> bool {
        matches!(self.mark, Mark::Assumed)
    }
}

impl EndpointSource {
    /// How a service of version `from` reaches a server of version `to`.
    ///
    /// # Panics
    /// For a pair that the version matrix never proxies.
    #[must_use]
    pub fn between(from: Version, to: Version) -> Self {
        match Pair::of(from, to).other_site {
            Cell::Proxies(source) => source,
            Cell::ProxiesUp => EndpointSource::BackEnd,
            Cell::Serves | Cell::ServesIfAllowed | Cell::NotSupported => {
                unreachable!("{} never proxies to {}", from.word(), to.word())
            }
        }
    }

    /// Whether DISC-3 and FALL-3 speak of it: a front end that looks for a Client Access server of an older version.
    #[must_use]
    pub const fn is_down_level(self) -> bool {
        match self {
            Self::ConnectionSettings | Self::Bindings => true,
            Self::BackEnd | Self::AcrossSites | Self::SslBindings => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::product::FoundBy;

    /// A row is as certain as its rule, and goes where servers of the mailbox's version can be found.
    #[test]
    fn rows_agree_with_rules_and_products() {
        for it in ROWS {
            assert!(it.rule.marks().any(|mark| mark == it.mark), "{it:?}");
            for cell in [it.same_site, it.other_site] {
                let Cell::Proxies(source) = cell else { continue };
                let found_by = match source {
                    EndpointSource::BackEnd => FoundBy::BackEnd,
                    EndpointSource::ConnectionSettings | EndpointSource::AcrossSites => FoundBy::ConnectionSettings,
                    EndpointSource::Bindings | EndpointSource::SslBindings => FoundBy::Bindings,
                };
                assert_eq!(it.mailbox.product().found_by, found_by, "{it:?}");
            }
            assert_eq!(
                it.front.has_back_end(),
                matches!(it.same_site, Cell::Proxies(it) if it != EndpointSource::SslBindings)
                    || it.same_site == Cell::ProxiesUp
            );
        }
    }
}
