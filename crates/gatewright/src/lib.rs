//! The program: command line, listeners, control-plane operations, store and log service. Holds no
//! semantics that the other crates could hold.

pub mod access_logs;
pub mod cli;
pub mod clock;
pub mod control;
pub mod domains;
pub mod function_url;
pub mod functions;
mod header_names;
pub mod home;
pub mod identities;
mod kept;
pub mod lambda_endpoint;
pub mod limits;
pub mod listener;
pub mod logs;
pub mod metrics;
pub mod objects;
pub mod otlp;
pub mod outbound;
pub mod passing;
pub mod plans;
pub mod requests;
pub mod roles;
pub mod scratch;
pub mod server;
pub mod services;
pub mod sessions;
pub mod signers;
pub mod stack;
pub mod stages;
pub mod store;
pub mod subscriptions;
pub mod tasks;
pub mod usage;
pub mod vpc_links;
pub mod world;
