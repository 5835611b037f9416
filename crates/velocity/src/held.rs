//! How much memory values take. Nothing counts what is let go of, so a render that has made a lot asks now and then
//! what it still holds.

use std::collections::HashSet;

use crate::value::{Iteration, List, Map, Object, Value};

/// Bytes of one item of a list.
pub(crate) const ITEM: usize = size_of::<Value>();

/// Bytes of one entry of a map, its place in the index among them.
pub(crate) const ENTRY: usize = 3 * ITEM;

/// Bytes that a string, a list and a map take when they are empty, about.
const EMPTY: (usize, usize, usize) = (24, 96, 256);

/// Bytes of the value itself, without what its parts hold.
pub(crate) fn shallow(value: &Value) -> usize {
    let (string, list, map) = EMPTY;
    match value {
        Value::Str(text) => string + text.len(),
        Value::List(items) => list + items.known_items().len() * ITEM,
        Value::Array(items) => list + items.items().len() * ITEM,
        Value::Map(entries) => map + entries.len() * ENTRY,
        Value::BigInt(number) => number.bits() as usize / 8,
        _ => 0,
    }
}

/// Bytes of all that can be reached from values, each thing once, and how many things were looked at.
pub(crate) fn reachable(roots: Vec<Value>) -> (usize, usize) {
    let mut walk = Walk {
        seen: HashSet::new(),
        pending: Vec::new(),
        bytes: 0,
        looked_at: 0,
    };
    for root in &roots {
        walk.visit(root);
    }
    while let Some(value) = walk.pending.pop() {
        walk.open(&value);
    }
    (walk.bytes, walk.looked_at)
}

struct Walk {
    seen: HashSet<usize>,
    /// Lists and maps that have been counted, but not what is in them.
    pending: Vec<Value>,
    bytes: usize,
    looked_at: usize,
}

impl Walk {
    fn visit(&mut self, value: &Value) {
        self.looked_at += 1;
        let address = match value {
            Value::Str(text) => text.as_ptr().addr(),
            Value::List(list) => list.address(),
            Value::Array(array) => array.address(),
            Value::Map(map) => map.address(),
            Value::BigInt(number) => std::rc::Rc::as_ptr(number).addr(),
            Value::Object(Object::Entry(map, _)) => return self.visit(&Value::Map(map.clone())),
            Value::Object(Object::Iterator(iteration)) => {
                let Iteration { list, .. } = &**iteration;
                return self.visit(&Value::List(list.clone()));
            }
            Value::Object(Object::Foreach(scope)) => {
                return self.visit(&Value::Map(scope.storage.clone()));
            }
            _ => return,
        };
        if self.seen.insert(address) {
            self.bytes += shallow(value);
            if matches!(value, Value::List(_) | Value::Array(_) | Value::Map(_)) {
                self.pending.push(value.clone());
            }
        }
    }

    fn open(&mut self, value: &Value) {
        match value {
            Value::List(list) => self.open_list(list),
            Value::Array(array) => self.open_list(&array.as_list()),
            Value::Map(map) => self.open_map(map),
            _ => {}
        }
    }

    fn open_list(&mut self, list: &List) {
        for item in list.known_items().iter() {
            self.visit(item);
        }
        if let Some(whole) = list.original() {
            self.visit(&whole);
        }
    }

    fn open_map(&mut self, map: &Map) {
        map.each_unordered(|key, value| {
            self.visit(key);
            self.visit(value);
        });
    }
}
