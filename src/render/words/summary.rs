//! What is said around the trace: the header, what was left out, outcomes, why, expectations, the footer?

use super::sentences;

sentences! {
    /// The first line.
    header(version, title, seed) { En: "coexist {version} · {title} · seed {seed}" }
    /// Left out: the deeper levels of a loop.
    loop_levels(count, first, last) {
        En: "…  {count} deeper in the same loop (records {first} to {last}; --all shows them)"
    }
    /// Levels.
    one_level() { En: "1 level" }
    /// Levels.
    levels(count) { En: "{count} levels" }
    /// Left out: attempts that went like one that is shown.
    like_shown(client, attempts, first, last) {
        En: "…  {client}, {attempts}: like one that is shown (records {first} to {last}; --all shows them)"
    }
    /// Left out: attempts beyond the bound.
    beyond_bound(count, clients) {
        En: "…  {count} of {clients} not shown (--client NAME shows one client, --all shows everything)"
    }
    /// Left out: changes and checks beyond the bound.
    events_beyond_bound(count) { En: "…  {count} not shown (--all shows everything)" }

    /// An attempt that ended.
    ended(client, attempts, outcome, duration) { En: "{client}, {attempts}: {outcome} after {duration}." }
    /// Several attempts that ended alike.
    ended_alike(client, attempts, outcome, shortest, longest) {
        En: "{client}, {attempts}: {outcome}, each after {shortest} to {longest}."
    }
    /// An attempt that ended well; the duration is that of the whole session.
    ended_well(client, attempts, outcome, duration) { En: "{client}, {attempts}: {outcome}, {duration} in all." }
    /// Several attempts that ended well.
    ended_alike_well(client, attempts, outcome, shortest, longest) {
        En: "{client}, {attempts}: {outcome}, each {shortest} to {longest} in all."
    }
    /// An attempt that did not end.
    still_running(client, attempts) { En: "{client}, {attempts}: still running when the run was cut off." }
    /// One attempt.
    attempt(number) { En: "attempt {number}" }
    /// Several attempts.
    attempts(numbers) { En: "attempts {numbers}" }
    /// From one to another.
    range(first, last) { En: "{first} to {last}" }
    /// More ranges.
    and_more(count) { En: "{count} more" }

    /// What the client sees: logged on.
    sees_logged_on(server) { En: "The mailbox is served by {server}." }
    /// A web client without an answer.
    sees_unavailable() { En: "The user sees that the service is unavailable (503)." }
    /// A web client that has its answer.
    sees_web(service, server) { En: "{service} is answered by {server}." }
    /// The client obeys LOGINDISABLED.
    sees_logindisabled() { En: "The client says that the server does not allow to log on like this." }
    /// What the client sees: words as for a wrong password.
    sees_wrong_password(words) { En: "The client sees \"{words}\", as for a wrong password." }
    /// What the client sees: words.
    sees_words(words) { En: "The client sees \"{words}\"." }
    /// What the client sees: no such host.
    sees_no_name() { En: "The client says that it cannot find the server." }
    /// What the client sees: refused.
    sees_refused() { En: "The client says that the server refuses the connection." }
    /// What the client sees: no answer.
    sees_no_answer() { En: "The client says that the server does not answer." }
    /// What the client sees: no greeting.
    sees_no_greeting() { En: "The client connects and hears nothing." }
    /// What the client sees: IMAP4 meets POP3.
    sees_other_protocol(heard) { En: "The client is greeted in the other protocol: \"{heard}\"" }
    /// What the client sees: no TLS.
    sees_no_tls() { En: "The client says that it cannot set up an encrypted connection." }
    /// What the client sees: gave up.
    sees_gave_up() { En: "The client waits in vain for an answer." }
    /// What the client sees: lost.
    sees_lost() { En: "The client says that the connection was lost." }

    /// Why: the setting leads to a balancer.
    wrong_target_balancer(candidate, endpoint, balancer, reached) {
        En: "{candidate}'s InternalConnectionSettings names {endpoint}, which leads to the load balancer \
             {balancer}{reached}, not to {candidate}."
    }
    /// Why: the setting leads to a server.
    wrong_target(candidate, endpoint, reached) {
        En: "{candidate}'s InternalConnectionSettings names {endpoint}, which does not lead to {candidate}{reached}."
    }
    /// Who stands behind a balancer.
    in_front_of(servers) { En: " in front of {servers}" }
    /// Where it leads instead.
    but_to(servers) { En: " but to {servers}" }
    /// Why: a front end proxied to itself.
    loop_itself(server, times) { En: "So {server} proxied to itself, {times}." }
    /// Why: several front ends proxied to each other.
    loop_circle(servers, times) { En: "So {servers} proxied to each other, {times}." }
    /// Times.
    once() { En: "once" }
    /// Times.
    times(count) { En: "{count} times over" }
    /// What ended the loop.
    loop_end(actor, what) { En: "It ended at the deepest level: {actor} {what}." }
    /// Why: a leg failed.
    leg(by, endpoint, security, candidate, how, cause) {
        En: "{by} proxied to {endpoint} {security} for {candidate}: {how}{cause}."
    }
    /// What brought the failure of a leg about.
    leg_cause(actor, what) { En: " ({actor} {what})" }
    /// Why: the service that was waited for hangs.
    because_it_hangs(text, service, server) { En: "{text}: {service} on {server} hangs" }
    /// Why: it happened several times.
    leg_times(sentence, count) { En: "{sentence} This happened {count} times." }
    /// Why: a decision, or what the client met.
    fact(actor, what) { En: "{actor} {what}." }
    /// Why: a decision, with the deciding reason.
    more_facts(count) { En: "…  {count} more (--all shows them)" }

    /// An expectation, all attempts.
    expects_every(client) { En: "{client}, every attempt" }
    /// An expectation, one attempt.
    expects_attempt(client, number) { En: "{client}, attempt {number}" }
    /// An expectation, so many attempts.
    expects_count(client, count) { En: "{client}, exactly {count}" }
    /// An expectation, its parts.
    expects_rules(rules) { En: "by {rules}" }
    /// An expectation, its parts.
    expects_not_rules(rules) { En: "not by {rules}" }
    /// An expectation, its parts.
    expects_served_by(server) { En: "at {server}" }
    /// It held.
    held(expectation) { En: "held      {expectation}" }
    /// It did not hold.
    not_held(expectation, misses) { En: "not held  {expectation}: {misses}" }
    /// It cannot be told.
    open(expectation, misses) { En: "open      {expectation}: {misses}" }

    /// Miss: no such attempt.
    miss_no_attempt() { En: "there was no such attempt" }
    /// Miss: not yet.
    miss_not_yet() { En: "the run was cut off before it could be told" }
    /// Miss: another outcome.
    miss_outcome(attempt, outcome) { En: "{attempt} ended {outcome}" }
    /// Miss: another count.
    miss_count(found) { En: "it was {found}" }
    /// Miss: another count so far.
    miss_count_so_far(found) { En: "it was {found} when the run was cut off" }
    /// Miss: a rule kept silent.
    miss_silent(rule) { En: "{rule} decided nothing" }
    /// Miss: a rule spoke.
    miss_spoke(attempt, rule) { En: "{rule} decided in {attempt}" }
    /// Miss: another server.
    miss_served_by(attempt, server) { En: "{attempt} came last to {server}" }
    /// Miss: no server.
    miss_served_by_nobody(attempt) { En: "{attempt} came to no server" }
    /// More misses.
    misses_more(count) { En: "and {count} more" }

    /// The run was cut off at its time.
    cut_off_horizon(at, pending) {
        En: "Inconclusive: the run ended at {at}, its last moment (until), with this still to do: {pending}."
    }
    /// The run was cut off at its limit.
    cut_off_limit(limit, pending) {
        En: "Inconclusive: the run ended after {limit} events, its limit (event_limit), with this still to do: \
             {pending}."
    }
    /// The run was cut off at its time, and failed anyway.
    cut_off_horizon_failed(at, pending) {
        En: "The run ended at {at}, its last moment (until), with this still to do: {pending}."
    }
    /// The run was cut off at its limit, and failed anyway.
    cut_off_limit_failed(limit, pending) {
        En: "The run ended after {limit} events, its limit (event_limit), with this still to do: {pending}."
    }
    /// Still to do: an attempt.
    pending_attempt(client, number) { En: "{client}, attempt {number}" }
    /// Still to do: a client.
    pending_client(client) { En: "{client} would have come again" }
    /// Still to do: a change.
    pending_change(at) { En: "the change at {at}" }
    /// Still to do: more.
    pending_more(count) { En: "{count} more" }

    /// The footer.
    footer(clients, attempts, logged_on, held, records, digest) {
        En: "{clients} · {attempts} · {logged_on} logged on · {held} · {records} · digest {digest}"
    }
    /// The footer's expectations.
    footer_held(held, of) { En: "{held} of {of} expectations held" }
    /// The footer where nothing is expected.
    footer_nothing_expected() { En: "nothing expected" }
    /// Assumed, by a switch.
    assumed(switch) { En: "assumed: {switch}" }
    /// Assumed, without a switch.
    assumed_no_switch() { En: "assumed" }
}
