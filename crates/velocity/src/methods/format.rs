//! The part of `String.format` that templates use: `%s %d %x %o %c %b %h %f %e %g %n %%`, in capitals too, with flags, width,
//! precision and argument numbers. Not `%a` and `%t`.

use num_bigint::BigInt;

use crate::equality;
use crate::error::Thrown;
use crate::limits;
use crate::number;
use crate::print;
use crate::text;
use crate::value::Value;

/// One `%…` of a format.
#[derive(Default)]
struct Spec {
    argument: Argument,
    left: bool,
    plus: bool,
    space: bool,
    zero: bool,
    group: bool,
    paren: bool,
    alternate: bool,
    width: Option<usize>,
    precision: Option<usize>,
}

/// Which argument a conversion takes.
#[derive(Default)]
enum Argument {
    /// The one after the last that was taken in this way.
    #[default]
    Next,
    /// `%<`: the same as the conversion before.
    Same,
    /// `%2$`
    Number(usize),
}

fn thrown(class: &'static str, message: impl Into<String>) -> Thrown {
    Thrown::new(class, message)
}

/// `String.format(format, args)`; without an array of arguments, each of them is null.
pub(super) fn format(format: &str, args: Option<&[Value]>) -> Result<String, Thrown> {
    let mut out = String::new();
    let mut rest = format;
    let mut next = 0;
    let mut same = None;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        let (spec, conversion, after) = parse(&rest[at + 1..]).ok_or_else(|| {
            thrown(
                "java.util.UnknownFormatConversionException",
                "Conversion = '%'",
            )
        })?;
        check(&spec, conversion)?;
        rest = after;
        if out.len() > limits::OUTPUT {
            break;
        }
        match conversion {
            'n' => out.push('\n'),
            '%' => pad(&mut out, &spec, "%"),
            conversion => {
                let index = match spec.argument {
                    Argument::Number(number) => Some(number),
                    Argument::Same => same,
                    Argument::Next => {
                        next += 1;
                        Some(next - 1)
                    }
                };
                same = index;
                let argument = match (index, args) {
                    (Some(_), None) => Some(&Value::Null),
                    (Some(index), Some(args)) => args.get(index),
                    (None, _) => None,
                };
                let Some(argument) = argument else {
                    return Err(thrown(
                        "java.util.MissingFormatArgumentException",
                        format!("Format specifier '%{conversion}'"),
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
        spec.argument = Argument::Number(rest[..length].parse::<usize>().ok()?.checked_sub(1)?);
        rest = &rest[length + 1..];
    } else if let Some(after) = rest.strip_prefix('<') {
        spec.argument = Argument::Same;
        rest = after;
    }
    while let Some(flag) = rest.chars().next() {
        let set = match flag {
            '-' => &mut spec.left,
            '+' => &mut spec.plus,
            ' ' => &mut spec.space,
            '0' => &mut spec.zero,
            ',' => &mut spec.group,
            '(' => &mut spec.paren,
            '#' => &mut spec.alternate,
            _ => break,
        };
        // A flag may stand only once.
        if std::mem::replace(set, true) {
            return None;
        }
        rest = &rest[1..];
    }
    let length = number(rest);
    if length > 0 {
        let width = rest[..length].parse().ok();
        spec.width = Some(width.filter(|width| *width <= limits::ITEMS)?);
        rest = &rest[length..];
    }
    if let Some(after) = rest.strip_prefix('.') {
        let length = number(after);
        let precision = after[..length].parse().ok();
        spec.precision = Some(precision.filter(|precision| *precision <= 1000)?);
        rest = &after[length..];
    }
    let conversion = rest.chars().next().filter(char::is_ascii)?;
    "sSdxXocCbBhHfeEgGn%"
        .contains(conversion)
        .then(|| (spec, conversion, &rest[1..]))
}

/// Java refuses flags that a conversion has no use for.
fn check(spec: &Spec, conversion: char) -> Result<(), Thrown> {
    let refused = |class| Err(thrown(class, format!("Conversion = '{conversion}'")));
    let kind = conversion.to_ascii_lowercase();
    let needs_width = spec.left || (spec.zero && "dxofeg".contains(kind));
    if needs_width && spec.width.is_none() {
        return refused("java.util.MissingFormatWidthException");
    }
    if spec.precision.is_some() && "dxocn%".contains(kind) {
        return refused("java.util.IllegalFormatPrecisionException");
    }
    let bad = match kind {
        's' | 'b' | 'h' | 'c' => {
            spec.plus || spec.space || spec.zero || spec.group || spec.paren || spec.alternate
        }
        'x' | 'o' | 'e' => spec.group,
        'd' | 'g' => spec.alternate,
        'n' => spec.width.is_some(),
        _ => false,
    };
    let contradiction = (spec.plus && spec.space) || (spec.left && spec.zero);
    if bad || contradiction {
        return refused("java.util.FormatFlagsConversionMismatchException");
    }
    Ok(())
}

fn pad(out: &mut String, spec: &Spec, made: &str) {
    let blanks = spec.width.unwrap_or(0).saturating_sub(text::length(made));
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
        _ if argument.is_null() => {
            let text = cut("null".to_owned());
            if conversion.is_ascii_uppercase() {
                text.to_uppercase()
            } else {
                text
            }
        }
        'h' | 'H' => {
            let text = cut(format!("{:x}", equality::hash_code(argument)));
            if conversion == 'H' {
                text.to_uppercase()
            } else {
                text
            }
        }
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
            let primitive = matches!(argument, Value::Int(_) | Value::Long(_));
            if primitive && (spec.plus || spec.space || spec.paren) {
                return Err(thrown(
                    "java.util.FormatFlagsConversionMismatchException",
                    format!("Conversion = '{conversion}'"),
                ));
            }
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
                spec.width
                    .unwrap_or(0)
                    .saturating_sub(prefix.len() + digits.len())
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
            let magnitude = number.abs();
            let made = match conversion {
                'f' => fixed(magnitude, precision),
                'g' | 'G' => general(magnitude, precision.max(1)),
                _ => scientific(magnitude, precision),
            };
            let made = signed(spec, number.is_sign_negative(), made);
            if conversion.is_ascii_uppercase() {
                made.to_uppercase()
            } else {
                made
            }
        }
    })
}

/// `%g`: plain from 10^-4 up to 10^`precision`, after rounding to so many digits.
fn general(number: f64, precision: usize) -> String {
    if number == 0.0 {
        return fixed(0.0, precision - 1);
    }
    let rounded: f64 = scientific(number, precision - 1).parse().unwrap_or(number);
    if rounded < 1e-4 || rounded >= 10f64.powi(precision as i32) {
        return scientific(number, precision - 1);
    }
    let exponent = rounded.log10().floor() as i32;
    fixed(
        number,
        usize::try_from(precision as i32 - 1 - exponent).unwrap_or(0),
    )
}

/// `%e`: the digits of the shortest decimal, rounded half up.
fn scientific(number: f64, precision: usize) -> String {
    let shortest = format!("{number:e}");
    let (mantissa, exponent) = shortest.split_once('e').unwrap_or((&shortest, "0"));
    let mut exponent: i32 = exponent.parse().unwrap_or(0);
    let mut mantissa = round(mantissa, precision);
    if mantissa.starts_with("10") {
        exponent += 1;
        mantissa = round("1", precision);
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{mantissa}e{sign}{:02}", exponent.unsigned_abs())
}

/// A positive number with so many digits after the point, its shortest decimal rounded half up as Java does.
fn fixed(number: f64, precision: usize) -> String {
    round(&format!("{number}"), precision)
}

/// A decimal with so many digits after the point, rounded half up.
fn round(shortest: &str, precision: usize) -> String {
    let (whole, fraction) = shortest.split_once('.').unwrap_or((shortest, ""));
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
        spec.width.unwrap_or(0).saturating_sub(length)
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
