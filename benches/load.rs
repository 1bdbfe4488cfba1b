//! How fast is a file read that has groups? 100,000 programs with a mailbox each, as a group and written one by one. (How
//! fast one is read that has none: the group `directory` of the benchmark `simulate`.)

mod pairs;

use std::hint::black_box;
use std::process::ExitCode;

use coexist::resolve::load;
use pairs::{Contestant, Options, Worth, compare, ratio};

const COUNT: u32 = 100_000;

/// A group costs what its members cost, but for reading them.
fn members(options: &Options) {
    let around = |mailboxes: &str, clients: &str| {
        format!(
            "Scenario(schema: 1, servers: [Server(name: \"EX10\", version: Exchange2010, running: [Imap4])],\n\
             databases: [Database(name: \"DB10\", on: [\"EX10\"])],\n\
             mailboxes: [{mailboxes}],\nclients: [{clients}])\n"
        )
    };
    let of_group = around(
        &format!("Mailbox(name: \"branch\", count: {COUNT}, database: \"DB10\")"),
        &format!("Client(name: \"phones\", count: {COUNT}, user: \"branch\", connect: \"ex10.contoso.com:993:SSL\")"),
    );
    let each = |of: &dyn Fn(u32) -> String| (1..=COUNT).map(of).collect::<String>();
    let written = around(
        &each(&|it| format!("Mailbox(name: \"branch-{it}\", database: \"DB10\"),\n")),
        &each(&|it| {
            format!("Client(name: \"phones-{it}\", user: \"branch-{it}\", connect: \"ex10.contoso.com:993:SSL\"),\n")
        }),
    );
    let read = |text: &str| {
        let loaded = load(black_box(text), "benchmark").expect("the file is sound");
        assert_eq!(loaded.world.clients.len(), COUNT as usize);
    };
    compare(
        options,
        "members",
        11,
        Worth { count: u64::from(COUNT), of: "members" },
        &mut [Contestant::new("written", || read(&written)), Contestant::new("a group", || read(&of_group))],
        &[ratio("a group", "written")],
    );
}

fn main() -> ExitCode {
    match Options::read() {
        Ok(options) => pairs::run(&options, &[("members", members)]),
        Err(code) => code,
    }
}
