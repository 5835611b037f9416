//! Space-delimited patterns: `[ip, ..., status = 4* || status = 5*, bytes > 1000]`.

use std::collections::BTreeMap;

use super::InvalidPattern;
use super::compare::{Actual, Comparison, number};
use super::expression::Expression;
use super::scanner::{Scanner, is_word};

/// The fields that a message must have, and what must hold of them.
#[derive(Debug)]
pub(super) struct Fields {
    /// The fields up to `...`, or all of them.
    head: Vec<Field>,
    /// The fields after `...`, if the pattern has it.
    tail: Option<Vec<Field>>,
}

/// A field: a name, unless it only takes a place, and conditions on its value.
#[derive(Debug, Default)]
struct Field {
    name: Option<String>,
    conditions: Option<Expression<Comparison>>,
}

/// A field that `...` stands for.
static PLACE: Field = Field {
    name: None,
    conditions: None,
};

impl Fields {
    pub(super) fn parse(scanner: &mut Scanner<'_>) -> Result<Self, InvalidPattern> {
        let mut fields = Self {
            head: Vec::new(),
            tail: None,
        };
        loop {
            scanner.skip_space();
            if scanner.eat("...") {
                if fields.tail.is_some() {
                    return Err(InvalidPattern::Malformed);
                }
                fields.tail = Some(Vec::new());
            } else {
                let field = Field::parse(scanner)?;
                fields.tail.as_mut().unwrap_or(&mut fields.head).push(field);
            }
            scanner.skip_space();
            if !scanner.eat(",") {
                break;
            }
        }
        scanner.expect_end()?;
        Ok(fields)
    }

    pub(super) fn matches(&self, message: &str) -> bool {
        self.assign(&split(message)).is_some()
    }

    pub(super) fn extract(&self, message: &str) -> Option<BTreeMap<String, String>> {
        let values = split(message);
        let fields = self.assign(&values)?;
        let mut extracted = BTreeMap::new();
        for (index, (value, field)) in values.iter().zip(fields).enumerate() {
            let name = match &field.name {
                Some(name) => format!("${name}"),
                None => format!("${}", index + 1),
            };
            extracted.insert(name, (*value).to_owned());
        }
        Some(extracted)
    }

    /// The field of each value, if there are as many as there must be and all conditions hold.
    fn assign(&self, values: &[&str]) -> Option<Vec<&Field>> {
        let tail = self.tail.as_deref().unwrap_or_default();
        let between = values.len().checked_sub(self.head.len() + tail.len())?;
        if self.tail.is_none() && between > 0 {
            return None;
        }
        let fields = self
            .head
            .iter()
            .chain(std::iter::repeat_n(&PLACE, between))
            .chain(tail);
        values
            .iter()
            .zip(fields)
            .map(|(value, field)| field.holds(value).then_some(field))
            .collect()
    }
}

impl Field {
    fn parse(scanner: &mut Scanner<'_>) -> Result<Self, InvalidPattern> {
        if matches!(scanner.peek(), None | Some(',')) {
            return Ok(Self::default());
        }
        if scanner.peek() != Some('(') {
            let mut ahead = scanner.clone();
            let name = field_name(&mut ahead)?;
            ahead.skip_space();
            if matches!(ahead.peek(), None | Some(',')) {
                *scanner = ahead;
                return Ok(Self {
                    name: Some(name),
                    conditions: None,
                });
            }
        }
        let mut name: Option<String> = None;
        let conditions = Expression::parse(scanner, &mut |scanner| {
            scanner.skip_space();
            let this = field_name(scanner)?;
            // Conditions of one field repeat its name; AWS refuses its guide's own example that
            // names another (`status_code = 4* && bytes > 1000`).
            if name.get_or_insert_with(|| this.clone()) != &this {
                return Err(InvalidPattern::Malformed);
            }
            Comparison::parse(scanner)
        })?;
        Ok(Self {
            name,
            conditions: Some(conditions),
        })
    }

    fn holds(&self, value: &str) -> bool {
        let actual = Actual {
            text: value,
            number: number(value),
        };
        let holds = |comparison: &Comparison| comparison.holds(&actual);
        self.conditions
            .as_ref()
            .is_none_or(|conditions| conditions.holds(&holds))
    }
}

fn field_name(scanner: &mut Scanner<'_>) -> Result<String, InvalidPattern> {
    let name = scanner.take_while(|c| is_word(c) || c == '-');
    if name.is_empty() {
        return Err(scanner.unexpected());
    }
    Ok(name.to_owned())
}

/// The fields of a message: words between blanks, and what stands between `[` and `]` or between
/// quotation marks, without them. An opening one that is never closed is part of a word [C].
fn split(message: &str) -> Vec<&str> {
    let mut fields = Vec::new();
    let mut rest = message.trim_start();
    while let Some(first) = rest.chars().next() {
        let closing = match first {
            '[' => Some(']'),
            '"' => Some('"'),
            _ => None,
        };
        let enclosed = closing.and_then(|closing| rest[1..].split_once(closing));
        let (field, after) = enclosed.unwrap_or_else(|| {
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            rest.split_at(end)
        });
        fields.push(field);
        rest = after.trim_start();
    }
    fields
}
