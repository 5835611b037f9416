//! The `gatewright` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    gatewright::cli::run()
}
