//! Parameters whose names may repeat, folded to one value a name.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// One value a name, in the order in which the names first came; `more` adds a further value to those before it. As
/// many as a client sends cost no more than each of them alone.
pub(crate) fn folded<'p>(
    pairs: impl Iterator<Item = (&'p str, &'p str)>,
    more: impl Fn(&mut String, &str),
) -> Vec<(String, String)> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut folded: Vec<(String, String)> = Vec::new();
    for (name, value) in pairs {
        match places.entry(name) {
            Entry::Occupied(place) => {
                if let Some((_, before)) = folded.get_mut(*place.get()) {
                    more(before, value);
                }
            }
            Entry::Vacant(place) => {
                place.insert(folded.len());
                folded.push((name.to_owned(), value.to_owned()));
            }
        }
    }
    folded
}
