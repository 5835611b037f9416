//! The functions that may end a path in Jayway 2.9. In 2.0 such an ending is a name.

use crate::jsonpath::ReadError;
use crate::number;
use crate::value::{List, ListKind, Value};

#[derive(Clone, Debug)]
pub(super) enum Function {
    Length,
    Keys,
    Aggregate(Aggregate),
    /// An item by its place; negative counts from the end.
    Item(i32),
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Aggregate {
    Sum,
    Min,
    Max,
    Average,
    Deviation,
}

impl Function {
    pub(super) fn new(name: &str, argument: &str) -> Result<Function, String> {
        let function = match name {
            "length" | "size" => Function::Length,
            "keys" => Function::Keys,
            "sum" => Function::Aggregate(Aggregate::Sum),
            "min" => Function::Aggregate(Aggregate::Min),
            "max" => Function::Aggregate(Aggregate::Max),
            "avg" => Function::Aggregate(Aggregate::Average),
            "stddev" => Function::Aggregate(Aggregate::Deviation),
            "first" => Function::Item(0),
            "last" => Function::Item(-1),
            "index" => {
                let at = argument
                    .parse()
                    .map_err(|_| "index() needs a number".to_owned())?;
                return Ok(Function::Item(at));
            }
            name => return Err(format!("function {name}() is not supported")),
        };
        if argument.is_empty() {
            Ok(function)
        } else {
            Err(format!("arguments of {name}() are not supported"))
        }
    }

    pub(super) fn apply(&self, model: &Value) -> Result<Value, ReadError> {
        Ok(match (self, model) {
            (Function::Length, Value::List(list)) => Value::from(list.items().len()),
            (Function::Length, Value::Map(map)) => Value::from(map.len()),
            (Function::Keys, Value::Map(map)) => {
                let keys = map.entries().into_iter().map(|(key, _)| key).collect();
                Value::List(List::new(ListKind::KeySet, keys))
            }
            (Function::Item(at), Value::List(list)) => {
                let items = list.items();
                let at = if *at < 0 {
                    items.len() as i64 + i64::from(*at)
                } else {
                    i64::from(*at)
                };
                usize::try_from(at)
                    .ok()
                    .and_then(|at| items.get(at).cloned())
                    .unwrap_or_default()
            }
            (Function::Aggregate(aggregate), model) => Value::Double(aggregate.apply(model)?),
            _ => Value::Null,
        })
    }
}

impl Aggregate {
    fn apply(self, model: &Value) -> Result<f64, ReadError> {
        let numbers: Vec<f64> = match model {
            Value::List(list) => list
                .items()
                .iter()
                .filter_map(number::double_value)
                .collect(),
            _ => Vec::new(),
        };
        if numbers.is_empty() {
            return Err(ReadError::Invalid(
                "a function was applied to what holds no numbers".to_owned(),
            ));
        }
        let count = numbers.len() as f64;
        let sum: f64 = numbers.iter().sum();
        Ok(match self {
            Aggregate::Sum => sum,
            Aggregate::Min => numbers.into_iter().fold(f64::INFINITY, f64::min),
            Aggregate::Max => numbers.into_iter().fold(f64::NEG_INFINITY, f64::max),
            Aggregate::Average => sum / count,
            Aggregate::Deviation => {
                let squares: f64 = numbers.iter().map(|number| number * number).sum();
                (squares / count - sum * sum / count / count).sqrt()
            }
        })
    }
}
