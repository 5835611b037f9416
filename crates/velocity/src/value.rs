//! Java's objects as templates see them. Lists, maps and arrays are shared: two variables may hold the same one.

use std::cell::{Cell, Ref, RefCell, RefMut};
use std::collections::HashMap;
use std::fmt;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use num_bigint::BigInt;

use crate::decimal::Decimal;
use crate::equality;
use crate::objects::input::Input;
use crate::program::{BlockId, Program};

/// A value at render time.
#[derive(Clone, Debug, Default)]
pub enum Value {
    /// Java's `null`: also every variable that was never set.
    #[default]
    Null,
    /// `java.lang.Boolean`
    Bool(bool),
    /// `java.lang.Character`
    Char(char),
    /// `java.lang.Integer`
    Int(i32),
    /// `java.lang.Long`
    Long(i64),
    /// `java.lang.Float`: json-smart's `NaN`.
    Float(f32),
    /// `java.lang.Double`
    Double(f64),
    /// `java.math.BigInteger`
    BigInt(Rc<BigInt>),
    /// `java.math.BigDecimal`
    Decimal(Rc<Decimal>),
    /// `java.lang.String`
    Str(Rc<str>),
    /// A list, or another collection that prints like one.
    List(List),
    /// A map.
    Map(Map),
    /// A Java array, such as `split` returns.
    Array(Array),
    /// Any other object.
    Object(Object),
}

/// The items of a list or an array.
#[derive(Debug)]
struct Items {
    values: Vec<Value>,
    view: Option<View>,
}

/// What a list only shows: its items are a copy that is renewed when the original has changed.
#[derive(Debug)]
enum View {
    /// The keys, values or entries of a map, as they were at a version of it.
    Map(Map, u64),
    /// A part of a list from some index on.
    Part(List, usize),
}

impl Items {
    fn shared(values: Vec<Value>, view: Option<View>) -> Rc<RefCell<Items>> {
        Rc::new(RefCell::new(Items { values, view }))
    }
}

impl Drop for Items {
    fn drop(&mut self) {
        let mut nested = Vec::new();
        take_items(self, &mut nested);
        dismantle(nested);
    }
}

impl Drop for MapData {
    fn drop(&mut self) {
        let mut nested = Vec::new();
        take_entries(self, &mut nested);
        dismantle(nested);
    }
}

/// Whether letting go of a value may let go of others inside it.
fn holds_others(value: &Value) -> bool {
    matches!(
        value,
        Value::List(_) | Value::Map(_) | Value::Array(_) | Value::Object(_)
    )
}

/// Moves what may hold others out of a map that nobody else has.
fn take_entries(data: &mut MapData, into: &mut Vec<Value>) {
    for (key, value) in &mut data.entries {
        for part in [key, value] {
            if holds_others(part) {
                into.push(std::mem::take(part));
            }
        }
    }
}

fn take_items(items: &mut Items, into: &mut Vec<Value>) {
    match items.view.take() {
        Some(View::Map(map, _)) => into.push(Value::Map(map)),
        Some(View::Part(list, _)) => into.push(Value::List(list)),
        None => {}
    }
    let nested = items.values.iter_mut().filter(|item| holds_others(item));
    into.extend(nested.map(std::mem::take));
}

/// Lets go of values one after another: a list in a list in a list, a million deep, must not overflow the stack.
fn dismantle(mut values: Vec<Value>) {
    while let Some(mut value) = values.pop() {
        let map = match &mut value {
            Value::List(List { items, .. }) | Value::Array(Array { items, .. }) => {
                if let Some(items) = Rc::get_mut(items) {
                    take_items(items.get_mut(), &mut values);
                }
                continue;
            }
            Value::Object(Object::Iterator(iteration)) => {
                if let Some(iteration) = Rc::get_mut(iteration) {
                    let empty = List::new(ListKind::ArrayList, Vec::new());
                    values.push(Value::List(std::mem::replace(&mut iteration.list, empty)));
                }
                continue;
            }
            Value::Object(Object::Foreach(scope)) => match Rc::get_mut(scope) {
                Some(scope) => {
                    values.push(std::mem::take(&mut scope.replaced));
                    &mut scope.storage
                }
                None => continue,
            },
            Value::Map(map) | Value::Object(Object::Entry(map, _)) => map,
            _ => continue,
        };
        if let Some(data) = Rc::get_mut(&mut map.data) {
            take_entries(data.get_mut(), &mut values);
        }
    }
}

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
    items: Rc<RefCell<Items>>,
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
        let items = self.items()[range.clone()].to_vec();
        List {
            kind: self.kind,
            items: Items::shared(items, Some(View::Part(self.clone(), range.start))),
        }
    }

    /// The map that this list shows the keys, values or entries of.
    pub(crate) fn viewed_map(&self) -> Option<Map> {
        match &self.items.borrow().view {
            Some(View::Map(map, _)) => Some(map.clone()),
            _ => None,
        }
    }

    /// After a change: changes the list that this one is a part of likewise, where it had `length` items of it.
    pub(crate) fn pass_on(&self, length: usize) {
        let items = self.items.borrow();
        if let Some(View::Part(whole, from)) = &items.view {
            let before = whole.items().len();
            let range = *from..(*from + length).min(before);
            if range.start <= range.end {
                whole
                    .items_mut()
                    .splice(range, items.values.iter().cloned());
            }
            whole.pass_on(before);
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

    /// Copies the items again if the original has changed.
    fn renew(&self) {
        let (values, view) = match &self.items.borrow().view {
            Some(View::Map(map, version)) if map.version() != *version => {
                (map.parts(self.kind), View::Map(map.clone(), map.version()))
            }
            Some(View::Part(whole, from)) => {
                let length = self.items.borrow().values.len();
                match whole.items().get(*from..*from + length) {
                    Some(part) if length > 0 => (part.to_vec(), View::Part(whole.clone(), *from)),
                    _ => return,
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
        RefMut::map(self.items.borrow_mut(), |items| &mut items.values)
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
    items: Rc<RefCell<Items>>,
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
    data: Rc<RefCell<MapData>>,
}

/// Maps of more entries than this find string keys through an index.
const LINEAR: usize = 16;

#[derive(Debug, Default)]
struct MapData {
    entries: Vec<(Value, Value)>,
    index: Option<HashMap<Rc<str>, usize>>,
    /// The most entries that there ever were: Java's hash table grows and never shrinks.
    most: usize,
    /// Counts the changes.
    version: u64,
}

impl MapData {
    fn position(&self, key: &Value) -> Option<usize> {
        if let Value::Str(key) = key {
            return self.position_of(key);
        }
        self.entries
            .iter()
            .position(|(k, _)| equality::equals(k, key))
    }

    fn position_of(&self, key: &str) -> Option<usize> {
        match &self.index {
            Some(index) => index.get(key).copied(),
            None => self
                .entries
                .iter()
                .position(|(k, _)| matches!(k, Value::Str(k) if **k == *key)),
        }
    }

    fn reindex(&mut self) {
        self.index = (self.entries.len() > LINEAR).then(|| {
            let strings = self.entries.iter().enumerate();
            let keys = strings.filter_map(|(at, (k, _))| match k {
                Value::Str(k) => Some((Rc::clone(k), at)),
                _ => None,
            });
            keys.collect()
        });
    }

    fn put(&mut self, key: Value, value: Value) -> Option<Value> {
        self.version += 1;
        if let Some(at) = self.position(&key) {
            return Some(std::mem::replace(&mut self.entries[at].1, value));
        }
        if let (Some(index), Value::Str(key)) = (&mut self.index, &key) {
            index.insert(Rc::clone(key), self.entries.len());
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
    pub(crate) fn look_up<R>(
        &self,
        key: &str,
        hint: &Hint,
        then: impl FnOnce(Option<&Value>) -> R,
    ) -> R {
        let data = self.data.borrow();
        if let Some((Value::Str(found), value)) = data.entries.get(hint.get())
            && **found == *key
        {
            return then(Some(value));
        }
        let at = data.position_of(key);
        if let Some(at) = at {
            hint.set(at);
        }
        then(at.map(|at| &data.entries[at].1))
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

    /// A copy of the entries in Java's order of iteration.
    pub fn entries(&self) -> Vec<(Value, Value)> {
        let mut entries = Vec::with_capacity(self.len());
        self.each(|key, value| entries.push((key.clone(), value.clone())));
        entries
    }

    fn version(&self) -> u64 {
        self.data.borrow().version
    }

    /// Its keys, values or entries.
    fn parts(&self, kind: ListKind) -> Vec<Value> {
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

/// Objects other than numbers, strings, lists, maps and arrays.
#[derive(Clone, Debug)]
pub enum Object {
    /// `Map.Entry`
    Entry(Map, Rc<Value>),
    /// `java.util.Iterator`
    Iterator(Rc<Iteration>),
    /// A `java.util.stream` of which only the length can be asked.
    Stream(usize),
    /// `java.lang.Class`
    Class(Rc<str>),
    /// An object of which only the class is known.
    Opaque(&'static str),
    /// A `#define`d block.
    Block(Rc<Block>),
    /// `$foreach`
    Foreach(Rc<ForeachScope>),
    /// `$input`
    Input(Rc<Input>),
    /// `$util`
    Util,
}

/// A running `java.util.Iterator` or `ListIterator`.
#[derive(Debug)]
pub struct Iteration {
    pub(crate) list: List,
    pub(crate) next: Cell<usize>,
    /// The item that was given last, unless it has been removed.
    pub(crate) last: Cell<Option<usize>>,
    /// How long the list was: a change that is not the iterator's own is an error.
    pub(crate) length: Cell<usize>,
    /// Whether it is a `ListIterator`.
    pub(crate) both_ways: bool,
}

/// A block of a template held as a value.
pub struct Block {
    pub(crate) program: Arc<Program>,
    pub(crate) id: BlockId,
    pub(crate) depth: Cell<u32>,
}

impl fmt::Debug for Block {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Block({:?})", self.id)
    }
}

/// `$foreach` in a loop.
#[derive(Debug)]
pub struct ForeachScope {
    pub(crate) parent: Option<Rc<ForeachScope>>,
    /// What `$foreach` held before the loop, if not a loop's scope.
    pub(crate) replaced: Value,
    pub(crate) index: Cell<i32>,
    pub(crate) has_next: Cell<bool>,
    /// A scope is a map, too.
    pub(crate) storage: Map,
}

/// What `$foreach` knows of its loop.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ScopeProperty {
    HasNext,
    Count,
    Index,
    First,
    Last,
    Parent,
    Replaced,
    Topmost,
}

impl ScopeProperty {
    /// The property that has this name, or whose getter ends in it.
    pub(crate) fn named(name: &str) -> Option<ScopeProperty> {
        Some(match name {
            "hasNext" | "HasNext" => ScopeProperty::HasNext,
            "count" | "Count" => ScopeProperty::Count,
            "index" | "Index" => ScopeProperty::Index,
            "first" | "First" => ScopeProperty::First,
            "last" | "Last" => ScopeProperty::Last,
            "parent" | "Parent" => ScopeProperty::Parent,
            "replaced" | "Replaced" => ScopeProperty::Replaced,
            "topmost" | "Topmost" => ScopeProperty::Topmost,
            _ => return None,
        })
    }
}

impl ForeachScope {
    pub(crate) fn get(self: &Rc<Self>, property: ScopeProperty) -> Value {
        match property {
            ScopeProperty::HasNext => Value::Bool(self.has_next.get()),
            ScopeProperty::Count => Value::Int(self.index.get() + 1),
            ScopeProperty::Index => Value::Int(self.index.get()),
            ScopeProperty::First => Value::Bool(self.index.get() < 1),
            ScopeProperty::Last => Value::Bool(!self.has_next.get()),
            ScopeProperty::Parent => match &self.parent {
                Some(parent) => Value::Object(Object::Foreach(Rc::clone(parent))),
                None => Value::Null,
            },
            ScopeProperty::Replaced => self.replaced.clone(),
            ScopeProperty::Topmost => {
                let mut top = self;
                while let Some(parent) = &top.parent {
                    top = parent;
                }
                Value::Object(Object::Foreach(Rc::clone(top)))
            }
        }
    }
}

impl Value {
    /// Whether it is Java's `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }

    /// An `ArrayList`.
    pub fn list(items: Vec<Value>) -> Value {
        Value::List(List::new(ListKind::ArrayList, items))
    }

    pub(crate) fn class(name: &str) -> Value {
        Value::Object(Object::Class(Rc::from(name)))
    }

    /// An iterator over a list from an index on.
    pub(crate) fn iterator(list: &List, next: usize, both_ways: bool) -> Value {
        Value::Object(Object::Iterator(Rc::new(Iteration {
            list: list.clone(),
            next: Cell::new(next),
            last: Cell::new(None),
            length: Cell::new(list.items().len()),
            both_ways,
        })))
    }

    pub(crate) fn as_str(&self) -> Option<&str> {
        if let Value::Str(text) = self {
            Some(text)
        } else {
            None
        }
    }

    /// `getClass().getName()`.
    pub fn class_name(&self) -> &str {
        match self {
            Value::Null => "null",
            Value::Bool(_) => "java.lang.Boolean",
            Value::Char(_) => "java.lang.Character",
            Value::Int(_) => "java.lang.Integer",
            Value::Long(_) => "java.lang.Long",
            Value::Float(_) => "java.lang.Float",
            Value::Double(_) => "java.lang.Double",
            Value::BigInt(_) => "java.math.BigInteger",
            Value::Decimal(_) => "java.math.BigDecimal",
            Value::Str(_) => "java.lang.String",
            Value::List(list) => match list.kind {
                ListKind::ArrayList => "java.util.ArrayList",
                ListKind::JsonArray => "net.minidev.json.JSONArray",
                ListKind::KeySet => "java.util.LinkedHashMap$LinkedKeySet",
                ListKind::Values => "java.util.LinkedHashMap$LinkedValues",
                ListKind::EntrySet => "java.util.LinkedHashMap$LinkedEntrySet",
            },
            Value::Map(map) => match map.kind {
                MapKind::Linked => "java.util.LinkedHashMap",
                MapKind::Hash | MapKind::QuietHash => "java.util.HashMap",
            },
            Value::Array(array) => match array.kind {
                ArrayKind::String => "[Ljava.lang.String;",
                ArrayKind::Object => "[Ljava.lang.Object;",
                ArrayKind::Byte => "[B",
                ArrayKind::Char => "[C",
            },
            Value::Object(object) => match object {
                Object::Entry(..) => "java.util.LinkedHashMap$Entry",
                Object::Iterator(iteration) if iteration.both_ways => "java.util.ArrayList$ListItr",
                Object::Iterator(_) => "java.util.ArrayList$Itr",
                Object::Stream(_) => "java.util.stream.ReferencePipeline$Head",
                Object::Class(_) => "java.lang.Class",
                Object::Opaque(class) => class,
                Object::Block(_) => "org.apache.velocity.runtime.directive.Block$Reference",
                Object::Foreach(_) => "org.apache.velocity.runtime.directive.ForeachScope",
                Object::Input(_) => crate::objects::INPUT_CLASS,
                Object::Util => crate::objects::UTIL_CLASS,
            },
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Str(Rc::from(text))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Str(Rc::from(text))
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Value {
        Value::Bool(value)
    }
}

impl From<i32> for Value {
    fn from(number: i32) -> Value {
        Value::Int(number)
    }
}

impl From<usize> for Value {
    /// A length, as Java's `int`.
    fn from(number: usize) -> Value {
        Value::Int(i32::try_from(number).unwrap_or(i32::MAX))
    }
}
