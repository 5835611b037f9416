//! Methods of lists: `ArrayList`, `JSONArray`, the views of a map, and arrays in Velocity's wrapper.

use crate::equality;
use crate::error::Thrown;
use crate::json;
use crate::limits;
use crate::methods::{Call, Called, array_list, value};
use crate::value::{Array, ArrayKind, List, ListKind, Object, Value};

pub(super) const WITHOUT_PARAMETERS: &[&str] = &[
    "size",
    "isEmpty",
    "clear",
    "iterator",
    "listIterator",
    "stream",
    "clone",
    "trimToSize",
    "parallelStream",
    "spliterator",
];

/// `get(int)`.
pub(super) fn get(list: &List, at: i32) -> Result<Value, Thrown> {
    let items = list.items();
    let found = usize::try_from(at)
        .ok()
        .and_then(|at| items.get(at).cloned());
    found.ok_or_else(|| Thrown::index(at, items.len()))
}

/// `set(int, Object)`, giving back the old value.
pub(super) fn set(list: &List, at: i32, new: Value) -> Result<Value, Thrown> {
    let mut items = list.items_mut();
    let length = items.len();
    match usize::try_from(at).ok().and_then(|at| items.get_mut(at)) {
        Some(item) => Ok(std::mem::replace(item, new)),
        None => Err(Thrown::index(at, length)),
    }
}

/// The items of any collection that may be an argument.
fn collection(argument: &Value) -> Option<Vec<Value>> {
    match argument {
        Value::List(list) => Some(list.items().clone()),
        _ => None,
    }
}

fn contains(items: &[Value], wanted: &Value) -> bool {
    items.iter().any(|item| equality::equals(item, wanted))
}

/// A place to insert: from 0 to the length.
fn insertion(at: i32, length: usize) -> Result<usize, Thrown> {
    usize::try_from(at)
        .ok()
        .filter(|at| *at <= length)
        .ok_or_else(|| Thrown::index(at, length))
}

fn check_length(length: usize) -> Result<(), Thrown> {
    if length > limits::ITEMS {
        return Err(Thrown::new(
            "LimitExceeded",
            "makes a list that is too long",
        ));
    }
    Ok(())
}

pub(super) fn call(list: &List, name: &str, args: &[Value]) -> Call {
    match (name, args) {
        ("size", []) => return value(list.items().len()),
        ("isEmpty", []) => return value(list.items().is_empty()),
        ("contains", [wanted]) => return value(contains(&list.items(), wanted)),
        ("containsAll", [wanted]) => {
            let Some(wanted) = collection(wanted) else {
                return Ok(Called::Missing);
            };
            let items = list.items();
            return value(wanted.iter().all(|wanted| contains(&items, wanted)));
        }
        ("iterator" | "listIterator", []) => return value(Value::iterator(list.items().clone())),
        ("toArray", []) => {
            return value(Value::Array(Array::new(
                ArrayKind::Object,
                list.items().clone(),
            )));
        }
        ("stream", []) => return value(Value::Object(Object::Stream(list.items().len()))),
        _ => {}
    }
    match (name, args) {
        _ if list.is_indexed() => indexed(list, name, args),
        ("add" | "addAll", [_]) => Err(Thrown::new(
            "java.lang.UnsupportedOperationException",
            "nothing can be added to a view of a map",
        )),
        _ => Ok(Called::Missing),
    }
}

fn indexed(list: &List, name: &str, args: &[Value]) -> Call {
    match (name, args) {
        ("get", [Value::Int(at)]) => value(get(list, *at)?),
        ("set", [Value::Int(at), new]) => value(set(list, *at, new.clone())?),
        ("add", [item]) => {
            let mut items = list.items_mut();
            check_length(items.len())?;
            items.push(item.clone());
            value(true)
        }
        ("add", [Value::Int(at), item]) => {
            let mut items = list.items_mut();
            check_length(items.len())?;
            let at = insertion(*at, items.len())?;
            items.insert(at, item.clone());
            Ok(Called::Void)
        }
        ("remove", [Value::Int(at)]) => {
            let mut items = list.items_mut();
            let length = items.len();
            match usize::try_from(*at).ok().filter(|at| *at < length) {
                Some(at) => value(items.remove(at)),
                None => Err(Thrown::index(at, length)),
            }
        }
        ("remove", [wanted]) => {
            let at = list
                .items()
                .iter()
                .position(|item| equality::equals(item, wanted));
            if let Some(at) = at {
                list.items_mut().remove(at);
            }
            value(at.is_some())
        }
        ("indexOf", [wanted]) => {
            let at = list
                .items()
                .iter()
                .position(|item| equality::equals(item, wanted));
            value(at.map_or(-1, |at| at as i32))
        }
        ("lastIndexOf", [wanted]) => {
            let at = list
                .items()
                .iter()
                .rposition(|item| equality::equals(item, wanted));
            value(at.map_or(-1, |at| at as i32))
        }
        // Java's is a view of the list; this is a copy.
        ("subList", [Value::Int(from), Value::Int(to)]) => {
            let items = list.items();
            let range = usize::try_from(*from).ok().zip(usize::try_from(*to).ok());
            match range.and_then(|(from, to)| items.get(from..to)) {
                Some(part) => Ok(array_list(part.to_vec())),
                None => Err(Thrown::index(
                    if *from < 0 { from } else { to },
                    items.len(),
                )),
            }
        }
        ("clear", []) => {
            list.items_mut().clear();
            Ok(Called::Void)
        }
        ("addAll", [more]) => {
            let Some(more) = collection(more) else {
                return Ok(Called::Missing);
            };
            check_length(list.items().len() + more.len())?;
            let changed = !more.is_empty();
            list.items_mut().extend(more);
            value(changed)
        }
        ("addAll", [Value::Int(at), more]) => {
            let Some(more) = collection(more) else {
                return Ok(Called::Missing);
            };
            check_length(list.items().len() + more.len())?;
            let at = insertion(*at, list.items().len())?;
            let changed = !more.is_empty();
            list.items_mut().splice(at..at, more);
            value(changed)
        }
        ("removeAll" | "retainAll", [others]) => {
            let Some(others) = collection(others) else {
                return Ok(Called::Missing);
            };
            let before = list.items().len();
            let kept: Vec<Value> = list
                .items()
                .iter()
                .filter(|item| contains(&others, item) == (name == "retainAll"))
                .cloned()
                .collect();
            let changed = kept.len() != before;
            *list.items_mut() = kept;
            value(changed)
        }
        ("sort", [Value::Null]) => {
            sort(&mut list.items_mut())?;
            Ok(Called::Void)
        }
        ("clone", []) => value(Value::List(List::new(list.kind, list.items().clone()))),
        ("ensureCapacity", [Value::Int(_)]) | ("trimToSize", []) => Ok(Called::Void),
        ("toJSONString", []) if list.kind == ListKind::JsonArray => {
            let mut out = String::new();
            json::write_escaping_slashes(&mut out, &Value::List(list.clone()));
            value(out)
        }
        ("appendElement", [item]) if list.kind == ListKind::JsonArray => {
            check_length(list.items().len())?;
            list.items_mut().push(item.clone());
            value(Value::List(list.clone()))
        }
        _ => Ok(Called::Missing),
    }
}

/// Sorts by natural order, which only items of one class have.
fn sort(items: &mut [Value]) -> Result<(), Thrown> {
    let natural = |value: &Value| match value {
        Value::Str(_) => Some(0),
        Value::Int(_) => Some(1),
        Value::Long(_) => Some(2),
        Value::Double(_) => Some(3),
        Value::BigInt(_) => Some(4),
        Value::Decimal(_) => Some(5),
        Value::Bool(_) => Some(6),
        _ => None,
    };
    let class = items.first().and_then(natural);
    if items.len() > 1 && (class.is_none() || items.iter().any(|item| natural(item) != class)) {
        return Err(Thrown::new(
            "java.lang.ClassCastException",
            "the items cannot be compared with each other",
        ));
    }
    items.sort_by(|left, right| match (left, right) {
        (Value::Str(l), Value::Str(r)) => crate::text::order(l, r),
        (Value::Bool(l), Value::Bool(r)) => l.cmp(r),
        (Value::Double(l), Value::Double(r)) => l.total_cmp(r),
        (left, right) => crate::number::compare(left, right).unwrap_or(std::cmp::Ordering::Equal),
    });
    Ok(())
}
