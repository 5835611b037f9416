//! Values of a query: texts for the most part, that are numbers where numbers are wanted.

use std::cmp::Ordering;

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// A field that is not there, and what is computed of one.
    Missing,
    Text(String),
    Number(f64),
    Boolean(bool),
    /// A point in time, epoch milliseconds: shown as one, a number otherwise.
    Time(i64),
}

impl Value {
    /// The value as a number, if it is one.
    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Self::Missing => None,
            Self::Text(text) => {
                let text = text.trim();
                // `inf` and `nan` are words.
                let begins = text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c));
                let number: f64 = text.parse().ok().filter(|_| begins)?;
                number.is_finite().then_some(number)
            }
            Self::Number(number) => Some(*number),
            Self::Boolean(truth) => Some(f64::from(u8::from(*truth))),
            Self::Time(millis) => Some(*millis as f64),
        }
    }

    /// Whether a filter lets it pass.
    pub(super) fn is_true(&self) -> bool {
        match self {
            Self::Missing => false,
            Self::Boolean(truth) => *truth,
            Self::Text(text) => text == "true" || self.number().is_some_and(|number| number != 0.0),
            Self::Number(number) => *number != 0.0,
            Self::Time(_) => true,
        }
    }

    /// A number, or nothing where arithmetic has no result.
    pub(super) fn of(number: f64) -> Self {
        if number.is_finite() {
            Self::Number(number)
        } else {
            Self::Missing
        }
    }

    /// As results show it; nothing for what is missing.
    pub(super) fn shown(&self) -> Option<String> {
        Some(match self {
            Self::Missing => return None,
            Self::Text(text) => text.clone(),
            Self::Number(number) => shown_number(*number),
            Self::Boolean(truth) => u8::from(*truth).to_string(),
            Self::Time(millis) => jiff::Timestamp::from_millisecond(*millis)
                .unwrap_or_default()
                .strftime("%Y-%m-%d %H:%M:%S%.3f")
                .to_string(),
        })
    }

    /// The same as text to work on.
    pub(super) fn text(&self) -> Option<String> {
        match self {
            Self::Time(millis) => Some(millis.to_string()),
            value => value.shown(),
        }
    }

    /// Whether two values are the same: as numbers if both are, else as texts. A truth is also its
    /// word [C].
    pub(super) fn equals(&self, other: &Self) -> bool {
        let word = |value: &Self| match value {
            Self::Boolean(truth) => Some(truth.to_string()),
            value => value.text(),
        };
        match (self, other) {
            (Self::Missing, _) | (_, Self::Missing) => false,
            _ => match (self.number(), other.number()) {
                (Some(one), Some(other)) => one - other == 0.0,
                _ => word(self) == word(other),
            },
        }
    }

    /// Which comes first: numbers before texts, what is missing at last.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Missing, Self::Missing) => Ordering::Equal,
            (Self::Missing, _) => Ordering::Greater,
            (_, Self::Missing) => Ordering::Less,
            _ => match (self.number(), other.number()) {
                (Some(one), Some(other)) => one.total_cmp(&other),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => self.text().cmp(&other.text()),
            },
        }
    }
}

/// Whole numbers without a point, others with up to four places [C].
fn shown_number(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        // No `-0`.
        return format!("{:.0}", number + 0.0);
    }
    if number.abs() >= 1e15 {
        return format!("{number:e}");
    }
    let text = format!("{number:.4}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0" } else { text }.to_owned()
}
