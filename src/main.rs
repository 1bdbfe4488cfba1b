//! The command `coexist`.

use std::process::ExitCode;

/// Where there is no more memory, it is said.
#[global_allocator]
static ALLOCATOR: coexist::cli::memory::Guarded = coexist::cli::memory::Guarded;

fn main() -> ExitCode {
    ExitCode::from(coexist::cli::main())
}
