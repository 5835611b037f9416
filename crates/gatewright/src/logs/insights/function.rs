//! Functions on values ("Operations and functions" in the query syntax's reference).

use super::expression::Lookup;
use super::value::Value;

/// A function, with the period that it may have been given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Function {
    Abs,
    Ceil,
    Floor,
    Greatest,
    Least,
    Log,
    Sqrt,
    IsPresent,
    Coalesce,
    IsEmpty,
    IsBlank,
    Concat,
    Trim,
    LeftTrim,
    RightTrim,
    Length,
    Upper,
    Lower,
    Substring,
    Replace,
    Contains,
    If,
    Now,
    ToMillis,
    FromMillis,
    /// Of `@timestamp`.
    Bin(Period),
    DateFloor(Period),
    DateCeil(Period),
}

/// The length of a bin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Period {
    /// Milliseconds.
    Fixed(i64),
    /// Months of the calendar.
    Months(i64),
}

/// A function's name, and how many arguments it takes, at least and at most. `bin` and its like are
/// parsed apart.
pub(super) const FUNCTIONS: &[(&str, Function, usize, usize)] = &[
    ("abs", Function::Abs, 1, 1),
    ("ceil", Function::Ceil, 1, 1),
    ("floor", Function::Floor, 1, 1),
    ("greatest", Function::Greatest, 1, usize::MAX),
    ("least", Function::Least, 1, usize::MAX),
    ("log", Function::Log, 1, 1),
    ("sqrt", Function::Sqrt, 1, 1),
    ("ispresent", Function::IsPresent, 1, 1),
    ("coalesce", Function::Coalesce, 1, usize::MAX),
    ("isempty", Function::IsEmpty, 1, 1),
    ("isblank", Function::IsBlank, 1, 1),
    ("concat", Function::Concat, 1, usize::MAX),
    ("trim", Function::Trim, 1, 2),
    ("ltrim", Function::LeftTrim, 1, 2),
    ("rtrim", Function::RightTrim, 1, 2),
    ("strlen", Function::Length, 1, 1),
    ("toupper", Function::Upper, 1, 1),
    ("tolower", Function::Lower, 1, 1),
    ("substr", Function::Substring, 2, 3),
    ("replace", Function::Replace, 3, 3),
    ("strcontains", Function::Contains, 2, 2),
    ("if", Function::If, 3, 3),
    ("now", Function::Now, 0, 0),
    ("tomillis", Function::ToMillis, 1, 1),
    ("frommillis", Function::FromMillis, 1, 1),
];

impl Function {
    /// The value for these arguments, as many as [`FUNCTIONS`] says.
    pub(super) fn call(self, arguments: &[Value], row: &impl Lookup) -> Value {
        let first = arguments.first().unwrap_or(&Value::Missing);
        let second = arguments.get(1).unwrap_or(&Value::Missing);
        let third = arguments.get(2).unwrap_or(&Value::Missing);
        let number = |of: fn(f64) -> f64| {
            let number = first.number();
            number.map_or(Value::Missing, |number| Value::of(of(number)))
        };
        let text = |of: &dyn Fn(String) -> String| {
            let text = first.text();
            text.map_or(Value::Missing, |text| Value::Text(of(text)))
        };
        // What to trim: white space, or any of the characters given.
        let trimmed = |c: char| match second.text() {
            Some(characters) => characters.contains(c),
            None => c.is_whitespace(),
        };
        match self {
            Self::Abs => number(f64::abs),
            Self::Ceil => number(f64::ceil),
            Self::Floor => number(f64::floor),
            Self::Log => number(f64::ln),
            Self::Sqrt => number(f64::sqrt),
            Self::Greatest => extreme(arguments, f64::max),
            Self::Least => extreme(arguments, f64::min),
            Self::IsPresent => Value::Boolean(*first != Value::Missing),
            Self::Coalesce => {
                let present = arguments.iter().find(|value| **value != Value::Missing);
                present.cloned().unwrap_or(Value::Missing)
            }
            Self::IsEmpty => Value::Boolean(first.text().is_none_or(|text| text.is_empty())),
            Self::IsBlank => Value::Boolean(first.text().is_none_or(|text| text.trim().is_empty())),
            Self::Concat => Value::Text(arguments.iter().filter_map(Value::text).collect()),
            Self::Trim => text(&|text| text.trim_matches(trimmed).to_owned()),
            Self::LeftTrim => text(&|text| text.trim_start_matches(trimmed).to_owned()),
            Self::RightTrim => text(&|text| text.trim_end_matches(trimmed).to_owned()),
            Self::Length => first.text().map_or(Value::Missing, |text| {
                Value::Number(text.chars().count() as f64)
            }),
            Self::Upper => text(&|text| text.to_uppercase()),
            Self::Lower => text(&|text| text.to_lowercase()),
            Self::Substring => substring(first, second, third),
            Self::Replace => match (first.text(), second.text(), third.text()) {
                (Some(text), Some(from), Some(to)) if !from.is_empty() => {
                    Value::Text(text.replace(&from, &to))
                }
                _ => first.clone(),
            },
            Self::Contains => match (first.text(), second.text()) {
                (Some(text), Some(part)) => {
                    Value::Number(f64::from(u8::from(text.contains(&part))))
                }
                _ => Value::Number(0.0),
            },
            Self::If => if first.is_true() { second } else { third }.clone(),
            Self::Now => Value::Number((row.now() / 1000) as f64),
            Self::ToMillis => number(|millis| millis),
            Self::FromMillis => first
                .number()
                .map_or(Value::Missing, |millis| Value::Time(millis as i64)),
            Self::Bin(period) => floor(&row.field("@timestamp"), period),
            Self::DateFloor(period) => floor(first, period),
            Self::DateCeil(period) => match (floor(first, period), first.number()) {
                (Value::Time(floor), Some(number)) if floor == number as i64 => Value::Time(floor),
                (Value::Time(floor), _) => Value::Time(period.after(floor)),
                _ => Value::Missing,
            },
        }
    }
}

fn extreme(values: &[Value], of: fn(f64, f64) -> f64) -> Value {
    let numbers = values.iter().filter_map(Value::number);
    numbers.reduce(of).map_or(Value::Missing, Value::of)
}

/// Characters from a place, counted from 0.
fn substring(text: &Value, start: &Value, length: &Value) -> Value {
    let (Some(text), Some(start)) = (text.text(), start.number()) else {
        return Value::Missing;
    };
    let characters = text.chars().skip(start.max(0.0) as usize);
    Value::Text(match length.number() {
        Some(length) => characters.take(length.max(0.0) as usize).collect(),
        None => characters.collect(),
    })
}

fn floor(time: &Value, period: Period) -> Value {
    let Some(millis) = time.number() else {
        return Value::Missing;
    };
    Value::Time(period.begin(millis as i64))
}

impl Period {
    /// So many of a unit, in whatever of AWS's spellings.
    pub(super) fn of(count: u32, unit: &str) -> Option<Self> {
        const SECOND: i64 = 1000;
        const MINUTE: i64 = 60 * SECOND;
        const HOUR: i64 = 60 * MINUTE;
        const DAY: i64 = 24 * HOUR;
        let count = i64::from(count);
        let fixed = |millis: i64| Some(Self::Fixed(count * millis));
        if count == 0 {
            return None;
        }
        match unit.to_ascii_lowercase().as_str() {
            "ms" | "msec" | "msecs" | "millisecond" | "milliseconds" => fixed(1),
            "s" | "sec" | "secs" | "second" | "seconds" => fixed(SECOND),
            "m" | "min" | "mins" | "minute" | "minutes" => fixed(MINUTE),
            "h" | "hr" | "hrs" | "hour" | "hours" => fixed(HOUR),
            "d" | "day" | "days" => fixed(DAY),
            "w" | "week" | "weeks" => fixed(7 * DAY),
            "mo" | "mon" | "month" | "months" => Some(Self::Months(count)),
            "q" | "qtr" | "quarter" | "quarters" => Some(Self::Months(3 * count)),
            "y" | "yr" | "yrs" | "year" | "years" => Some(Self::Months(12 * count)),
            _ => None,
        }
    }

    /// The beginning of the bin that has a point in time.
    fn begin(self, millis: i64) -> i64 {
        match self {
            Self::Fixed(length) => millis.saturating_sub(millis.rem_euclid(length)),
            Self::Months(count) => {
                let month = month_of(millis);
                beginning_of(month - month.rem_euclid(count))
            }
        }
    }

    /// The beginning of the next bin after the beginning of one.
    fn after(self, begin: i64) -> i64 {
        match self {
            Self::Fixed(length) => begin.saturating_add(length),
            Self::Months(count) => beginning_of(month_of(begin) + count),
        }
    }
}

/// Months since the year 0.
fn month_of(millis: i64) -> i64 {
    let at = jiff::Timestamp::from_millisecond(millis).unwrap_or_default();
    let date = at.to_zoned(jiff::tz::TimeZone::UTC).date();
    i64::from(date.year()) * 12 + i64::from(date.month()) - 1
}

fn beginning_of(month: i64) -> i64 {
    let year = i16::try_from(month.div_euclid(12)).unwrap_or(i16::MAX);
    let month = i8::try_from(month.rem_euclid(12) + 1).unwrap_or(1);
    jiff::civil::Date::new(year, month, 1)
        .and_then(|date| date.to_zoned(jiff::tz::TimeZone::UTC))
        .map_or(0, |zoned| zoned.timestamp().as_millisecond())
}
