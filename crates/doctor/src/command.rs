//! A call as the `aws` command that makes it, quoted for a POSIX shell.

use std::fmt;

use gatewright_wire::model::{Kind, Location, Member};
use serde_json::Value;

use crate::fix::Call;

/// With more options than these a command is spread over lines.
const OPTIONS_ON_ONE_LINE: usize = 2;

/// An `aws` command. Its `Display` is the text to paste into a shell: on one line when it is short,
/// else each option on a line of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// `lambda add-permission`: the command's first words after `aws`.
    verb: [String; 2],
    /// The options: the name and, but for flags, the value.
    options: Vec<(String, Option<String>)>,
}

impl Call {
    /// The command. The members that address what is changed come first, as in the URI, and the
    /// rest in the order of AWS's model.
    pub fn command(&self) -> Command {
        let mut members: Vec<(&Member, &Value)> = match &self.operation.input.kind {
            Kind::Structure(input) => input
                .members
                .iter()
                .filter_map(|member| Some((member, self.input.get(member.name)?)))
                .filter(|(_, value)| !value.is_null())
                .collect(),
            _ => Vec::new(),
        };
        members.sort_by_key(|(member, _)| match member.location {
            Location::Uri => 0,
            Location::Query => 1,
            _ => 2,
        });
        let option = |(member, value): (&Member, &Value)| {
            let name = dashed(member.name);
            match value {
                Value::Bool(true) => (format!("--{name}"), None),
                Value::Bool(false) => (format!("--no-{name}"), None),
                Value::String(text) => (format!("--{name}"), Some(text.clone())),
                other => (format!("--{name}"), Some(other.to_string())),
            }
        };
        Command {
            verb: [self.service.name.to_owned(), dashed(self.operation.name)],
            options: members.into_iter().map(option).collect(),
        }
    }
}

impl Command {
    /// The words that a shell makes of the text.
    pub fn words(&self) -> Vec<String> {
        let start = std::iter::once("aws".to_owned()).chain(self.verb.iter().cloned());
        let options = self
            .options
            .iter()
            .flat_map(|(name, value)| std::iter::once(name.clone()).chain(value.iter().cloned()));
        start.chain(options).collect()
    }
}

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [service, operation] = &self.verb;
        write!(f, "aws {service} {operation}")?;
        let between = if self.options.len() > OPTIONS_ON_ONE_LINE {
            " \\\n  "
        } else {
            " "
        };
        for (name, value) in &self.options {
            write!(f, "{between}{name}")?;
            if let Some(value) = value {
                write!(f, " {}", quoted(value))?;
            }
        }
        Ok(())
    }
}

/// A word as a shell reads it back. Plain words stand as they are; others stand in double quotes,
/// or in single quotes where double quotes would not keep every character.
fn quoted(word: &str) -> String {
    let plain = |character: char| character.is_ascii_alphanumeric() || "._:-".contains(character);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else if word.contains(['"', '$', '`', '\\', '!', '\'']) {
        format!("'{}'", word.replace('\'', "'\\''"))
    } else {
        format!("\"{word}\"")
    }
}

/// A name as the command line spells it: `restApiId` is `rest-api-id`, `KMSKeyArn` `kms-key-arn`.
fn dashed(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let mut out = String::with_capacity(name.len() + 4);
    for (index, letter) in letters.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| letters.get(before));
        let after = letters.get(index + 1);
        let starts_word = letter.is_ascii_uppercase()
            && before.is_some_and(|before| {
                !before.is_ascii_uppercase() || after.is_some_and(char::is_ascii_lowercase)
            });
        if starts_word {
            out.push('-');
        }
        out.push(letter.to_ascii_lowercase());
    }
    out
}
