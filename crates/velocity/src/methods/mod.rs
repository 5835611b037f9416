//! What templates can ask of objects: properties, indices and methods, chosen as Velocity's introspection chooses
//! among Java's. One file a type; this one decides which.

mod class;
mod format;
mod list;
mod map;
mod numbers;
mod regex;
mod string;

use std::rc::Rc;

use crate::equality;
use crate::error::Thrown;
use crate::objects;
use crate::print;
use crate::profile::Profile;
use crate::value::{
    ArrayKind, ForeachScope, Iteration, List, ListKind, Map, Object, ScopeProperty, Value,
};

pub(crate) use class::is_interface;

/// What a method call came to.
#[derive(Debug)]
pub(crate) enum Called {
    Value(Value),
    /// The method returns nothing, and prints nothing.
    Void,
    /// There is no such method for such arguments: the reference is unresolved.
    Missing,
}

pub(crate) type Call = Result<Called, Thrown>;

/// A value that a method returned.
#[expect(
    clippy::unnecessary_wraps,
    reason = "it is what nearly every arm of the tables ends in"
)]
fn value(value: impl Into<Value>) -> Call {
    Ok(Called::Value(value.into()))
}

/// `receiver.name(args)`.
pub(crate) fn call(receiver: &Value, name: &str, args: &[Value], profile: Profile) -> Call {
    let called = match receiver {
        Value::Str(text) => string::call(text, name, args)?,
        Value::List(list) => list::call(list, name, args)?,
        Value::Map(map) => map::call(map, name, args)?,
        Value::Array(array) => match (name, args) {
            // The array answers these itself; its wrapper answers the rest.
            ("toString", []) => return value(print::to_text(receiver)),
            ("hashCode", []) => return value(equality::hash_code(receiver)),
            ("equals", [other]) => return value(equality::equals(receiver, other)),
            ("getClass", []) | ("clone" | "trimToSize" | "ensureCapacity", _) => Called::Missing,
            ("add" | "remove" | "clear" | "addAll" | "removeAll" | "retainAll", _) => {
                // Java's wrapper refuses only what would change the array's length.
                let copy = List::new(ListKind::ArrayList, array.items().clone());
                let called = list::call(&copy, name, args)?;
                if copy.items().len() != array.items().len() {
                    return Err(Thrown::new(
                        "java.lang.UnsupportedOperationException",
                        "an array has a fixed length",
                    ));
                }
                called
            }
            ("set", [Value::Int(_), new]) => {
                check_element(array, new)?;
                list::call(&array.as_list(), name, args)?
            }
            _ => list::call(&array.as_list(), name, args)?,
        },
        Value::Object(object) => call_object(object, name, args, profile)?,
        Value::Null => Called::Missing,
        number => numbers::call(number, name, args)?,
    };
    match called {
        Called::Missing => common(receiver, name, args, profile),
        called => Ok(called),
    }
}

/// Whether a method matches a regular expression.
pub(crate) fn is_matching(receiver: &Value, name: &str) -> bool {
    matches!(receiver, Value::Str(_))
        && matches!(name, "matches" | "replaceAll" | "replaceFirst" | "split")
}

/// The methods of `java.lang.Object`.
fn common(receiver: &Value, name: &str, args: &[Value], profile: Profile) -> Call {
    match (name, args) {
        ("toString", []) => value(print::to_text(receiver)),
        ("hashCode", []) => value(equality::hash_code(receiver)),
        ("equals", [other]) => value(equality::equals(receiver, other)),
        ("getClass", []) => Ok(Called::Value(Value::class(receiver.class_name()))),
        ("wait" | "notify" | "notifyAll", []) if profile == Profile::Stock => Err(Thrown::new(
            "java.lang.IllegalMonitorStateException",
            "current thread is not owner",
        )),
        // `compareTo(Object)`, which casts.
        ("compareTo", [other]) if is_comparable(receiver) => Err(if other.is_null() {
            Thrown::null("the argument")
        } else {
            Thrown::new(
                "java.lang.ClassCastException",
                "the two are of different classes",
            )
        }),
        // Velocity takes a method without parameters for one that fits any arguments, and Java then refuses them.
        (_, [_, ..]) if takes_nothing(receiver, name) => Err(Thrown::new(
            "java.lang.IllegalArgumentException",
            "wrong number of arguments",
        )),
        _ => Ok(Called::Missing),
    }
}

fn is_comparable(value: &Value) -> bool {
    !matches!(
        value,
        Value::Null | Value::List(_) | Value::Map(_) | Value::Array(_) | Value::Object(_)
    )
}

/// Whether an object has a method of this name without parameters.
fn takes_nothing(receiver: &Value, name: &str) -> bool {
    if matches!(name, "toString" | "hashCode" | "getClass") {
        return true;
    }
    match receiver {
        Value::Str(_) => string::WITHOUT_PARAMETERS.contains(&name),
        Value::List(_) | Value::Array(_) => list::WITHOUT_PARAMETERS.contains(&name),
        Value::Map(_) => map::WITHOUT_PARAMETERS.contains(&name),
        Value::Bool(_) => name == "booleanValue",
        Value::BigInt(_) if numbers::OF_BIG_INTEGER.contains(&name) => true,
        Value::Int(_)
        | Value::Long(_)
        | Value::Double(_)
        | Value::Float(_)
        | Value::BigInt(_)
        | Value::Decimal(_) => numbers::WITHOUT_PARAMETERS.contains(&name),
        Value::Object(Object::Entry(..)) => matches!(name, "getKey" | "getValue"),
        Value::Object(Object::Iterator(_)) => matches!(name, "hasNext" | "next" | "remove"),
        Value::Object(Object::Input(_)) => name == "getBody",
        _ => false,
    }
}

fn call_object(object: &Object, name: &str, args: &[Value], profile: Profile) -> Call {
    match object {
        Object::Entry(map, key) => call_entry(map, key, name, args),
        Object::Iterator(iteration) => call_iterator(iteration, name, args),
        Object::Stream(length) => match (name, args) {
            ("count" | "estimateSize" | "getExactSizeIfKnown", []) => {
                Ok(Called::Value(Value::Long(*length as i64)))
            }
            _ => Ok(Called::Missing),
        },
        Object::Class(class) => class::call(class, name, args, profile),
        Object::Foreach(scope) => call_scope(scope, name, args),
        Object::Input(input) => input.call(name, args),
        Object::Util => objects::util::call(name, args),
        Object::Block(_) | Object::Opaque(_) => Ok(Called::Missing),
    }
}

fn call_entry(map: &Map, key: &Value, name: &str, args: &[Value]) -> Call {
    match (name, args) {
        ("getKey", []) => value(key.clone()),
        ("getValue", []) => value(map.get(key).unwrap_or_default()),
        ("setValue", [new]) => value(map.put(key.clone(), new.clone()).unwrap_or_default()),
        _ => Ok(Called::Missing),
    }
}

fn call_iterator(iteration: &Iteration, name: &str, args: &[Value]) -> Call {
    let changed = || {
        Thrown::new(
            "java.util.ConcurrentModificationException",
            "the list was changed under its iterator",
        )
    };
    let unchanged = || {
        let length = iteration.list.items().len();
        if length == iteration.length.get() {
            Ok(length)
        } else {
            Err(changed())
        }
    };
    let give = |at: usize, next: usize| {
        let items = iteration.list.items();
        let Some(item) = items.get(at) else {
            return Err(changed());
        };
        iteration.next.set(next);
        iteration.last.set(Some(at));
        value(item.clone())
    };
    let at_end = || {
        Thrown::new(
            "java.util.NoSuchElementException",
            "the iterator is at its end",
        )
    };
    let last = || {
        iteration.last.take().ok_or_else(|| {
            Thrown::new(
                "java.lang.IllegalStateException",
                "the iterator has given nothing yet",
            )
        })
    };
    let next = iteration.next.get();
    match (name, args) {
        ("hasNext", []) => value(next != iteration.list.items().len()),
        ("next", []) => {
            if next >= unchanged()? {
                return Err(at_end());
            }
            give(next, next + 1)
        }
        ("remove", []) => {
            let at = last()?;
            unchanged()?;
            list::remove_at(&iteration.list, at)?;
            iteration.next.set(at);
            iteration.length.set(iteration.list.items().len());
            Ok(Called::Void)
        }
        _ if !iteration.both_ways => Ok(Called::Missing),
        ("hasPrevious", []) => value(next > 0),
        ("nextIndex", []) => value(next),
        ("previousIndex", []) => value(next as i32 - 1),
        ("previous", []) => {
            unchanged()?;
            let at = next.checked_sub(1).ok_or_else(at_end)?;
            give(at, at)
        }
        ("set", [new]) => {
            let at = last()?;
            iteration.last.set(Some(at));
            list::set(&iteration.list, at as i32, new.clone())?;
            Ok(Called::Void)
        }
        ("add", [new]) => {
            unchanged()?;
            list::call(&iteration.list, "add", &[Value::from(next), new.clone()])?;
            iteration.next.set(next + 1);
            iteration.last.set(None);
            iteration.length.set(iteration.list.items().len());
            Ok(Called::Void)
        }
        _ => Ok(Called::Missing),
    }
}

fn call_scope(scope: &Rc<ForeachScope>, name: &str, args: &[Value]) -> Call {
    if args.is_empty() {
        let getter = match name {
            "hasNext" => Some(name),
            "isFirst" | "isLast" => name.strip_prefix("is"),
            name => name
                .strip_prefix("get")
                .filter(|getter| getter.starts_with(|c: char| c.is_ascii_uppercase())),
        };
        if let Some(property) = getter.and_then(ScopeProperty::named) {
            return value(scope.get(property));
        }
    }
    map::call(&scope.storage, name, args)
}

impl From<Option<Value>> for Called {
    fn from(found: Option<Value>) -> Called {
        Called::Value(found.unwrap_or_default())
    }
}

/// `receiver.name`: a getter, a key of a map, `get("name")`, or `isName()`, in this order.
pub(crate) fn property(receiver: &Value, name: &str, profile: Profile) -> Result<Value, Thrown> {
    if name == "class" {
        return Ok(Value::class(receiver.class_name()));
    }
    let found = match receiver {
        Value::Map(map) => return Ok(map.get_str(name).unwrap_or_default()),
        Value::Str(text) => match name {
            "bytes" => string::bytes(text),
            "empty" | "Empty" => Value::Bool(text.is_empty()),
            "blank" | "Blank" => Value::Bool(string::is_blank(text)),
            _ => Value::Null,
        },
        Value::List(list) if matches!(name, "empty" | "Empty") => {
            Value::Bool(list.items().is_empty())
        }
        Value::Double(number) => match name {
            "naN" | "NaN" => Value::Bool(number.is_nan()),
            "infinite" | "Infinite" => Value::Bool(number.is_infinite()),
            _ => Value::Null,
        },
        Value::Object(Object::Foreach(scope)) => match ScopeProperty::named(name) {
            Some(property) => scope.get(property),
            None => scope.storage.get_str(name).unwrap_or_default(),
        },
        Value::Object(object) => {
            let capital = name
                .chars()
                .next()
                .map(|c| c.to_ascii_uppercase())
                .into_iter()
                .chain(name.chars().skip(1));
            let getter: String = "get".chars().chain(capital).collect();
            let is_getter = |getter: &str| match object {
                Object::Entry(..) => matches!(getter, "getKey" | "getValue"),
                Object::Class(_) => matches!(getter, "getName" | "getSimpleName"),
                Object::Input(_) => getter == "getBody",
                _ => false,
            };
            if is_getter(&getter)
                && let Called::Value(found) = call_object(object, &getter, &[], profile)?
            {
                return Ok(found);
            }
            Value::Null
        }
        _ => Value::Null,
    };
    Ok(found)
}

/// A negative index counts from the end, for which the receiver must have a `size()`.
fn from_end(receiver: &Value, index: &Value) -> Result<Value, Thrown> {
    let Value::Int(at @ ..0) = index else {
        return Ok(index.clone());
    };
    let length = match receiver {
        Value::List(list) => list.items().len(),
        Value::Array(array) => array.items().len(),
        Value::Map(map) => map.len(),
        Value::Object(Object::Foreach(scope)) => scope.storage.len(),
        _ => return Err(Thrown::new("java.lang.NoSuchMethodException", "size()")),
    };
    Ok(Value::Int((length as i32).saturating_add(*at)))
}

/// `receiver[index]`, which is `receiver.get(index)`.
pub(crate) fn index(receiver: &Value, index: &Value) -> Result<Value, Thrown> {
    let index = from_end(receiver, index)?;
    let list = match receiver {
        Value::Map(map) => return Ok(map.get(&index).unwrap_or_default()),
        Value::List(list) if list.is_indexed() => list.clone(),
        Value::Array(array) => array.as_list(),
        Value::Object(Object::Foreach(scope)) => {
            return Ok(scope.storage.get(&index).unwrap_or_default());
        }
        _ => return Ok(Value::Null),
    };
    match index {
        Value::Int(at) => list::get(&list, at),
        _ => Ok(Value::Null),
    }
}

/// `#set(receiver[index] = value)`: `set(int, …)` of lists, else `put`.
pub(crate) fn set_index(receiver: &Value, index: &Value, new: Value) -> Result<(), Thrown> {
    let index = from_end(receiver, index)?;
    let list = match receiver {
        Value::Map(map) => {
            map.put(index, new);
            return Ok(());
        }
        Value::List(list) if list.is_indexed() => list.clone(),
        Value::Array(array) => {
            check_element(array, &new)?;
            array.as_list()
        }
        _ => return Ok(()),
    };
    match index {
        Value::Int(at) => list::set(&list, at, new).map(drop),
        _ => Ok(()),
    }
}

/// Refuses what an array of its kind cannot hold.
fn check_element(array: &crate::value::Array, new: &Value) -> Result<(), Thrown> {
    let fits = matches!(
        (array.kind, new),
        (ArrayKind::Object, _)
            | (ArrayKind::String, Value::Str(_) | Value::Null)
            | (ArrayKind::Char, Value::Char(_))
            | (ArrayKind::Byte, Value::Int(_))
    );
    if fits {
        return Ok(());
    }
    Err(Thrown::new(
        "java.lang.IllegalArgumentException",
        "array element type mismatch",
    ))
}

/// A list of the kind that methods return.
fn array_list(items: Vec<Value>) -> Called {
    Called::Value(Value::List(List::new(ListKind::ArrayList, items)))
}

/// `String.matches`, for JsonPath's filters.
pub(crate) fn matches(text: &str, pattern: &str) -> Result<bool, Thrown> {
    regex::matches(text, pattern)
}
