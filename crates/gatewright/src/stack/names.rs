//! What the resources of a stack are called on this server.

use std::collections::{BTreeMap, BTreeSet};

use gatewright_doctor::source::file::{MADE, Stack};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::Made;

/// Names and ids by logical ids.
pub(super) struct Names {
    stack: String,
    known: BTreeSet<String>,
    assigned: BTreeMap<String, String>,
}

impl Names {
    /// Of a stack of which some may be there already. An API's id follows from the stack's name and its
    /// own, so that whatever names the API can be made before it.
    pub(super) fn new(name: &str, stack: &Stack, before: &BTreeMap<String, Made>) -> Self {
        let resources = stack.resources.iter().map(|resource| &resource.logical);
        let apis = stack.apis.iter();
        let ids = apis.clone().map(|api| {
            let chosen = api.document.pointer("/info/x-gatewright-id");
            let chosen = chosen.and_then(Value::as_str).map(str::to_owned);
            let id = chosen.unwrap_or_else(|| api_id(name, &api.logical));
            (made_name(&api.id).to_owned(), id)
        });
        let made = before
            .iter()
            .map(|(logical, made)| (logical.clone(), made.id.clone()));
        Self {
            stack: name.to_owned(),
            known: resources
                .cloned()
                .chain(apis.map(|api| made_name(&api.id).to_owned()))
                .collect(),
            assigned: made.chain(ids).collect(),
        }
    }

    /// Says what a resource is called.
    pub(super) fn assign(&mut self, logical: &str, id: &str) {
        self.assigned.insert(logical.to_owned(), id.to_owned());
    }

    /// A text with the names that things have here.
    pub(super) fn text(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = rest.find(MADE) {
            let (before, from) = rest.split_at(start);
            out.push_str(before);
            let name = from.get(MADE.len()..).unwrap_or_default();
            let end = name.find(|it: char| !it.is_ascii_alphanumeric());
            let (logical, after) = name.split_at(end.unwrap_or(name.len()));
            if self.known.contains(logical) {
                match self.assigned.get(logical) {
                    Some(id) => out.push_str(id),
                    None => out.push_str(&self.of(logical)),
                }
            } else {
                out.push_str(MADE);
                out.push_str(logical);
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }

    /// What a resource is called that has no name of its own.
    pub(super) fn of(&self, logical: &str) -> String {
        format!("{}-{logical}", self.stack)
    }

    /// Puts names into every text of a value.
    pub(super) fn fill(&self, value: &mut Value) {
        match value {
            Value::String(text) if text.contains(MADE) => *text = self.text(text),
            Value::Array(items) => items.iter_mut().for_each(|item| self.fill(item)),
            Value::Object(members) => members.values_mut().for_each(|item| self.fill(item)),
            _ => {}
        }
    }
}

/// The logical id in a text that stands for an id.
fn made_name(id: &str) -> &str {
    id.strip_prefix(MADE).unwrap_or(id)
}

/// Ten letters and digits, as API Gateway's ids have.
fn api_id(stack: &str, logical: &str) -> String {
    const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
    let hash = Sha256::digest(format!("{stack}/{logical}"));
    let digit = |byte: &u8| char::from(DIGITS[usize::from(*byte) % DIGITS.len()]);
    hash.iter().take(10).map(digit).collect()
}
