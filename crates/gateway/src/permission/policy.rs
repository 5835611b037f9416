//! Policy documents, read as leniently as AWS reads them: one statement or a list, one string or a list.

use std::fmt;
use std::str::FromStr;

use serde_json::{Map, Value};

use super::condition::{Condition, Operator, UnknownOperator};
use super::variable;

/// A policy document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Policy {
    /// Its statements, in order.
    pub statements: Vec<Statement>,
}

/// One statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// `Sid`
    pub sid: Option<String>,
    /// `Effect`
    pub effect: Effect,
    /// `Principal` or `NotPrincipal`; identity policies have none.
    pub principals: Option<Principals>,
    /// `Action` or `NotAction`
    pub actions: Clause,
    /// `Resource` or `NotResource`; trust policies have none.
    pub resources: Option<Clause>,
    /// `Condition`: all must hold.
    pub conditions: Vec<Condition>,
    /// Whether there are policy variables in it, which only policies of version 2012-10-17 have.
    pub has_variables: bool,
}

/// `Effect`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// `Allow`
    Allow,
    /// `Deny`
    Deny,
}

/// The patterns of an `Action` or `Resource`, or of their `Not…` forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Whether this is the `Not…` form, which matches what none of the patterns matches.
    pub negated: bool,
    /// Any of these.
    pub patterns: Vec<String>,
}

/// `Principal` or `NotPrincipal`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Principals {
    /// Whether this is `NotPrincipal`.
    pub negated: bool,
    /// Any of these.
    pub any_of: Vec<Principal>,
}

/// Somebody named by a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Principal {
    /// `"*"`, or `{"AWS": "*"}`.
    Everyone,
    /// `{"AWS": …}`: an account's id or an ARN.
    Aws(String),
    /// `{"Service": …}`
    Service(String),
    /// `{"Federated": …}`
    Federated(String),
    /// `{"CanonicalUser": …}`
    CanonicalUser(String),
}

impl fmt::Display for Principal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Everyone => "*",
            Self::Aws(name)
            | Self::Service(name)
            | Self::Federated(name)
            | Self::CanonicalUser(name) => name,
        })
    }
}

/// Why a text is not a policy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PolicyError {
    /// Not JSON.
    #[error("a policy is JSON: {0}")]
    Json(String),
    /// Not an object.
    #[error("a policy is a JSON object")]
    NotAnObject,
    /// No `Statement`, or one that is neither an object nor a list of objects.
    #[error("a policy has a 'Statement', an object or a list of objects")]
    Statement,
    /// A statement lacks an element that it must have.
    #[error("statement {statement} has no '{element}'")]
    Missing {
        /// Counted from one.
        statement: usize,
        /// The element's name.
        element: &'static str,
    },
    /// An element has a value of the wrong form.
    #[error("'{element}' of statement {statement} must be {expected}")]
    Malformed {
        /// Counted from one.
        statement: usize,
        /// The element's name.
        element: String,
        /// What it must be.
        expected: &'static str,
    },
    /// An element and its `Not…` form in one statement.
    #[error("statement {statement} has both '{element}' and 'Not{element}'")]
    Both {
        /// Counted from one.
        statement: usize,
        /// The element's name without `Not`.
        element: &'static str,
    },
    /// An element that no statement has.
    #[error("'{element}' of statement {statement} is not an element of a statement")]
    Unknown {
        /// Counted from one.
        statement: usize,
        /// The element's name.
        element: String,
    },
    /// A condition's operator is unknown.
    #[error("in the condition of statement {statement}: {error}")]
    Operator {
        /// Counted from one.
        statement: usize,
        /// What is wrong with it.
        error: UnknownOperator,
    },
}

const ELEMENTS: &[&str] = &[
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
];

impl Policy {
    /// The policy of the API of this ARN, its abbreviations written out: `execute-api:/prod/GET/`
    /// stands for `{api_arn}/prod/GET/` (F§3.4).
    #[must_use]
    pub fn of_api(mut self, api_arn: &str) -> Self {
        let resources = self
            .statements
            .iter_mut()
            .filter_map(|statement| statement.resources.as_mut());
        for pattern in resources.flat_map(|resources| &mut resources.patterns) {
            if let Some(whole) = written_out(pattern, api_arn) {
                *pattern = whole;
            }
        }
        self
    }
}

/// The resource policy of the API of this ARN as API Gateway keeps it: with its abbreviations
/// written out (F§3.4). A policy without any, or one that is no policy, stays as it is, to the byte.
pub fn write_out_abbreviations(policy: &str, api_arn: &str) -> String {
    let Ok(mut document) = serde_json::from_str::<Value>(policy) else {
        return policy.to_owned();
    };
    let statements: Vec<&mut Value> = match document.get_mut("Statement") {
        Some(Value::Array(statements)) => statements.iter_mut().collect(),
        Some(statement) => vec![statement],
        None => Vec::new(),
    };
    let mut changed = false;
    for statement in statements {
        for name in ["Resource", "NotResource"] {
            let patterns: Vec<&mut Value> = match statement.get_mut(name) {
                Some(Value::Array(patterns)) => patterns.iter_mut().collect(),
                Some(pattern) => vec![pattern],
                None => Vec::new(),
            };
            for pattern in patterns {
                if let Some(whole) = pattern.as_str().and_then(|text| written_out(text, api_arn)) {
                    *pattern = Value::from(whole);
                    changed = true;
                }
            }
        }
    }
    if changed {
        document.to_string()
    } else {
        policy.to_owned()
    }
}

/// A pattern without its abbreviation, if it has one.
fn written_out(pattern: &str, api_arn: &str) -> Option<String> {
    let path = pattern.strip_prefix("execute-api:/")?;
    Some(format!("{api_arn}/{path}"))
}

impl FromStr for Policy {
    type Err = PolicyError;

    fn from_str(text: &str) -> Result<Self, PolicyError> {
        let value: Value =
            serde_json::from_str(text).map_err(|error| PolicyError::Json(error.to_string()))?;
        Self::try_from(&value)
    }
}

impl TryFrom<&Value> for Policy {
    type Error = PolicyError;

    fn try_from(value: &Value) -> Result<Self, PolicyError> {
        let policy = value.as_object().ok_or(PolicyError::NotAnObject)?;
        let statements = match policy.get("Statement") {
            Some(Value::Array(statements)) => statements.iter().collect(),
            Some(statement @ Value::Object(_)) => vec![statement],
            _ => return Err(PolicyError::Statement),
        };
        let version = policy.get("Version").and_then(Value::as_str);
        let knows_variables = version == Some("2012-10-17");
        let statements = statements.into_iter().zip(1..).map(|(value, at)| {
            Reader {
                statement: value.as_object().ok_or(PolicyError::Statement)?,
                at,
                knows_variables,
            }
            .read()
        });
        Ok(Self {
            statements: statements.collect::<Result<_, _>>()?,
        })
    }
}

/// Reads one statement.
struct Reader<'a> {
    statement: &'a Map<String, Value>,
    at: usize,
    knows_variables: bool,
}

impl Reader<'_> {
    fn read(&self) -> Result<Statement, PolicyError> {
        if let Some(element) = self
            .statement
            .keys()
            .find(|key| !ELEMENTS.contains(&key.as_str()))
        {
            return Err(PolicyError::Unknown {
                statement: self.at,
                element: element.clone(),
            });
        }
        let sid = match self.statement.get("Sid") {
            None | Some(Value::Null) => None,
            Some(Value::String(sid)) => Some(sid.clone()),
            Some(_) => return Err(self.malformed("Sid", "a string")),
        };
        let effect = match self.statement.get("Effect").map(Value::as_str) {
            Some(Some("Allow")) => Effect::Allow,
            Some(Some("Deny")) => Effect::Deny,
            Some(_) => return Err(self.malformed("Effect", "'Allow' or 'Deny'")),
            None => return Err(self.missing("Effect")),
        };
        let actions = self
            .clause("Action", "NotAction")?
            .ok_or_else(|| self.missing("Action"))?;
        let resources = self.clause("Resource", "NotResource")?;
        let principals = self.principals()?;
        let conditions = self.conditions()?;
        let patterns = resources.iter().flat_map(|it| &it.patterns);
        let values = conditions.iter().flat_map(|it| &it.values);
        let has_variables =
            self.knows_variables && patterns.chain(values).any(|text| variable::is_in(text));
        Ok(Statement {
            sid,
            effect,
            principals,
            actions,
            resources,
            conditions,
            has_variables,
        })
    }

    fn missing(&self, element: &'static str) -> PolicyError {
        PolicyError::Missing {
            statement: self.at,
            element,
        }
    }

    fn malformed(&self, element: &str, expected: &'static str) -> PolicyError {
        PolicyError::Malformed {
            statement: self.at,
            element: element.to_owned(),
            expected,
        }
    }

    /// An element in its plain or its negated form.
    fn either(
        &self,
        plain: &'static str,
        not: &'static str,
    ) -> Result<Option<(bool, &'static str, &Value)>, PolicyError> {
        match (self.statement.get(plain), self.statement.get(not)) {
            (None, None) => Ok(None),
            (Some(value), None) => Ok(Some((false, plain, value))),
            (None, Some(value)) => Ok(Some((true, not, value))),
            (Some(_), Some(_)) => Err(PolicyError::Both {
                statement: self.at,
                element: plain,
            }),
        }
    }

    fn clause(
        &self,
        plain: &'static str,
        not: &'static str,
    ) -> Result<Option<Clause>, PolicyError> {
        let Some((negated, element, value)) = self.either(plain, not)? else {
            return Ok(None);
        };
        let patterns = strings(value)
            .ok_or_else(|| self.malformed(element, "a string or a list of strings"))?;
        Ok(Some(Clause { negated, patterns }))
    }

    fn principals(&self) -> Result<Option<Principals>, PolicyError> {
        let Some((negated, element, value)) = self.either("Principal", "NotPrincipal")? else {
            return Ok(None);
        };
        let expected = "'*' or an object with AWS, Service, Federated or CanonicalUser";
        let malformed = || self.malformed(element, expected);
        let by_kind = match value {
            Value::String(text) if text == "*" => {
                return Ok(Some(Principals {
                    negated,
                    any_of: vec![Principal::Everyone],
                }));
            }
            Value::Object(by_kind) => by_kind,
            _ => return Err(malformed()),
        };
        let mut any_of = Vec::new();
        for (kind, names) in by_kind {
            let named: fn(String) -> Principal = match kind.as_str() {
                "AWS" => |name| {
                    if name == "*" {
                        Principal::Everyone
                    } else {
                        Principal::Aws(name)
                    }
                },
                "Service" => Principal::Service,
                "Federated" => Principal::Federated,
                "CanonicalUser" => Principal::CanonicalUser,
                _ => return Err(malformed()),
            };
            any_of.extend(strings(names).ok_or_else(malformed)?.into_iter().map(named));
        }
        Ok(Some(Principals { negated, any_of }))
    }

    fn conditions(&self) -> Result<Vec<Condition>, PolicyError> {
        let expected = "an object of operators, each an object of condition keys with their values";
        let malformed = || self.malformed("Condition", expected);
        let operators = match self.statement.get("Condition") {
            None => return Ok(Vec::new()),
            Some(value) => value.as_object().ok_or_else(malformed)?,
        };
        let mut conditions = Vec::new();
        for (operator, keys) in operators {
            let operator: Operator = operator.parse().map_err(|error| PolicyError::Operator {
                statement: self.at,
                error,
            })?;
            for (key, values) in keys.as_object().ok_or_else(malformed)? {
                let values = scalars(values).ok_or_else(malformed)?;
                conditions.push(Condition {
                    operator,
                    key: key.clone(),
                    values,
                });
            }
        }
        Ok(conditions)
    }
}

/// A string, or a list of strings.
fn strings(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::String(text) => Some(vec![text.clone()]),
        Value::Array(items) => items
            .iter()
            .map(|item| item.as_str().map(str::to_owned))
            .collect(),
        _ => None,
    }
}

/// A string, number or boolean as text, or a list of them.
fn scalars(value: &Value) -> Option<Vec<String>> {
    fn scalar(value: &Value) -> Option<String> {
        match value {
            Value::String(text) => Some(text.clone()),
            Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
            _ => None,
        }
    }
    match value {
        Value::Array(items) => items.iter().map(scalar).collect(),
        other => scalar(other).map(|text| vec![text]),
    }
}
