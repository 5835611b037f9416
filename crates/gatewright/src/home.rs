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

impl fmt::Display for Home {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.account, self.region)
    }
}
