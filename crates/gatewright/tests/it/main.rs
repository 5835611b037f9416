//! The program's parts through their public interfaces.

// Clippy knows test functions, and not the functions that they share.
#![allow(clippy::unwrap_used)]

mod access_logs;
mod apigateway;
mod constraints;
mod control;
mod coverage;
mod credentials;
mod demo;
mod doctor;
mod filter_patterns;
mod functions;
mod insights;
mod listener;
mod log_events;
mod log_fixture;
mod log_groups;
mod log_writer;
mod outbound;
mod requests;
mod roles;
mod scratch;
mod script;
mod serve;
mod settings;
mod stage_traffic;
mod store_crash;
mod store_documents;
mod store_failure;
mod store_log_records;
mod template;
