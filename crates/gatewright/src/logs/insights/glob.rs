//! What `parse` takes out of a text: by a glob (`user=*, id=*`) or by the named groups of a regular
//! expression.

use regex::{Regex, RegexBuilder};

use super::value::Value;

/// The most memory, in bytes, that a compiled expression may take.
const MAX_COMPILED: usize = 1 << 20;

/// A way to take fields out of a text.
#[derive(Debug)]
pub(super) struct Extraction {
    regex: Regex,
    /// The field of each group; none for a group without a name.
    fields: Vec<Option<String>>,
}

/// Compiles a regular expression of a query.
pub(super) fn compile(source: &str) -> Result<Regex, String> {
    RegexBuilder::new(source)
        .size_limit(MAX_COMPILED)
        .build()
        .map_err(|_| format!("invalid regular expression: /{source}/"))
}

impl Extraction {
    /// By a glob: each `*` stands for as little as can be, the last at the end for all that is left.
    pub(super) fn glob(pattern: &str, fields: Vec<String>) -> Result<Self, String> {
        let pieces: Vec<&str> = pattern.split('*').collect();
        let stars = pieces.len() - 1;
        if stars != fields.len() {
            return Err(format!(
                "the number of fields ({}) must be the number of wildcards ({stars}) in the parse expression",
                fields.len()
            ));
        }
        let mut source = String::from("(?s)");
        for (place, piece) in pieces.iter().enumerate() {
            source.push_str(&regex::escape(piece));
            if place < stars {
                let last = place + 1 == stars && pieces.last() == Some(&"");
                source.push_str(if last { "(.*)" } else { "(.*?)" });
            }
        }
        Ok(Self {
            regex: compile(&source)?,
            fields: fields.into_iter().map(Some).collect(),
        })
    }

    /// By a regular expression's named groups.
    pub(super) fn regex(source: &str) -> Result<Self, String> {
        let regex = compile(source)?;
        let names = regex.capture_names().skip(1);
        let fields: Vec<Option<String>> = names.map(|name| name.map(str::to_owned)).collect();
        if fields.iter().all(Option::is_none) {
            return Err("the parse expression has no named group: (?<field>…)".to_owned());
        }
        Ok(Self { regex, fields })
    }

    /// The names of the fields.
    pub(super) fn names(&self) -> impl Iterator<Item = &String> {
        self.fields.iter().flatten()
    }

    /// The fields in a text, by name; none if it does not match.
    pub(super) fn fields(&self, text: &str) -> Vec<(&str, Value)> {
        let Some(found) = self.regex.captures(text) else {
            return Vec::new();
        };
        let groups = found.iter().skip(1).zip(&self.fields);
        groups
            .filter_map(|(group, field)| {
                let value = Value::Text(group?.as_str().to_owned());
                Some((field.as_deref()?, value))
            })
            .collect()
    }
}
