//! The benchmark `simulate` in the profile that is shipped: cargo does not build benchmarks with `panic = "abort"`.
//! `cargo run --profile dist --features measure --example simulate -- --bench`.

#[path = "../simulate.rs"]
mod simulate;

use std::process::ExitCode;

fn main() -> ExitCode {
    simulate::main()
}
