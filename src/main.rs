//! The command `coexist`.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(coexist::cli::main())
}
