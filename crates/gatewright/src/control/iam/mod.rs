//! IAM, as far as scripts need it before they create functions and integrations: roles, their
//! inline policies, managed policies. What is written here is what the engine evaluates when an
//! integration names a role (F§4.1).

mod document;
pub mod policies;
pub mod role_policies;
pub mod roles;

pub(super) use document::check_document;
pub use document::{Role, role_by_arn, role_policies_of};
