//! Tests of the crate through its public interface.

mod case;
mod cases;
mod jsonpath;
mod limits;
mod lint;
mod never_panics;
mod scope;
