//! Java's maps: shared, in order of insertion or of a hash table.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::equality;
use crate::value::list::ListKind;
use crate::value::{Object, Value, dismantle, holds_others};

/// How a [`Map`] orders and prints its entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MapKind {
    /// `java.util.LinkedHashMap`: in order of insertion.
    Linked,
    /// `java.util.HashMap`: in order of the hash table.
    Hash,
    /// The objects inside `$context`: hash order, and they print as nothing (F§4.3).
    QuietHash,
}

/// A shared map.
#[derive(Clone, Debug)]
pub struct Map {
    /// What it is in Java.
    pub kind: MapKind,
    pub(in crate::value) data: Rc<RefCell<MapData>>,
}

/// Maps of more entries than this find string keys through an index.
const LINEAR: usize = 16;

#[derive(Debug, Default)]
pub(in crate::value) struct MapData {
    entries: Vec<(Value, Value)>,
    index: Option<Index>,
    /// The most entries that there ever were: Java's hash table grows and never shrinks.
    most: usize,
    /// Counts the changes.
    version: u64,
}

/// Where the keys of a large map are, as far as they are strings or integers.
#[derive(Debug, Default)]
struct Index {
    strings: HashMap<Rc<str>, usize>,
    integers: HashMap<i32, usize>,
    longs: HashMap<i64, usize>,
}

impl Index {
    fn insert(&mut self, key: &Value, at: usize) {
        match key {
            Value::Str(key) => drop(self.strings.insert(Rc::clone(key), at)),
            Value::Int(key) => drop(self.integers.insert(*key, at)),
            Value::Long(key) => drop(self.longs.insert(*key, at)),
            _ => {}
        }
    }
}

impl MapData {
    fn position(&self, key: &Value) -> Option<usize> {
        match (key, &self.index) {
            (Value::Str(key), _) => return self.position_of(key),
            (Value::Int(key), Some(index)) => return index.integers.get(key).copied(),
            (Value::Long(key), Some(index)) => return index.longs.get(key).copied(),
            _ => {}
        }
        self.entries
            .iter()
            .position(|(k, _)| equality::equals(k, key))
    }

    fn position_of(&self, key: &str) -> Option<usize> {
        match &self.index {
            Some(index) => index.strings.get(key).copied(),
            None => self
                .entries
                .iter()
                .position(|(k, _)| matches!(k, Value::Str(k) if same_key(k, key))),
        }
    }

    fn reindex(&mut self) {
        self.index = (self.entries.len() > LINEAR).then(|| {
            let mut index = Index::default();
            for (at, (key, _)) in self.entries.iter().enumerate() {
                index.insert(key, at);
            }
            index
        });
    }

    fn put(&mut self, key: Value, value: Value) -> Option<Value> {
        self.version += 1;
        if let Some(at) = self.position(&key) {
            return Some(std::mem::replace(&mut self.entries[at].1, value));
        }
        if let Some(index) = &mut self.index {
            index.insert(&key, self.entries.len());
        }
        self.entries.push((key, value));
        self.most = self.most.max(self.entries.len());
        if self.index.is_none() && self.entries.len() > LINEAR {
            self.reindex();
        }
        None
    }

    /// The entries' places in Java's order of iteration.
    fn order(&self) -> Vec<usize> {
        let mut capacity = 16;
        while self.most * 4 > capacity * 3 {
            capacity *= 2;
        }
        let mut order: Vec<usize> = (0..self.entries.len()).collect();
        // A bucket keeps its entries in order of insertion, also when the table is doubled.
        order.sort_by_cached_key(|at| {
            let hash = equality::hash_code(&self.entries[*at].0) as u32;
            (hash ^ (hash >> 16)) as usize & (capacity - 1)
        });
        order
    }
}

/// Where a key was found last: the next map that is asked often has it in the same place.
#[derive(Debug, Default)]
pub(crate) struct Hint(AtomicU32);

impl Hint {
    fn get(&self) -> usize {
        self.0.load(Ordering::Relaxed) as usize
    }

    fn set(&self, at: usize) {
        self.0.store(at as u32, Ordering::Relaxed);
    }
}

/// Whether two keys are equal. Keys are short, and a call to compare memory takes longer than that.
#[inline]
fn same_key(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    left.len() == right.len()
        && match left.len() {
            0..8 => left.iter().eq(right),
            8..=16 => {
                left.first_chunk::<8>() == right.first_chunk()
                    && left.last_chunk::<8>() == right.last_chunk()
            }
            _ => left == right,
        }
}

impl Map {
    /// A new empty map of a kind.
    pub fn new(kind: MapKind) -> Map {
        Map {
            kind,
            data: Rc::default(),
        }
    }

    /// A `LinkedHashMap` of entries whose keys are known to differ.
    pub(crate) fn linked(entries: Vec<(Value, Value)>) -> Map {
        let mut data = MapData {
            most: entries.len(),
            entries,
            index: None,
            version: 0,
        };
        data.reindex();
        Map {
            kind: MapKind::Linked,
            data: Rc::new(RefCell::new(data)),
        }
    }

    /// The value of a key: `None` where the key is absent, `Null` where it is there with no value.
    pub fn get(&self, key: &Value) -> Option<Value> {
        let data = self.data.borrow();
        data.position(key).map(|at| data.entries[at].1.clone())
    }

    /// The value of a string key.
    pub fn get_str(&self, key: &str) -> Option<Value> {
        let data = self.data.borrow();
        data.position_of(key).map(|at| data.entries[at].1.clone())
    }

    /// Sets a key, giving back what it held.
    pub fn put(&self, key: Value, value: Value) -> Option<Value> {
        self.data.borrow_mut().put(key, value)
    }

    /// Sets a string key.
    pub fn put_str(&self, key: &str, value: Value) {
        self.put(Value::from(key), value);
    }

    /// Removes a key, giving back what it held.
    pub(crate) fn remove(&self, key: &Value) -> Option<Value> {
        let mut data = self.data.borrow_mut();
        let at = data.position(key)?;
        let (_, value) = data.entries.remove(at);
        data.version += 1;
        data.reindex();
        Some(value)
    }

    pub(crate) fn clear(&self) {
        let mut data = self.data.borrow_mut();
        data.entries.clear();
        data.version += 1;
        data.index = None;
    }

    /// The number of entries.
    pub fn len(&self) -> usize {
        self.data.borrow().entries.len()
    }

    /// Whether there are no entries.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Hands over the value of a string key, which `hint` may place.
    #[inline]
    pub(crate) fn look_up<R>(
        &self,
        key: &str,
        hint: &Hint,
        then: impl FnOnce(Option<&Value>) -> R,
    ) -> R {
        let data = self.data.borrow();
        let placed = data.entries.get(hint.get());
        let found = match placed {
            Some((Value::Str(found), _)) if same_key(found, key) => placed,
            _ => data.position_of(key).map(|at| {
                hint.set(at);
                &data.entries[at]
            }),
        };
        then(found.map(|(_, value)| value))
    }

    /// Walks through the entries in Java's order of iteration. `visit` must not change the map.
    pub(crate) fn each(&self, mut visit: impl FnMut(&Value, &Value)) {
        let data = self.data.borrow();
        if self.kind == MapKind::Linked {
            for (key, value) in &data.entries {
                visit(key, value);
            }
        } else {
            for at in data.order() {
                let (key, value) = &data.entries[at];
                visit(key, value);
            }
        }
    }

    /// Walks through the entries in no particular order. `visit` must not change the map.
    pub(crate) fn each_unordered(&self, mut visit: impl FnMut(&Value, &Value)) {
        for (key, value) in &self.data.borrow().entries {
            visit(key, value);
        }
    }

    pub(crate) fn address(&self) -> usize {
        Rc::as_ptr(&self.data).addr()
    }

    /// A copy of the entries in Java's order of iteration.
    pub fn entries(&self) -> Vec<(Value, Value)> {
        let mut entries = Vec::with_capacity(self.len());
        self.each(|key, value| entries.push((key.clone(), value.clone())));
        entries
    }

    pub(in crate::value) fn version(&self) -> u64 {
        self.data.borrow().version
    }

    /// Its keys, values or entries.
    pub(in crate::value) fn parts(&self, kind: ListKind) -> Vec<Value> {
        let mut parts = Vec::with_capacity(self.len());
        self.each(|key, value| {
            parts.push(match kind {
                ListKind::KeySet => key.clone(),
                ListKind::EntrySet => {
                    Value::Object(Object::Entry(self.clone(), Rc::new(key.clone())))
                }
                _ => value.clone(),
            });
        });
        parts
    }

    /// A copy of the values in Java's order of iteration.
    pub(crate) fn values(&self) -> Vec<Value> {
        let mut values = Vec::with_capacity(self.len());
        self.each(|_, value| values.push(value.clone()));
        values
    }

    pub(crate) fn same(&self, other: &Map) -> bool {
        Rc::ptr_eq(&self.data, &other.data)
    }
}

impl Drop for MapData {
    fn drop(&mut self) {
        let mut nested = Vec::new();
        take_entries(self, &mut nested);
        dismantle(nested);
    }
}

/// Moves what may hold others out of a map that nobody else has.
pub(in crate::value) fn take_entries(data: &mut MapData, into: &mut Vec<Value>) {
    for (key, value) in &mut data.entries {
        for part in [key, value] {
            if holds_others(part) {
                into.push(std::mem::take(part));
            }
        }
    }
}
