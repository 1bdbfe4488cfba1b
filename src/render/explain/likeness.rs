//! What else looks just like this to the user, and what tells it apart?

use crate::explain::trouble::Trouble;
use crate::policy::Reason;
use crate::render::Lang;
use crate::words::explain as words_;
use crate::world::Outcome;

/// A possible cause: whether a trouble is it, what it is, and what tells it apart.
pub(crate) type Possible = (fn(&Trouble) -> bool, fn(Lang) -> String, fn(Lang) -> String);

/// What the user would see just so for other reasons, by what the client met.
pub(crate) fn possible(outcome: Outcome) -> Vec<Possible> {
    let password: Possible = (
        |it| matches!(it, Trouble::Decided(_, Reason::PasswordWrong(_) | Reason::UnknownName)),
        words_::cause_password,
        words_::test_password,
    );
    let elsewhere: Possible =
        (|it| matches!(it, Trouble::Elsewhere { .. }), words_::cause_elsewhere, words_::test_elsewhere);
    let stopped: Possible =
        (|it| matches!(it, Trouble::Stopped(_) | Trouble::Off(_)), words_::cause_stopped, words_::test_stopped);
    let own_stopped: Possible =
        (|it| matches!(it, Trouble::Stopped(_)), words_::cause_own_stopped, words_::test_own_stopped);
    let hung: Possible = (|it| matches!(it, Trouble::Hung(_)), words_::cause_hung, words_::test_hung);
    let tls: Possible = (|it| matches!(it, Trouble::Disagree(..)), words_::cause_tls, words_::test_tls);
    let certificate: Possible = (
        |it| {
            matches!(it, Trouble::NoCertificate(..) | Trouble::StartTlsMissing(_) | Trouble::CertificateRejected { .. })
        },
        words_::cause_certificate,
        words_::test_certificate,
    );
    let login_type: Possible = (
        |it| matches!(it, Trouble::Decided(_, Reason::LoginTypeRefuses { on_leg: true, .. })),
        words_::cause_login_type,
        words_::test_login_type,
    );
    let limit: Possible = (
        |it| matches!(it, Trouble::Decided(_, Reason::UserLimit { .. }) | Trouble::Limit(..)),
        words_::cause_limit,
        words_::test_limit,
    );
    let disabled: Possible = (
        |it| matches!(it, Trouble::Decided(_, Reason::ProtocolDisabled { .. })),
        words_::cause_disabled,
        words_::test_disabled,
    );
    let mechanism: Possible = (
        |it| matches!(it, Trouble::Decided(_, Reason::NoPassword(_) | Reason::MechanismOff(_)) | Trouble::NoTicket),
        words_::cause_mechanism,
        words_::test_mechanism,
    );
    let component: Possible =
        (|it| matches!(it, Trouble::Component { .. }), words_::cause_component, words_::test_component);
    let address_limit: Possible =
        (|it| matches!(it, Trouble::Limit(..)), words_::cause_address_limit, words_::test_address_limit);
    let binding: Possible =
        (|it| matches!(it, Trouble::NothingListens(..)), words_::cause_binding, words_::test_binding);
    let balancer: Possible = (
        |it| matches!(it, Trouble::NoMember(_) | Trouble::NotForwarded(..)),
        words_::cause_balancer,
        words_::test_balancer,
    );
    let network: Possible =
        (|it| matches!(it, Trouble::Lost(..) | Trouble::Nobody(..)), words_::cause_network, words_::test_network);
    let off: Possible = (|it| matches!(it, Trouble::Off(_)), words_::cause_off, words_::test_off);
    let secure_login: Possible = (
        |it| matches!(it, Trouble::Decided(_, Reason::LoginTypeRefuses { on_leg: false, .. })),
        words_::cause_secure_login,
        words_::test_secure_login,
    );
    let tls_inside: Possible =
        (|it| matches!(it, Trouble::TlsInsideTls), words_::cause_tls_inside, words_::test_tls_inside);
    let goes_on: Possible = (|_| false, words_::cause_goes_on, words_::test_goes_on);
    match outcome {
        Outcome::LogonFailed => {
            vec![password, stopped, elsewhere, hung, tls, certificate, login_type, limit, mechanism, disabled]
        }
        Outcome::NoGreeting | Outcome::ClosedByServer | Outcome::ConnectionLost => {
            vec![component, hung, address_limit, certificate]
        }
        Outcome::ConnectionRefused => vec![own_stopped, binding, balancer],
        Outcome::NoAnswer | Outcome::ClientGaveUp => vec![network, off, hung],
        Outcome::LogonDisabled | Outcome::LogonNotSent => vec![secure_login, tls_inside, goes_on],
        Outcome::TlsFailed => vec![certificate, tls],
        Outcome::LoggedOn | Outcome::NotConnected | Outcome::NameNotResolved | Outcome::ServiceUnavailable => {
            Vec::new()
        }
    }
}
