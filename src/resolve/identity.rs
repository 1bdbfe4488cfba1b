//! Whose account does a log-on name stand for, and whose mailbox? (DET-10)
//!
//! The forms of section 11: user principal name, `DOMAIN\\user`, alias (only where it is the sAMAccountName), and
//! `DOMAIN\\user\\alias` for a shared mailbox.

use super::directory::same_name;
use crate::scenario;
use crate::world::UserId;

/// The accounts as far as log-on names go, by [`UserId`].
pub(super) struct Accounts {
    domain: String,
    netbios: String,
    all: Vec<Account>,
}

struct Account {
    sam: String,
    alias: String,
    upn: String,
}

/// What a log-on name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    /// The account; `None` where the name is nobody's.
    pub(super) account: Option<UserId>,
    /// The mailbox, where it is not the account's own.
    pub(super) mailbox: Option<UserId>,
}

/// Accounts that may not use POP3 and IMAP4 on 2013 (section 11).
const RESERVED: [&str; 3] = ["Anonymous", "Guest", "Administrator"];

impl Accounts {
    pub(super) fn new(written: &[scenario::Mailbox], names: &[String], domain: &str, netbios: Option<String>) -> Self {
        let first = domain.split('.').next().unwrap_or_default();
        let account = |(it, name): (&scenario::Mailbox, &String)| Account {
            sam: it.SamAccountName.clone().unwrap_or_else(|| name.clone()),
            alias: it.Alias.clone().unwrap_or_else(|| name.clone()),
            upn: it.UserPrincipalName.clone().unwrap_or_else(|| format!("{name}@{domain}")),
        };
        Self {
            domain: domain.to_owned(),
            netbios: netbios.unwrap_or_else(|| first.to_uppercase()),
            all: written.iter().zip(names).map(account).collect(),
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

    /// What a name that is not understood was meant to be: the same with the separators that Windows knows.
    pub(super) fn meant(&self, name: &str, user: UserId) -> Option<String> {
        let meant = name.replace('/', "\\");
        (meant != name && self.identify(&meant).account == Some(user)).then_some(meant)
    }

    /// Whose name it is.
    pub(super) fn identify(&self, name: &str) -> Identity {
        let find = |is: &dyn Fn(&Account) -> bool| self.all.iter().position(is).map(UserId::at);
        let own = |account| Identity { account, mailbox: None };
        let by_sam = |domain: &str, user: &str| {
            let known = same_name(domain, &self.netbios) || same_name(domain, &self.domain);
            if known { find(&|it| same_name(&it.sam, user)) } else { None }
        };
        let parts: Vec<&str> = name.split('\\').collect();
        match parts.as_slice() {
            [name] if name.contains('@') => own(find(&|it| same_name(&it.upn, name))),
            // A bare name is the sAMAccountName; an alias that is another one is nobody's log-on name.
            [name] => own(find(&|it| same_name(&it.sam, name))),
            [domain, user] => own(by_sam(domain, user)),
            [domain, user, alias] => {
                let mailbox = find(&|it| same_name(&it.alias, alias));
                Identity { account: by_sam(domain, user).filter(|_| mailbox.is_some()), mailbox }
            }
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
}
