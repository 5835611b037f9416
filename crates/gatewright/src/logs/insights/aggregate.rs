//! Aggregates of `stats`: what is computed of all rows of a group.

use std::collections::HashSet;

use super::expression::{Expression, Lookup};
use super::value::Value;

/// Which.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Aggregate {
    Count,
    CountDistinct,
    Sum,
    Average,
    Least,
    Greatest,
    /// A percentile, 0 to 100.
    Percentile(f64),
    Deviation,
    /// The value of the newest row, and of the oldest.
    Latest,
    Earliest,
    /// The value that sorts first, and last.
    SortsFirst,
    SortsLast,
}

/// Their names; `pct` is parsed apart.
pub(super) const AGGREGATES: &[(&str, Aggregate)] = &[
    ("count", Aggregate::Count),
    ("count_distinct", Aggregate::CountDistinct),
    ("sum", Aggregate::Sum),
    ("avg", Aggregate::Average),
    ("min", Aggregate::Least),
    ("max", Aggregate::Greatest),
    ("median", Aggregate::Percentile(50.0)),
    ("stddev", Aggregate::Deviation),
    ("latest", Aggregate::Latest),
    ("earliest", Aggregate::Earliest),
    ("sortsfirst", Aggregate::SortsFirst),
    ("sortslast", Aggregate::SortsLast),
];

/// An aggregate of an expression; `None` for `*`.
#[derive(Debug)]
pub(super) struct Call {
    pub(super) aggregate: Aggregate,
    pub(super) of: Option<Expression>,
}

/// An aggregate under way.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    count: u64,
    sum: f64,
    squares: f64,
    /// Kept for percentiles alone.
    numbers: Vec<f64>,
    distinct: HashSet<String>,
    kept: Option<(Value, Value)>,
}

impl Call {
    /// Takes one more row.
    pub(super) fn take(&self, gathered: &mut Gathered, row: &impl Lookup) {
        let Some(of) = &self.of else {
            gathered.count += 1;
            return;
        };
        let value = of.value(row);
        if value == Value::Missing {
            return;
        }
        match self.aggregate {
            Aggregate::Count => gathered.count += 1,
            Aggregate::CountDistinct => {
                gathered.distinct.extend(value.text());
            }
            Aggregate::Sum | Aggregate::Average | Aggregate::Deviation => {
                if let Some(number) = value.number() {
                    gathered.count += 1;
                    gathered.sum += number;
                    gathered.squares += number * number;
                }
            }
            Aggregate::Percentile(_) => gathered.numbers.extend(value.number()),
            Aggregate::Least | Aggregate::Greatest => {
                if value.number().is_some() {
                    gathered.keep(value.clone(), value, self.aggregate == Aggregate::Least);
                }
            }
            Aggregate::SortsFirst | Aggregate::SortsLast => {
                gathered.keep(
                    value.clone(),
                    value,
                    self.aggregate == Aggregate::SortsFirst,
                );
            }
            Aggregate::Latest | Aggregate::Earliest => {
                let at = row.field("@timestamp");
                gathered.keep(at, value, self.aggregate == Aggregate::Earliest);
            }
        }
    }

    /// What came of it.
    pub(super) fn result(&self, gathered: &Gathered) -> Value {
        let count = gathered.count as f64;
        match self.aggregate {
            Aggregate::Count => Value::Number(count),
            Aggregate::CountDistinct => Value::Number(gathered.distinct.len() as f64),
            Aggregate::Sum if gathered.count == 0 => Value::Missing,
            Aggregate::Sum => Value::of(gathered.sum),
            Aggregate::Average => Value::of(gathered.sum / count),
            Aggregate::Deviation => {
                let mean = gathered.sum / count;
                Value::of((gathered.squares / count - mean * mean).max(0.0).sqrt())
            }
            Aggregate::Percentile(share) => percentile(&gathered.numbers, share),
            Aggregate::Least
            | Aggregate::Greatest
            | Aggregate::SortsFirst
            | Aggregate::SortsLast
            | Aggregate::Latest
            | Aggregate::Earliest => {
                let kept = gathered.kept.as_ref();
                kept.map_or(Value::Missing, |(_, value)| value.clone())
            }
        }
    }
}

impl Gathered {
    /// Keeps the value whose key is the least, or the greatest.
    fn keep(&mut self, key: Value, value: Value, least: bool) {
        let better = self.kept.as_ref().is_none_or(|(kept, _)| {
            let order = key.order(kept);
            if least { order.is_lt() } else { order.is_gt() }
        });
        if better {
            self.kept = Some((key, value));
        }
    }
}

/// The least number that so many percent do not exceed. (AWS's are approximations.)
fn percentile(numbers: &[f64], share: f64) -> Value {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    let rank = (share / 100.0 * sorted.len() as f64).ceil().max(1.0) as usize;
    sorted
        .get(rank - 1)
        .map_or(Value::Missing, |number| Value::Number(*number))
}
