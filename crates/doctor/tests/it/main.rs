//! The doctor through its public interfaces.

// Clippy knows test functions, and not the functions that they share.
#![allow(clippy::unwrap_used)]

mod checkup;
mod config;
mod corpus;
mod document;
mod edits;
mod explain;
mod files;
mod fix;
mod ignore;
mod mend;
mod pages;
mod permissions;
mod report;
mod shell;
mod template;
mod why;
