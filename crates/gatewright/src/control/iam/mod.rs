//! IAM, as far as scripts need it before they create functions and integrations: roles, users with
//! their access keys, inline and managed policies. What is written here is what the engine evaluates
//! when an integration names a role (F§4.1), and what STS gives sessions of; the calls of users
//! themselves are not judged by it.

pub mod access_keys;
mod document;
mod grammar;
mod granted;
pub mod policies;
pub mod role_policies;
pub mod roles;
mod tags;
pub mod user_policies;
pub mod users;

pub(crate) use access_keys::{KnownKey, access_key, account_of_key};
pub(super) use access_keys::{new_access_key_id, new_secret};
pub use document::{Role, policies_of, role_by_arn, role_policies_of};
pub(super) use grammar::{check_document, check_identity_policy, is_service};
pub use granted::Granted;
