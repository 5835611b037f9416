//! Java numbers: how they print, compare and combine (Velocity's `MathUtils`). Knows nothing of templates.

use std::cmp::Ordering;
use std::fmt::Write;
use std::rc::Rc;

use num_bigint::BigInt;

use crate::decimal::Decimal;
use crate::double::{write_double, write_float};
use crate::error::Thrown;
use crate::value::Value;

/// Appends a number as `toString()` gives it; false if `value` is not a number.
pub(crate) fn write_number(out: &mut String, value: &Value) -> bool {
    let written = match value {
        Value::Int(n) => {
            out.push_str(itoa::Buffer::new().format(*n));
            return true;
        }
        Value::Long(n) => {
            out.push_str(itoa::Buffer::new().format(*n));
            return true;
        }
        Value::BigInt(n) => write!(out, "{n}"),
        Value::Decimal(n) => write!(out, "{n}"),
        Value::Double(n) => {
            write_double(out, *n);
            Ok(())
        }
        Value::Float(n) => {
            write_float(out, *n);
            Ok(())
        }
        _ => return false,
    };
    written.is_ok()
}

/// An integer in the narrowest of Integer and Long (what integer literals and JSON numbers become).
pub(crate) fn integer(number: i64) -> Value {
    i32::try_from(number).map_or(Value::Long(number), Value::Int)
}

/// `Number.intValue()`.
pub(crate) fn int_value(value: &Value) -> Option<i32> {
    match value {
        Value::Double(n) => Some(*n as i32),
        Value::Float(n) => Some(*n as i32),
        _ => long_value(value).map(|n| n as i32),
    }
}

/// `Number.longValue()`.
pub(crate) fn long_value(value: &Value) -> Option<i64> {
    Some(match value {
        Value::Int(n) => i64::from(*n),
        Value::Long(n) => *n,
        Value::Double(n) => *n as i64,
        Value::Float(n) => *n as i64,
        Value::BigInt(n) => low_bits(n),
        Value::Decimal(n) => low_bits(&n.to_integer()),
        _ => return None,
    })
}

/// The low 64 bits in two's complement, as `BigInteger.longValue()` takes them.
fn low_bits(number: &BigInt) -> i64 {
    let mut bytes = [if number.sign() == num_bigint::Sign::Minus {
        0xff
    } else {
        0
    }; 8];
    for (to, from) in bytes.iter_mut().zip(number.to_signed_bytes_le()) {
        *to = from;
    }
    i64::from_le_bytes(bytes)
}

/// `Number.doubleValue()`.
pub(crate) fn double_value(value: &Value) -> Option<f64> {
    Some(match value {
        Value::Int(n) => f64::from(*n),
        Value::Long(n) => *n as f64,
        Value::Double(n) => *n,
        Value::Float(n) => f64::from(*n),
        Value::BigInt(n) => n.to_string().parse().unwrap_or(f64::NAN),
        Value::Decimal(n) => n.to_f64(),
        _ => return None,
    })
}

fn big(value: &Value) -> Option<BigInt> {
    match value {
        Value::BigInt(n) => Some((**n).clone()),
        _ => long_value(value).map(BigInt::from),
    }
}

fn decimal(value: &Value) -> Option<Decimal> {
    match value {
        Value::Decimal(n) => Some((**n).clone()),
        Value::BigInt(n) => Some((**n).clone().into()),
        // Also a Long goes through a double.
        _ => Decimal::exactly(double_value(value)?),
    }
}

/// The arithmetic that Velocity's `#set` knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arithmetic {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `%`
    Modulo,
}

/// What two numbers are reduced to before they are combined (`MathUtils.findCalculationBase`).
enum Base {
    Long,
    BigInt,
    Double,
    Decimal,
}

fn base(left: &Value, right: &Value) -> Option<Base> {
    let rank = |value: &Value| match value {
        Value::Int(_) | Value::Long(_) => Some(0),
        Value::BigInt(_) => Some(1),
        Value::Float(_) | Value::Double(_) => Some(2),
        Value::Decimal(_) => Some(3),
        _ => None,
    };
    let (left, right) = (rank(left)?, rank(right)?);
    Some(match (left.min(right), left.max(right)) {
        (0, 0) => Base::Long,
        (_, 1) => Base::BigInt,
        (0 | 2, 2) => Base::Double,
        _ => Base::Decimal,
    })
}

fn is_zero(value: &Value) -> bool {
    match value {
        Value::Decimal(n) => n.is_zero(),
        Value::BigInt(n) => n.sign() == num_bigint::Sign::NoSign,
        _ => double_value(value) == Some(0.0),
    }
}

/// What Velocity's arithmetic throws for some pairs of numbers.
pub(crate) fn failure(op: Arithmetic, left: &Value, right: &Value) -> Option<Thrown> {
    let base = base(left, right)?;
    let arithmetic = |message: &str| Some(Thrown::new("ArithmeticException", message));
    match (op, base) {
        _ if matches!(op, Arithmetic::Divide | Arithmetic::Modulo) && is_zero(right) => None,
        (Arithmetic::Modulo, Base::Decimal) => {
            arithmetic("cannot calculate the modulo of BigDecimals")
        }
        (Arithmetic::Modulo, Base::BigInt) if big(right)?.sign() == num_bigint::Sign::Minus => {
            arithmetic("the modulus is not positive")
        }
        (_, Base::Decimal) => {
            let finite = |value| double_value(value).is_none_or(f64::is_finite);
            let fits = finite(left) && finite(right);
            (!fits).then(|| Thrown::new("NumberFormatException", "infinite or NaN"))
        }
        _ => None,
    }
}

/// Combines two numbers; `None` when one is not a number, or on division by zero.
pub(crate) fn combine(op: Arithmetic, left: &Value, right: &Value) -> Option<Value> {
    let base = base(left, right)?;
    if matches!(op, Arithmetic::Divide | Arithmetic::Modulo) && is_zero(right) {
        return None;
    }
    match base {
        Base::Long => {
            let (l, r) = (long_value(left)?, long_value(right)?);
            let result = match op {
                Arithmetic::Add => l.checked_add(r),
                Arithmetic::Subtract => l.checked_sub(r),
                Arithmetic::Multiply => l.checked_mul(r),
                Arithmetic::Divide => Some(l.wrapping_div(r)),
                Arithmetic::Modulo => Some(l.wrapping_rem(r)),
            };
            match result {
                Some(n) if matches!((left, right), (Value::Int(_), Value::Int(_))) => {
                    Some(integer(n))
                }
                Some(n) => Some(Value::Long(n)),
                None => combine_big(op, &l.into(), &r.into()),
            }
        }
        Base::BigInt => combine_big(op, &big(left)?, &big(right)?),
        Base::Double => {
            let (l, r) = (double_value(left)?, double_value(right)?);
            Some(Value::Double(match op {
                Arithmetic::Add => l + r,
                Arithmetic::Subtract => l - r,
                Arithmetic::Multiply => l * r,
                Arithmetic::Divide => l / r,
                Arithmetic::Modulo => l % r,
            }))
        }
        Base::Decimal => {
            let (l, r) = (decimal(left)?, decimal(right)?);
            let result = match op {
                Arithmetic::Add => l.add(&r),
                Arithmetic::Subtract => l.subtract(&r),
                Arithmetic::Multiply => l.multiply(&r),
                Arithmetic::Divide => l.divide(&r),
                Arithmetic::Modulo => None,
            }?;
            Some(Value::Decimal(Rc::new(result)))
        }
    }
}

fn combine_big(op: Arithmetic, l: &BigInt, r: &BigInt) -> Option<Value> {
    /// Larger results are refused: repeated squaring must not eat the machine.
    const MOST_BITS: u64 = 1 << 16;
    if op == Arithmetic::Multiply && l.bits() + r.bits() > MOST_BITS {
        return None;
    }
    let result = match op {
        Arithmetic::Add => l + r,
        Arithmetic::Subtract => l - r,
        Arithmetic::Multiply => l * r,
        Arithmetic::Divide => l / r,
        // `BigInteger.mod`, which is never negative.
        Arithmetic::Modulo => ((l % r) + r) % r,
    };
    Some(Value::BigInt(Rc::new(result)))
}

/// Compares two numbers by value across types; `None` when one is not a number or is NaN.
pub(crate) fn compare(left: &Value, right: &Value) -> Option<Ordering> {
    match base(left, right)? {
        Base::Long => Some(long_value(left)?.cmp(&long_value(right)?)),
        Base::BigInt => Some(big(left)?.cmp(&big(right)?)),
        Base::Double => double_value(left)?.partial_cmp(&double_value(right)?),
        Base::Decimal => decimal(left)?.compare(&decimal(right)?),
    }
}

/// Compares two numbers as the decimals that they print as, which is how JsonPath's filters do.
pub(crate) fn compare_printed(left: &Value, right: &Value) -> Option<Ordering> {
    if let Base::Long = base(left, right)? {
        return compare(left, right);
    }
    let printed = |value: &Value| {
        let mut text = String::new();
        write_number(&mut text, value);
        Decimal::parse(&text)
    };
    printed(left)?.compare(&printed(right)?)
}
