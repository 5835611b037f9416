//! The Lambda proxy integration: the event that a function gets and the response that it may give.

pub mod event;
pub mod metadata;
pub mod response;
