//! `equals` and `hashCode` of every value.

use crate::number;
use crate::text;
use crate::value::{Array, Object, Value};

/// Deeper than this, two values are not compared or hashed any further (Java overflows its stack).
const DEEPEST: u32 = 200;

/// More parts than this are not compared or hashed: a list that holds another twice, and so on, has no end of them.
const MOST_PARTS: u32 = 1 << 20;

/// `left.equals(right)`, null-safe.
pub(crate) fn equals(left: &Value, right: &Value) -> bool {
    equals_within(left, right, DEEPEST, &mut { MOST_PARTS })
}

fn equals_within(left: &Value, right: &Value, depth: u32, parts: &mut u32) -> bool {
    if depth == 0 || *parts == 0 {
        return false;
    }
    *parts -= 1;
    match (left, right) {
        (Value::Null, Value::Null) | (Value::Object(Object::Util), Value::Object(Object::Util)) => {
            true
        }
        (Value::Bool(l), Value::Bool(r)) => l == r,
        (Value::Char(l), Value::Char(r)) => l == r,
        (Value::Int(l), Value::Int(r)) => l == r,
        (Value::Long(l), Value::Long(r)) => l == r,
        (Value::Float(l), Value::Float(r)) => l.to_bits() == r.to_bits(),
        (Value::Double(l), Value::Double(r)) => l.to_bits() == r.to_bits(),
        (Value::BigInt(l), Value::BigInt(r)) => l == r,
        (Value::Decimal(l), Value::Decimal(r)) => l == r,
        (Value::List(l), Value::List(r)) => {
            if l.same(r) {
                return true;
            }
            let (l, r) = (l.items(), r.items());
            l.len() == r.len()
                && l.iter()
                    .zip(r.iter())
                    .all(|(a, b)| equals_within(a, b, depth - 1, parts))
        }
        (Value::Map(l), Value::Map(r)) => {
            l.same(r)
                || (l.len() == r.len()
                    && l.entries().iter().all(|(k, v)| {
                        r.get(k)
                            .is_some_and(|w| equals_within(v, &w, depth - 1, parts))
                    }))
        }
        (Value::Array(l), Value::Array(r)) => l.address() == r.address(),
        (Value::Str(l), Value::Str(r))
        | (Value::Object(Object::Class(l)), Value::Object(Object::Class(r))) => l == r,
        (Value::Object(Object::Entry(l, k)), Value::Object(Object::Entry(r, j))) => {
            equals_within(k, j, depth - 1, parts)
                && equals_within(
                    &l.get(k).unwrap_or_default(),
                    &r.get(j).unwrap_or_default(),
                    depth - 1,
                    parts,
                )
        }
        (Value::Object(Object::Block(l)), Value::Object(Object::Block(r))) => {
            std::rc::Rc::ptr_eq(l, r)
        }
        (Value::Object(Object::Input(l)), Value::Object(Object::Input(r))) => {
            std::rc::Rc::ptr_eq(l, r)
        }
        _ => false,
    }
}

/// `value.hashCode()`, 0 for null; identity hashes come from addresses.
pub(crate) fn hash_code(value: &Value) -> i32 {
    hash_within(value, DEEPEST, &mut { MOST_PARTS })
}

fn hash_within(value: &Value, depth: u32, parts: &mut u32) -> i32 {
    if depth == 0 || *parts == 0 {
        return 0;
    }
    *parts -= 1;
    match value {
        Value::Null => 0,
        Value::Bool(b) => {
            if *b {
                1231
            } else {
                1237
            }
        }
        Value::Char(c) => u32::from(*c) as i32,
        Value::Int(n) => *n,
        Value::Long(n) => (*n ^ ((*n as u64) >> 32) as i64) as i32,
        Value::Float(n) => n.to_bits() as i32,
        Value::Double(n) => {
            let bits = n.to_bits();
            (bits ^ (bits >> 32)) as i32
        }
        Value::BigInt(n) => {
            let hash =
                n.magnitude()
                    .to_u32_digits()
                    .iter()
                    .rev()
                    .fold(0u32, |h, d| h.wrapping_mul(31).wrapping_add(*d)) as i32;
            if n.sign() == num_bigint::Sign::Minus {
                hash.wrapping_neg()
            } else {
                hash
            }
        }
        Value::Decimal(_) => number::int_value(value).unwrap_or(0),
        Value::Str(text) => text::hash(text),
        Value::List(list) => list.items().iter().fold(1i32, |hash, item| {
            hash.wrapping_mul(31)
                .wrapping_add(hash_within(item, depth - 1, parts))
        }),
        Value::Map(map) => map.entries().iter().fold(0i32, |hash, (key, item)| {
            hash.wrapping_add(
                hash_within(key, depth - 1, parts) ^ hash_within(item, depth - 1, parts),
            )
        }),
        Value::Array(array) => identity(array),
        Value::Object(Object::Entry(map, key)) => {
            hash_within(key, depth - 1, parts)
                ^ hash_within(&map.get(key).unwrap_or_default(), depth - 1, parts)
        }
        Value::Object(object) => identity_of(std::ptr::from_ref(object).addr()),
    }
}

/// `System.identityHashCode` of an array: any number will do, as it differs from run to run in Java too.
pub(crate) fn identity(array: &Array) -> i32 {
    identity_of(array.address())
}

fn identity_of(address: usize) -> i32 {
    ((address >> 4) & 0x7fff_ffff) as i32
}
