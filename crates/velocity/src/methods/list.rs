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

/// Removes an item by its place, from the map if it is a map's.
pub(super) fn remove_at(list: &List, at: usize) -> Result<(), Thrown> {
    let Some(item) = list.items().get(at).cloned() else {
        return Err(Thrown::index(at, list.items().len()));
    };
    if let Some(map) = list.viewed_map() {
        let key = match (&item, list.kind) {
            (Value::Object(Object::Entry(_, key)), ListKind::EntrySet) => (**key).clone(),
            (_, ListKind::Values) => map.entries().swap_remove(at).0,
            _ => item,
        };
        map.remove(&key);
    } else {
        let length = list.items().len();
        list.items_mut().remove(at);
        list.pass_on(length);
    }
    Ok(())
}

pub(super) fn call(list: &List, name: &str, args: &[Value]) -> Call {
    match (name, args) {
        ("size", []) => return value(list.items().len()),
        ("isEmpty", []) => return value(list.items().is_empty()),
        ("contains", [wanted]) => return value(contains(&list.items(), wanted)),
        (
            "containsAll" | "addAll" | "removeAll" | "retainAll" | "forEach" | "removeIf"
            | "replaceAll",
            [Value::Null],
        )
        | ("addAll", [Value::Int(_), Value::Null]) => return Err(Thrown::null("the argument")),
        ("containsAll", [wanted]) => {
            let Some(wanted) = collection(wanted) else {
                return Ok(Called::Missing);
            };
            let items = list.items();
            return value(wanted.iter().all(|wanted| contains(&items, wanted)));
        }
        ("iterator", []) => return value(Value::iterator(list, 0, false)),
        ("toArray", []) => {
            return value(Value::Array(Array::new(
                ArrayKind::Object,
                list.items().clone(),
            )));
        }
        ("stream" | "parallelStream" | "spliterator", []) => {
            return value(Value::Object(Object::Stream(list.items().len())));
        }
        _ => {}
    }
    match (name, args) {
        _ if list.is_indexed() => {
            let length = list.items().len();
            let called = indexed(list, name, args);
            list.pass_on(length);
            called
        }
        ("clear", []) => {
            if let Some(map) = list.viewed_map() {
                map.clear();
            }
            Ok(Called::Void)
        }
        ("remove", [wanted]) => {
            let at = list
                .items()
                .iter()
                .position(|item| equality::equals(item, wanted));
            if let Some(at) = at {
                remove_at(list, at)?;
            }
            value(at.is_some())
        }
        ("removeAll" | "retainAll", [others]) => {
            let Some(others) = collection(others) else {
                return Ok(Called::Missing);
            };
            let gone: Vec<usize> = (0..list.items().len())
                .filter(|at| contains(&others, &list.items()[*at]) == (name == "removeAll"))
                .collect();
            for at in gone.iter().rev() {
                remove_at(list, *at)?;
            }
            value(!gone.is_empty())
        }
        ("hashCode", []) if list.kind != ListKind::Values => {
            let hashes = list.items();
            let hashes = hashes.iter().map(equality::hash_code);
            value(hashes.fold(0i32, i32::wrapping_add))
        }
        ("equals", [Value::List(other)]) => value(
            list.same(other)
                || (list.kind != ListKind::Values
                    && other.kind != ListKind::Values
                    && !other.is_indexed()
                    && list.items().len() == other.items().len()
                    && list
                        .items()
                        .iter()
                        .all(|item| contains(&other.items(), item))),
        ),
        ("add" | "addAll", [_]) => Err(Thrown::new(
            "java.lang.UnsupportedOperationException",
            "nothing can be added to a view of a map",
        )),
        _ => Ok(Called::Missing),
    }
}

fn indexed(list: &List, name: &str, args: &[Value]) -> Call {
    match (name, args) {
        ("listIterator", []) => value(Value::iterator(list, 0, true)),
        ("listIterator", [Value::Int(at)]) => {
            let at = insertion(*at, list.items().len())?;
            value(Value::iterator(list, at, true))
        }
        ("of", items) => immutable(items.to_vec()),
        ("copyOf", [items]) => match collection(items) {
            Some(items) => immutable(items),
            None if items.is_null() => Err(Thrown::null("the argument")),
            None => Ok(Called::Missing),
        },
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
        ("subList", [Value::Int(from), Value::Int(to)]) => {
            let length = list.items().len();
            let range = usize::try_from(*from).ok().zip(usize::try_from(*to).ok());
            match range.filter(|(from, to)| from <= to && *to <= length) {
                Some((from, to)) => value(Value::List(list.part(from..to))),
                None => Err(Thrown::index(if *from < 0 { from } else { to }, length)),
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

/// A list of the static methods of `List`, which take no null. (Java's cannot be changed afterwards.)
fn immutable(items: Vec<Value>) -> Call {
    if items.iter().any(Value::is_null) {
        return Err(Thrown::null("an item"));
    }
    Ok(array_list(items))
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
