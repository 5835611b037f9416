//! JSON as json-smart reads it in permissive mode and writes it (F§0.2). The gateway uses this for bodies too.

mod parse;
mod write;

pub use parse::{JsonError, parse};
pub use write::to_string;
pub(crate) use write::write_escaping_slashes;
