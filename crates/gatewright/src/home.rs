//! Where a thing lives: an account and a region.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An account and a region. Its `Display`, `{account}/{region}`, begins the keys of all that lives
/// there.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Home {
    /// The account's twelve digits.
    pub account: String,
    /// The region.
    pub region: String,
}

impl Home {
    /// The home of what is in `account` and `region`.
    pub fn new(account: impl Into<String>, region: impl Into<String>) -> Self {
        Self {
            account: account.into(),
            region: region.into(),
        }
    }
}

/// Whether a text can be a region's name: `us-east-1`, `us-gov-west-1`. It becomes part of ARNs and
/// of keys.
pub fn is_region(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

impl fmt::Display for Home {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.account, self.region)
    }
}
