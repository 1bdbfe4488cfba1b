//! What do the programs of Windows do that are typed beside the cmdlets: net, sc.exe, iisreset, shutdown?
//!
//! They are read and never printed. What they do to anything but a service or a whole computer is not modelled.

use super::read::{Run, Stop, Value, shown, text_of};
use super::script::{Argument, Call};
use super::told::{Question, Wanted};
use super::{CommandRefusal, table};
use crate::scenario::{Action, Service, StartType};
use crate::time::Micros;

/// How long `shutdown` waits where nothing else is said.
const GRACE: u64 = 30;

impl Run<'_> {
    /// What a program does; nothing where it is none of these.
    pub(super) fn program(&mut self, call: &Call) -> Option<Result<Vec<Value>, Stop>> {
        let name = call.name.to_lowercase();
        let name = name.strip_suffix(".exe").filter(|it| table::PROGRAMS.contains(it)).unwrap_or(&name).to_owned();
        // Without its ending `sc` is Set-Content.
        if !table::PROGRAMS.contains(&&*name) || (name == "sc" && call.name.len() == 2) {
            return None;
        }
        let words = match self.words(call) {
            Ok(words) => words,
            Err(stop) => return Some(Err(stop)),
        };
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let done = match &*name {
            "net" => self.net(&words),
            "sc" => self.sc(&words),
            "iisreset" => self.iisreset(&words),
            _ => self.shutdown(&words),
        };
        Some(done.map(|()| Vec::new()))
    }

    /// The words behind the name of a program; `-r` is `/r` to it.
    fn words(&mut self, call: &Call) -> Result<Vec<String>, Stop> {
        let mut words = Vec::new();
        for it in &call.arguments {
            match it {
                Argument::Named(name, None) => words.push(format!("/{name}")),
                Argument::Named(name, Some(value)) => {
                    let value = self.value(value)?;
                    words.push(format!("/{name}:{}", shown(&value)));
                }
                Argument::Value(value) => {
                    let value = self.value(value)?;
                    words.push(text_of(&value).ok_or_else(|| Stop::NotModelled(shown(&value)))?);
                }
            }
        }
        Ok(words)
    }

    fn on_services(
        &mut self,
        server: usize,
        name: &str,
        action: impl Fn(String, Service) -> Action,
    ) -> Result<(), Stop> {
        self.server = Some(server);
        // A program takes no stars.
        if name.contains(['*', '?']) {
            let server = self.organisation.servers[server].name.clone();
            return Err(CommandRefusal::NoSuchService(server, name.to_owned()).into());
        }
        for service in self.services_named(server, name)? {
            self.act(action(self.organisation.servers[server].name.clone(), service));
        }
        Ok(())
    }

    /// `net start NAME`, `net stop NAME`.
    fn net(&mut self, words: &[&str]) -> Result<(), Stop> {
        let verb = words.first().map(|it| it.to_lowercase());
        let starts = match verb.as_deref() {
            Some("start") => true,
            Some("stop") => false,
            Some(verb) => return Err(Stop::NotModelled(format!("net {verb}"))),
            None => return Ok(()),
        };
        let mut names = words[1..].iter().filter(|it| !it.eq_ignore_ascii_case("/y"));
        let Some(name) = names.next() else { return Ok(()) };
        if let Some(more) = names.next() {
            return Err(CommandRefusal::Surplus((*more).to_owned()).into());
        }
        let server = self.here.ok_or(Stop::Asks(Question::Host))?;
        self.on_services(server, name, |server, service| {
            if starts { Action::StartService { server, service } } else { Action::StopService { server, service } }
        })
    }

    /// `sc.exe \\SERVER start NAME`, `stop`, `config NAME start= auto`, `query`.
    fn sc(&mut self, words: &[&str]) -> Result<(), Stop> {
        let (server, words) = match words.first().and_then(|it| it.strip_prefix("\\\\")) {
            Some(name) => (self.server(name)?, &words[1..]),
            None => (self.here.ok_or(Stop::Asks(Question::Host))?, words),
        };
        let all = || Stop::NotModelled(format!("sc.exe {}", words.join(" ")));
        let [verb, rest @ ..] = words else { return Ok(()) };
        let verb = verb.to_lowercase();
        match (&*verb, rest) {
            ("query" | "queryex" | "qc" | "getdisplayname" | "getkeyname" | "enumdepend" | "qfailure", _) => Ok(()),
            ("start", [name]) => {
                self.on_services(server, name, |server, service| Action::StartService { server, service })
            }
            ("stop", [name]) => {
                self.on_services(server, name, |server, service| Action::StopService { server, service })
            }
            ("config", [name, options @ ..]) => {
                let start_type = match options {
                    // The blank behind the equals sign belongs to it.
                    [key, value] if key.eq_ignore_ascii_case("start=") => match value.to_lowercase().as_str() {
                        "auto" => StartType::Automatic,
                        "demand" => StartType::Manual,
                        "disabled" => StartType::Disabled,
                        "delayed-auto" | "boot" | "system" => return Err(all()),
                        _ => {
                            let words = Wanted::Words(&["auto", "demand", "disabled"]);
                            return Err(CommandRefusal::BadValue("start=".into(), (*value).to_owned(), words).into());
                        }
                    },
                    _ => return Err(all()),
                };
                self.on_services(server, name, |server, service| Action::SetStartType { server, service, start_type })
            }
            _ => Err(all()),
        }
    }

    /// `iisreset [SERVER]`: the web server stops and starts.
    fn iisreset(&mut self, words: &[&str]) -> Result<(), Stop> {
        let mut server = None;
        let mut what = "restart".to_owned();
        for it in words {
            match it.strip_prefix('/').map(str::to_lowercase) {
                None => server = Some(self.server(it)?),
                Some(it) if it == "noforce" || it.starts_with("timeout") => {}
                Some(it) => what = it,
            }
        }
        let server = server.or(self.here).ok_or(Stop::Asks(Question::Host))?;
        let name = Service::W3SVC.windows_name();
        match &*what {
            "status" => Ok(()),
            "restart" => self.on_services(server, name, |server, service| Action::RestartService { server, service }),
            "start" => self.on_services(server, name, |server, service| Action::StartService { server, service }),
            "stop" => self.on_services(server, name, |server, service| Action::StopService { server, service }),
            it => Err(Stop::NotModelled(format!("iisreset /{it}"))),
        }
    }

    /// `shutdown /r /m \\SERVER /t SECONDS`.
    fn shutdown(&mut self, words: &[&str]) -> Result<(), Stop> {
        let (mut server, mut restarts, mut grace) = (None, None, GRACE);
        let mut words = words.iter();
        while let Some(it) = words.next() {
            match it.to_lowercase().as_str() {
                "/r" | "/g" => restarts = Some(true),
                "/s" | "/p" => {
                    restarts = Some(false);
                    grace = if it.eq_ignore_ascii_case("/p") { 0 } else { grace };
                }
                "/f" | "/soft" => {}
                "/c" | "/d" => drop(words.next()),
                "/m" => {
                    let name = words.next().copied().unwrap_or_default();
                    server = Some(self.server(name.trim_start_matches('\\'))?);
                }
                "/t" => {
                    let seconds = words.next().copied().unwrap_or_default();
                    let bad = || CommandRefusal::BadValue("t".to_owned(), seconds.to_owned(), Wanted::Number);
                    grace = seconds.parse().ok().filter(|it| *it <= 315_360_000).ok_or_else(bad)?;
                }
                it => return Err(Stop::NotModelled(format!("shutdown {it}"))),
            }
        }
        let Some(restarts) = restarts else { return Err(Stop::NotModelled("shutdown".to_owned())) };
        let server = server.or(self.here).ok_or(Stop::Asks(Question::Host))?;
        let server = self.organisation.servers[server].name.clone();
        let kept = self.delay;
        self.delay = kept + Micros::from_secs(grace);
        self.act(if restarts { Action::RestartServer { server } } else { Action::ShutDownServer { server } });
        self.delay = kept;
        Ok(())
    }
}
