//! The program: command line, listeners, control plane, store, logs.

pub mod store;
