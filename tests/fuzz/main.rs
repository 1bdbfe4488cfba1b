//! The fuzzer: it makes up bytes, led by what of the program they reach, for the target that `COEXIST_TARGET` names.
//! `.ci/weekly fuzz` builds and calls it; every crash becomes a test, or a file in `corpus`.

#![no_main]

mod targets;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use targets::TARGETS;

static HOLDS: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let name = std::env::var("COEXIST_TARGET").unwrap_or_default();
    let names = || TARGETS.map(|it| it.name).join(", ");
    let found = TARGETS.iter().find(|it| it.name == name);
    found.unwrap_or_else(|| panic!("COEXIST_TARGET is {name:?}, and may be {}", names())).holds
});

fuzz_target!(|bytes: &[u8]| HOLDS(bytes));
