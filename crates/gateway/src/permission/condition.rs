//! Conditions: operators, and the context that they look at.

use std::collections::BTreeMap;
use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use crate::arn::{arn_like, glob};

/// One condition: an operator, a key, and the values that satisfy it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// How the values are compared.
    pub operator: Operator,
    /// The context key as the policy spells it; its case does not matter.
    pub key: String,
    /// Any of these satisfies; for a negated operator, none may match.
    pub values: Vec<String>,
}

/// What is known about a request, by condition key. Keys are compared without regard to case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Context {
    values: BTreeMap<String, Vec<String>>,
}

impl Context {
    /// The context with one more value for a key.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<String>) -> Self {
        self.values
            .entry(key.to_ascii_lowercase())
            .or_default()
            .push(value.into());
        self
    }

    /// The context with what IAM itself tells of a principal: a user, an account's root, a role or its session, whose
    /// role's path its ARN does not tell.
    #[must_use]
    pub fn with_principal(self, arn: &str, account: &str) -> Self {
        let (_, name) = arn.split_at(arn.rfind(':').map_or(0, |at| at + 1));
        let mut parts = name.split('/');
        let kind = parts.next().unwrap_or_default();
        let context = self.with("aws:PrincipalAccount", account);
        match (kind, name.rsplit('/').next(), parts.next()) {
            ("user", Some(user), _) => context
                .with("aws:PrincipalType", "User")
                .with("aws:PrincipalArn", arn)
                .with("aws:username", user),
            ("assumed-role", _, Some(role)) => {
                let partition = arn.split(':').nth(1).unwrap_or("aws");
                context.with("aws:PrincipalType", "AssumedRole").with(
                    "aws:PrincipalArn",
                    format!("arn:{partition}:iam::{account}:role/{role}"),
                )
            }
            ("role", ..) => context
                .with("aws:PrincipalType", "AssumedRole")
                .with("aws:PrincipalArn", arn),
            ("federated-user", ..) => context
                .with("aws:PrincipalType", "FederatedUser")
                .with("aws:PrincipalArn", arn),
            _ => context
                .with("aws:PrincipalType", "Account")
                .with("aws:PrincipalArn", arn),
        }
    }

    /// The values of a key; `None` where the request has none.
    pub fn get(&self, key: &str) -> Option<&[String]> {
        self.values
            .get(&key.to_ascii_lowercase())
            .map(Vec::as_slice)
    }
}

/// A condition operator with its prefix and suffix: `ForAllValues:StringLikeIfExists`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Operator {
    quantifier: Quantifier,
    comparison: Comparison,
    negated: bool,
    if_exists: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quantifier {
    /// None: for a key with one value.
    Single,
    /// `ForAllValues:`
    All,
    /// `ForAnyValue:`
    Any,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Text,
    TextIgnoringCase,
    TextLike,
    Number(Order),
    Date(Order),
    Bool,
    Ip,
    Arn,
    Null,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// An operator that IAM does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a condition operator")]
pub struct UnknownOperator(pub String);

/// Name, comparison, negated.
const OPERATORS: &[(&str, Comparison, bool)] = &[
    ("StringEquals", Comparison::Text, false),
    ("StringNotEquals", Comparison::Text, true),
    (
        "StringEqualsIgnoreCase",
        Comparison::TextIgnoringCase,
        false,
    ),
    (
        "StringNotEqualsIgnoreCase",
        Comparison::TextIgnoringCase,
        true,
    ),
    ("StringLike", Comparison::TextLike, false),
    ("StringNotLike", Comparison::TextLike, true),
    ("NumericEquals", Comparison::Number(Order::Equal), false),
    ("NumericNotEquals", Comparison::Number(Order::Equal), true),
    ("NumericLessThan", Comparison::Number(Order::Less), false),
    (
        "NumericLessThanEquals",
        Comparison::Number(Order::LessOrEqual),
        false,
    ),
    (
        "NumericGreaterThan",
        Comparison::Number(Order::Greater),
        false,
    ),
    (
        "NumericGreaterThanEquals",
        Comparison::Number(Order::GreaterOrEqual),
        false,
    ),
    ("DateEquals", Comparison::Date(Order::Equal), false),
    ("DateNotEquals", Comparison::Date(Order::Equal), true),
    ("DateLessThan", Comparison::Date(Order::Less), false),
    (
        "DateLessThanEquals",
        Comparison::Date(Order::LessOrEqual),
        false,
    ),
    ("DateGreaterThan", Comparison::Date(Order::Greater), false),
    (
        "DateGreaterThanEquals",
        Comparison::Date(Order::GreaterOrEqual),
        false,
    ),
    ("Bool", Comparison::Bool, false),
    ("IpAddress", Comparison::Ip, false),
    ("NotIpAddress", Comparison::Ip, true),
    // AWS evaluates the Equals and the Like form of ARNs alike; the first of two equal rows is printed.
    ("ArnLike", Comparison::Arn, false),
    ("ArnEquals", Comparison::Arn, false),
    ("ArnNotLike", Comparison::Arn, true),
    ("ArnNotEquals", Comparison::Arn, true),
    ("Null", Comparison::Null, false),
];

impl FromStr for Operator {
    type Err = UnknownOperator;

    fn from_str(text: &str) -> Result<Self, UnknownOperator> {
        let (quantifier, rest) = if let Some(rest) = text.strip_prefix("ForAllValues:") {
            (Quantifier::All, rest)
        } else if let Some(rest) = text.strip_prefix("ForAnyValue:") {
            (Quantifier::Any, rest)
        } else {
            (Quantifier::Single, text)
        };
        let (name, if_exists) = match rest.strip_suffix("IfExists") {
            Some(name) => (name, true),
            None => (rest, false),
        };
        let row = OPERATORS.iter().find(|(known, ..)| *known == name);
        match row {
            // Null asks whether a key exists, so it has no IfExists form.
            Some((_, comparison, negated)) if !(if_exists && *comparison == Comparison::Null) => {
                Ok(Self {
                    quantifier,
                    comparison: *comparison,
                    negated: *negated,
                    if_exists,
                })
            }
            _ => Err(UnknownOperator(text.to_owned())),
        }
    }
}

impl fmt::Display for Operator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.quantifier {
            Quantifier::Single => "",
            Quantifier::All => "ForAllValues:",
            Quantifier::Any => "ForAnyValue:",
        })?;
        let row = OPERATORS
            .iter()
            .find(|(_, of, negated)| (*of, *negated) == (self.comparison, self.negated));
        f.write_str(row.map_or("", |(name, ..)| name))?;
        f.write_str(if self.if_exists { "IfExists" } else { "" })
    }
}

impl Condition {
    /// Whether the condition holds.
    ///
    /// A key that the request does not have satisfies an `…IfExists`, a negated and a `ForAllValues:` operator, and
    /// no other.
    pub fn holds(&self, context: &Context) -> bool {
        let sent = context.get(&self.key);
        let Operator {
            quantifier,
            comparison,
            negated,
            if_exists,
        } = self.operator;
        if comparison == Comparison::Null {
            let wants_absent = |value: &String| value.eq_ignore_ascii_case("true");
            return self
                .values
                .iter()
                .any(|value| wants_absent(value) == sent.is_none());
        }
        let Some(sent) = sent else {
            return if_exists || negated || quantifier == Quantifier::All;
        };
        let wanted = |sent: &String| {
            self.values
                .iter()
                .any(|value| comparison.matches(value, sent))
        };
        match quantifier {
            Quantifier::Single => sent.iter().any(wanted) != negated,
            Quantifier::Any => sent.iter().any(|value| wanted(value) != negated),
            Quantifier::All => sent.iter().all(|value| wanted(value) != negated),
        }
    }

    /// Whether the values, which may have policy variables, are patterns; none where they may have none, as where
    /// numbers, dates or networks are compared.
    pub(super) fn takes_variables(&self) -> Option<bool> {
        match self.operator.comparison {
            Comparison::TextLike | Comparison::Arn => Some(true),
            Comparison::Text | Comparison::TextIgnoringCase => Some(false),
            Comparison::Number(_)
            | Comparison::Date(_)
            | Comparison::Bool
            | Comparison::Ip
            | Comparison::Null => None,
        }
    }

    /// Whether the condition compares ARNs.
    pub(super) fn compares_arns(&self) -> bool {
        self.operator.comparison == Comparison::Arn && !self.operator.negated
    }
}

impl Comparison {
    fn matches(self, wanted: &str, sent: &str) -> bool {
        match self {
            Self::Text => wanted == sent,
            Self::TextIgnoringCase | Self::Bool => wanted.eq_ignore_ascii_case(sent),
            Self::TextLike => glob(wanted, sent),
            Self::Number(order) => match (wanted.parse::<f64>(), sent.parse::<f64>()) {
                (Ok(wanted), Ok(sent)) => order.holds(&sent, &wanted),
                _ => false,
            },
            Self::Date(order) => match (date(wanted), date(sent)) {
                (Some(wanted), Some(sent)) => order.holds(&sent, &wanted),
                _ => false,
            },
            Self::Ip => in_network(wanted, sent),
            Self::Arn => arn_like(wanted, sent),
            Self::Null => false,
        }
    }
}

impl Order {
    fn holds<T: PartialOrd>(self, sent: &T, wanted: &T) -> bool {
        match self {
            Self::Equal => sent == wanted,
            Self::Less => sent < wanted,
            Self::LessOrEqual => sent <= wanted,
            Self::Greater => sent > wanted,
            Self::GreaterOrEqual => sent >= wanted,
        }
    }
}

/// A date as policies write it: ISO 8601 with or without a time, or seconds since the epoch.
fn date(text: &str) -> Option<jiff::Timestamp> {
    if let Ok(seconds) = text.parse::<i64>() {
        return jiff::Timestamp::from_second(seconds).ok();
    }
    if let Ok(time) = text.parse::<jiff::Timestamp>() {
        return Some(time);
    }
    let day = text.parse::<jiff::civil::Date>().ok()?;
    day.to_zoned(jiff::tz::TimeZone::UTC)
        .ok()
        .map(|day| day.timestamp())
}

/// Whether an address lies in a network: `10.0.0.0/8`, `2001:db8::/32`, or a single address.
fn in_network(network: &str, address: &str) -> bool {
    fn bits(address: IpAddr) -> (u128, u32) {
        match address {
            IpAddr::V4(address) => (u128::from(u32::from(address)), 32),
            IpAddr::V6(address) => (u128::from(address), 128),
        }
    }
    let (base, length) = match network.split_once('/') {
        Some((base, length)) => (base, length.parse::<u32>().ok()),
        None => (network, Some(u32::MAX)),
    };
    let (Ok(base), Ok(address), Some(length)) = (base.parse(), address.parse(), length) else {
        return false;
    };
    let ((base, width), (address, address_width)) = (bits(base), bits(address));
    let length = if network.contains('/') { length } else { width };
    if width != address_width || length > width {
        return false;
    }
    let host_bits = width - length;
    // A shift by the whole width is what `checked_shr` refuses: a network of length 0 holds every address.
    base.checked_shr(host_bits).unwrap_or(0) == address.checked_shr(host_bits).unwrap_or(0)
}
