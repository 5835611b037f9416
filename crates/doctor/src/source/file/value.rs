//! What a file's nodes come to once CloudFormation's functions are evaluated, each value with the
//! place in the file that it was written at.

use std::collections::BTreeMap;

use serde_json::{Map, Number, Value as Json};

use crate::document;

/// A place in one of the files.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct At {
    /// The file, by its number.
    pub(super) file: usize,
    /// The place in it.
    pub(super) place: document::Place,
}

impl At {
    pub(super) fn root(file: usize) -> Self {
        Self {
            file,
            place: document::Place::root(),
        }
    }

    pub(super) fn key(&self, key: &str) -> Self {
        Self {
            file: self.file,
            place: self.place.key(key),
        }
    }

    pub(super) fn index(&self, index: usize) -> Self {
        Self {
            file: self.file,
            place: self.place.index(index),
        }
    }
}

/// A value with its place.
#[derive(Clone, Debug)]
pub(super) struct Value {
    pub(super) data: Data,
    pub(super) at: At,
}

/// Plain data.
#[derive(Clone, Debug)]
pub(super) enum Data {
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
    List(Vec<Value>),
    Map(Vec<(String, Value)>),
}

impl Value {
    pub(super) fn text_at(text: impl Into<String>, at: &At) -> Self {
        Self {
            data: Data::Text(text.into()),
            at: at.clone(),
        }
    }

    pub(super) fn empty(at: &At) -> Self {
        Self {
            data: Data::Map(Vec::new()),
            at: at.clone(),
        }
    }

    /// The value under a key.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        let mut entries = self.entries().iter();
        entries
            .find(|(name, _)| name == key)
            .map(|(_, value)| value)
    }

    /// Keys and values; none of what is no mapping.
    pub(super) fn entries(&self) -> &[(String, Self)] {
        match &self.data {
            Data::Map(entries) => entries,
            _ => &[],
        }
    }

    /// Items; none of what is no list.
    pub(super) fn items(&self) -> &[Self] {
        match &self.data {
            Data::List(items) => items,
            _ => &[],
        }
    }

    /// A scalar as text, as CloudFormation takes numbers and truth values where texts belong.
    pub(super) fn as_text(&self) -> Option<String> {
        match &self.data {
            Data::Text(text) => Some(text.clone()),
            Data::Number(number) => Some(number.to_string()),
            Data::Bool(flag) => Some(flag.to_string()),
            Data::Null | Data::List(_) | Data::Map(_) => None,
        }
    }

    /// A truth value, or a text that says one.
    pub(super) fn as_flag(&self) -> Option<bool> {
        match &self.data {
            Data::Bool(flag) => Some(*flag),
            Data::Text(text) => text.to_ascii_lowercase().parse().ok(),
            _ => None,
        }
    }

    pub(super) fn text(&self, key: &str) -> Option<String> {
        self.get(key)?.as_text()
    }

    pub(super) fn flag(&self, key: &str) -> Option<bool> {
        self.get(key)?.as_flag()
    }

    pub(super) fn integer(&self, key: &str) -> Option<i32> {
        self.text(key)?.parse().ok()
    }

    pub(super) fn decimal(&self, key: &str) -> Option<f64> {
        self.text(key)?.parse().ok()
    }

    /// A list of texts. A single text counts as a list of one.
    pub(super) fn texts(&self, key: &str) -> Option<Vec<String>> {
        let value = self.get(key)?;
        match &value.data {
            Data::List(items) => Some(items.iter().filter_map(Self::as_text).collect()),
            _ => value.as_text().map(|text| vec![text]),
        }
    }

    /// A map of texts. What is no scalar in it is written as JSON.
    pub(super) fn text_map(&self, key: &str) -> Option<BTreeMap<String, String>> {
        let entries = self.get(key)?.entries().iter();
        let texts = entries.map(|(name, value)| {
            let text = match &value.data {
                Data::Null => String::new(),
                _ => value
                    .as_text()
                    .unwrap_or_else(|| value.to_json().to_string()),
            };
            (name.clone(), text)
        });
        Some(texts.collect())
    }

    /// `Tags`: a mapping, or CloudFormation's list of keys and values.
    pub(super) fn tags(&self) -> Option<BTreeMap<String, String>> {
        let items = self.get("Tags")?.items().iter();
        let listed: BTreeMap<_, _> = items
            .filter_map(|tag| Some((tag.text("Key")?, tag.text("Value").unwrap_or_default())))
            .collect();
        if listed.is_empty() {
            self.text_map("Tags")
        } else {
            Some(listed)
        }
    }

    /// Of plain JSON, all of it at one place.
    pub(super) fn of_json(json: &Json, at: &At) -> Self {
        let data = match json {
            Json::Null => Data::Null,
            Json::Bool(flag) => Data::Bool(*flag),
            Json::Number(number) => Data::Number(number.clone()),
            Json::String(text) => Data::Text(text.clone()),
            Json::Array(items) => {
                Data::List(items.iter().map(|item| Self::of_json(item, at)).collect())
            }
            Json::Object(members) => {
                let members = members.iter();
                Data::Map(
                    members
                        .map(|(name, value)| (name.clone(), Self::of_json(value, at)))
                        .collect(),
                )
            }
        };
        Self {
            data,
            at: at.clone(),
        }
    }

    pub(super) fn flag_map(&self, key: &str) -> Option<BTreeMap<String, bool>> {
        let entries = self.get(key)?.entries().iter();
        Some(
            entries
                .map(|(name, value)| (name.clone(), value.as_flag().unwrap_or_default()))
                .collect(),
        )
    }

    /// As plain JSON.
    pub(super) fn to_json(&self) -> Json {
        match &self.data {
            Data::Null => Json::Null,
            Data::Bool(flag) => Json::Bool(*flag),
            Data::Number(number) => Json::Number(number.clone()),
            Data::Text(text) => Json::String(text.clone()),
            Data::List(items) => items.iter().map(Self::to_json).collect(),
            Data::Map(entries) => {
                let members = entries
                    .iter()
                    .map(|(name, value)| (name.clone(), value.to_json()));
                Json::Object(members.collect::<Map<_, _>>())
            }
        }
    }

    /// Calls `see` with every text.
    pub(super) fn each_text(&self, see: &mut impl FnMut(&str)) {
        match &self.data {
            Data::Text(text) => see(text),
            Data::List(items) => items.iter().for_each(|item| item.each_text(see)),
            Data::Map(entries) => entries.iter().for_each(|(_, value)| value.each_text(see)),
            Data::Null | Data::Bool(_) | Data::Number(_) => {}
        }
    }

    /// This value over another that gives defaults, as SAM merges its `Globals`: mappings member by
    /// member, lists one behind the other, anything else replaced.
    pub(super) fn over(self, defaults: &Self) -> Self {
        let data = match (self.data, &defaults.data) {
            (Data::Map(own), Data::Map(others)) => {
                let mut merged: Vec<(String, Self)> = Vec::new();
                let mut left = own;
                for (name, other) in others {
                    match left.iter().position(|(own, _)| own == name) {
                        Some(number) => {
                            let (name, value) = left.remove(number);
                            merged.push((name, value.over(other)));
                        }
                        None => merged.push((name.clone(), other.clone())),
                    }
                }
                merged.extend(left);
                Data::Map(merged)
            }
            (Data::List(own), Data::List(others)) => {
                Data::List(others.iter().cloned().chain(own).collect())
            }
            (own, _) => own,
        };
        Self { data, at: self.at }
    }
}
