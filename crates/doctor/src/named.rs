//! What people call a rule or a lint: its code or its name, wherever they write one.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use gatewright_gateway::fault::RuleCode;
use gatewright_velocity::lint::Lint;

/// A rule, or a lint of a mapping template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// A rule.
    Rule(RuleCode),
    /// A lint.
    Lint(Lint),
}

impl Named {
    /// All that can be named.
    pub fn all() -> impl Iterator<Item = Self> {
        let rules = RuleCode::ALL.iter().copied().map(Self::Rule);
        rules.chain(Lint::ALL.iter().copied().map(Self::Lint))
    }

    /// Such as `GW101`.
    pub fn code(self) -> Cow<'static, str> {
        match self {
            Self::Rule(rule) => rule.to_string().into(),
            Self::Lint(lint) => lint.code().into(),
        }
    }

    /// Such as `lambda-permission-missing`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rule(rule) => rule.name(),
            Self::Lint(lint) => lint.name(),
        }
    }
}

/// A text that is neither a code nor a name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct UnknownName {
    /// What was written.
    pub text: String,
    /// What is spelled most like it, if anything is.
    pub nearest: Option<String>,
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "'{}' is not a rule", self.text)?;
        match &self.nearest {
            Some(nearest) => write!(f, "; did you mean '{nearest}'?"),
            None => Ok(()),
        }
    }
}

impl FromStr for Named {
    type Err = UnknownName;

    /// Reads a code in any case, or a name.
    fn from_str(text: &str) -> Result<Self, UnknownName> {
        let is_it = |named: &Self| named.name() == text || named.code().eq_ignore_ascii_case(text);
        Self::all().find(is_it).ok_or_else(|| {
            let spellings = Self::all().flat_map(|it| [it.code(), it.name().into()]);
            UnknownName {
                text: text.to_owned(),
                nearest: nearest(text, spellings),
            }
        })
    }
}

/// Which of some words was meant, as far as the spelling tells.
pub(crate) fn nearest<'w>(
    text: &str,
    words: impl IntoIterator<Item = Cow<'w, str>>,
) -> Option<String> {
    let text = text.to_lowercase();
    let mut best: Option<(usize, Cow<'w, str>)> = None;
    for word in words {
        let far = strsim::damerau_levenshtein(&text, &word.to_lowercase());
        let is_near = far <= (word.len() / 4).clamp(1, 4);
        if is_near && best.as_ref().is_none_or(|(least, _)| far < *least) {
            best = Some((far, word));
        }
    }
    best.map(|(_, word)| word.into_owned())
}
