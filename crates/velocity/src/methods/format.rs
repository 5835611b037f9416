//! The part of `String.format` that templates use: `%s %S %d %x %X %o %c %b %f %e %n %%` with flags, width,
//! precision and argument numbers.

use num_bigint::BigInt;

use crate::error::Thrown;
use crate::limits;
use crate::number;
use crate::print;
use crate::text;
use crate::value::Value;

/// One `%…` of a format.
#[derive(Default)]
struct Spec {
    argument: Option<usize>,
    left: bool,
    plus: bool,
    space: bool,
    zero: bool,
    group: bool,
    paren: bool,
    alternate: bool,
    width: usize,
    precision: Option<usize>,
}

/// `String.format(format, args)`.
pub(super) fn format(format: &str, args: &[Value]) -> Result<String, Thrown> {
    let mut out = String::new();
    let mut rest = format;
    let mut next = 0;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        let (spec, conversion, after) = parse(&rest[at + 1..]).ok_or_else(|| {
            Thrown::new(
                "java.util.UnknownFormatConversionException",
                "Conversion = '%'",
            )
        })?;
        rest = after;
        if out.len() > limits::OUTPUT {
            break;
        }
        match conversion {
            'n' => out.push('\n'),
            '%' => pad(&mut out, &spec, "%"),
            conversion => {
                let index = spec.argument.unwrap_or_else(|| {
                    next += 1;
                    next - 1
                });
                let Some(argument) = args.get(index) else {
                    let message = format!("Format specifier '%{conversion}'");
                    return Err(Thrown::new(
                        "java.util.MissingFormatArgumentException",
                        message,
                    ));
                };
                let made = convert(&spec, conversion, argument)?;
                pad(&mut out, &spec, &made);
            }
        }
    }
    out.push_str(rest);
    Ok(out)
}

fn parse(text: &str) -> Option<(Spec, char, &str)> {
    let mut spec = Spec::default();
    let mut rest = text;
    let number =
        |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let length = number(rest);
    if length > 0 && rest[length..].starts_with('$') {
        spec.argument = Some(rest[..length].parse::<usize>().ok()?.checked_sub(1)?);
        rest = &rest[length + 1..];
    }
    while let Some(flag) = rest.chars().next() {
        match flag {
            '-' => spec.left = true,
            '+' => spec.plus = true,
            ' ' => spec.space = true,
            '0' => spec.zero = true,
            ',' => spec.group = true,
            '(' => spec.paren = true,
            '#' => spec.alternate = true,
            _ => break,
        }
        rest = &rest[1..];
    }
    let length = number(rest);
    if length > 0 {
        spec.width = rest[..length]
            .parse()
            .ok()
            .filter(|width| *width <= limits::ITEMS)?;
        rest = &rest[length..];
    }
    if let Some(after) = rest.strip_prefix('.') {
        let length = number(after);
        spec.precision = Some(
            after[..length]
                .parse()
                .ok()
                .filter(|precision| *precision <= 1000)?,
        );
        rest = &after[length..];
    }
    let conversion = rest.chars().next().filter(char::is_ascii)?;
    matches!(
        conversion,
        's' | 'S' | 'd' | 'x' | 'X' | 'o' | 'c' | 'C' | 'b' | 'B' | 'f' | 'e' | 'E' | 'n' | '%'
    )
    .then(|| (spec, conversion, &rest[1..]))
}

fn pad(out: &mut String, spec: &Spec, made: &str) {
    let blanks = spec.width.saturating_sub(text::length(made));
    if !spec.left {
        out.extend(std::iter::repeat_n(' ', blanks));
    }
    out.push_str(made);
    if spec.left {
        out.extend(std::iter::repeat_n(' ', blanks));
    }
}

fn convert(spec: &Spec, conversion: char, argument: &Value) -> Result<String, Thrown> {
    let mismatch = || {
        Thrown::new(
            "java.util.IllegalFormatConversionException",
            format!("{conversion} != {}", argument.class_name()),
        )
    };
    let cut = |text: String| match spec.precision {
        Some(most) => text.chars().take(most).collect(),
        None => text,
    };
    let integer = || -> Option<BigInt> {
        match argument {
            Value::Int(_) | Value::Long(_) => number::long_value(argument).map(BigInt::from),
            Value::BigInt(n) => Some((**n).clone()),
            _ => None,
        }
    };
    Ok(match conversion {
        's' => cut(print::to_text(argument)),
        'S' => cut(print::to_text(argument).to_uppercase()),
        'b' | 'B' => {
            let truth = match argument {
                Value::Null => false,
                Value::Bool(b) => *b,
                _ => true,
            };
            let text = cut(truth.to_string());
            if conversion == 'B' {
                text.to_uppercase()
            } else {
                text
            }
        }
        _ if argument.is_null() => "null".to_owned(),
        'c' | 'C' => {
            let c = match argument {
                Value::Char(c) => *c,
                Value::Int(code) => u32::try_from(*code)
                    .ok()
                    .and_then(char::from_u32)
                    .ok_or_else(mismatch)?,
                _ => return Err(mismatch()),
            };
            if conversion == 'C' {
                c.to_uppercase().collect()
            } else {
                c.to_string()
            }
        }
        'd' => {
            let number = integer().ok_or_else(mismatch)?;
            signed(spec, number < BigInt::ZERO, number.magnitude().to_string())
        }
        'x' | 'X' | 'o' => {
            let radix = if conversion == 'o' { 8 } else { 16 };
            let digits = match argument {
                Value::Int(n) => BigInt::from(*n as u32).to_str_radix(radix),
                Value::Long(n) => BigInt::from(*n as u64).to_str_radix(radix),
                _ => integer().ok_or_else(mismatch)?.to_str_radix(radix),
            };
            let prefix = if spec.alternate {
                if radix == 8 { "0" } else { "0x" }
            } else {
                ""
            };
            let zeros = if spec.zero {
                spec.width.saturating_sub(prefix.len() + digits.len())
            } else {
                0
            };
            let made = format!("{prefix}{}{digits}", "0".repeat(zeros));
            if conversion == 'X' {
                made.to_uppercase()
            } else {
                made
            }
        }
        _ => {
            let number = match argument {
                Value::Double(n) => *n,
                Value::Float(n) => f64::from(*n),
                Value::Decimal(n) => n.to_f64(),
                _ => return Err(mismatch()),
            };
            if !number.is_finite() {
                return Ok(print::to_text(&Value::Double(number)));
            }
            let precision = spec.precision.unwrap_or(6);
            if conversion == 'f' {
                signed(
                    spec,
                    number.is_sign_negative(),
                    fixed(number.abs(), precision),
                )
            } else {
                let made = format!("{:.precision$e}", number.abs());
                let (mantissa, exponent) = made.split_once('e').unwrap_or((&made, "0"));
                let exponent: i32 = exponent.parse().unwrap_or(0);
                let sign = if exponent < 0 { '-' } else { '+' };
                let made = signed(
                    spec,
                    number.is_sign_negative(),
                    format!("{mantissa}e{sign}{:02}", exponent.unsigned_abs()),
                );
                if conversion == 'E' {
                    made.to_uppercase()
                } else {
                    made
                }
            }
        }
    })
}

/// A positive number with so many digits after the point, its shortest decimal rounded half up as Java does.
fn fixed(number: f64, precision: usize) -> String {
    let shortest = format!("{number}");
    let (whole, fraction) = shortest.split_once('.').unwrap_or((&shortest, ""));
    if fraction.len() <= precision {
        let zeros = "0".repeat(precision - fraction.len());
        return if precision == 0 {
            whole.to_owned()
        } else {
            format!("{whole}.{fraction}{zeros}")
        };
    }
    let mut digits: BigInt = format!("{whole}{}", &fraction[..precision])
        .parse()
        .unwrap_or_default();
    if fraction.as_bytes()[precision] >= b'5' {
        digits += 1;
    }
    let digits = format!("{digits:0>width$}", width = precision + 1);
    let point = digits.len() - precision;
    if precision == 0 {
        digits
    } else {
        format!("{}.{}", &digits[..point], &digits[point..])
    }
}

fn signed(spec: &Spec, negative: bool, digits: String) -> String {
    let digits = if spec.group { grouped(&digits) } else { digits };
    let (before, after) = match (negative, spec) {
        (true, Spec { paren: true, .. }) => ("(", ")"),
        (true, _) => ("-", ""),
        (false, Spec { plus: true, .. }) => ("+", ""),
        (false, Spec { space: true, .. }) => (" ", ""),
        (false, _) => ("", ""),
    };
    let length = before.len() + digits.len() + after.len();
    let zeros = if spec.zero {
        spec.width.saturating_sub(length)
    } else {
        0
    };
    format!("{before}{}{digits}{after}", "0".repeat(zeros))
}

fn grouped(digits: &str) -> String {
    let whole = digits.find('.').unwrap_or(digits.len());
    let mut out = String::new();
    for (at, c) in digits[..whole].chars().enumerate() {
        if at > 0 && (whole - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out.push_str(&digits[whole..]);
    out
}
