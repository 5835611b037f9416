// Written by `cargo xtask codegen` from `crates/wire/models/`. Do not edit.
//! The services' tables and structures, one module a service.

pub mod apigateway;
pub mod elbv2;
pub mod iam;
pub mod lambda;
pub mod logs;
pub mod sts;
