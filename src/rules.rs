//! Which rules of the product does the simulator know, and how certain is each?
//!
//! The table of every rule id, in the order of the specification, with its mark and its sentence. Decisions and
//! records cite rules from here and nowhere else; `docs/rules.md` is generated from here. A rule id is stable:
//! it is never renamed and never used again for another rule.

/// How far a rule is certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Said by the article that the project starts from.
    Article,
    /// Documented by Microsoft.
    Documented,
    /// Reported by admins from real systems, with logs.
    Reported,
    /// Assumed: no public source settles it.
    Assumed,
}

macro_rules! rules {
    ($($variant:ident, $id:literal, $marks:literal, $note:literal, $switch:literal, $text:literal;)*) => {
        /// A rule of the product, by its stable id.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Rule {
            $(#[doc = concat!("`", $id, "` (", $note, "). ", $text)] $variant,)*
        }

        impl Rule {
            /// Every rule, in the order of the specification.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The id as it is written everywhere, for example `DISC-3`.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),* }
            }

            /// The rule itself, in the words of the specification (Markdown).
            #[must_use]
            pub const fn text(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }

            /// The mark as the specification words it, for example `S, D` or `A, no switch`.
            #[must_use]
            pub const fn mark_note(self) -> &'static str {
                match self { $(Self::$variant => $note),* }
            }

            /// The switches in the scenario's `assumptions` that hold this rule, or nothing.
            #[must_use]
            pub const fn switches(self) -> &'static str {
                match self { $(Self::$variant => $switch),* }
            }

            const fn mark_letters(self) -> &'static str {
                match self { $(Self::$variant => $marks),* }
            }
        }
    };
}

rules! {
    Svc1, "SVC-1", "D", "D", "",
        r"2007 and 2010: the Client Access role runs `MSExchangePOP3` and `MSExchangeIMAP4`.";
    Svc2, "SVC-2", "D", "D", "",
        r"2013: the Client Access role runs the front-end services `MSExchangePOP3` and `MSExchangeIMAP4`; the Mailbox role runs the back-end services `MSExchangePOP3BE` and `MSExchangeIMAP4BE`. Both must run for the protocol to work. Clients never connect to the back end.";
    Svc3, "SVC-3", "D", "D", "",
        r#"All of them are stopped by default (start type Manual; "disabled" in the wording for 2007/2010)."#;
    Svc4, "SVC-4", "D", "D", "",
        r"A stopped service does not listen: a connection to its port is refused at once (not timed out).";
    Svc5, "SVC-5", "R", "R", "",
        r"A hung service accepts the TCP connection and never answers. It is a state of its own, distinct from stopped.";
    Svc6, "SVC-6", "D", "D", "",
        r"Settings are read when the service starts: a changed setting takes effect only after a restart of the service (2013: front end and back end).";
    Svc7, "SVC-7", "D", "D", "",
        r"Every site with a Mailbox server also needs a Client Access server of the same version.";
    Port1, "PORT-1", "D", "D", "",
        r"Bindings: `UnencryptedOrTLSBindings` POP3 110, IMAP4 143; `SSLBindings` POP3 995, IMAP4 993. Back end 2013: `ProxyTargetPort` POP3 1995, IMAP4 1993.";
    Port2, "PORT-2", "D", "D", "",
        r"Nothing makes the ports in InternalConnectionSettings agree with the bindings: a setting that names a port nobody listens on is refused at connect.";
    Fe1, "FE-1", "S", "S", "",
        r"The front end authenticates the client first. A wrong password ends here and never reaches a target.";
    Fe2, "FE-2", "S", "S", "",
        r"Then it discovers the service: mailbox → database → version and site → candidates → endpoints.";
    Fe3, "FE-3", "S", "S", "",
        r"Before proxying it does not check that the target's POP3 or IMAP4 service is available. A stopped target stays a candidate, login after login.";
    Fe4, "FE-4", "R", "R (two independent reports)", "",
        r"A failed proxy leg looks to the client exactly like a wrong password: IMAP4 `<tag> NO LOGIN failed.` (`NO AUTHENTICATE failed.`), POP3 `-ERR Logon failure: unknown user name or bad password.`. Only the protocol log tells them apart.";
    Fe5, "FE-5", "R", "R", "",
        r"The protocol log (off by default) carries `Msg=Proxy:<host>:<port>:<SSL or TLS or nothing>` and `ErrMsg=ProxyNotAuthenticated` for such a leg.";
    Fe6, "FE-6", "D", "D", "",
        r"After a successful proxy login the front end relays; what the client sees is the target's session.";
    Fe7, "FE-7", "D", "D", "",
        r"The user needs a primary SMTP address; without one the login is refused at the front end (log `Msg=NoPrimarySmtpAddress`).";
    Disc1, "DISC-1", "SD", "S, D", "",
        r"Mailbox on 2010: the candidates are the 2010 Client Access servers of one site; the endpoints are the values of their POP3 or IMAP4 `InternalConnectionSettings`. The host in the value is taken as it stands and resolved by DNS: it may name anything.";
    Disc2, "DISC-2", "S", "S", "",
        r"Mailbox on 2007: the candidates are the FQDNs of every 2007 Client Access server of one site. No connection setting is read.";
    Disc3, "DISC-3", "A", "A", "discovery_site",
        r#"Which site: the article says "this site"; Microsoft's later text says the mailbox's site. `discovery_site: MailboxSite` (default) or `FrontEndSite`."#;
    Disc4, "DISC-4", "D", "D", "",
        r"Mailbox on 2013: the back end of the Mailbox server that holds the active copy of the database, in whatever site, port `ProxyTargetPort`, SSL. InternalConnectionSettings plays no part.";
    Disc5, "DISC-5", "SD", "S, D", "",
        r"Only servers of the mailbox's own version are candidates.";
    Disc6, "DISC-6", "A", "A, no switch", "",
        r"A 2010 server whose InternalConnectionSettings is empty offers no endpoint. If no candidate offers one, the login fails without a connection.";
    Disc7, "DISC-7", "A", "A, no switch", "",
        r"The ports of a 2007 candidate are those of its bindings.";
    Disc8, "DISC-8", "A", "A", "candidate_order",
        r"Order among equal candidates: `candidate_order: Random` (default, drawn from the seed for each login), `RoundRobin` or `ByName`.";
    Disc9, "DISC-9", "A", "A", "topology_refresh",
        r"The front end's view of the directory is cached: `topology_refresh`, default 15 min. A restart of the front-end service reads it anew. Moving a mailbox to another database is seen at the next login.";
    Fall1, "FALL-1", "S", "S", "",
        r"Client connection encrypted (995, 993): SSL first, then TLS, then plaintext.";
    Fall2, "FALL-2", "S", "S", "",
        r"Client connection plaintext: plaintext first, then SSL, then TLS.";
    Fall3, "FALL-3", "SA", "S / A", "fallback",
        r#"Two readings of "then", both to be simulated. `fallback: FallThrough` (default, the article's words): one target is picked; after a failed attempt the next type is tried on it. `SelectOnce` (Microsoft's wording is "locate"): the first type for which any candidate offers an endpoint is used; its failure is final. They differ exactly when an endpoint is offered but dead."#;
    Fall4, "FALL-4", "DA", "D, A", "",
        r"Only offered endpoints are tried. With default settings a 2010 server offers SSL and TLS and no plaintext; a 2007 binding on 110/143 serves both TLS and plaintext.";
    Fall5, "FALL-5", "A", "A", "starttls_counts_as_encrypted",
        r"A client that completed STARTTLS / STLS before login counts as encrypted: `starttls_counts_as_encrypted: true`.";
    Fall6, "FALL-6", "A", "A", "next_target",
        r"When every type has failed on the target: `next_target: Never` (default; the login fails) or `EachCandidate`.";
    Fall7, "FALL-7", "A", "A", "proxy_connect_timeout, retry_after_login_refused",
        r"An attempt fails by: name not resolved, refused, no answer within `proxy_connect_timeout` (default 21 s), TLS handshake, certificate (only with EnforceCertificateErrors), no STARTTLS offered, target's refusal of the login. A refused login on the target is a failure of the leg; whether it moves on to the next type is `retry_after_login_refused: false`.";
    Fall8, "FALL-8", "DR", "D, R", "",
        r"The client's own clock runs meanwhile: at PreAuthenticatedConnectionTimeout the front end closes the connection (`* BYE Connection is closed. 13`).";
    Fall9, "FALL-9", "S", "S", "",
        r"A failed target is not remembered.";
    Leg1, "LEG-1", "A", "A (R for 2007 to 2003, Basic for 2010 to 2010)", "",
        r"To 2007 and 2010 the front end replays the user's name and password; over plaintext or TLS with the commands of the protocol.";
    Leg2, "LEG-2", "A", "A", "",
        r"A client that authenticated with NTLM or GSSAPI left no password: proxying down-level is impossible. To a 2013 back end it works.";
    Leg3, "LEG-3", "D", "D", "",
        r"The target's LoginType applies to the leg: SecureLogin or PlainTextAuthentication refuses a login on a plaintext leg.";
    Leg4, "LEG-4", "D", "D", "",
        r"EnforceCertificateErrors false (default): name mismatch, expiry and unknown issuer on the target are ignored. True: any of them fails the leg.";
    Leg5, "LEG-5", "R", "R", "",
        r"No common TLS version, or no common cipher family: the handshake fails, whatever EnforceCertificateErrors says. Windows Server 2003/2008 hosts offer TLS 1.0 and older unless stated.";
    Leg6, "LEG-6", "R", "R", "",
        r"X509CertificateName must name an installed certificate that is enabled for the service. On 2013, replacing the POP/IMAP certificate such that the back end has no usable one breaks front end → back end, and so even plaintext clients.";
    Leg7, "LEG-7", "D", "D (consequence)", "",
        r"All proxied connections of one front end come from one address: 2007's limit of 20 from a single address is soon met.";
    Leg8, "LEG-8", "A", "A", "protocol_disabled_checked_at",
        r"PopEnabled / ImapEnabled false: `protocol_disabled_checked_at: Target` (default; client sees IMAP4 `BAD User is authenticated but not connected.`, POP3 a log-on failure) or `FrontEnd`.";
    Leg9, "LEG-9", "D", "D", "",
        r"Session objects in the 2010 store: 16 service sessions per user; excess gives `NO Server Unavailable. 15` / `-ERR Server Unavailable. 21` and event 9646 on the Mailbox server. The POP/IMAP limits do not raise it.";
    Site1, "SITE-1", "D", "D", "",
        r"POP3 and IMAP4 are never redirected, only served, proxied or refused.";
    Site2, "SITE-2", "D", "D", "",
        r"Event 1008 names the user, the mailbox's site and the Client Access server.";
    Lb1, "LB-1", "SD", "S, D", "",
        r"InternalConnectionSettings must hold the server's own FQDN, never a load-balanced name.";
    Lb2, "LB-2", "D", "D", "",
        r"A load-balanced name resolves to a virtual address; the balancer forwards each connection to a pool member by its own method (round robin, source hash, least connections) and its own health check (none, TCP connect, banner). POP3 and IMAP4 have no health page: a TCP check passes on a server whose component is inactive or whose service is hung.";
    Lb3, "LB-3", "A", "A", "loop_guard",
        r"If the pool is 2013 front ends (the usual state after the namespace moved): the front end proxies to a front end, which authenticates, discovers the same name and proxies again. There is no loop guard (`loop_guard: None`, **A**); the loop ends when MaxConnectionsPerUser, MaxConnectionFromSingleIP or the pre-authentication time-out ends it. The client sees a wrong password.";
    Lb4, "LB-4", "S", "S (consequence)", "",
        r"If the pool is 2010 servers: the login lands on any member, perhaps in another site, with or without the service running. The choice made by discovery is lost, and failures become intermittent.";
    Lb5, "LB-5", "A", "A (consequence)", "",
        r"A certificate for the shared name matches the shared name: EnforceCertificateErrors does not catch this mistake.";
    Lb6, "LB-6", "D", "D", "",
        r"DNS answers are cached for their TTL: after a cut-over old and new targets are both in use until it runs out.";
    Cmp1, "CMP-1", "D", "D", "",
        r"Components `PopProxy` and `ImapProxy`, states Active, Inactive, Draining; requesters HealthAPI, Maintenance, Sidelined, Functional, Deployment.";
    Cmp2, "CMP-2", "D", "D", "",
        r"State is kept per requester; the component is effectively active only if no requester holds it inactive.";
    Cmp3, "CMP-3", "D", "D", "",
        r"Inactive: TCP connects, no banner comes, the connection is closed; on an SSL port this happens before the TLS handshake. The event log is silent.";
    Cmp4, "CMP-4", "R", "R", "inactive_component",
        r"Some builds stop the service instead: `inactive_component: CloseWithoutBanner` (default) or `StopService`.";
    Cmp5, "CMP-5", "D", "D", "",
        r"`ServerWideOffline` inactive takes every component along; afterwards the services may stay stopped.";
    Cmp6, "CMP-6", "D", "D", "",
        r"2007 and 2010 have no components.";
    Http1, "HTTP-1", "S", "S", "",
        r"For EWS, OAB, OWA, ActiveSync and ECP the 2013 front end probes down-level servers at intervals (for 2010: `HttpProxy.ClientAccessServer2010Ping`). A target whose probe fails is left out until it answers again. POP3 and IMAP4 have no such probe.";
    Http2, "HTTP-2", "A", "A", "http_ping",
        r"Probe interval 60 s, time-out 10 s, down after 1 failure, up after 1 success: `http_ping: (…)`.";
    Http3, "HTTP-3", "DR", "D, R", "",
        r"Mailbox on 2010: all five are proxied. Mailbox on 2007: OWA and ECP are redirected to the legacy namespace, EWS and OAB are reached by the URL that Autodiscover hands out, ActiveSync is proxied.";
    Http4, "HTTP-4", "D", "D", "",
        r"Among healthy candidates a hash of the user chooses.";
    Http5, "HTTP-5", "DA", "D / A", "",
        r"`IsOutOfService` on a 2010 server takes it out for HTTP; for POP3 and IMAP4 it is ignored.";
    Det1, "DET-1", "D", "D", "",
        r"A connection setting or a client's target is `host:port:mode`. SSL = TLS from the first byte. TLS = greeting in clear, then STARTTLS (IMAP4) or STLS (POP3), then log-on; a server that does not offer it fails the attempt. Empty = clear text throughout.";
    Det2, "DET-2", "D", "D (RFC 2595, 3501)", "",
        r"After STARTTLS or STLS both sides forget what they learned before it: capabilities are asked anew. TLS inside TLS, and a TLS hello on a clear-text port, are protocol errors, not time-outs.";
    Det3, "DET-3", "A", "A", "source_nat",
        r"A balancer forwards TCP: TLS, certificate and greeting are the member's. `source_nat: true`: members see the balancer's address (so limits per address meet it first); false: they see the client's.";
    Det4, "DET-4", "A", "A", "check_every, down_after, up_after",
        r"A balancer's check runs at intervals (`every: 10s`, `down_after: 3`, `up_after: 1`), TCP connect or greeting; between a failure and the next checks the dead member is still used.";
    Det5, "DET-5", "DA", "D, A", "",
        r"2010 to 2010 across sites: the host is that of the SSL entry in the target's InternalConnectionSettings (so LB-1 applies here too), the port 995 or 993.";
    Det6, "DET-6", "DA", "D / A", "site_of_2010_mailbox",
        r"A database with copies: on 2013 the route follows the active copy. On 2010 the mailbox's site is that of the active copy: `site_of_2010_mailbox: ActiveCopy` (default) or `HomeServer`.";
    Det7, "DET-7", "D", "D", "",
        r"Stopping or restarting a service closes its connections; proxied connections through it end with it. A database that fails over ends the sessions on it; the next log-on takes the new route.";
    Det8, "DET-8", "D", "D", "",
        r"A client that fails does what the scenario says: give up (default), retry after a pause, or come again at its next poll. Interactive clients keep the host name that they were given: POP3 and IMAP4 know no redirect.";
    Det9, "DET-9", "DA", "D, A", "",
        r"The resolver of the server that connects answers the name, not the client's: split DNS matters. Answers are kept for their TTL; a failed look-up is not kept. IPv4 only.";
    Det10, "DET-10", "D", "D", "",
        r"The same account may be asked for in several log-on forms; authentication and mailbox are two questions: whose password, and whose mailbox.";
    Lim1, "LIM-1", "RA", "R, A", "",
        r"MaxConnectionsPerUser counts the authenticated connections of one user, per protocol and per server; it is checked once the password is right and before discovery. Excess: the log-on fails; log `Msg=UserConnectionLimitReached` (2013), event 1009 (2007, 2010).";
    Lim2, "LIM-2", "A", "A", "",
        r"MaxConnections and MaxConnectionFromSingleIP count open connections, log-on or not; excess is closed after the accept and without a greeting.";
    Lim3, "LIM-3", "R", "R", "",
        r"On 2013 both front end and back end count. A limit that was changed takes effect after both services restarted.";
    Lim4, "LIM-4", "A", "A (consequence)", "",
        r"In a loop every level is one authenticated connection of the same user on the front end that it reached; with several front ends in the pool each has its own count.";
    Section2, "section 2", "D", "D", "",
        r"Settings and their defaults, by version.";
    Section7, "section 7", "DRSA", "D, R, S, A", "",
        r"Which server may serve which mailbox (POP3, IMAP4).";
    Section11, "section 11", "D", "D", "",
        r"What stands on the wire: greetings, capabilities, replies, log-on names, events.";
}

impl Rule {
    /// The marks of the rule; more than one where the specification gives more than one.
    pub fn marks(self) -> impl Iterator<Item = Mark> {
        self.mark_letters().chars().map(move |letter| match letter {
            'S' => Mark::Article,
            'D' => Mark::Documented,
            'R' => Mark::Reported,
            'A' => Mark::Assumed,
            other => unreachable!("mark {other} of {self:?}"),
        })
    }

    /// The rule with this id, in whatever case it is written.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.id().eq_ignore_ascii_case(id.trim()))
    }
}
