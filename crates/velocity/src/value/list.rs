//! Java's lists and arrays: shared, and some of them views of a map or of another list.

use std::cell::{Ref, RefCell, RefMut};
use std::rc::Rc;

use crate::value::map::Map;
use crate::value::{Value, dismantle, holds_others};

/// What kind of collection a [`List`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKind {
    /// `java.util.ArrayList`: list literals, ranges.
    ArrayList,
    /// `net.minidev.json.JSONArray`: prints as JSON.
    JsonArray,
    /// `keySet()` of a map: a collection without positions.
    KeySet,
    /// `values()` of a map.
    Values,
    /// `entrySet()` of a map.
    EntrySet,
}

/// A shared list.
#[derive(Clone, Debug)]
pub struct List {
    /// What it is in Java.
    pub kind: ListKind,
    pub(in crate::value) items: Rc<RefCell<Items>>,
}

impl List {
    /// A new list of a kind.
    pub fn new(kind: ListKind, items: Vec<Value>) -> List {
        List {
            kind,
            items: Items::shared(items, None),
        }
    }

    /// The keys, values or entries of a map.
    pub(crate) fn view(kind: ListKind, map: &Map) -> List {
        List {
            kind,
            items: Items::shared(map.parts(kind), Some(View::Map(map.clone(), map.version()))),
        }
    }

    /// A part of a list, which must lie within it.
    pub(crate) fn part(&self, range: std::ops::Range<usize>) -> List {
        let part = self.items()[range.clone()].to_vec();
        // A part of a part is one of the whole.
        let (whole, from) = match &self.items.borrow().view {
            Some(View::Part(whole, from, _)) => (whole.clone(), from + range.start),
            _ => (self.clone(), range.start),
        };
        let version = whole.items.borrow().version;
        List {
            kind: self.kind,
            items: Items::shared(part, Some(View::Part(whole, from, version))),
        }
    }

    /// The map that this list shows the keys, values or entries of.
    pub(crate) fn viewed_map(&self) -> Option<Map> {
        match &self.items.borrow().view {
            Some(View::Map(map, _)) => Some(map.clone()),
            _ => None,
        }
    }

    pub(crate) fn address(&self) -> usize {
        Rc::as_ptr(&self.items).addr()
    }

    /// The map or list that this list shows something of.
    pub(crate) fn original(&self) -> Option<Value> {
        match &self.items.borrow().view {
            Some(View::Map(map, _)) => Some(Value::Map(map.clone())),
            Some(View::Part(whole, ..)) => Some(Value::List(whole.clone())),
            None => None,
        }
    }

    /// After a change: changes the list that this one is a part of likewise, where it had `length` items of it.
    pub(crate) fn pass_on(&self, length: usize) {
        let items = self.items.borrow();
        if let Some(View::Part(whole, from, _)) = &items.view {
            let before = whole.items().len();
            let range = *from..(*from + length).min(before);
            if range.start <= range.end {
                whole
                    .items_mut()
                    .splice(range, items.values.iter().cloned());
            }
        }
    }

    /// The items, to read.
    #[inline]
    pub fn items(&self) -> Ref<'_, Vec<Value>> {
        if self.items.borrow().view.is_some() {
            self.renew();
        }
        Ref::map(self.items.borrow(), |items| &items.values)
    }

    /// The items as they were when they were last asked for.
    #[inline]
    pub(crate) fn known_items(&self) -> Ref<'_, Vec<Value>> {
        Ref::map(self.items.borrow(), |items| &items.values)
    }

    /// Copies the items again if the original has changed.
    fn renew(&self) {
        let (values, view) = match &self.items.borrow().view {
            Some(View::Map(map, version)) if map.version() != *version => {
                (map.parts(self.kind), View::Map(map.clone(), map.version()))
            }
            Some(View::Part(whole, from, version)) if whole.items.borrow().version != *version => {
                let length = self.items.borrow().values.len();
                let version = whole.items.borrow().version;
                match whole.items().get(*from..*from + length) {
                    Some(part) => (part.to_vec(), View::Part(whole.clone(), *from, version)),
                    None => return,
                }
            }
            _ => return,
        };
        if let Ok(mut items) = self.items.try_borrow_mut() {
            items.values = values;
            items.view = Some(view);
        }
    }

    /// The items, to change.
    pub(crate) fn items_mut(&self) -> RefMut<'_, Vec<Value>> {
        RefMut::map(self.items.borrow_mut(), |items| {
            items.version += 1;
            &mut items.values
        })
    }

    /// Whether both are one object. A map has one view of each kind.
    pub(crate) fn same(&self, other: &List) -> bool {
        if Rc::ptr_eq(&self.items, &other.items) {
            return true;
        }
        match (&self.items.borrow().view, &other.items.borrow().view) {
            (Some(View::Map(left, _)), Some(View::Map(right, _))) => {
                self.kind == other.kind && left.same(right)
            }
            _ => false,
        }
    }

    /// Whether it has positions (`get(int)`), as the views of a map have not.
    pub(crate) fn is_indexed(&self) -> bool {
        matches!(self.kind, ListKind::ArrayList | ListKind::JsonArray)
    }
}

/// The component type of a Java array.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArrayKind {
    /// `String[]`
    String,
    /// `Object[]`
    Object,
    /// `byte[]`
    Byte,
    /// `char[]`
    Char,
}

/// A shared Java array.
#[derive(Clone, Debug)]
pub struct Array {
    /// The component type.
    pub kind: ArrayKind,
    pub(in crate::value) items: Rc<RefCell<Items>>,
}

impl Array {
    /// A new array.
    pub fn new(kind: ArrayKind, items: Vec<Value>) -> Array {
        Array {
            kind,
            items: Items::shared(items, None),
        }
    }

    /// The elements, to read.
    pub fn items(&self) -> Ref<'_, Vec<Value>> {
        Ref::map(self.items.borrow(), |items| &items.values)
    }

    /// The wrapper that Velocity puts around arrays so that list methods work on them.
    pub(crate) fn as_list(&self) -> List {
        List {
            kind: ListKind::ArrayList,
            items: Rc::clone(&self.items),
        }
    }

    pub(crate) fn address(&self) -> usize {
        Rc::as_ptr(&self.items).addr()
    }
}

/// The items of a list or an array.
#[derive(Debug)]
pub(in crate::value) struct Items {
    values: Vec<Value>,
    view: Option<View>,
    /// Counts the changes.
    version: u64,
}

/// What a list only shows: its items are a copy that is renewed when the original has changed.
#[derive(Debug)]
enum View {
    /// The keys, values or entries of a map, as they were at a version of it.
    Map(Map, u64),
    /// A part of a list from some index on, as it was at a version of it.
    Part(List, usize, u64),
}

impl Items {
    fn shared(values: Vec<Value>, view: Option<View>) -> Rc<RefCell<Items>> {
        Rc::new(RefCell::new(Items {
            values,
            view,
            version: 0,
        }))
    }
}

impl Drop for Items {
    fn drop(&mut self) {
        let mut nested = Vec::new();
        take_items(self, &mut nested);
        dismantle(nested);
    }
}

pub(in crate::value) fn take_items(items: &mut Items, into: &mut Vec<Value>) {
    match items.view.take() {
        Some(View::Map(map, _)) => into.push(Value::Map(map)),
        Some(View::Part(list, ..)) => into.push(Value::List(list)),
        None => {}
    }
    let nested = items.values.iter_mut().filter(|item| holds_others(item));
    into.extend(nested.map(std::mem::take));
}
