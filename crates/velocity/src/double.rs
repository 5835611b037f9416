//! `Double.toString` and `Float.toString` of Java up to 18 (`FloatingDecimal`), digit for digit. It does not always
//! find the shortest digits, so no shortest-digits algorithm can stand in for it: `2.0E23` prints as
//! `1.9999999999999998E23`.

use num_bigint::BigUint;

/// Appends `Double.toString(number)`.
pub(crate) fn write_double(out: &mut String, number: f64) {
    if write_special(out, number) || write_plain(out, number) {
        return;
    }
    let bits = number.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i32;
    let fraction = bits & ((1 << 52) - 1);
    let (binary, fraction, significant) = if exponent == 0 {
        let shift = fraction.leading_zeros() as i32 - 11;
        (-1022 - shift, fraction << shift, 53 - shift)
    } else {
        (exponent - 1023, fraction | 1 << 52, 53)
    };
    digits(binary, fraction, significant).write(out, number < 0.0);
}

/// Appends `Float.toString(number)`.
pub(crate) fn write_float(out: &mut String, number: f32) {
    if write_special(out, f64::from(number)) {
        return;
    }
    let bits = number.to_bits();
    let exponent = (bits >> 23 & 0xff) as i32;
    let fraction = bits & ((1 << 23) - 1);
    let (binary, fraction, significant) = if exponent == 0 {
        let shift = fraction.leading_zeros() as i32 - 8;
        (-126 - shift, fraction << shift, 24 - shift)
    } else {
        (exponent - 127, fraction | 1 << 23, 24)
    };
    digits(binary, u64::from(fraction) << 29, significant).write(out, number < 0.0);
}

fn write_special(out: &mut String, number: f64) -> bool {
    out.push_str(match number {
        n if n.is_nan() => "NaN",
        f64::INFINITY => "Infinity",
        f64::NEG_INFINITY => "-Infinity",
        0.0 if number.is_sign_negative() => "-0.0",
        0.0 => "0.0",
        _ => return false,
    });
    true
}

/// The numbers that people write: of at most 15 digits, a few of them behind the point. For these the digits are
/// those of the shortest decimal, and it is found without arithmetic on long integers.
fn write_plain(out: &mut String, number: f64) -> bool {
    let magnitude = number.abs();
    if !(1e-3..1e7).contains(&magnitude) {
        return false;
    }
    let mut scale = 1.0;
    for places in 0..=8_usize {
        let scaled = (magnitude * scale).round();
        if scaled >= 1e15 {
            return false;
        }
        if (scaled / scale).to_bits() == magnitude.to_bits() {
            let mut buffer = itoa::Buffer::new();
            let digits = buffer.format(scaled as u64);
            if number < 0.0 {
                out.push('-');
            }
            if places == 0 {
                out.push_str(digits);
                out.push_str(".0");
            } else if let Some(whole) = digits.len().checked_sub(places).filter(|n| *n > 0) {
                out.push_str(&digits[..whole]);
                out.push('.');
                out.push_str(&digits[whole..]);
            } else {
                out.push_str("0.");
                out.extend(std::iter::repeat_n('0', places - digits.len()));
                out.push_str(digits);
            }
            return true;
        }
        scale *= 10.0;
    }
    false
}

/// `0.ddd` times ten to the `exponent`.
struct Digits {
    digits: Vec<u8>,
    exponent: i32,
}

impl Digits {
    /// Plain from 10^-3 up to 10^7, with an `E` outside.
    fn write(&self, out: &mut String, negative: bool) {
        let exponent = self.exponent;
        let digits = self.digits.iter();
        let text: String = digits.map(|digit| char::from(b'0' + digit)).collect();
        if negative {
            out.push('-');
        }
        if (1..8).contains(&exponent) {
            let whole = text.len().min(exponent as usize);
            out.push_str(&text[..whole]);
            out.extend(std::iter::repeat_n('0', exponent as usize - whole));
            out.push('.');
            out.push_str(if whole < text.len() {
                &text[whole..]
            } else {
                "0"
            });
        } else if (-2..1).contains(&exponent) {
            out.push_str("0.");
            out.extend(std::iter::repeat_n('0', exponent.unsigned_abs() as usize));
            out.push_str(&text);
        } else {
            out.push_str(&text[..1]);
            out.push('.');
            out.push_str(if text.len() > 1 { &text[1..] } else { "0" });
            out.push('E');
            out.push_str(itoa::Buffer::new().format(exponent - 1));
        }
    }
}

/// `FloatingDecimal.BinaryToASCIIBuffer.dtoa`: `fraction` has 53 bits, the highest set, of which `significant` count;
/// `binary` is the exponent of the highest.
fn digits(binary: i32, fraction: u64, significant: i32) -> Digits {
    let trailing = fraction.trailing_zeros() as i32;
    let width = 53 - trailing;
    let tiny = (width - binary - 1).max(0);
    if (-21..=62).contains(&binary) && tiny == 0 {
        let dropped = if binary > significant {
            insignificant(binary - significant - 1)
        } else {
            0
        };
        let whole = if binary >= 52 {
            fraction << (binary - 52)
        } else {
            fraction >> (52 - binary)
        };
        return of_integer(whole, dropped);
    }
    let mut exponent = estimate(fraction, binary);
    let b5 = (-exponent).max(0);
    let s5 = exponent.max(0);
    let mut b2 = b5 + tiny + binary;
    let mut s2 = s5 + tiny;
    let mut m2 = b2 - significant;
    let fraction = fraction >> trailing;
    b2 -= width - 1;
    let common = b2.min(s2);
    b2 -= common;
    s2 -= common;
    m2 -= common;
    // Below a power of two, the next number is only half as far away.
    if width == 1 {
        m2 -= 1;
    }
    if m2 < 0 {
        b2 -= m2;
        s2 -= m2;
        m2 = 0;
    }
    // Java's comparisons differ between its fast paths and the one with long integers.
    let b_bits = width + b2 + five_bits(b5);
    let ten_s_bits = s2 + 1 + five_bits(s5 + 1);
    let fast = b_bits < 64 && ten_s_bits < 64;
    // Java multiplies in 32 or 64 bits, which may overflow in `m`.
    let overflow = match (fast, b_bits < 32 && ten_s_bits < 32) {
        (true, true) => 31,
        (true, false) => 63,
        _ => u64::MAX,
    };

    let unit = power(s5, s2);
    let mut rest = BigUint::from(fraction) * power(b5, b2);
    let mut margin = power(b5, m2);
    let ten_units = &unit * 10u32;
    let mut digits = Vec::new();
    let step = |rest: &mut BigUint, margin: &mut BigUint| {
        let digit = &*rest / &unit;
        *rest = (&*rest % &unit) * 10u32;
        *margin *= 10u32;
        let low = *rest < *margin;
        let sum = &*rest + &*margin;
        let high = if fast {
            sum > ten_units
        } else {
            sum >= ten_units
        };
        let digit = digit.to_u32_digits().first().copied().unwrap_or(0) as u8;
        if margin.bits() > overflow {
            return (digit, true, true);
        }
        (digit, low, high)
    };
    let (first, mut low, mut high) = step(&mut rest, &mut margin);
    if first == 0 && !high {
        exponent -= 1;
    } else {
        digits.push(first);
    }
    // Printed with an `E`, there is at least one digit behind the point.
    if !(-3..8).contains(&exponent) {
        high = false;
        low = false;
    }
    while !low && !high {
        let (digit, now_low, now_high) = step(&mut rest, &mut margin);
        (low, high) = (now_low, now_high);
        digits.push(digit);
    }
    let mut result = Digits {
        digits,
        exponent: exponent + 1,
    };
    if high {
        let up = !low
            || match (&rest * 2u32).cmp(&ten_units) {
                std::cmp::Ordering::Equal => result.digits.last().is_some_and(|d| d % 2 == 1),
                order => order.is_gt(),
            };
        if up {
            round_up(&mut result);
        }
    }
    result
}

fn round_up(number: &mut Digits) {
    let Some(at) = number.digits.iter().rposition(|digit| *digit != 9) else {
        number.digits.fill(0);
        if let Some(first) = number.digits.first_mut() {
            *first = 1;
        }
        number.exponent += 1;
        return;
    };
    number.digits[at] += 1;
    number.digits[at + 1..].fill(0);
}

/// The bits of a power of five, as Java's table and, beyond it, its estimate have them.
fn five_bits(power: i32) -> i32 {
    const BITS: [i32; 27] = [
        0, 3, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28, 31, 33, 35, 38, 40, 42, 45, 47, 49, 52, 54,
        56, 59, 61,
    ];
    BITS.get(power as usize).copied().unwrap_or(power * 3)
}

/// 5^`five` times 2^`two`.
fn power(five: i32, two: i32) -> BigUint {
    BigUint::from(5u32).pow(five as u32) << two as u64
}

/// A guess of the decimal exponent, at most one too high.
#[expect(clippy::approx_constant, reason = "these are Java's digits")]
fn estimate(fraction: u64, binary: i32) -> i32 {
    let leading = f64::from_bits(1023 << 52 | (fraction & ((1 << 52) - 1)));
    let guess =
        (leading - 1.5) * 0.289_529_654 + 0.176_091_259 + f64::from(binary) * 0.301_029_995_663_981;
    guess.floor() as i32
}

/// How many decimal digits 2^`power` takes up that mean nothing.
fn insignificant(power: i32) -> u32 {
    if (2..64).contains(&power) {
        (f64::from(power) * std::f64::consts::LOG10_2) as u32
    } else {
        0
    }
}

/// The digits of an integer but the last `dropped`, without zeros at the end.
fn of_integer(mut number: u64, dropped: u32) -> Digits {
    if dropped > 0 {
        let unit = 10u64.pow(dropped);
        let rest = number % unit;
        number /= unit;
        if rest >= unit / 2 {
            number += 1;
        }
    }
    let text = number.to_string();
    let digits: Vec<u8> = text
        .trim_end_matches('0')
        .bytes()
        .map(|b| b - b'0')
        .collect();
    Digits {
        exponent: text.len() as i32 + dropped as i32,
        digits,
    }
}
