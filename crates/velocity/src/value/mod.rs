//! Java's objects as templates see them. Lists, maps and arrays are shared: two variables may hold the same one.

mod list;
mod map;

use std::cell::Cell;
use std::fmt;
use std::rc::Rc;
use std::sync::Arc;

use num_bigint::BigInt;

use crate::decimal::Decimal;
use crate::objects::input::Input;
use crate::program::{BlockId, Program};

use list::take_items;
pub(crate) use list::{Array, ArrayKind};
pub use list::{List, ListKind};
pub(crate) use map::Hint;
use map::take_entries;
pub use map::{Map, MapKind};

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

/// Whether letting go of a value may let go of others inside it.
fn holds_others(value: &Value) -> bool {
    matches!(
        value,
        Value::List(_) | Value::Map(_) | Value::Array(_) | Value::Object(_)
    )
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
