//! Authorizers, compiled: what of a request tells who calls, whom a function or an issuer of tokens lets in, and for
//! how long that is remembered (F§3.4). Calls nobody itself: the engine does.

mod granted;
mod identity;
mod keys;
mod remembered;
mod token;

use crate::selection::SelectionPattern;
use crate::snapshot::Lambda;
use crate::trace::{Identity, Secret};

pub(crate) use granted::Granted;
pub(crate) use identity::{Place, Source};
pub(crate) use keys::{Key, Keys, read_keys};
pub(crate) use remembered::Remembered;
pub(crate) use token::{AdditionalClaim, Audience, Issuer, Token, shown_claims};

/// An authorizer of a stage.
#[derive(Debug)]
pub struct Authorizer {
    pub(crate) id: String,
    /// Where a request tells who calls.
    pub(crate) sources: Vec<Source>,
    pub(crate) kind: Kind,
}

/// Who decides.
#[derive(Debug)]
pub(crate) enum Kind {
    /// A function: `TOKEN` and `REQUEST`.
    Function(Box<Function>),
    /// Whoever issues tokens: `COGNITO_USER_POOLS` and `JWT`.
    Issuers(Vec<Issuer>),
}

/// The function of a Lambda authorizer.
#[derive(Debug)]
pub(crate) struct Function {
    /// The function, as an integration would have it.
    pub(crate) lambda: Lambda,
    /// Whether it is shown a token alone (`TOKEN`) or the request (`REQUEST`).
    pub(crate) input: Input,
    /// For how long an answer counts, in milliseconds; 0 for never.
    pub(crate) ttl_ms: i64,
    /// The answers that count.
    pub(crate) remembered: Remembered,
}

/// What a function is shown.
#[derive(Debug)]
pub(crate) enum Input {
    /// A token that the validation expression takes.
    Token(Validation),
    /// The request.
    Request,
}

/// `identityValidationExpression`.
#[derive(Debug)]
pub(crate) enum Validation {
    /// There is none.
    Anything,
    /// What matches it.
    Matching(SelectionPattern),
    /// It is no expression: nothing matches.
    Nothing,
}

impl Validation {
    /// The validation by an expression, if there is one.
    pub(crate) fn new(expression: Option<&str>) -> Self {
        match expression.map(SelectionPattern::new) {
            None => Self::Anything,
            Some(Ok(pattern)) => Self::Matching(pattern),
            Some(Err(_)) => Self::Nothing,
        }
    }

    /// Whether it takes a text.
    pub(crate) fn takes(&self, text: &str) -> bool {
        match self {
            Self::Anything => true,
            Self::Matching(pattern) => pattern.matches(text),
            Self::Nothing => false,
        }
    }
}

impl Authorizer {
    /// Who calls, as `read` finds it in the request. A token has to match the validation expression; of several
    /// sources all have to be there, unless nothing is remembered by them.
    pub(crate) fn identity(&self, read: impl Fn(&Source) -> Option<String>) -> Option<Identity> {
        let read = |source: &Source| read(source).filter(|value| !value.is_empty());
        let token = || self.sources.first().and_then(read);
        match &self.kind {
            Kind::Function(function) => match &function.input {
                Input::Token(expression) => {
                    let token = token()?;
                    expression
                        .takes(&token)
                        .then_some(Identity::Token(Secret(token)))
                }
                Input::Request => {
                    let mut sources = Vec::new();
                    for source in &self.sources {
                        match read(source) {
                            Some(value) => sources.push((source.name.clone(), Secret(value))),
                            None if function.ttl_ms > 0 => return None,
                            None => {}
                        }
                    }
                    Some(Identity::Sources(sources))
                }
            },
            Kind::Issuers(_) => Some(Identity::Token(Secret(token()?))),
        }
    }
}

/// What an answer is remembered by: the token, or the values of all sources.
pub(crate) fn remembered_by(identity: &Identity) -> String {
    match identity {
        Identity::Token(Secret(token)) => token.clone(),
        Identity::Sources(sources) => {
            // Lengths keep values apart that another split would make the same.
            let parts = sources.iter().map(|(name, Secret(value))| {
                format!("{}:{name}{}:{value}", name.len(), value.len())
            });
            parts.collect()
        }
    }
}
