//! Tags of roles, users and policies.

use gatewright_wire::error::ServiceError;
use gatewright_wire::iam::{Tag, errors};

use super::document::page;

/// AWS's limit for each of them.
const MAX_TAGS: usize = 50;

/// Adds tags; one of the same key makes room.
pub(super) fn add(tags: &mut Option<Vec<Tag>>, added: &[Tag]) -> Result<(), ServiceError> {
    let tags = tags.get_or_insert_default();
    for tag in added {
        tags.retain(|known| known.key != tag.key);
        tags.push(tag.clone());
    }
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
    let gone = |tag: &Tag| tag.key.as_ref().is_some_and(|key| keys.contains(key));
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
    page(tags, marker, max_items, |tag| {
        tag.key.as_deref().unwrap_or_default()
    })
}
