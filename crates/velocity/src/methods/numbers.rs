//! Methods of numbers, booleans and characters, their static ones too: templates call `parseInt` on any integer.

use std::rc::Rc;

use num_bigint::BigInt;

use crate::error::Thrown;
use crate::methods::{Call, Called, value};
use crate::number;
use crate::value::Value;

pub(super) const WITHOUT_PARAMETERS: &[&str] = &[
    "intValue",
    "longValue",
    "doubleValue",
    "floatValue",
    "shortValue",
    "byteValue",
    "describeConstable",
];

/// The same of `BigInteger` alone.
pub(super) const OF_BIG_INTEGER: &[&str] = &[
    "signum",
    "negate",
    "abs",
    "bitLength",
    "bitCount",
    "not",
    "sqrt",
    "getLowestSetBit",
    "nextProbablePrime",
    "toByteArray",
    "intValueExact",
    "longValueExact",
];

fn not_a_number(text: &str) -> Thrown {
    Thrown::new(
        "java.lang.NumberFormatException",
        format!("For input string: \"{text}\""),
    )
}

/// Java takes a sign and digits of a radix, nothing else.
fn parse(text: &str, radix: i32) -> Result<i64, Thrown> {
    let radix = u32::try_from(radix)
        .ok()
        .filter(|radix| (2..=36).contains(radix))
        .ok_or_else(|| not_a_number(text))?;
    i64::from_str_radix(text, radix).map_err(|_| not_a_number(text))
}

fn parse_int(text: &str, radix: i32) -> Result<i32, Thrown> {
    i32::try_from(parse(text, radix)?).map_err(|_| not_a_number(text))
}

fn parse_double(text: &str) -> Result<f64, Thrown> {
    let trimmed = crate::text::trim(text);
    match trimmed.trim_start_matches(['+', '-']) {
        "NaN" => return Ok(f64::NAN),
        "Infinity" => {
            return Ok(if trimmed.starts_with('-') {
                f64::NEG_INFINITY
            } else {
                f64::INFINITY
            });
        }
        _ => {}
    }
    let digits = trimmed
        .strip_suffix(['d', 'D', 'f', 'F'])
        .unwrap_or(trimmed);
    if !digits.ends_with(|c: char| c.is_ascii_digit() || c == '.') {
        return Err(not_a_number(text));
    }
    digits.parse().map_err(|_| not_a_number(text))
}

/// Digits of a number's bits in a radix that is a power of two.
fn unsigned(bits: u64, radix: u32) -> Called {
    Called::Value(Value::from(match radix {
        2 => format!("{bits:b}"),
        8 => format!("{bits:o}"),
        _ => format!("{bits:x}"),
    }))
}

fn in_radix(number: i64, radix: i32) -> String {
    let radix = if (2..=36).contains(&radix) {
        u64::from(radix.unsigned_abs())
    } else {
        10
    };
    let mut rest = number.unsigned_abs();
    let mut digits = Vec::new();
    loop {
        digits.push(char::from_digit((rest % radix) as u32, radix as u32).unwrap_or('0'));
        rest /= radix;
        if rest == 0 {
            break;
        }
    }
    if number < 0 {
        digits.push('-');
    }
    digits.into_iter().rev().collect()
}

pub(super) fn call(receiver: &Value, name: &str, args: &[Value]) -> Call {
    if args.is_empty() && number::long_value(receiver).is_some() {
        match name {
            "intValue" => return value(number::int_value(receiver).unwrap_or(0)),
            "longValue" => return value(Value::Long(number::long_value(receiver).unwrap_or(0))),
            "doubleValue" => {
                return value(Value::Double(
                    number::double_value(receiver).unwrap_or(f64::NAN),
                ));
            }
            "floatValue" => {
                return value(Value::Float(
                    number::double_value(receiver).unwrap_or(f64::NAN) as f32,
                ));
            }
            "shortValue" => {
                return value(i32::from(number::int_value(receiver).unwrap_or(0) as i16));
            }
            "byteValue" => return value(i32::from(number::int_value(receiver).unwrap_or(0) as i8)),
            _ => {}
        }
    }
    match receiver {
        Value::Int(n) => integer(*n, name, args),
        Value::Long(n) => long(*n, name, args),
        Value::Double(n) => double(*n, name, args),
        Value::Bool(b) => boolean(*b, name, args),
        Value::BigInt(n) => big(n, name, args),
        Value::Char(c) => character(*c, name, args),
        _ => Ok(Called::Missing),
    }
}

fn integer(receiver: i32, name: &str, args: &[Value]) -> Call {
    match (name, args) {
        ("compareTo", [Value::Int(other)]) => value(receiver.cmp(other) as i32),
        ("compare", [Value::Int(l), Value::Int(r)]) => value(l.cmp(r) as i32),
        ("parseInt" | "valueOf" | "decode", [Value::Str(text)]) => value(parse_int(text, 10)?),
        ("parseInt" | "valueOf", [Value::Str(text), Value::Int(radix)]) => {
            value(parse_int(text, *radix)?)
        }
        ("parseInt" | "valueOf" | "decode", [Value::Null])
        | ("parseInt", [Value::Null, Value::Int(_)]) => Err(not_a_number("null")),
        ("toString", [Value::Int(n)]) => value(n.to_string()),
        ("toString", [Value::Int(n), Value::Int(radix)]) => value(in_radix(i64::from(*n), *radix)),
        ("toHexString", [Value::Int(n)]) => Ok(unsigned(u64::from(*n as u32), 16)),
        ("toOctalString", [Value::Int(n)]) => Ok(unsigned(u64::from(*n as u32), 8)),
        ("toBinaryString", [Value::Int(n)]) => Ok(unsigned(u64::from(*n as u32), 2)),
        ("valueOf" | "hashCode", [Value::Int(n)]) => value(*n),
        ("max", [Value::Int(l), Value::Int(r)]) => value(*l.max(r)),
        ("min", [Value::Int(l), Value::Int(r)]) => value(*l.min(r)),
        ("sum", [Value::Int(l), Value::Int(r)]) => value(l.wrapping_add(*r)),
        ("signum", [Value::Int(n)]) => value(n.signum()),
        ("bitCount", [Value::Int(n)]) => value(n.count_ones() as i32),
        ("reverse", [Value::Int(n)]) => value(n.reverse_bits()),
        ("reverseBytes", [Value::Int(n)]) => value(n.swap_bytes()),
        ("highestOneBit", [Value::Int(n)]) => {
            let top = (1u32 << 31).checked_shr(n.leading_zeros()).unwrap_or(0);
            value(top as i32)
        }
        ("lowestOneBit", [Value::Int(n)]) => value(n & n.wrapping_neg()),
        ("numberOfLeadingZeros", [Value::Int(n)]) => value(n.leading_zeros() as i32),
        ("numberOfTrailingZeros", [Value::Int(n)]) => value(n.trailing_zeros() as i32),
        ("rotateLeft", [Value::Int(n), Value::Int(by)]) => value(n.rotate_left(*by as u32 & 31)),
        ("rotateRight", [Value::Int(n), Value::Int(by)]) => value(n.rotate_right(*by as u32 & 31)),
        ("toUnsignedString", [Value::Int(n)]) => value((*n as u32).to_string()),
        ("toUnsignedLong", [Value::Int(n)]) => value(Value::Long(i64::from(*n as u32))),
        ("compareUnsigned", [Value::Int(l), Value::Int(r)]) => {
            value((*l as u32).cmp(&(*r as u32)) as i32)
        }
        ("divideUnsigned" | "remainderUnsigned", [Value::Int(l), Value::Int(r)]) => {
            let (l, r) = (*l as u32, *r as u32);
            let made = if name == "divideUnsigned" {
                l.checked_div(r)
            } else {
                l.checked_rem(r)
            };
            match made {
                Some(made) => value(made as i32),
                None => Err(Thrown::new("java.lang.ArithmeticException", "/ by zero")),
            }
        }
        _ => Ok(Called::Missing),
    }
}

fn long(receiver: i64, name: &str, args: &[Value]) -> Call {
    let long = |n: &Value| match n {
        Value::Int(n) => Some(i64::from(*n)),
        Value::Long(n) => Some(*n),
        _ => None,
    };
    match (name, args) {
        ("compareTo", [Value::Long(other)]) => return value(receiver.cmp(other) as i32),
        ("parseLong" | "valueOf" | "decode", [Value::Str(text)]) => {
            return value(Value::Long(parse(text, 10)?));
        }
        ("parseLong" | "valueOf", [Value::Str(text), Value::Int(radix)]) => {
            return value(Value::Long(parse(text, *radix)?));
        }
        _ => {}
    }
    match args {
        [only] => {
            let Some(n) = long(only) else {
                return Ok(Called::Missing);
            };
            match name {
                "valueOf" => value(Value::Long(n)),
                "toString" => value(n.to_string()),
                "toHexString" => Ok(unsigned(n as u64, 16)),
                "toOctalString" => Ok(unsigned(n as u64, 8)),
                "toBinaryString" => Ok(unsigned(n as u64, 2)),
                "signum" => value(n.signum() as i32),
                "bitCount" => value(n.count_ones() as i32),
                "reverse" => value(Value::Long(n.reverse_bits())),
                "reverseBytes" => value(Value::Long(n.swap_bytes())),
                "lowestOneBit" => value(Value::Long(n & n.wrapping_neg())),
                "numberOfLeadingZeros" => value(n.leading_zeros() as i32),
                "numberOfTrailingZeros" => value(n.trailing_zeros() as i32),
                "toUnsignedString" => value((n as u64).to_string()),
                "hashCode" => value(crate::equality::hash_code(&Value::Long(n))),
                _ => Ok(Called::Missing),
            }
        }
        [left, right] => {
            let (Some(l), Some(r)) = (long(left), long(right)) else {
                return Ok(Called::Missing);
            };
            match name {
                "max" => value(Value::Long(l.max(r))),
                "min" => value(Value::Long(l.min(r))),
                "sum" => value(Value::Long(l.wrapping_add(r))),
                "compare" => value(l.cmp(&r) as i32),
                "toString" => value(in_radix(l, r as i32)),
                _ => Ok(Called::Missing),
            }
        }
        _ => Ok(Called::Missing),
    }
}

/// `Double.compare`: -0.0 is less than 0.0, and NaN greater than all.
fn compare_doubles(l: f64, r: f64) -> i32 {
    l.partial_cmp(&r)
        .filter(|order| order.is_ne())
        .unwrap_or_else(|| l.total_cmp(&r)) as i32
}

fn double(receiver: f64, name: &str, args: &[Value]) -> Call {
    match (name, args) {
        ("valueOf", [Value::Null]) => return Err(Thrown::null("the argument")),
        ("isNaN", []) => return value(receiver.is_nan()),
        ("isInfinite", []) => return value(receiver.is_infinite()),
        ("compareTo", [Value::Double(other)]) => return value(compare_doubles(receiver, *other)),
        ("parseDouble" | "valueOf", [Value::Str(text)]) => {
            return value(Value::Double(parse_double(text)?));
        }
        _ => {}
    }
    let numbers: Option<Vec<f64>> = args
        .iter()
        .map(|arg| {
            if matches!(arg, Value::BigInt(_) | Value::Decimal(_)) {
                None
            } else {
                number::double_value(arg)
            }
        })
        .collect();
    match (name, numbers.as_deref()) {
        ("isNaN", Some([n])) => value(n.is_nan()),
        ("isInfinite", Some([n])) => value(n.is_infinite()),
        ("isFinite", Some([n])) => value(n.is_finite()),
        ("valueOf", Some([n])) => value(Value::Double(*n)),
        ("hashCode", Some([n])) => value(crate::equality::hash_code(&Value::Double(*n))),
        ("doubleToLongBits", Some([n])) => value(Value::Long(n.to_bits() as i64)),
        ("isNaN" | "isInfinite", None) if args.len() == 1 => Err(Thrown::new(
            "java.lang.IllegalArgumentException",
            "wrong number of arguments",
        )),
        ("toString", Some([n])) => value(crate::print::to_text(&Value::Double(*n))),
        ("max", Some([l, r])) => value(Value::Double(l.max(*r))),
        ("min", Some([l, r])) => value(Value::Double(l.min(*r))),
        ("sum", Some([l, r])) => value(Value::Double(l + r)),
        ("compare", Some([l, r])) => value(compare_doubles(*l, *r)),
        _ => Ok(Called::Missing),
    }
}

fn boolean(receiver: bool, name: &str, args: &[Value]) -> Call {
    match (name, args) {
        ("booleanValue", []) => value(receiver),
        ("compareTo", [Value::Bool(other)]) => value(receiver.cmp(other) as i32),
        ("compare", [Value::Bool(l), Value::Bool(r)]) => value(l.cmp(r) as i32),
        ("parseBoolean" | "valueOf", [Value::Str(text)]) => {
            value(text.eq_ignore_ascii_case("true"))
        }
        ("parseBoolean", [Value::Null]) => value(false),
        ("valueOf", [Value::Bool(b)]) => value(*b),
        ("toString", [Value::Bool(b)]) => value(b.to_string()),
        ("hashCode", [Value::Bool(b)]) => value(crate::equality::hash_code(&Value::Bool(*b))),
        ("logicalAnd", [Value::Bool(l), Value::Bool(r)]) => value(l & r),
        ("logicalOr", [Value::Bool(l), Value::Bool(r)]) => value(l | r),
        ("logicalXor", [Value::Bool(l), Value::Bool(r)]) => value(l ^ r),
        _ => Ok(Called::Missing),
    }
}

fn big(receiver: &BigInt, name: &str, args: &[Value]) -> Call {
    let result = |number: BigInt| value(Value::BigInt(Rc::new(number)));
    match (name, args) {
        ("signum", []) => value(receiver.cmp(&BigInt::ZERO) as i32),
        ("negate", []) => result(-receiver),
        ("abs", []) => result(receiver.magnitude().clone().into()),
        ("bitCount", []) => value(if receiver.sign() == num_bigint::Sign::Minus {
            (-receiver - 1i32).magnitude().count_ones() as usize
        } else {
            receiver.magnitude().count_ones() as usize
        }),
        ("bitLength", []) => value(receiver.bits() as usize),
        ("compareTo", [Value::BigInt(other)]) => value(receiver.cmp(other) as i32),
        ("pow", [Value::Int(exponent)]) => match u32::try_from(*exponent) {
            Ok(exponent) if receiver.bits().saturating_mul(u64::from(exponent)) <= 1 << 16 => {
                result(receiver.pow(exponent))
            }
            Ok(_) => Err(Thrown::new(
                "LimitExceeded",
                "makes a number that is too long",
            )),
            Err(_) => Err(Thrown::new(
                "java.lang.ArithmeticException",
                "negative exponent",
            )),
        },
        ("add", [Value::BigInt(other)]) => result(receiver + &**other),
        ("subtract", [Value::BigInt(other)]) => result(receiver - &**other),
        ("max", [Value::BigInt(other)]) => result(receiver.max(other).clone()),
        ("min", [Value::BigInt(other)]) => result(receiver.min(other).clone()),
        ("toString", [Value::Int(radix)]) => {
            let radix = if (2..=36).contains(radix) { *radix } else { 10 };
            value(receiver.to_str_radix(radix.unsigned_abs()))
        }
        _ => Ok(Called::Missing),
    }
}

fn character(receiver: char, name: &str, args: &[Value]) -> Call {
    match (name, args) {
        ("charValue", []) => value(Value::Char(receiver)),
        ("compareTo", [Value::Char(other)]) => value(receiver as i32 - *other as i32),
        ("toString" | "valueOf", [Value::Char(c)]) => value(c.to_string()),
        ("isDigit", [Value::Char(c)]) => value(c.is_numeric()),
        ("isLetter", [Value::Char(c)]) => value(c.is_alphabetic()),
        ("isLetterOrDigit", [Value::Char(c)]) => value(c.is_alphanumeric()),
        ("isUpperCase", [Value::Char(c)]) => value(c.is_uppercase()),
        ("isLowerCase", [Value::Char(c)]) => value(c.is_lowercase()),
        ("isWhitespace", [Value::Char(c)]) => value(crate::text::is_whitespace(*c)),
        ("toUpperCase", [Value::Char(c)]) => {
            value(Value::Char(c.to_uppercase().next().unwrap_or(*c)))
        }
        ("toLowerCase", [Value::Char(c)]) => {
            value(Value::Char(c.to_lowercase().next().unwrap_or(*c)))
        }
        ("getNumericValue", [Value::Char(c)]) => {
            value(c.to_digit(36).map_or(-1, |digit| digit as i32))
        }
        _ => Ok(Called::Missing),
    }
}
