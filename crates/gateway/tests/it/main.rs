//! The gateway's behaviour through its public interface.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod rows;
mod world;
