//! Tags of roles, users and policies. Their keys are case insensitive, and stand as they were written last.

use std::collections::BTreeSet;

use gatewright_wire::error::ServiceError;
use gatewright_wire::iam::{Tag, errors};

use super::document::page;

/// AWS's limit for each of them.
const MAX_TAGS: usize = 50;

/// The tags that something new is given, if any.
pub(super) fn given(tags: Option<Vec<Tag>>) -> Result<Option<Vec<Tag>>, ServiceError> {
    let mut all = None;
    if let Some(tags) = tags.filter(|tags| !tags.is_empty()) {
        add(&mut all, &tags)?;
    }
    Ok(all)
}

fn key(tag: &Tag) -> &str {
    tag.key.as_deref().unwrap_or_default()
}

/// Adds tags; one of the same key makes room, however its key is written.
pub(super) fn add(tags: &mut Option<Vec<Tag>>, added: &[Tag]) -> Result<(), ServiceError> {
    let mut keys = BTreeSet::new();
    for tag in added {
        let key = key(tag).to_lowercase();
        if key.starts_with("aws:") {
            // The text is ours [C].
            return Err(
                errors::INVALID_INPUT.with("Tag keys that start with aws: are reserved for AWS.")
            );
        }
        if !keys.insert(key) {
            return Err(errors::INVALID_INPUT.with(
                "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
            ));
        }
    }
    let tags = tags.get_or_insert_default();
    tags.retain(|known| !keys.contains(&key(known).to_lowercase()));
    tags.extend_from_slice(added);
    if tags.len() > MAX_TAGS {
        // The text is ours [C].
        return Err(
            errors::LIMIT_EXCEEDED.with(format!("The maximum number of tags is {MAX_TAGS}."))
        );
    }
    Ok(())
}

/// Takes tags away; those that are not there do no harm.
pub(super) fn remove(tags: &mut Option<Vec<Tag>>, keys: &[String]) {
    let keys: BTreeSet<String> = keys.iter().map(|key| key.to_lowercase()).collect();
    let gone = |tag: &Tag| keys.contains(&key(tag).to_lowercase());
    if let Some(tags) = tags {
        tags.retain(|tag| !gone(tag));
    }
}

/// A page of tags by key, and the marker of the next.
pub(super) fn listed(
    tags: Option<Vec<Tag>>,
    marker: Option<&str>,
    max_items: Option<i32>,
) -> (Vec<Tag>, Option<String>) {
    let mut tags = tags.unwrap_or_default();
    tags.sort_by(|one, other| one.key.cmp(&other.key));
    page(tags, marker, max_items, key)
}
