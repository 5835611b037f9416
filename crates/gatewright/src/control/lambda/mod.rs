//! Lambda: functions, their versions, aliases, policies and invocations.
//!
//! A function is one document (`functions/{name}`: `$LATEST`'s configuration, aliases, policies,
//! tags), each published version another below it; the code is a blob attached to either. So every
//! operation is one atomic batch.

pub mod aliases;
mod asynchronous;
pub mod code;
pub mod concurrency;
mod configuration;
mod document;
pub mod event_invoke_config;
pub mod functions;
pub mod invoke;
pub mod layer_permissions;
pub mod layers;
mod name;
pub mod permissions;
pub mod provisioned;
pub mod settings;
pub mod streaming;
pub mod tags;
pub mod urls;
pub mod versions;

pub use asynchronous::start;
pub use configuration::log_group;
pub use document::{Function, ResourcePolicy, key, version_key};
pub use invoke::refusal;
pub use layers::layer_blob;
