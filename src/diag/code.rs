//! Which kinds of problems are there?
//!
//! Every diagnostic has one of these codes. A code is stable: it is never renamed and never used again for something
//! else, so that scripts and searches can rely on it. `docs/diagnostics.md` is generated from this table.

use std::fmt;

use crate::catalogue::problems;
use crate::lang::{Fixed, Lang};

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The scenario cannot be run.
    Error,
    /// It can be run, but it is probably not what was meant.
    Warning,
}

impl Severity {
    /// As programs read it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        self.said(Lang::En)
    }

    /// As it is said in a report.
    #[must_use]
    pub const fn said(self, lang: Lang) -> &'static str {
        const ERROR: Fixed = problems::error();
        const WARNING: Fixed = problems::warning();
        match self {
            Self::Error => ERROR.of(lang),
            Self::Warning => WARNING.of(lang),
        }
    }
}

macro_rules! codes {
    ($($id:ident $slug:literal $explain:literal;)*) => {
        /// The kind of a problem. `S` is about syntax and shape, `L` about lessons, `R` about references and
        /// consistency, `W` is a warning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = $explain] $id,)*
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &'static [Self] = &[$(Self::$id),*];

            /// The code as it is written, for example `R014`.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$id => stringify!($id)),* }
            }

            /// What it is about in a word or three, fit for a file name or a link.
            #[must_use]
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$id => $slug),* }
            }

            /// What it means and what to do about it, in one paragraph (Markdown).
            #[must_use]
            pub const fn explain(self) -> &'static str {
                match self { $(Self::$id => $explain),* }
            }
        }
    };
}

codes! {
    S001 "not-utf-8"
        "The file is not UTF-8 text. Windows editors offer it as an encoding when a file is saved; \"Unicode\" there often means UTF-16, which is something else. A byte order mark at the beginning is fine.";
    S002 "too-large"
        "The file is larger than 64 MiB. It is not read at all, so that a mistaken path costs nothing. An organisation of ten thousand servers and a hundred thousand mailboxes needs about 10 MiB.";
    S003 "empty-file"
        "The file is empty, or holds nothing but comments. The smallest scenario is `Scenario(schema: 1)`.";
    S004 "syntax"
        "The text is not RON: a comma, a colon, a bracket or a quotation mark is missing or stands where none belongs. Reading cannot go on after such a place, so this is the only problem that is reported until it is repaired.";
    S005 "unclosed"
        "A bracket, a text in quotation marks or a comment is opened and never closed. The report points at where it was opened; the closing one belongs somewhere after that. A file that was cut off in the middle ends like this too.";
    S006 "nested-too-deep"
        "Brackets are nested more than 128 deep. The language needs fewer than ten levels, so this is a mistake, and it is refused before it can exhaust the memory.";
    S007 "after-the-end"
        "There is more text after the closing bracket of the scenario. Usually a bracket is closed too early, or two files were joined. A file holds one scenario.";
    S008 "extension"
        "The file switches on an extension of RON with `#![enable(…)]`. The language has none: values that may be left out are simply left out, and never written as `Some(…)`.";
    S009 "nul-byte"
        "The text holds a NUL byte. Usually the file is UTF-16, or was damaged. Text files have none.";
    S010 "wrong-name"
        "What stands before the bracket is not the name of what belongs here. It may be left out: `sites: [(name: \"HQ\")]` is as good as `sites: [Site(name: \"HQ\")]`.";
    S011 "unknown-field"
        "There is no field of this name here. Names of fields are written exactly as in the reference, capital and small letters included: settings as the cmdlets write them, everything else in small letters.";
    S012 "duplicate-field"
        "A field is written twice. Only one of the two can be meant, so neither is taken.";
    S013 "missing-field"
        "A field that has no default is left out.";
    S014 "unknown-variant"
        "Only certain words may stand here, and this is none of them. They are written without quotation marks, exactly as in the reference.";
    S015 "wrong-shape"
        "Something of another kind is expected here: a list in `[…]`, fields in `(…)`, a text in quotation marks, a number, a pair, or a bare word. A list of one item needs its brackets too.";
    S016 "bad-value"
        "The text is of the right kind but cannot be read: a span of time without a unit, a connection setting without a port, an address with a number above 255. Units are part of the value: `\"250ms\"`, `\"5s\"`, `\"10min\"`, `\"1h30min\"`.";
    S017 "bad-number"
        "The number is not a whole number, is negative, or is larger than what may stand here.";
    S018 "wrong-length"
        "A pair holds two values, no more and no fewer: `(\"HQ\", \"Branch\")`.";
    S019 "some-or-none"
        "`Some(…)` and `None` are RON for \"may be left out\". This language does not use them: write the value as it is, or leave the field out.";
    S020 "other-schema"
        "The file is written for another version of the language than this program understands. Nothing else is judged, because a newer language may well have other fields.";
    S021 "more-problems"
        "There are more problems than are shown. The first hundred are; repairing them usually repairs many of the others.";
    S022 "base-not-found"
        "The scenario stands on another one (`base`) whose file is not there, or cannot be read. The path is relative to the file that names it.";
    S023 "base-in-a-circle"
        "A scenario stands on another one that stands on it, in one step or several; or too many stand on each other.";
    S024 "not-json"
        "The text begins with a brace, so it is read as JSON, and it is none. A scenario as JSON has the form that `coexist schema` describes.";
    L001 "missing-file"
        "The lesson lacks a file. A lesson has `lesson.ron`, `start.ron`, and `text`, `after` and `teacher` in English and Chinese (`text.en.md`, `text.zh.md` and so on); one with goals has `solution.ron` too.";
    L002 "stray-file"
        "The folder holds something that belongs to no lesson. Beside the files of a lesson there may be `variants/*.ron` and `wrong/*.ron`, and in the folder of the course its lessons and `course.ron`.";
    L003 "bad-folder-name"
        "The folder of a lesson is called by small letters, digits and hyphens, at most 64, so that its name is the same on every system and in every command: `03-mailbox-on-2010`.";
    L004 "unknown-lesson"
        "There is no lesson of this name. Lessons are called by the names of their folders.";
    L005 "lesson-in-no-track"
        "The lesson is in no track of the course, so nobody comes to it.";
    L006 "unknown-id"
        "The objective names neither a goal nor a prediction of the lesson.";
    L007 "no-true-answer"
        "A run of `start.ron` shows no answer to the question, or more than one. Ask about something that happens, and that only one of the answers describes.";
    L008 "path-leads-nowhere"
        "The path is none of the language. It begins with a list or field of a scenario; behind a list follows the name of an entry or `*`, and then a field: `servers.*.version`.";
    L009 "unknown-name"
        "There is nothing of this name: no finding of `coexist check` with this code, no kind of fault of `coexist sweep`, or no client or group in `start.ron`.";
    L010 "bounds-out-of-order"
        "The bounds between answers, or a number beside them, are not as they must be: there is at least one bound, each is larger than the one before, and a share is at most 100.";
    L011 "text-missing"
        "The text is empty, or not in the language in which it should be. Everything that is told stands in English and in Chinese.";
    L012 "text-too-long"
        "The story does not fit on one screen. It has at most 40 lines.";
    L013 "no-misconception"
        "The trainer's notes name no misconception. What learners usually get wrong stands under the heading `## Misconception`, in Chinese `## 常见误解`.";
    L014 "objective-untouched"
        "Nothing shows whether the objective is reached: it names neither a goal nor a prediction.";
    L015 "start-meets-goal"
        "The goal is met by `start.ron` already, so there is nothing to do for it. What must go on to hold is a guard: `NotChanged`, `StillWorks` or `AtMostEdits`.";
    L016 "start-fails-guard"
        "The guard does not hold in `start.ron`. What does not hold there cannot go on to hold.";
    L017 "answer-fails"
        "The answer is to be right, and it misses a goal. Either it is wrong, or the goal asks for more than its author wants; or no scenario can meet the goal.";
    L018 "wrong-without-goal"
        "The wrong answer does not say by which goal it is recognized. Its first line is a comment that does: `// fails: g2`.";
    L019 "wrong-meets-goal"
        "The answer is to be wrong by this goal, and meets it.";
    L020 "outcome-told"
        "What comes out is told before anybody is asked: by an `expect`, by the name of an outcome, or by the answer itself. Titles, stories, questions and `start.ron` tell the situation only.";
    L021 "track-too-long"
        "The lessons of the track take more minutes than it has.";
    L022 "rule-not-told"
        "The lesson is to teach a rule of which neither `after` nor `teacher` speaks in this language.";
    L023 "need-comes-later"
        "A lesson needs one that comes behind it in a track, or that needs it itself.";
    R001 "duplicate-name"
        "Two entries of one kind have the same name. Names are compared without regard to capital and small letters, as Active Directory and DNS do.";
    R002 "unknown-site"
        "A site of this name is not defined in `sites`. A scenario that defines no sites has exactly one, `Default-First-Site-Name`.";
    R003 "unknown-server"
        "A server of this name is not defined in `servers`. Servers are referred to by their NetBIOS names.";
    R004 "unknown-database"
        "A database of this name is not defined in `databases`.";
    R005 "unknown-mailbox"
        "A mailbox (or account) of this name is not defined in `mailboxes`.";
    R006 "unknown-client"
        "A client of this name is not defined in `clients`.";
    R007 "unknown-load-balancer"
        "A load balancer of this name is not defined in `load_balancers`.";
    R008 "unknown-dns-name"
        "A change is to alter a DNS name that nobody has registered: it is neither in `dns` nor the name of a server or load balancer. A name that is to appear during the run is listed in `dns` with `points_to: []`.";
    R009 "site-missing"
        "There are several sites, and this entry does not say in which one it is. Only where there is a single site may it be left out.";
    R010 "link-to-itself"
        "A link leads from a site to the same site. How long a packet takes within a site is the `latency` of the site.";
    R011 "duplicate-link"
        "The way between two sites is described twice. A link serves both directions unless it says `one_way: true`.";
    R012 "no-such-link"
        "A change cuts or mends a link that is not described in `links` (with `one_way`: not in this direction).";
    R013 "mixed-versions"
        "The servers of one database are of different versions. A database availability group holds servers of one version only.";
    R014 "no-mailbox-role"
        "A database is on a server that does not have the Mailbox role.";
    R015 "database-nowhere"
        "A database is on no server at all.";
    R016 "active-without-copy"
        "The active copy is on a server that holds no copy of the database: it is not listed in `on`.";
    R017 "listed-twice"
        "The same thing is listed twice in one list.";
    R018 "no-such-service"
        "The server does not have this service. The Client Access role has `Imap4` and `Pop3`; the back ends `Imap4BE` and `Pop3BE` exist on the Mailbox role of 2013 and later only (SVC-1, SVC-2).";
    R019 "running-and-hung"
        "A service is listed both in `running` and in `hung`. A hung service accepts connections and answers nothing; it is a state of its own (SVC-5).";
    R020 "no-such-setting"
        "This version of Exchange does not have this setting (section 2 of the behaviour).";
    R021 "out-of-range"
        "The value is outside the range that the cmdlet accepts, or larger than a run can bear.";
    R022 "port-zero"
        "Port 0 is not a port that anybody can connect to.";
    R023 "port-twice"
        "Two bindings of the same server use one port. The service that starts second would not get it.";
    R024 "fail-over-without-copy"
        "A database is to fail over to a server that holds no copy of it.";
    R025 "empty-pool"
        "A load balancer has nobody to forward to. To simulate a pool in which nobody answers, stop the services of its members.";
    R026 "load-balancer-in-pool"
        "The pool of a load balancer names a load balancer. A pool holds servers, so that balancers cannot forward in a circle.";
    R027 "points-to-nothing"
        "A DNS name points to something that is neither a server, nor a load balancer, nor an IPv4 address.";
    R028 "points-to-name"
        "A DNS name points to another entry of `dns`. Aliases of aliases are not modelled: point both to the same servers or addresses.";
    R029 "name-taken"
        "A DNS name is registered twice: servers and load balancers register their own names, and nobody else may have them.";
    R030 "dns-name-twice"
        "A DNS name is listed twice for the same site, or twice for all other sites. For split DNS every entry but one says `for_sites`, and no site is in two of them.";
    R031 "address-taken"
        "Two parties have the same IPv4 address.";
    R032 "zero-time"
        "A span of time must be longer than nothing here: an interval of 0 s would never let the clock go on.";
    R033 "zero-count"
        "A number must be at least 1 here.";
    R034 "until-before-start"
        "A client stops coming again before it has come for the first time.";
    R035 "attempt-zero"
        "Attempts are numbered from 1.";
    R036 "attempt-with-count"
        "An expectation is either about one attempt (`attempt`) or about how many attempts end like this (`count`).";
    R037 "unknown-rule"
        "There is no rule of this id. The ids are those of the list of rules, for example `FALL-3`.";
    R038 "rule-both-ways"
        "A rule is to decide something and not to decide anything in the same attempt.";
    R039 "no-mailbox"
        "The change needs a mailbox, but this is an account without one: its `database` is empty.";
    R040 "not-an-smtp-address"
        "The text is not an SMTP address: a name, one `@`, and a domain. Empty means that the user has none.";
    R041 "bad-name"
        "The name cannot be one: it is empty, longer than 256 characters, begins or ends with a space, or holds a control character. Names of servers, load balancers and DNS entries are DNS names: letters, digits and hyphens, at most 63 between two dots.";
    R042 "bad-text"
        "The text cannot be used here: it is empty, longer than 256 characters, begins or ends with a space, holds a control character, or is no DNS name where one is needed.";
    R043 "list-too-long"
        "A list holds more than a million items.";
    R050 "unknown-certificate"
        "A change names a certificate that the server does not have at that time. Certificates are called by their `name`, or by their first subject name; the one that the product installs is called `self-signed`.";
    R051 "certificate-twice"
        "Two certificates of one server have the same name, so that a change could not tell them apart. Give one of them a `name` of its own.";
    R052 "never-valid"
        "The certificate expires before its validity begins.";
    R053 "no-components"
        "Component states exist on 2013 and later only (CMP-6). On 2007 and 2010 services are stopped and started.";
    R054 "running-while-off"
        "A server that is switched off runs no service. What it is to run once it is switched on stands in `automatic`.";
    R055 "web-needs-ssl"
        "OWA, ECP, EWS, ActiveSync and OAB are reached over SSL, by default on port 443.";
    R056 "not-for-web"
        "The field says what a POP3 or IMAP4 client does. A web client sends one request and has its answer.";
    R057 "place-out-of-range"
        "A place in pictures is a column and a row in the box of a site, counted from `(0, 0)` at the top left: at most column 31 and row 99.";
    R058 "action-or-run"
        "A change says what is done: either an `action`, or `run` with lines as an admin types them. It says neither, or both.";
    R059 "not-powershell"
        "The lines in `run` are no PowerShell: a quotation mark or a bracket is not closed, a backtick has a blank behind it, or a line begins with a parameter. PowerShell runs nothing of such a script, and so nothing of it is run here.";
    R060 "line-not-modelled"
        "A line in `run` is right, and what it does is not modelled here. It is never passed over in silence: take it out, or try the lines with `coexist what-if --run … --skip-unknown`.";
    R061 "line-lacks"
        "What a line in `run` does depends on something that it does not say: on which server it is typed, what a variable holds, when a move of a mailbox ends, which copy of a database is meant. Say it in `on` or `answers` beside it; it is never guessed.";
    R062 "setting-of-the-other-role"
        "Where 2013 has split roles, a setting belongs to one of them (ROLE-1): limits, time-outs, command size, Banner, connection settings and bindings to the Client Access server, ProxyTargetPort to the Mailbox server. On the other it is read-only. LoginType, X509CertificateName, EnforceCertificateErrors and the logs are there on both, each for itself.";
    R070 "versions-apart"
        "Two servers are of versions, or of builds, that never stand in one organisation (COEX-0 to COEX-10): Setup of the newer one refuses while the older one is there. No real organisation is like that, so there is nothing to simulate. The largest organisations are 2007, 2010 and 2013; 2010, 2013 and 2016; 2013, 2016 and 2019 before CU15; 2016, 2019 and SE. A server without `build` is taken to be new enough for its neighbours (`builds: NewEnough`).";
    R071 "no-separate-role"
        "2016 and later have one role for POP3 and IMAP4, Mailbox, which runs front end and back end; there is no Client Access role that could stand alone (VER-2). Leave `roles` out.";
    R072 "no-such-build"
        "The version has no such build. Which service packs and updates there are of each version is known here; of one that is still updated, every further one is taken.";
    R073 "not-in-place"
        "A server does not become this version in place: Setup of Subscription Edition updates servers of 2019 from CU14 on (COEX-9), and no other version is installed over another one. `AddServer`, `MoveMailbox` and `RemoveServer` lead there.";
    R080 "unknown-authentication-policy"
        "There is no authentication policy of this name. They stand in `authentication_policies`; a change may make one by `SetAuthenticationPolicy`.";
    R090 "group-too-small"
        "A group of clients uses a group of mailboxes that has fewer members. Member by member they belong together (phones-7 logs on as branch-7), so there must be at least as many mailboxes as clients. Where `user` is a single mailbox, all of a group use it.";
    R091 "group-where-one-is-wanted"
        "The name is that of a group, and one alone is wanted here. Members are called by the name of the group, a hyphen and their number: branch-1, branch-2 and so on.";
    R092 "same-for-all-members"
        "A text is written for a group that can be that of one alone: a sAMAccountName, an alias, a user principal name, or a name by which each logs on. `#` in it stands for the number of the member: `\"CONTOSO\\\\branch-#\"`.";
    R093 "spread-without-count"
        "`spread` deals the times of a group out over a span; a client without `count` is alone. Several times of one client are written in `at`.";
    R100 "bounds-contradict"
        "An expectation says how many attempts end like this in two ways that cannot both be meant: `count` beside `at_least` or `at_most`, or more at the least than at the most.";
    R101 "window-of-nothing"
        "An expectation is about the attempts that begin in a stretch of time that ends before it begins (`from`, `until`).";
    R110 "when-of-a-step"
        "A step of the plan says nothing of when it is done, or says it twice. `at` is a time of the run (`\"22:00\"`, `\"4h\"`); `after` is how long after the step before it in the file. One of the two must stand there.";
    R111 "unknown-step"
        "There is no step of this name. `needs` names steps of the same plan, as they are called in `steps`.";
    R112 "needs-in-a-circle"
        "Steps need each other in a circle, so that none of them can be the first.";
    R113 "step-before-its-need"
        "A step is done before one that it needs. Either its time is wrong, or it does not need that step.";
    R114 "step-after-end"
        "The step would be done after the run has ended, so the plan would never come to its end. `until` says when the run ends.";
    R096 "clock-without-date"
        "A time on the clock, as in `at: \"22:00\"`, wants to know when the run begins: the scenario has no `date`. Add one, `date: \"2014-03-21 18:00\"`; or write how long after the start it is, `\"4h\"`.";
    R097 "time-not-of-the-run"
        "The time is before the `date` on which the run begins, or later than a run can last (366 days).";
    W002 "change-after-end"
        "The change happens after the run has ended, so it never happens.";
    W003 "never-tested"
        "The expectation is about more attempts than the client can make, so it can never hold.";
    W004 "every-without-until"
        "The client comes again and again without an end. The run then ends at its own `until` while the client still has something to do, and is inconclusive.";
    W005 "changes-nothing"
        "The change says nothing that could change.";
    W006 "log-on-after-end"
        "The client is to log on after the run has ended.";
    W007 "until-without-every"
        "The client says until when it comes again, but not how often (`every`), so it does not come again at all.";
    W008 "line-refused"
        "A line in `run` is refused, as PowerShell or the cmdlet would refuse it: a command or parameter that does not exist, or not for this version; a value out of range; a setting of the other role; a name that nobody has. It leaves everything as it was, and the next line runs.";
    W009 "client-accepts-nothing"
        "In `tls` of a client `accepts` has no effect: a client connects and offers, and takes nobody's connection (LEG-5). What it offers stands in `versions` or `offers`.";
    W015 "nothing-in-window"
        "The expectation is about a stretch of time in which the client begins no attempt, so nothing is tested.";
}

impl Code {
    /// Errors make a scenario unusable, warnings do not.
    #[must_use]
    pub fn severity(self) -> Severity {
        if self.id().starts_with('W') { Severity::Warning } else { Severity::Error }
    }

    /// Whether it is about a lesson and not about a scenario.
    #[must_use]
    pub fn is_of_lessons(self) -> bool {
        self.id().starts_with('L')
    }

    /// The code with this id, in whatever case it is written.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.id().eq_ignore_ascii_case(id.trim()))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}
