//! In which words are the problems of an organisation told?

mod of_groups;
mod of_lines;

use super::problem::{Apart, BadName, Entity, NotInPlace, ProblemKind};
use super::{LIST_MAX, LineFault};
use crate::catalogue::{lines, organisation};
use crate::diag::{Code, cut};
use crate::lang::{Fixed, Text};
use crate::scenario::parse::{not_understood, schema_help, schema_message};
use crate::time::NoSuchTime;

/// What is said about one problem.
pub(super) struct Words {
    /// What is wrong.
    pub(super) message: Text,
    /// What is said at the underlined text.
    pub(super) label: Text,
    /// What to do about it.
    pub(super) help: Option<Text>,
    /// What is said at the second place, if there is one.
    pub(super) other: Fixed,
}

/// Words for one place; where there is a second, it came first.
fn words(message: impl Into<Text>, label: impl Into<Text>, help: impl Into<Text>) -> Words {
    Words { message: message.into(), label: label.into(), help: Some(help.into()), other: organisation::first_here() }
}

impl ProblemKind {
    /// The words for it.
    pub(super) fn words(&self) -> Words {
        match self {
            Self::DuplicateName(entity, name) => words(
                organisation::two_of_one_name(entity.list(), name),
                organisation::the_second_one(),
                organisation::rename_one_of_them_capital(),
            ),
            Self::Unknown { entity, name, meant } => unknown(*entity, name, meant.as_deref()),
            Self::BadName(entity, name, bad) => words(
                organisation::bad_name(name.escape_debug().to_string(), entity.owner(), bad.word()),
                bad.label(),
                bad.help(),
            ),
            Self::BadText(text, bad) => words(organisation::bad_text(cut(text), bad.word()), bad.label(), bad.help()),
            Self::SiteMissing(entity, name) => words(
                organisation::site_missing(entity.word(), name),
                organisation::in_which_site(),
                organisation::add_site_it_may(),
            ),
            Self::LinkToItself(site) => words(
                organisation::the_link_leads_from(site),
                organisation::one_site_twice(),
                organisation::a_link_connects_two_sites(),
            ),
            Self::DuplicateLink(from, to) => words(
                organisation::link_described_twice(from, to),
                organisation::a_second_time(),
                organisation::a_link_serves_both_directions(),
            ),
            Self::NoSuchLink(from, to) => words(
                organisation::no_such_link(from, to),
                organisation::not_in_links(),
                organisation::add_to_links(from, to),
            ),
            Self::MixedVersions(server, version, home) => Words {
                message: organisation::versions_mixed_in_database(server, version.word(), home.word()),
                label: Text::same(version.word()),
                help: Some(organisation::all_copies_of_a_database().into()),
                other: organisation::its_home_server(),
            },
            Self::Apart { older: (older, older_version), newer: (newer, newer_version), why, at, rule } => {
                let label = Text::same(at.word());
                let (one, other) = (older_version.word(), newer_version.word());
                match why {
                    Apart::Versions => words(
                        organisation::versions_apart(older, one, newer, other, rule.id()),
                        label,
                        organisation::take_one_of_them_out(),
                    ),
                    Apart::OlderTooOld(from) => words(
                        organisation::build_too_old(older, one, other, older_version.build_word(*from), rule.id()),
                        label,
                        organisation::write_a_newer_build(),
                    ),
                    Apart::NewerTooOld(from) => words(
                        organisation::build_too_old(newer, other, one, newer_version.build_word(*from), rule.id()),
                        label,
                        organisation::write_a_newer_build(),
                    ),
                    Apart::NewerTooNew(from) => words(
                        organisation::build_too_new(newer, other, one, newer_version.build_word(*from), rule.id()),
                        label,
                        organisation::write_an_older_build(),
                    ),
                    Apart::TooLate => words(
                        organisation::added_too_late(older, one, newer, other, rule.id()),
                        label,
                        organisation::add_it_before(),
                    ),
                }
            }
            Self::NoSuchBuild(version, (pack, update)) => words(
                match (*pack > 0 && !version.has_service_packs(), *pack) {
                    (true, _) => organisation::no_service_packs(version.word()),
                    (false, 0) => organisation::no_such_update(version.word(), update),
                    (false, pack) => organisation::no_such_build(version.word(), pack, update),
                },
                organisation::no_such_build_here(),
                organisation::these_builds_are_known(version.builds()),
            ),
            Self::BuildOfAnother(version, other) => words(
                organisation::build_of_another(other.word(), version.word()),
                Text::same(other.word()),
                organisation::these_builds_are_known(version.builds()),
            ),
            Self::NotInPlace { server, from, to, why } => {
                let label = Text::same(from.word());
                match why {
                    NotInPlace::Never => words(
                        organisation::never_in_place(server, from.word(), to.word()),
                        label,
                        organisation::add_one_beside_it(),
                    ),
                    NotInPlace::From(build) => words(
                        organisation::too_old_in_place(server, from.word(), to.word(), from.build_word(*build)),
                        label,
                        organisation::update_it_before(),
                    ),
                }
            }
            Self::NoSeparateRole(version) => words(
                organisation::no_separate_role(version.word()),
                organisation::no_such_role(),
                organisation::leave_roles_out(),
            ),
            Self::NoMailboxRole(server) => words(
                organisation::cannot_hold_a_database(server),
                organisation::no_mailbox_role(),
                organisation::add_mailbox_to_its_roles(),
            ),
            Self::NoCopy(database) => words(
                organisation::database_is_on_no_server(database),
                organisation::empty(),
                organisation::name_a_mailbox_server(),
            ),
            Self::ActiveWithoutCopy(server, database) => words(
                organisation::no_copy_to_activate(server, database),
                organisation::not_in_on(),
                organisation::add_to_on_or_name(server),
            ),
            Self::FailOverWithoutCopy(server, database) => words(
                organisation::no_copy_to_fail_over_to(database, server),
                organisation::no_copy_there(),
                organisation::add_to_on(server),
            ),
            Self::ListedTwice(name) => words(
                organisation::listed_twice(name),
                organisation::a_second_time(),
                organisation::remove_one_of_the_two(),
            ),
            Self::NoSuchService { server, version, service } => words(
                organisation::has_no_service(server, format_args!("{service:?}")),
                organisation::not_on_this_server(),
                if service.is_back_end() {
                    organisation::back_ends_exist_on(server, version.word())
                } else {
                    organisation::belongs_to_the_client_access(format_args!("{service:?}"), server)
                },
            ),
            Self::ChangeSaysNothing => {
                words(lines::change_says_nothing(), organisation::no_effect(), lines::change_says_help())
            }
            Self::ChangeSaysBoth => {
                words(lines::change_says_both(), organisation::no_effect(), lines::change_says_help())
            }
            Self::Line(it) => {
                let said = it.said();
                words(said.message, said.label, said.help)
            }
            Self::Group(it) => it.words(),
            Self::RunningAndHung(server, service) => words(
                organisation::on_is_both_running(format_args!("{service:?}"), server),
                organisation::also_in_running(),
                organisation::a_hung_service(),
            ),
            Self::NoSuchSetting(setting, version) => words(
                organisation::has_no_setting(version.word(), setting),
                organisation::not_on_this_version(),
                organisation::remove_it(),
            ),
            Self::OtherRole(setting, role) => words(
                organisation::of_the_other_role(setting, format_args!("{role:?}")),
                organisation::read_only_here(),
                organisation::write_it_for_that_role(format_args!("{role:?}")),
            ),
            Self::TimeoutOutOfRange(setting, found, from, to) => words(
                organisation::cannot_be(setting, found),
                organisation::out_of_range(),
                organisation::the_cmdlet_takes(from, to),
            ),
            Self::OutOfRange(setting, found, from, to) => words(
                organisation::cannot_be(setting, found),
                organisation::out_of_range(),
                organisation::the_cmdlet_takes(from, to),
            ),
            Self::TooMany(field, found, most) => words(
                organisation::cannot_be(field, found),
                organisation::out_of_range(),
                organisation::write_at_most(most),
            ),
            Self::PlaceOutOfRange(column, row) => words(
                organisation::there_is_no_place(column, row),
                organisation::out_of_range(),
                organisation::write_column_and_row_counted(),
            ),
            Self::ZeroCount(field) => words(
                organisation::must_be_at_least_1(field),
                organisation::nothing_at_all(),
                organisation::write_a_number_from_1(),
            ),
            Self::PortZero => words(
                organisation::there_is_no_port_0(),
                organisation::not_a_port(),
                organisation::ports_are_1_to_65535(),
            ),
            Self::PortTwice(port, other) => words(
                organisation::port_is_taken_already(port, other),
                organisation::the_same_port(),
                organisation::give_every_binding(),
            ),
            Self::EmptyPool(balancer) => words(
                organisation::load_balancer_has_nobody(balancer),
                organisation::empty(),
                organisation::name_a_server(),
            ),
            Self::BalancerInPool(name) => words(
                organisation::is_a_load_balancer(name),
                organisation::a_load_balancer(),
                organisation::a_pool_holds_servers_name(),
            ),
            Self::PointsToName(name) => words(
                organisation::is_another_dns_name(name),
                organisation::an_alias(),
                organisation::point_to_what_it_points(),
            ),
            Self::PointsToNothing { name, meant } => Words {
                message: organisation::is_neither_a_server_nor(name),
                label: organisation::not_defined().into(),
                help: meant.as_deref().map(organisation::did_you_mean),
                other: organisation::first_here(),
            },
            Self::NameTaken(name, entity, owner) => Words {
                message: organisation::dns_name_taken(name, entity.owner(), owner),
                label: organisation::taken().into(),
                help: Some(organisation::servers_and_load_balancers_register().into()),
                other: organisation::registered_by_this_one(),
            },
            Self::DnsTwice(name, site) => words(
                match site {
                    None => organisation::is_listed_twice_without(name),
                    Some(site) => organisation::is_listed_twice_for_site(name, site),
                },
                organisation::the_second_one(),
                organisation::list_all_addresses_in_one(),
            ),
            Self::AddressTaken(address, entity, owner) => Words {
                message: organisation::address_taken(address, entity.owner(), owner),
                label: organisation::taken().into(),
                help: Some(organisation::choose_another_one_or_leave().into()),
                other: organisation::also_here(),
            },
            Self::ZeroTime(field) => words(
                organisation::must_be_longer_than_nothing(field),
                organisation::no_time_at_all(),
                organisation::write_for_example_10s(),
            ),
            Self::NoSuchTime(NoSuchTime::NoDate, time, _) => {
                words(organisation::clock_without_date(time), organisation::on_which_day(), organisation::add_date())
            }
            Self::NoSuchTime(NoSuchTime::BeforeStart, time, start) => words(
                organisation::time_before_start(time, start),
                organisation::too_early(),
                organisation::write_a_time_after(start),
            ),
            Self::NoSuchTime(NoSuchTime::TooLate, time, start) => {
                words(organisation::time_too_late(time, start), organisation::too_late(), organisation::a_run_lasts())
            }
            Self::UntilBeforeStart(client, until, first) => words(
                organisation::stops_at_before_it_begins(client, until, first),
                organisation::too_early(),
                organisation::write_a_time_after(first),
            ),
            Self::AttemptZero => words(
                organisation::attempts_are_numbered_from_1(),
                organisation::no_such_attempt(),
                organisation::the_first_attempt_is_attempt(),
            ),
            Self::AttemptWithCount => Words {
                message: organisation::attempt_and_count_exclude_each().into(),
                label: organisation::how_many_attempts().into(),
                help: Some(organisation::write_two_expectations_one_with().into()),
                other: organisation::which_attempt(),
            },
            Self::CountedTwice(field) => Words {
                message: organisation::count_and_bounds(field),
                label: organisation::how_many_attempts().into(),
                help: Some(organisation::exactly_is_both().into()),
                other: organisation::how_many_exactly(),
            },
            Self::BoundsCross(least, most) => Words {
                message: organisation::at_least_is_more_than_at_most(least, most),
                label: organisation::fewer_than_at_least().into(),
                help: Some(organisation::write_at_least_below().into()),
                other: organisation::at_the_least(),
            },
            Self::WindowOfNothing(from, until) => Words {
                message: organisation::the_stretch_of_time_ends_before(from, until),
                label: organisation::not_after_the_beginning().into(),
                help: Some(organisation::write_a_time_after(from)),
                other: organisation::begins_here(),
            },
            Self::UnknownRule(rule, meant) => words(
                organisation::there_is_no_rule(rule),
                organisation::not_known(),
                match meant {
                    None => organisation::rules_are_written_as().into(),
                    Some(meant) => organisation::did_you_mean(meant),
                },
            ),
            Self::StepWithoutTime(step) => {
                words(organisation::nobody_knows_when(step), organisation::no_time(), organisation::write_at_or_after())
            }
            Self::StepWithTwoTimes(step) => Words {
                message: organisation::says_twice_when(step),
                label: organisation::a_second_time().into(),
                help: Some(organisation::at_or_after_not_both().into()),
                other: organisation::a_first_time(),
            },
            Self::NeedsInCircle(steps) => {
                let round = steps.iter().chain(steps.first()).map(|it| format!("\"{it}\""));
                words(
                    organisation::steps_need_each_other(round.collect::<Vec<_>>().join(" → ")),
                    organisation::in_a_circle(),
                    organisation::take_one_need_out(),
                )
            }
            Self::StepBeforeNeed(step, need) => Words {
                message: organisation::step_comes_before_its_need(step, need),
                label: organisation::is_done_later().into(),
                help: Some(organisation::let_it_come_later(need)),
                other: organisation::this_step(),
            },
            Self::StepAfterEnd(step, at, until) => words(
                organisation::step_after_the_end(step, at, until),
                organisation::never_done(),
                organisation::let_the_run_last(),
            ),
            Self::RuleBothWays(rule) => words(
                organisation::is_in_rules(rule),
                organisation::also_in_rules(),
                organisation::remove_it_from_one(),
            ),
            Self::WebNeedsSsl(connect) => words(
                organisation::a_web_client_connects_over(connect),
                organisation::no_ssl(),
                organisation::write_the_port_and_ssl(),
            ),
            Self::NotForWeb(field) => words(
                organisation::is_for_pop3_and_imap4(field),
                organisation::not_for_a_web_client(),
                organisation::leave_it_out(),
            ),
            Self::NoComponents(server, version) => words(
                organisation::is_which_has_no_component(server, version.word()),
                organisation::only_on_2013(),
                organisation::stop_or_start_its_services(),
            ),
            Self::RunningWhileOff(server) => words(
                organisation::is_switched_off_so_nothing(server),
                organisation::off_true(),
                organisation::list_in_automatic_what_comes(),
            ),
            Self::RunningWhileAbsent(server) => words(
                organisation::is_not_there_until_it_is_added(server),
                organisation::not_there_yet(),
                organisation::list_in_automatic_what_starts(),
            ),
            Self::CertificateTwice(name) => words(
                organisation::the_server_has_two_certificates(name),
                organisation::the_second_one(),
                organisation::give_one_of_them_another(),
            ),
            Self::UnknownCertificate { name, server, names } => words(
                organisation::has_no_certificate_called_at(server, name),
                organisation::not_installed(),
                if names.is_empty() {
                    organisation::no_certificate_then().into()
                } else {
                    let names = Text::new(names.join("\", \""), names.join("”、“"));
                    organisation::certificates_there(names)
                },
            ),
            Self::NeverValid(from, to) => words(
                organisation::the_certificate_expires_on_before(to, from),
                organisation::too_early(),
                organisation::valid_to_comes_after_valid(),
            ),
            Self::NoMailbox(name) => words(
                organisation::is_an_account_without(name),
                organisation::no_mailbox(),
                organisation::give_it_a_database(),
            ),
            Self::NotAnSmtpAddress(text) => words(
                organisation::is_not_an_smtp_address(text.escape_debug().to_string()),
                organisation::no_address(),
                organisation::write_for_example_or_where(),
            ),
            Self::ListTooLong(list, length) => Words {
                message: organisation::holds_items(list, length),
                label: organisation::at_most(LIST_MAX),
                help: None,
                other: organisation::first_here(),
            },
            Self::Schema(schema) => words(schema_message(*schema), not_understood(), schema_help()),
            Self::ChangeAfterEnd(..)
            | Self::LogonAfterEnd(..)
            | Self::NeverTested(..)
            | Self::NothingInWindow(_)
            | Self::EveryWithoutUntil(_)
            | Self::ChangesNothing(_)
            | Self::UntilWithoutEvery(_)
            | Self::ClientAccepts => self.warning(),
        }
    }

    /// The words for a warning.
    fn warning(&self) -> Words {
        match self {
            Self::ChangeAfterEnd(at, end) => words(
                organisation::the_change_at_never_happens(at, end),
                organisation::after_the_end(),
                organisation::choose_an_earlier_time(),
            ),
            Self::LogonAfterEnd(at, end) => words(
                organisation::the_log_on_at_never(at, end),
                organisation::after_the_end(),
                organisation::choose_an_earlier_time(),
            ),
            Self::NeverTested(client, wanted, most) => words(
                organisation::makes_at_most_attempts(client, most, wanted),
                organisation::never(),
                organisation::give_the_client_more_times(),
            ),
            Self::NothingInWindow(client) => words(
                organisation::begins_no_attempt_in_this_time(client),
                organisation::nothing_begins_then(),
                organisation::give_it_an_attempt_then(),
            ),
            Self::EveryWithoutUntil(client) => words(
                organisation::comes_again_for_ever_so(client),
                organisation::without_an_end(),
                organisation::say_until_when_until_1h(),
            ),
            Self::ChangesNothing(action) => words(
                organisation::this_changes_nothing(action),
                organisation::says_nothing(),
                organisation::name_at_least_one_setting(),
            ),
            Self::UntilWithoutEvery(client) => words(
                organisation::does_not_come_again_so(client),
                organisation::no_effect(),
                organisation::say_how_often(),
            ),
            Self::ClientAccepts => words(
                organisation::a_client_accepts_nothing(),
                organisation::no_effect(),
                organisation::say_what_it_offers(),
            ),
            other => unreachable!("{other:?} is not a warning"),
        }
    }
}

/// A name that is not defined.
fn unknown(entity: Entity, name: &str, meant: Option<&str>) -> Words {
    let shown = name.escape_debug().to_string();
    let help = match (meant, entity) {
        (Some(meant), _) => organisation::did_you_mean(meant),
        (None, Entity::DnsName) => organisation::add_to_dns(&shown),
        (None, _) => organisation::define_it_in(entity.list()),
    };
    let message = organisation::entity_not_defined(entity.word(), shown);
    words(message, organisation::not_defined(), help)
}

impl BadName {
    /// What is wrong, as it is said in a sentence.
    fn word(self) -> Text {
        match self {
            Self::Empty => organisation::it_is_empty().into(),
            Self::TooLong(most) => organisation::it_is_longer_than_characters(most),
            Self::Control => organisation::it_holds_a_control_character().into(),
            Self::Space => organisation::it_begins_or_ends_with().into(),
            Self::NotDns => organisation::it_is_not_a_dns().into(),
            Self::Dot => organisation::it_has_a_dot().into(),
            Self::NotAddress => organisation::it_is_no_address().into(),
        }
    }

    const fn label(self) -> Fixed {
        match self {
            Self::Empty => organisation::empty(),
            Self::TooLong(_) => organisation::too_long(),
            Self::Control => organisation::not_visible(),
            Self::Space => organisation::a_space_too_many(),
            Self::NotDns => organisation::not_a_dns_name(),
            Self::Dot => organisation::a_dot(),
            Self::NotAddress => organisation::no_such_address(),
        }
    }

    const fn help(self) -> Fixed {
        match self {
            Self::Empty => organisation::write_a_name(),
            Self::TooLong(_) => organisation::shorten_it(),
            Self::Control => organisation::remove_line_breaks_tabs(),
            Self::Space => organisation::remove_the_space(),
            Self::NotDns => organisation::letters_digits_and_hyphens_at(),
            Self::Dot => organisation::name_is_the_netbios_name(),
            Self::NotAddress => organisation::write_an_address_or_a_name(),
        }
    }
}

impl ProblemKind {
    /// The stable code of the kind of problem.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::DuplicateName(..) => Code::R001,
            Self::Unknown { entity, .. } => match entity {
                Entity::Site => Code::R002,
                Entity::Server => Code::R003,
                Entity::Database => Code::R004,
                Entity::Mailbox => Code::R005,
                Entity::Client => Code::R006,
                Entity::Balancer => Code::R007,
                Entity::DnsName => Code::R008,
                Entity::Policy => Code::R080,
                Entity::Step => Code::R111,
            },
            Self::SiteMissing(..) => Code::R009,
            Self::LinkToItself(_) => Code::R010,
            Self::DuplicateLink(..) => Code::R011,
            Self::NoSuchLink(..) => Code::R012,
            Self::MixedVersions(..) => Code::R013,
            Self::NoMailboxRole(_) => Code::R014,
            Self::Apart { .. } => Code::R070,
            Self::NoSeparateRole(_) => Code::R071,
            Self::NoSuchBuild(..) | Self::BuildOfAnother(..) => Code::R072,
            Self::NotInPlace { .. } => Code::R073,
            Self::NoCopy(_) => Code::R015,
            Self::ActiveWithoutCopy(..) => Code::R016,
            Self::ListedTwice(_) => Code::R017,
            Self::NoSuchService { .. } => Code::R018,
            Self::RunningAndHung(..) => Code::R019,
            Self::NoSuchSetting(..) => Code::R020,
            Self::OtherRole(..) => Code::R062,
            Self::TimeoutOutOfRange(..) | Self::OutOfRange(..) | Self::TooMany(..) => Code::R021,
            Self::PortZero => Code::R022,
            Self::PortTwice(..) => Code::R023,
            Self::FailOverWithoutCopy(..) => Code::R024,
            Self::EmptyPool(_) => Code::R025,
            Self::BalancerInPool(_) => Code::R026,
            Self::PointsToNothing { .. } => Code::R027,
            Self::PointsToName(_) => Code::R028,
            Self::NameTaken(..) => Code::R029,
            Self::DnsTwice(..) => Code::R030,
            Self::AddressTaken(..) => Code::R031,
            Self::ZeroTime(_) => Code::R032,
            Self::ZeroCount(_) => Code::R033,
            Self::NoSuchTime(NoSuchTime::NoDate, ..) => Code::R096,
            Self::NoSuchTime(..) => Code::R097,
            Self::UntilBeforeStart(..) => Code::R034,
            Self::AttemptZero => Code::R035,
            Self::AttemptWithCount => Code::R036,
            Self::CountedTwice(_) | Self::BoundsCross(..) => Code::R100,
            Self::WindowOfNothing(..) => Code::R101,
            Self::StepWithoutTime(_) | Self::StepWithTwoTimes(_) => Code::R110,
            Self::NeedsInCircle(_) => Code::R112,
            Self::StepBeforeNeed(..) => Code::R113,
            Self::StepAfterEnd(..) => Code::R114,
            Self::UnknownRule(..) => Code::R037,
            Self::RuleBothWays(_) => Code::R038,
            Self::NoMailbox(_) => Code::R039,
            Self::NotAnSmtpAddress(_) => Code::R040,
            Self::BadName(..) => Code::R041,
            Self::BadText(..) => Code::R042,
            Self::ListTooLong(..) => Code::R043,
            Self::UnknownCertificate { .. } => Code::R050,
            Self::CertificateTwice(_) => Code::R051,
            Self::NeverValid(..) => Code::R052,
            Self::NoComponents(..) => Code::R053,
            Self::RunningWhileOff(_) | Self::RunningWhileAbsent(_) => Code::R054,
            Self::WebNeedsSsl(_) => Code::R055,
            Self::NotForWeb(_) => Code::R056,
            Self::PlaceOutOfRange(..) => Code::R057,
            Self::Schema(_) => Code::S020,
            Self::ChangeSaysNothing | Self::ChangeSaysBoth => Code::R058,
            Self::Group(it) => it.code(),
            Self::Line(it) => match it.what {
                LineFault::Script(_) => Code::R059,
                LineFault::NotModelled(_) => Code::R060,
                LineFault::Asks(_) => Code::R061,
                LineFault::Refused(_) => Code::W008,
            },
            Self::ChangeAfterEnd(..) => Code::W002,
            Self::NeverTested(..) => Code::W003,
            Self::NothingInWindow(_) => Code::W015,
            Self::EveryWithoutUntil(_) => Code::W004,
            Self::ChangesNothing(_) => Code::W005,
            Self::LogonAfterEnd(..) => Code::W006,
            Self::UntilWithoutEvery(_) => Code::W007,
            Self::ClientAccepts => Code::W009,
        }
    }
}
