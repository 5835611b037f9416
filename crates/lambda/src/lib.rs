//! Functions as local processes behind the Lambda Runtime API.
mod sandbox;
pub use sandbox::{Confinement, Isolation, SANDBOX_COMMAND, sandbox_main};
