//! Stage variables: what they may be called and hold, and their substitution into URIs, ARNs and
//! ids (F§3.6).

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

/// Why a stage variable is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidStageVariable {
    /// Letters, digits and `_`, 1 to 64 of them.
    #[error("stage variable name `{0}` is not 1 to 64 letters, digits and underscores")]
    Name(String),
    /// `A-Z a-z 0-9 - . _ ~ : / ? # & = ,`, 1 to 512 of them.
    #[error("value of stage variable `{name}` is not 1 to 512 of A-Za-z0-9-._~:/?#&=,")]
    Value {
        /// The variable.
        name: String,
    },
}

/// Checks one variable.
pub fn check(name: &str, value: &str) -> Result<(), InvalidStageVariable> {
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let is_value = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?#&=,".contains(&byte);
    if !(1..=64).contains(&name.len()) || !name.bytes().all(is_name) {
        Err(InvalidStageVariable::Name(name.to_owned()))
    } else if !(1..=512).contains(&value.len()) || !value.bytes().all(is_value) {
        Err(InvalidStageVariable::Value {
            name: name.to_owned(),
        })
    } else {
        Ok(())
    }
}

/// A `${stageVariables.name}` in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference<'a> {
    /// The name. Whatever stands before the `}` counts as one [C]; an impossible name is never
    /// defined.
    pub name: &'a str,
    /// The bytes of the whole `${…}`.
    pub span: Range<usize>,
}

/// The references in a text, in order. Any other `${…}` is left alone.
pub fn references(text: &str) -> impl Iterator<Item = Reference<'_>> {
    const OPENING: &str = "${stageVariables.";
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text.get(from..)?.find(OPENING)?;
        let name_start = start + OPENING.len();
        let name = text.get(name_start..)?.split('}').next()?;
        let end = name_start + name.len() + 1;
        if end > text.len() {
            return None;
        }
        from = end;
        Some(Reference {
            name,
            span: start..end,
        })
    })
}

/// A text with its stage variables filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Substituted<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    /// The names that had no value, for which the empty string stands (F§3.6).
    pub undefined: BTreeSet<String>,
}

/// Replaces each reference by its value, or by nothing where `value` has none.
pub fn substitute<'a, 'v>(
    text: &'a str,
    value: impl Fn(&str) -> Option<&'v str>,
) -> Substituted<'a> {
    let mut substituted = String::new();
    let mut undefined = BTreeSet::new();
    let mut done = 0;
    for reference in references(text) {
        substituted.push_str(&text[done..reference.span.start]);
        match value(reference.name) {
            Some(value) => substituted.push_str(value),
            None => {
                undefined.insert(reference.name.to_owned());
            }
        }
        done = reference.span.end;
    }
    let text = if done == 0 {
        Cow::Borrowed(text)
    } else {
        substituted.push_str(&text[done..]);
        Cow::Owned(substituted)
    };
    Substituted { text, undefined }
}
