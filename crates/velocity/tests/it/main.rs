//! Tests of the crate through its public interface.

mod case;
mod cases;
