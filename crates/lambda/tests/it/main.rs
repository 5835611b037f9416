//! Functions, as they are in the field: Python, Node.js and custom runtimes, run for real.

mod bed;
mod confinement;
mod failures;
mod logs;
mod node;
mod packages;
mod pool;
mod provided;
mod python;
mod runtime_api;
