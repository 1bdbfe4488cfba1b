//! Whose account does a log-on name stand for, and whose mailbox? (DET-10)
//!
//! The forms of section 11: user principal name, `DOMAIN\\user`, alias (only where it is the sAMAccountName), and
//! `DOMAIN\\user\\alias` for a shared mailbox. Two more work in one report and not in another, and are switches:
//! `user@domain\\alias`, and `/` for `\\`.

use compact_str::{CompactString, format_compact};

use super::directory::same_name;
use crate::scenario::{self, Switch};
use crate::world::{Assumptions, UserId};

/// The accounts as far as log-on names go, by [`UserId`].
pub(super) struct Accounts {
    domain: String,
    netbios: String,
    all: Vec<Account>,
    forms: Forms,
}

/// Which forms are understood that not every report has: `user@domain\\alias`, and `/` for `\\`.
#[derive(Clone, Copy, Debug, Default)]
struct Forms {
    upn_with_mailbox: bool,
    slash_as_separator: bool,
}

struct Account {
    sam: CompactString,
    alias: CompactString,
    upn: CompactString,
}

/// What a log-on name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    /// The account; `None` where the name is nobody's.
    pub(super) account: Option<UserId>,
    /// The mailbox, where it is not the account's own.
    pub(super) mailbox: Option<UserId>,
}

/// Accounts that may not use POP3 and IMAP4 on 2013 and later (section 11).
const RESERVED: [&str; 3] = ["Anonymous", "Guest", "Administrator"];

impl Accounts {
    pub(super) fn new(
        written: &[scenario::Mailbox],
        names: &[CompactString],
        (domain, netbios): (&str, Option<CompactString>),
        switches: &Assumptions,
    ) -> Self {
        let &Assumptions { upn_with_mailbox, slash_as_separator, .. } = switches;
        let first = domain.split('.').next().unwrap_or_default();
        let account = |(it, name): (&scenario::Mailbox, &CompactString)| Account {
            sam: it.SamAccountName.clone().unwrap_or_else(|| name.clone()),
            alias: it.Alias.clone().unwrap_or_else(|| name.clone()),
            upn: it.UserPrincipalName.clone().unwrap_or_else(|| format_compact!("{name}@{domain}")),
        };
        Self {
            domain: domain.to_owned(),
            netbios: netbios.map_or_else(|| first.to_uppercase(), Into::into),
            all: written.iter().zip(names).map(account).collect(),
            forms: Forms { upn_with_mailbox, slash_as_separator },
        }
    }

    pub(super) fn log_on_name(&self, id: usize) -> &str {
        &self.all[id].sam
    }

    pub(super) fn alias(&self, id: usize) -> &str {
        &self.all[id].alias
    }

    pub(super) fn alias_is_sam(&self, id: usize) -> bool {
        same_name(&self.all[id].alias, &self.all[id].sam)
    }

    pub(super) fn is_reserved(&self, id: usize) -> bool {
        RESERVED.iter().any(|it| same_name(it, &self.all[id].sam))
    }

    /// What a name that is not understood was meant to be: the same with the separators that Windows knows, and for a
    /// shared mailbox in the form that is documented.
    pub(super) fn meant(&self, name: &str, user: UserId) -> Option<String> {
        let mut meant = name.replace('/', "\\");
        if let Some((account, alias)) = meant.split_once('\\')
            && account.contains('@')
            && let Some(it) = self.all.iter().find(|it| same_name(&it.upn, account))
        {
            meant = format!("{}\\{}\\{alias}", self.netbios, it.sam);
        }
        (meant != name && self.identify(&meant).account == Some(user)).then_some(meant)
    }

    /// The switch that decides whether a name is understood, if one does.
    pub(super) fn decides(&self, name: &str) -> Option<Switch> {
        let with = |forms: Forms| self.understand(name, forms).account;
        let now = with(self.forms);
        let Forms { upn_with_mailbox, slash_as_separator } = self.forms;
        if with(Forms { upn_with_mailbox: !upn_with_mailbox, ..self.forms }) != now {
            Some(Switch::upn_with_mailbox)
        } else if with(Forms { slash_as_separator: !slash_as_separator, ..self.forms }) != now {
            Some(Switch::slash_as_separator)
        } else {
            None
        }
    }

    /// Whose name it is.
    pub(super) fn identify(&self, name: &str) -> Identity {
        self.understand(name, self.forms)
    }

    fn understand(&self, name: &str, forms: Forms) -> Identity {
        let find = |is: &dyn Fn(&Account) -> bool| self.all.iter().position(is).map(UserId::at);
        let own = |account| Identity { account, mailbox: None };
        let by_sam = |domain: &str, user: &str| {
            let known = same_name(domain, &self.netbios) || same_name(domain, &self.domain);
            if known { find(&|it| same_name(&it.sam, user)) } else { None }
        };
        let shared = |account: Option<UserId>, alias: &str| {
            let mailbox = find(&|it| same_name(&it.alias, alias));
            Identity { account: account.filter(|_| mailbox.is_some()), mailbox }
        };
        let parts: Vec<&str> = name.split(|it| it == '\\' || forms.slash_as_separator && it == '/').collect();
        match parts.as_slice() {
            [name] if name.contains('@') => own(find(&|it| same_name(&it.upn, name))),
            // A bare name is the sAMAccountName; an alias that is another one is nobody's log-on name.
            [name] => own(find(&|it| same_name(&it.sam, name))),
            [upn, alias] if upn.contains('@') => {
                shared(find(&|it| same_name(&it.upn, upn)).filter(|_| forms.upn_with_mailbox), alias)
            }
            [domain, user] => own(by_sam(domain, user)),
            [domain, user, alias] => shared(by_sam(domain, user), alias),
            _ => own(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accounts() -> Accounts {
        let account =
            |sam: &str, alias: &str, upn: &str| Account { sam: sam.into(), alias: alias.into(), upn: upn.into() };
        Accounts {
            domain: "contoso.com".to_owned(),
            netbios: "CONTOSO".to_owned(),
            forms: Forms::default(),
            all: vec![
                account("anna", "anna", "anna@contoso.com"),
                account("bob-sam", "bob", "bob@fabrikam.com"),
                account("support", "help", "support@contoso.com"),
            ],
        }
    }

    #[test]
    fn every_form_of_a_log_on_name() {
        let own = |it| (Some(UserId(it)), None);
        for (name, wanted) in [
            ("anna", own(0)),
            ("ANNA@Contoso.com", own(0)),
            ("contoso\\anna", own(0)),
            ("contoso.com\\anna", own(0)),
            ("fabrikam\\anna", (None, None)),
            ("bob", (None, None)),
            ("bob-sam", own(1)),
            ("bob@contoso.com", (None, None)),
            ("bob@fabrikam.com", own(1)),
            ("CONTOSO\\bob-sam", own(1)),
            ("CONTOSO\\anna\\help", (Some(UserId(0)), Some(UserId(2)))),
            ("CONTOSO\\anna\\support", (None, None)),
            ("CONTOSO\\nobody\\help", (None, Some(UserId(2)))),
            ("a\\b\\c\\d", (None, None)),
            ("", (None, None)),
        ] {
            let found = accounts().identify(name);
            assert_eq!((found.account, found.mailbox), wanted, "{name}");
        }
    }

    /// Section 11: two forms of which reports disagree, each with its switch.
    #[test]
    fn forms_of_which_reports_disagree() {
        for (name, upn_with_mailbox, slash_as_separator, wanted) in [
            ("anna@contoso.com\\help", false, false, (None, Some(2), Some(Switch::upn_with_mailbox))),
            ("anna@contoso.com\\help", true, false, (Some(0), Some(2), Some(Switch::upn_with_mailbox))),
            ("CONTOSO/anna", false, false, (None, None, Some(Switch::slash_as_separator))),
            ("CONTOSO/anna", false, true, (Some(0), None, Some(Switch::slash_as_separator))),
            ("CONTOSO/anna/help", false, true, (Some(0), Some(2), Some(Switch::slash_as_separator))),
            ("anna", true, true, (Some(0), None, None)),
            ("nobody/anna", true, false, (None, None, None)),
        ] {
            let it = Accounts { forms: Forms { upn_with_mailbox, slash_as_separator }, ..accounts() };
            let found = it.identify(name);
            let ids = (found.account.map(|it| it.0), found.mailbox.map(|it| it.0), it.decides(name));
            assert_eq!(ids, wanted, "{name} {upn_with_mailbox} {slash_as_separator}");
        }
        let meant = |name| accounts().meant(name, UserId(0));
        assert_eq!(meant("anna@contoso.com\\help").as_deref(), Some("CONTOSO\\anna\\help"));
        assert_eq!(meant("CONTOSO/anna").as_deref(), Some("CONTOSO\\anna"));
        assert_eq!(meant("anna"), None);
    }

    #[test]
    fn three_accounts_are_reserved() {
        let mut it = accounts();
        for (sam, wanted) in [("Administrator", true), ("guest", true), ("ANONYMOUS", true), ("admin", false)] {
            it.all[0].sam = sam.into();
            assert_eq!(it.is_reserved(0), wanted, "{sam}");
        }
    }
}
