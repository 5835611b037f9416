//! `java.math.BigDecimal`, as far as JSON numbers of more than 18 characters need it.

use std::cmp::Ordering;
use std::fmt;

use num_bigint::{BigInt, Sign};

/// Digits beyond which arithmetic is refused rather than carried out (`1e999999999` is a legal JSON number).
const MOST_DIGITS: u32 = 4096;

/// An unscaled integer and the number of its digits that stand after the point (which may be negative).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decimal {
    unscaled: BigInt,
    scale: i32,
}

impl From<BigInt> for Decimal {
    fn from(unscaled: BigInt) -> Self {
        Decimal { unscaled, scale: 0 }
    }
}

impl Decimal {
    /// Reads what `new BigDecimal(String)` accepts; `None` where it throws.
    pub fn parse(text: &str) -> Option<Decimal> {
        let (mantissa, exponent) = match text.find(['e', 'E']) {
            Some(at) => (&text[..at], text[at + 1..].parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let unsigned = whole.strip_prefix(['+', '-']).unwrap_or(whole);
        let digits = format!("{unsigned}{fraction}");
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let mut unscaled: BigInt = digits.parse().ok()?;
        if whole.starts_with('-') {
            unscaled = -unscaled;
        }
        let scale = i32::try_from(fraction.len()).ok()?.checked_sub(exponent)?;
        Some(Decimal { unscaled, scale })
    }

    /// `new BigDecimal(double)`: all digits of the binary fraction; `None` where it throws.
    pub(crate) fn exactly(number: f64) -> Option<Decimal> {
        if !number.is_finite() {
            return None;
        }
        let bits = number.to_bits();
        let exponent = (bits >> 52 & 0x7ff) as i32;
        let fraction = bits & ((1 << 52) - 1);
        let (mantissa, exponent) = match exponent {
            0 => (fraction, -1074),
            exponent => (fraction | 1 << 52, exponent - 1075),
        };
        let shift = mantissa.trailing_zeros().min(63) as i32;
        let (mantissa, exponent) = match mantissa {
            0 => (0, 0),
            mantissa => (mantissa >> shift, exponent + shift),
        };
        let magnitude = BigInt::from(mantissa);
        let (unscaled, scale) = if exponent < 0 {
            (
                magnitude * BigInt::from(5).pow(exponent.unsigned_abs()),
                -exponent,
            )
        } else {
            (magnitude << exponent.unsigned_abs(), 0)
        };
        let unscaled = if number < 0.0 { -unscaled } else { unscaled };
        Some(Decimal { unscaled, scale })
    }

    /// Whether the value is zero, whatever its scale.
    pub fn is_zero(&self) -> bool {
        self.unscaled.sign() == Sign::NoSign
    }

    /// `doubleValue()`.
    pub fn to_f64(&self) -> f64 {
        format!("{}e{}", self.unscaled, -i64::from(self.scale))
            .parse()
            .unwrap_or(f64::NAN)
    }

    /// `toBigInteger()`; zero where the digits would not fit in memory.
    pub fn to_integer(&self) -> BigInt {
        match u32::try_from(self.scale) {
            Ok(scale) if scale <= MOST_DIGITS => &self.unscaled / BigInt::from(10).pow(scale),
            Err(_) if self.scale.unsigned_abs() <= MOST_DIGITS => {
                &self.unscaled * BigInt::from(10).pow(self.scale.unsigned_abs())
            }
            _ => BigInt::ZERO,
        }
    }

    /// The unscaled integer at a scale that is at least this one's.
    fn at_scale(&self, scale: i32) -> Option<BigInt> {
        let zeros = u32::try_from(i64::from(scale) - i64::from(self.scale)).ok()?;
        (zeros <= MOST_DIGITS).then(|| &self.unscaled * BigInt::from(10).pow(zeros))
    }

    fn aligned(&self, other: &Decimal) -> Option<(BigInt, BigInt, i32)> {
        let scale = self.scale.max(other.scale);
        Some((self.at_scale(scale)?, other.at_scale(scale)?, scale))
    }

    /// The sum; `None` when its digits would be too many.
    pub(crate) fn add(&self, other: &Decimal) -> Option<Decimal> {
        let (l, r, scale) = self.aligned(other)?;
        Some(Decimal {
            unscaled: l + r,
            scale,
        })
    }

    /// The difference; `None` when its digits would be too many.
    pub(crate) fn subtract(&self, other: &Decimal) -> Option<Decimal> {
        let (l, r, scale) = self.aligned(other)?;
        Some(Decimal {
            unscaled: l - r,
            scale,
        })
    }

    /// The product; `None` when its digits would be too many.
    pub(crate) fn multiply(&self, other: &Decimal) -> Option<Decimal> {
        if self.unscaled.bits() + other.unscaled.bits() > u64::from(MOST_DIGITS) * 4 {
            return None;
        }
        Some(Decimal {
            unscaled: &self.unscaled * &other.unscaled,
            scale: self.scale.checked_add(other.scale)?,
        })
    }

    /// The quotient at this number's scale, rounded half down (Velocity's choice); `None` on zero.
    pub(crate) fn divide(&self, other: &Decimal) -> Option<Decimal> {
        if other.is_zero() {
            return None;
        }
        // unscaled / 10^-other.scale, both sides made whole.
        let shift = other.scale;
        let (mut top, mut bottom) = (self.unscaled.clone(), other.unscaled.clone());
        if shift.unsigned_abs() > MOST_DIGITS {
            return None;
        }
        let power = BigInt::from(10).pow(shift.unsigned_abs());
        if shift >= 0 {
            top *= power;
        } else {
            bottom *= power;
        }
        let (quotient, rest) = (&top / &bottom, &top % &bottom);
        let twice = rest.magnitude() * 2u32;
        let unscaled = if twice > *bottom.magnitude() {
            quotient
                + if (top.sign() == Sign::Minus) == (bottom.sign() == Sign::Minus) {
                    1
                } else {
                    -1
                }
        } else {
            quotient
        };
        Some(Decimal {
            unscaled,
            scale: self.scale,
        })
    }

    /// Compares by value, not by scale; falls back on doubles for huge exponents.
    pub(crate) fn compare(&self, other: &Decimal) -> Option<Ordering> {
        match self.aligned(other) {
            Some((l, r, _)) => Some(l.cmp(&r)),
            None => self.to_f64().partial_cmp(&other.to_f64()),
        }
    }
}

impl fmt::Display for Decimal {
    /// `BigDecimal.toString()`: plain unless the scale is negative or the exponent is below -6.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.unscaled.magnitude().to_string();
        let sign = if self.unscaled.sign() == Sign::Minus {
            "-"
        } else {
            ""
        };
        let scale = i64::from(self.scale);
        let length = i64::try_from(digits.len()).unwrap_or(i64::MAX);
        let exponent = length - 1 - scale;
        if scale == 0 {
            return write!(f, "{sign}{digits}");
        }
        if scale > 0 && exponent >= -6 {
            let point = length - scale;
            return match usize::try_from(point) {
                Ok(point) if point > 0 => {
                    write!(f, "{sign}{}.{}", &digits[..point], &digits[point..])
                }
                _ => write!(
                    f,
                    "{sign}0.{}{digits}",
                    "0".repeat(point.unsigned_abs() as usize)
                ),
            };
        }
        let (first, rest) = digits.split_at(1);
        write!(f, "{sign}{first}")?;
        if !rest.is_empty() {
            write!(f, ".{rest}")?;
        }
        if exponent != 0 {
            write!(f, "E{exponent:+}")?;
        }
        Ok(())
    }
}
