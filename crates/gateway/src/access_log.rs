//! A stage's access log: where its lines go, and the format that they have. Knows no request; the engine fills the
//! variables in.

use std::borrow::Cow;

use crate::arn::{Arn, ArnError};

/// What stands for a variable that has no value (F§3.11).
const UNSET: &str = "-";

/// `accessLogSettings` of a stage.
#[derive(Debug)]
pub struct AccessLog {
    /// Where the lines go.
    pub destination: Destination,
    /// What they are made of.
    pub(crate) format: Format,
}

/// Where access logs go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// A log group of CloudWatch Logs.
    LogGroup {
        /// Its account.
        account: String,
        /// Its region.
        region: String,
        /// Its name.
        name: String,
    },
    /// A delivery stream of Firehose.
    DeliveryStream {
        /// Its account.
        account: String,
        /// Its region.
        region: String,
        /// Its name.
        name: String,
    },
}

/// Why an ARN names no place for access logs.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DestinationError {
    /// It is no ARN.
    #[error(transparent)]
    Arn(#[from] ArnError),
    /// It is neither a log group's nor a delivery stream's.
    #[error(
        "'{0}' names neither a log group nor a delivery stream whose name begins with amazon-apigateway-"
    )]
    Other(String),
}

impl std::str::FromStr for Destination {
    type Err = DestinationError;

    fn from_str(text: &str) -> Result<Self, DestinationError> {
        let arn: Arn = text.parse()?;
        // The parts become keys and paths: nothing in them may lead elsewhere.
        let is_of = |text: &str, extra: &[u8]| {
            !text.is_empty()
                && text
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || extra.contains(&byte))
        };
        let (account, region) = (arn.account.clone(), arn.region.clone());
        let placed = is_of(&account, b"") && is_of(&region, b"-");
        let destination = match &*arn.service {
            "logs" => arn.resource.strip_prefix("log-group:").and_then(|name| {
                // The group's own ARN, and the one of all that is in it.
                let name = name.strip_suffix(":*").unwrap_or(name);
                is_of(name, b"_-./#").then(|| Self::LogGroup {
                    account,
                    region,
                    name: name.to_owned(),
                })
            }),
            "firehose" => arn
                .resource
                .strip_prefix("deliverystream/")
                .and_then(|name| {
                    // API Gateway takes only streams of this prefix, as the developer guide says.
                    let fits = name.starts_with("amazon-apigateway-") && is_of(name, b"_-.");
                    fits.then(|| Self::DeliveryStream {
                        account,
                        region,
                        name: name.to_owned(),
                    })
                }),
            _ => None,
        };
        destination
            .filter(|_| placed)
            .ok_or_else(|| DestinationError::Other(text.to_owned()))
    }
}

/// Why a text is no format of access logs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    /// A line more than one.
    #[error(
        "Access Log format must be single line, new line character is allowed only at end of the format"
    )]
    Lines,
    /// Nothing says which request a line is of (F§3.11). The text is ours \[C\].
    #[error("Access Log format must contain $context.requestId or $context.extendedRequestId")]
    NoRequestId,
}

/// A line's format: text with `$context` variables in it, whatever the text is: CLF, JSON, XML, CSV.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Format {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    /// A variable by its path without `context.`.
    Variable(String),
}

impl Format {
    /// Reads a format. Whatever is no variable is text.
    pub fn parse(text: &str) -> Self {
        const VARIABLE: &str = "$context.";
        let mut parts = Vec::new();
        let mut rest = text;
        let mut literal = String::new();
        while let Some(at) = rest.find(VARIABLE) {
            let (before, from) = rest.split_at(at);
            literal.push_str(before);
            let after = from.strip_prefix(VARIABLE).unwrap_or_default();
            let path = path(after);
            rest = after.strip_prefix(path).unwrap_or_default();
            if path.is_empty() {
                literal.push_str(VARIABLE);
            } else {
                if !literal.is_empty() {
                    parts.push(Part::Text(std::mem::take(&mut literal)));
                }
                parts.push(Part::Variable(path.to_owned()));
            }
        }
        literal.push_str(rest);
        if !literal.is_empty() {
            parts.push(Part::Text(literal));
        }
        Self { parts }
    }

    /// Whether a stage can have the format.
    pub fn check(text: &str) -> Result<(), FormatError> {
        if text.trim_end_matches(['\r', '\n']).contains('\n') {
            return Err(FormatError::Lines);
        }
        let format = Self::parse(text);
        let is_id = |path| matches!(path, "requestId" | "extendedRequestId");
        if format.variables().any(is_id) {
            Ok(())
        } else {
            Err(FormatError::NoRequestId)
        }
    }

    /// The variables, by their paths without `context.`.
    pub fn variables(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Variable(path) => Some(path.as_str()),
            Part::Text(_) => None,
        })
    }

    /// A line. Values stand as they are, unquoted: the format's own quotes are all that there is.
    pub fn line<'v>(&self, variable: impl Fn(&str) -> Option<Cow<'v, str>>) -> String {
        let mut line = String::with_capacity(32 * self.parts.len());
        for part in &self.parts {
            match part {
                Part::Text(text) => line.push_str(text),
                Part::Variable(path) => line.push_str(variable(path).as_deref().unwrap_or(UNSET)),
            }
        }
        line
    }
}

/// The variable's path at the start of `text`; empty where there is none. A dot belongs to it only where another
/// character of the path follows, so that a sentence may end after a variable. Names of an authorizer's own, of its
/// context and of a token's claims, may have hyphens and colons (`claims.cognito:username`) in the same way \[C\].
fn path(text: &str) -> &str {
    let of_authorizer = text.starts_with("authorizer.");
    let of_path = |c: char| {
        c.is_ascii_alphanumeric()
            || matches!(c, '.' | '_')
            || (of_authorizer && matches!(c, '-' | ':'))
    };
    let end = text.find(|c| !of_path(c)).unwrap_or(text.len());
    text.get(..end)
        .unwrap_or_default()
        .trim_end_matches(['.', '-', ':'])
}
