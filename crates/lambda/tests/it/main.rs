//! Functions, as they are in the field: Python, Node.js and custom runtimes, run for real.

#![allow(clippy::unwrap_used, reason = "what a test sets up must succeed")]

mod asynchronous;
mod bed;
mod confinement;
mod failures;
mod gate;
mod layers;
mod logs;
mod node;
mod packages;
mod pool;
mod provided;
mod python;
mod runtime_api;
mod streaming;
