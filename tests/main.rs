//! Everything that `cargo test` asks, in one executable: linking thirty of them took longer than running them.
//! `tests/README.md` says what kind of test goes where.

mod bad;
mod bad_input;
mod browser;
mod catalogue;
mod check;
mod chinese;
mod cli;
mod determinism;
mod diagram;
mod diff;
mod editor;
mod evidence;
mod exhaustive;
mod exhaustive_state;
mod explain;
mod fmt;
mod injection;
mod lsp;
mod mistakes;
mod organisations;
mod page_core;
mod policy;
mod process;
mod reading;
mod readme;
mod reference;
mod remarks;
mod repairs;
mod rules;
mod scenarios;
mod step;
mod storm;
mod test_command;
mod tidy;
mod worlds;
