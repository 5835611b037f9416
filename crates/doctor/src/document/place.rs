//! Places in a document, by keys and indices: they hold while spans change, and become spans only when
//! something is shown.

use std::fmt;
use std::str::FromStr;

/// A way from the root to a value. Written as a JSON pointer (RFC 6901).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Place(Vec<String>);

impl Place {
    /// The whole document.
    pub fn root() -> Self {
        Self::default()
    }

    /// The place of a key's value.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        let mut steps = self.0.clone();
        steps.push(key.to_owned());
        Self(steps)
    }

    /// The place of an item, from 0.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.key(&index.to_string())
    }

    /// Keys and indices, from the root on.
    pub fn steps(&self) -> &[String] {
        &self.0
    }

    /// The place above, and the last step.
    pub fn split_last(&self) -> Option<(Self, &str)> {
        let (last, above) = self.0.split_last()?;
        Some((Self(above.to_vec()), last))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for step in &self.0 {
            write!(f, "/{}", step.replace('~', "~0").replace('/', "~1"))?;
        }
        Ok(())
    }
}

/// A text that is no JSON pointer: it does not start with `/`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a JSON pointer, which starts with '/'")]
pub struct NotAPointer(String);

impl FromStr for Place {
    type Err = NotAPointer;

    fn from_str(pointer: &str) -> Result<Self, NotAPointer> {
        if pointer.is_empty() {
            return Ok(Self::root());
        }
        let steps = pointer
            .strip_prefix('/')
            .ok_or_else(|| NotAPointer(pointer.to_owned()))?;
        let steps = steps.split('/');
        Ok(Self(
            steps
                .map(|step| step.replace("~1", "/").replace("~0", "~"))
                .collect(),
        ))
    }
}
