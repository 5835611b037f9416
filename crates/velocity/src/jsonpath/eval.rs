//! Walking a document along a path.

use crate::jsonpath::{Filter, JsonPath, ReadError, Step, Version};
use crate::limits;
use crate::print;
use crate::value::{List, ListKind, Map, MapKind, Value};

/// What one read may still do: `$..*..*..*` would otherwise never end.
pub(super) struct Work {
    left: u32,
}

impl Work {
    pub(super) fn spend(&mut self, steps: u32) -> Result<(), ReadError> {
        match self.left.checked_sub(steps) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => Err(ReadError::Invalid(
                "the path takes too many steps".to_owned(),
            )),
        }
    }
}

pub(super) fn read(path: &JsonPath, item: &Value, root: &Value) -> Result<Value, ReadError> {
    read_within(
        path,
        item,
        root,
        false,
        &mut Work {
            left: limits::ITEMS as u32 * 2,
        },
    )
}

/// Reads a path of a filter. With `required`, a missing property counts also where the path is indefinite.
pub(super) fn read_within(
    path: &JsonPath,
    item: &Value,
    root: &Value,
    required: bool,
    work: &mut Work,
) -> Result<Value, ReadError> {
    let start = if path.from_root { root } else { item };
    if let (Some((Step::Function(function), before)), false) =
        (path.steps.split_last(), path.is_definite_before_function())
    {
        // A function after a scan gets all that was found; after a wildcard, one thing at a time.
        if before.iter().any(|step| matches!(step, Step::Scan)) {
            let found = Walk {
                path,
                steps: before,
                root,
                required,
                found: Vec::new(),
            }
            .run(start, work)?;
            return function.apply(&Value::List(List::new(ListKind::JsonArray, found)));
        }
    }
    let found = Walk {
        path,
        steps: &path.steps,
        root,
        required,
        found: Vec::new(),
    }
    .run(start, work)?;
    if path.is_definite() {
        found.into_iter().next_back().ok_or(ReadError::NotFound)
    } else {
        Ok(Value::List(List::new(ListKind::JsonArray, found)))
    }
}

impl JsonPath {
    fn is_definite_before_function(&self) -> bool {
        self.definite_until(self.steps.len().saturating_sub(1))
    }
}

struct Walk<'a> {
    path: &'a JsonPath,
    steps: &'a [Step],
    root: &'a Value,
    required: bool,
    found: Vec<Value>,
}

impl Walk<'_> {
    fn run(mut self, start: &Value, work: &mut Work) -> Result<Vec<Value>, ReadError> {
        self.step(0, start, work)?;
        Ok(self.found)
    }

    fn is_last(&self, at: usize) -> bool {
        at + 1 >= self.steps.len()
    }

    fn is_old(&self) -> bool {
        self.path.version == Version::V2_0
    }

    /// Whether the steps before this one lead to one place. 2.0 asks for the steps after it as well.
    fn is_upstream_definite(&self, at: usize) -> bool {
        self.path.definite_until(if self.is_old() {
            self.path.steps.len()
        } else {
            at
        })
    }

    fn step(&mut self, at: usize, model: &Value, work: &mut Work) -> Result<(), ReadError> {
        work.spend(1)?;
        let Some(step) = self.steps.get(at) else {
            self.found.push(model.clone());
            return Ok(());
        };
        match step {
            Step::Property(names) => self.properties(at, names, model, work),
            Step::Wildcard => {
                let children = match model {
                    Value::Map(map) => map.values(),
                    Value::List(list) => list.items().clone(),
                    _ => Vec::new(),
                };
                for child in &children {
                    match self.step(at + 1, child, work) {
                        // 2.0 gives up on a branch by an exception, which only a wildcard over an array catches.
                        Err(ReadError::NotFound)
                            if self.is_old()
                                && !self.required
                                && matches!(model, Value::List(_)) => {}
                        result => result?,
                    }
                }
                Ok(())
            }
            Step::Scan => self.scan(at + 1, model, limits::NESTING, work),
            Step::Index(indices) => {
                let Some(items) = self.array(at, model)? else {
                    return Ok(());
                };
                for index in indices {
                    self.item(at, &items, i64::from(*index), work)?;
                }
                Ok(())
            }
            Step::Slice(from, to) => {
                let Some(items) = self.array(at, model)? else {
                    return Ok(());
                };
                for index in slice(*from, *to, items.len() as i64) {
                    self.item(at, &items, index, work)?;
                }
                Ok(())
            }
            Step::FromEnd(back) => {
                let Some(items) = self.array(at, model)? else {
                    return Ok(());
                };
                self.item(at, &items, items.len() as i64 - i64::from(*back), work)
            }
            Step::Filter(filter) => self.filter(at, filter, model, work),
            Step::Function(function) => {
                let value = function.apply(model)?;
                self.found.push(value);
                Ok(())
            }
        }
    }

    fn properties(
        &mut self,
        at: usize,
        names: &[String],
        model: &Value,
        work: &mut Work,
    ) -> Result<(), ReadError> {
        let Value::Map(map) = model else {
            let fails = self.is_old() || self.is_upstream_definite(at);
            return if fails {
                Err(ReadError::NotFound)
            } else {
                Ok(())
            };
        };
        if names.len() > 1 && !self.is_last(at) && self.is_old() {
            return Err(ReadError::Invalid(
                "several names can only end a path".to_owned(),
            ));
        }
        if names.len() != 1 && self.is_last(at) {
            let merged = Map::new(MapKind::Linked);
            for name in names {
                match map.get_str(name) {
                    Some(value) => merged.put_str(name, value),
                    None if self.required => return Err(ReadError::NotFound),
                    None => {}
                }
            }
            self.found.push(Value::Map(merged));
            return Ok(());
        }
        for name in names {
            match map.get_str(name) {
                Some(value) => self.step(at + 1, &value, work)?,
                None if self.required => return Err(ReadError::NotFound),
                None if self.is_old() && self.is_last(at) => return Err(ReadError::NotFound),
                None if self.is_last(at) || names.len() > 1 || !self.is_upstream_definite(at) => {}
                None => return Err(ReadError::NotFound),
            }
        }
        Ok(())
    }

    /// The items of an array, or what it means that there is none.
    fn array(&self, at: usize, model: &Value) -> Result<Option<Vec<Value>>, ReadError> {
        match model {
            Value::List(list) => Ok(Some(list.items().clone())),
            Value::Null if self.is_old() || self.is_upstream_definite(at) => {
                Err(ReadError::NotFound)
            }
            model if self.is_old() => Err(ReadError::Invalid(format!(
                "an index can only be applied to arrays, not to {}",
                print::to_text(model)
            ))),
            _ if self.is_upstream_definite(at) => Err(ReadError::NotFound),
            _ => Ok(None),
        }
    }

    fn item(
        &mut self,
        at: usize,
        items: &[Value],
        index: i64,
        work: &mut Work,
    ) -> Result<(), ReadError> {
        let index = if index < 0 && !self.is_old() {
            index + items.len() as i64
        } else {
            index
        };
        match usize::try_from(index)
            .ok()
            .and_then(|index| items.get(index))
        {
            Some(item) => self.step(at + 1, item, work),
            None if self.is_old() => Err(ReadError::NotFound),
            None => Ok(()),
        }
    }

    /// Everything below a value, each place in turn matched with the step after the two points.
    fn scan(
        &mut self,
        at: usize,
        model: &Value,
        depth: u32,
        work: &mut Work,
    ) -> Result<(), ReadError> {
        work.spend(1)?;
        let Some(target) = self.steps.get(at) else {
            return Ok(());
        };
        if depth == 0 {
            return Ok(());
        }
        match model {
            Value::Map(map) => {
                let wanted = match target {
                    Step::Property(names) => names.iter().all(|name| map.get_str(name).is_some()),
                    Step::Wildcard => true,
                    Step::Filter(filter) => self.accepts(filter, model, work)?,
                    _ => false,
                };
                if wanted {
                    self.step(at, model, work)?;
                }
                for value in map.values() {
                    self.scan(at, &value, depth - 1, work)?;
                }
            }
            Value::List(list) => {
                let wanted = match target {
                    Step::Index(_) | Step::Slice(..) | Step::FromEnd(_) | Step::Wildcard => true,
                    Step::Filter(filter) => self.accepts(filter, model, work)?,
                    _ => false,
                };
                let items = list.items().clone();
                if wanted && self.is_last(at) {
                    self.step(at, model, work)?;
                } else if wanted {
                    // Jayway goes on with every item, whichever the step asks for.
                    for item in &items {
                        self.step(at + 1, item, work)?;
                    }
                }
                for item in &items {
                    self.scan(at, item, depth - 1, work)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn accepts(&self, filter: &Filter, item: &Value, work: &mut Work) -> Result<bool, ReadError> {
        match filter {
            Filter::Modern(test) => test.accepts(item, self.root, work),
            Filter::Old(test) => test.accepts(item, self.root, work),
        }
    }

    /// An object is itself tested; of an array, the items are.
    fn filter(
        &mut self,
        at: usize,
        filter: &Filter,
        model: &Value,
        work: &mut Work,
    ) -> Result<(), ReadError> {
        match model {
            Value::Map(_) => {
                if self.accepts(filter, model, work)? {
                    self.step(at + 1, model, work)?;
                }
                Ok(())
            }
            Value::List(list) => {
                let items = list.items().clone();
                for item in &items {
                    if self.accepts(filter, item, work)? {
                        self.step(at + 1, item, work)?;
                    }
                }
                Ok(())
            }
            _ if self.is_old() || self.is_upstream_definite(at) => Err(ReadError::Invalid(
                "a filter can not be applied to what is neither object nor array".to_owned(),
            )),
            _ => Ok(()),
        }
    }
}

/// The indices of a slice. Between two ends Jayway takes them as they are, negative or not.
fn slice(from: Option<i32>, to: Option<i32>, length: i64) -> std::ops::Range<i64> {
    let from_end = |index: i32| {
        if index < 0 {
            length + i64::from(index)
        } else {
            i64::from(index)
        }
    };
    match (from, to) {
        (Some(from), None) => from_end(from).max(0)..length,
        (None, Some(to)) => 0..from_end(to).min(length),
        (Some(from), Some(to)) => i64::from(from).max(-length)..i64::from(to).min(length),
        (None, None) => 0..length,
    }
}
