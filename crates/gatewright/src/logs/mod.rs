//! The log service: what CloudWatch Logs promises, in plain types.

pub mod filter;
