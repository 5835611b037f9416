//! Finds, explains, predicts and mends configuration errors.
//!
//! Knows what the gateway knows, and AWS's shapes; reaches the world only where a fix is applied,
//! through the client that it is handed.

pub mod command;
pub mod document;
pub mod explain;
pub mod finding;
pub mod fix;
pub mod report;
pub mod template;
