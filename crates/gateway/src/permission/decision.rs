//! Decisions, and why they fell as they did.

use std::fmt;

use crate::arn::ArnPart;

/// What policies say about a request, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The outcome.
    pub verdict: Verdict,
    /// For [`Verdict::NotAllowed`]: every `Allow` statement with the first of its parts that did not match, in the
    /// documents' order. Otherwise empty.
    pub near_misses: Vec<NearMiss>,
}

/// The outcome: an explicit deny beats an allow beats nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// This statement allows.
    Allowed(StatementId),
    /// This statement denies.
    ExplicitlyDenied(StatementId),
    /// No statement matches: an implicit deny.
    NotAllowed,
}

/// Which statement of which policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementId {
    /// The policy's name, for a role's policies.
    pub policy: Option<String>,
    /// The statement's place in its policy, from zero.
    pub index: usize,
    /// Its `Sid`.
    pub sid: Option<String>,
}

/// An `Allow` statement that does not match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearMiss {
    /// The statement.
    pub statement: StatementId,
    /// The first part that did not match.
    pub mismatch: Mismatch,
}

/// The part of a statement that did not match, in the order in which parts are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mismatch {
    /// `Principal`
    Principal {
        /// Whom the statement names.
        wanted: Vec<String>,
        /// Who calls.
        sent: String,
    },
    /// `Action`
    Action {
        /// What the statement names.
        wanted: Vec<String>,
        /// What is done.
        sent: String,
    },
    /// A policy variable.
    Variable {
        /// Its key, which the request does not have, with what stands behind it.
        name: String,
    },
    /// `Resource`
    Resource {
        /// What the statement names.
        wanted: Vec<String>,
        /// What it is done to.
        sent: String,
    },
    /// `Condition`
    Condition {
        /// The operator.
        operator: String,
        /// The key as the policy spells it.
        key: String,
        /// The values that would satisfy.
        wanted: Vec<String>,
        /// The request's values; empty where it has none.
        sent: Vec<String>,
        /// For an ARN: the part of it that differs from the closest of the wanted ones.
        differs: Option<ArnPart>,
    },
}

impl Decision {
    /// The decision where no policy says anything.
    pub fn none() -> Self {
        Self {
            verdict: Verdict::NotAllowed,
            near_misses: Vec::new(),
        }
    }

    /// Whether the request is allowed.
    pub fn is_allowed(&self) -> bool {
        matches!(self.verdict, Verdict::Allowed(_))
    }

    /// The near miss that came furthest: the statement that was most likely meant for this request.
    pub fn closest(&self) -> Option<&NearMiss> {
        // `max_by_key` gives the last of equals; the first is the one that people see first.
        self.near_misses
            .iter()
            .rev()
            .max_by_key(|near| near.mismatch.progress())
    }
}

impl Mismatch {
    /// How far the comparison came before it failed.
    fn progress(&self) -> (u8, Option<ArnPart>) {
        match self {
            Self::Principal { .. } => (0, None),
            Self::Action { .. } => (1, None),
            Self::Variable { .. } | Self::Resource { .. } => (2, None),
            Self::Condition { differs, .. } => (3, *differs),
        }
    }
}

impl fmt::Display for StatementId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.sid {
            Some(sid) => write!(f, "statement '{sid}'")?,
            None => write!(f, "statement {}", self.index + 1)?,
        }
        match &self.policy {
            Some(policy) => write!(f, " of policy '{policy}'"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fn list(values: &[String]) -> String {
            values
                .iter()
                .map(|value| format!("'{value}'"))
                .collect::<Vec<_>>()
                .join(" or ")
        }
        match self {
            Self::Principal { wanted, sent } => {
                write!(f, "it is for the principal {}, not '{sent}'", list(wanted))
            }
            Self::Action { wanted, sent } => {
                write!(f, "it is for the action {}, not '{sent}'", list(wanted))
            }
            Self::Variable { name } => {
                write!(
                    f,
                    "it has the variable ${{{name}}}, for which the request has no value"
                )
            }
            Self::Resource { wanted, sent } => {
                write!(f, "it is for the resource {}, not '{sent}'", list(wanted))
            }
            Self::Condition {
                operator,
                key,
                wanted,
                sent,
                differs,
            } => {
                write!(f, "it wants {key} {operator} {}, and ", list(wanted))?;
                match (sent.is_empty(), differs) {
                    (true, _) => f.write_str("the request has no such key"),
                    (false, Some(part)) => write!(f, "{} differs in the {part}", list(sent)),
                    (false, None) => write!(f, "the request has {}", list(sent)),
                }
            }
        }
    }
}

impl fmt::Display for Decision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.verdict {
            Verdict::Allowed(statement) => write!(f, "{statement} allows it"),
            Verdict::ExplicitlyDenied(statement) => write!(f, "{statement} denies it"),
            Verdict::NotAllowed => match self.closest() {
                Some(near) => write!(
                    f,
                    "no statement allows it; the closest is {}: {}",
                    near.statement, near.mismatch
                ),
                None => f.write_str("no statement allows anything"),
            },
        }
    }
}
