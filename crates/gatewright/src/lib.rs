//! The program: command line, listeners, control plane, store, logs.

pub mod logs;
pub mod store;
