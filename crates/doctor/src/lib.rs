//! Finds, explains, predicts and mends configuration errors.
//!
//! Knows what the gateway knows, and AWS's shapes; reaches the world only where a fix is applied,
//! through the client that it is handed.

pub mod checkup;
pub mod command;
pub mod config;
mod difference;
pub mod document;
pub mod dry_run;
pub mod explain;
pub mod fix;
mod grant;
pub mod ignore;
pub mod known;
pub mod logged;
pub mod mend;
pub mod named;
pub mod report;
pub mod rule;
pub mod rules;
mod sample;
pub mod source;
pub mod subject;
pub mod template;
pub mod why;

/// The lints of mapping templates, which belong to the template engine.
pub use gatewright_velocity::lint;
