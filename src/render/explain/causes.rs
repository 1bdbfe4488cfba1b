//! How is a cause said that would look the same to the user, and what tells it apart?

use crate::render::Lang;
use crate::telling::explain::Cause;
use crate::words::explain as words_;

/// A possible cause, and what tells it apart.
pub(super) fn cause_and_test(lang: Lang, cause: Cause) -> (String, String) {
    match cause {
        Cause::Password => (words_::cause_password(lang), words_::test_password(lang)),
        Cause::Name => (words_::cause_name(lang), words_::test_name(lang)),
        Cause::Elsewhere => (words_::cause_elsewhere(lang), words_::test_elsewhere(lang)),
        Cause::Stopped => (words_::cause_stopped(lang), words_::test_stopped(lang)),
        Cause::OwnStopped => (words_::cause_own_stopped(lang), words_::test_own_stopped(lang)),
        Cause::Hung => (words_::cause_hung(lang), words_::test_hung(lang)),
        Cause::Tls => (words_::cause_tls(lang), words_::test_tls(lang)),
        Cause::Certificate => (words_::cause_certificate(lang), words_::test_certificate(lang)),
        Cause::ClientRejects => (words_::cause_client_rejects(lang), words_::test_client_rejects(lang)),
        Cause::LoginType => (words_::cause_login_type(lang), words_::test_login_type(lang)),
        Cause::Limit => (words_::cause_limit(lang), words_::test_limit(lang)),
        Cause::StoreSessions => (words_::cause_store_sessions(lang), words_::test_store_sessions(lang)),
        Cause::StoreOff => (words_::cause_store_off(lang), words_::test_store_off(lang)),
        Cause::Disabled => (words_::cause_disabled(lang), words_::test_disabled(lang)),
        Cause::Mechanism => (words_::cause_mechanism(lang), words_::test_mechanism(lang)),
        Cause::Rights => (words_::cause_rights(lang), words_::test_rights(lang)),
        Cause::SmtpAddress => (words_::cause_smtp_address(lang), words_::test_smtp_address(lang)),
        Cause::Policy => (words_::cause_policy(lang), words_::test_policy(lang)),
        Cause::Matrix => (words_::cause_matrix(lang), words_::test_matrix(lang)),
        Cause::NoTarget => (words_::cause_no_target(lang), words_::test_no_target(lang)),
        Cause::Component => (words_::cause_component(lang), words_::test_component(lang)),
        Cause::AddressLimit => (words_::cause_address_limit(lang), words_::test_address_limit(lang)),
        Cause::Binding => (words_::cause_binding(lang), words_::test_binding(lang)),
        Cause::Balancer => (words_::cause_balancer(lang), words_::test_balancer(lang)),
        Cause::Network => (words_::cause_network(lang), words_::test_network(lang)),
        Cause::Off => (words_::cause_off(lang), words_::test_off(lang)),
        Cause::Dns => (words_::cause_dns(lang), words_::test_dns(lang)),
        Cause::SecureLogin => (words_::cause_secure_login(lang), words_::test_secure_login(lang)),
        Cause::OtherProtocol => (words_::cause_other_protocol(lang), words_::test_other_protocol(lang)),
        Cause::WrongPort => (words_::cause_wrong_port(lang), words_::test_wrong_port(lang)),
        Cause::TlsInside => (words_::cause_tls_inside(lang), words_::test_tls_inside(lang)),
        Cause::GoesOn => (words_::cause_goes_on(lang), words_::test_goes_on(lang)),
        Cause::TooLong => (words_::cause_too_long(lang), words_::test_too_long(lang)),
        Cause::TooManyErrors => (words_::cause_too_many_errors(lang), words_::test_too_many_errors(lang)),
        Cause::TooSlow => (words_::cause_too_slow(lang), words_::test_too_slow(lang)),
        Cause::Cut => (words_::cause_cut(lang), words_::test_cut(lang)),
        Cause::Web => (words_::cause_web(lang), words_::test_web(lang)),
    }
}
