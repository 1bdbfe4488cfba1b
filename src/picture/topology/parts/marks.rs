//! What does a mark say?

use super::{Collect, Part, TagSpec};
use crate::picture::topology::sight::{Mark, Says, Tone, written};
use crate::policy::Reason;
use crate::scenario::Setting;
use crate::trace::Limit;
use crate::verdict::trouble::Trouble;
use crate::words::names::{clean, protocol};
use crate::words::say::Say;
use crate::words::topology as say;

/// So many marks that only say what was set stand on a box.
const SET_SHOWN: usize = 4;

/// MaxConnectionsPerUser, where a decision failed by it.
pub(in crate::picture::topology) const fn limit(reason: Reason) -> Option<u32> {
    match reason {
        Reason::UserLimit { limit, .. } => Some(limit),
        _ => None,
    }
}

impl Collect<'_> {
    /// Puts its marks on a box.
    pub(super) fn tag(&self, part: &mut Part) {
        let mut set = 0;
        for (number, (mark, on)) in self.sight.marks.iter().enumerate() {
            let (kind, index) = mark.on;
            if part.kind != kind || !part.members.contains(&format!("{}:{index}", kind.class())) {
                continue;
            }
            let tag =
                TagSpec { key: format!("mark:{number}"), class: self.class(mark), on: *on, text: self.said(mark) };
            // What servers that are alike have in common is said once.
            if part.tags.iter().any(|it| (it.class, &it.text) == (tag.class, &tag.text)) {
                continue;
            }
            if mark.tone == Tone::Set {
                set += 1;
                if set > SET_SHOWN {
                    continue;
                }
            }
            part.tags.push(tag);
        }
    }

    /// A setting that leads elsewhere is amber, as the line that it is.
    fn class(&self, mark: &Mark) -> &'static str {
        let leads = |it: &Setting| *it == Setting::InternalConnectionSettings;
        let foreign = self.sight.reaches.iter().any(|it| it.0.0.index() == mark.on.1);
        match &mark.says {
            Says::Setting(_, setting, ..) if mark.tone == Tone::Set && leads(setting) && foreign => "set foreign",
            _ => mark.tone.class(),
        }
    }

    fn said(&self, mark: &Mark) -> String {
        let (lang, names) = (self.lang, &self.names);
        match &mark.says {
            Says::Setting(of, setting, value, was) => {
                let value = written(self.world, value);
                let value = match was {
                    Some(was) => say::was(lang, clean(was), clean(&value)),
                    None => clean(&value).into_owned(),
                };
                let name = if self.spoken.len() > 1 {
                    say::of_protocol(lang, protocol(*of), setting.name())
                } else {
                    setting.name().to_owned()
                };
                say::setting(lang, name, value)
            }
            Says::Answered(was) => {
                let hosts: Vec<_> = self.world.answers[was.index()].addresses.iter().map(|it| self.host(*it)).collect();
                let hosts = if hosts.is_empty() { say::not_registered(lang) } else { hosts.join(", ") };
                say::before(lang, hosts)
            }
            Says::Pool(was) => say::before(lang, names.servers(&self.world.pools[was.index()])),
            Says::Client(client, changed) => {
                let told = names.told(*client, *changed).into_iter().map(|(field, value)| format!("{field} {value}"));
                told.collect::<Vec<_>>().join(", ")
            }
            Says::Change(action) => Say::new(crate::words::names::Names::new(self.world, lang)).change(*action),
            Says::Trouble(trouble) => self.trouble(*trouble),
        }
    }

    fn trouble(&self, trouble: Trouble) -> String {
        let lang = self.lang;
        match trouble {
            Trouble::NameUnknown(..) => say::name_unknown(lang),
            Trouble::Nobody(..) => say::nobody_there(lang),
            Trouble::NothingListens(_, port) => say::nothing_listens(lang, port),
            Trouble::NotForwarded(_, port) => say::not_forwarded(lang, port),
            Trouble::NoMember(_) => say::no_member(lang),
            Trouble::NoCertificate(service, _) | Trouble::StartTlsMissing(service) => {
                say::no_certificate(lang, protocol(service.service().protocol()))
            }
            Trouble::Disagree(..) => say::no_common_tls(lang),
            Trouble::CertificateRejected { problem, .. } => {
                let names = crate::words::names::Names::new(self.world, lang);
                say::certificate(lang, Say::new(names).certificate(problem))
            }
            Trouble::Limit(_, Limit::Connections(limit)) => say::limit(lang, Setting::MaxConnections.name(), limit),
            Trouble::Limit(_, Limit::FromSingleIp(limit, _)) => {
                say::limit(lang, Setting::MaxConnectionFromSingleIP.name(), limit)
            }
            Trouble::Decided(_, reason) => match limit(reason) {
                Some(it) => say::limit(lang, Setting::MaxConnectionsPerUser.name(), it),
                None => String::new(),
            },
            _ => String::new(),
        }
    }
}
