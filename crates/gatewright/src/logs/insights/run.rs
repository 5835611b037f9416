//! Running a query: events go in one by one, rows come out.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::aggregate::Gathered;
use super::event::{Discovered, Event};
use super::expression::{Expression, Lookup};
use super::value::Value;
use super::{Command, MAX_ROWS, Named, Query, Stats};

/// One value of a result: the field's name and the value as text.
pub type Cell = (String, String);

/// A query under way. What can be done with each event alone is done at once; only the rows that are
/// left are kept.
pub struct Run<'q> {
    query: &'q Query,
    /// The commands that have a look at each event alone.
    alone: usize,
    kept: Kept,
    now: i64,
    /// How many events were looked at, and how many the filters let pass.
    scanned: u64,
    matched: u64,
}

enum Kept {
    Rows(Vec<Row>),
    Groups(Groups),
}

/// One row: an event with what was computed of it, or what `stats` gave.
#[derive(Debug, Clone)]
struct Row {
    event: Option<Discovered>,
    computed: BTreeMap<String, Value>,
    now: i64,
}

impl Lookup for Row {
    fn field(&self, name: &str) -> Value {
        if let Some(value) = self.computed.get(name) {
            return value.clone();
        }
        let event = self.event.as_ref();
        event.map_or(Value::Missing, |event| event.get(name))
    }

    fn now(&self) -> i64 {
        self.now
    }
}

impl<'q> Run<'q> {
    /// Begins. `now` is epoch milliseconds.
    pub fn new(query: &'q Query, now: i64) -> Self {
        let alone = query
            .commands
            .iter()
            .take_while(|command| command.looks_at_each_alone())
            .count();
        let kept = match query.commands.get(alone) {
            Some(Command::Stats(_)) => Kept::Groups(Groups::default()),
            _ => Kept::Rows(Vec::new()),
        };
        Self {
            query,
            alone,
            kept,
            now,
            scanned: 0,
            matched: 0,
        }
    }

    /// Takes one event. Returns whether more are wanted; events must come newest first.
    pub fn take(&mut self, event: Event) -> bool {
        self.scanned += 1;
        let mut row = Row {
            event: Some(Discovered::new(event)),
            computed: BTreeMap::new(),
            now: self.now,
        };
        let (alone, rest) = self.query.commands.split_at(self.alone);
        for command in alone {
            if !command.pass(&mut row) {
                return true;
            }
        }
        self.matched += 1;
        match &mut self.kept {
            Kept::Rows(rows) => {
                rows.push(row);
                // Without a command that needs them all, no more are shown.
                let most = match rest.first() {
                    None => MAX_ROWS,
                    Some(Command::Limit(count)) => *count,
                    Some(_) => return true,
                };
                rows.len() < most
            }
            Kept::Groups(groups) => {
                if let Some(Command::Stats(stats)) = rest.first() {
                    groups.take(stats, &row);
                }
                true
            }
        }
    }

    /// How many events were looked at.
    pub fn scanned(&self) -> u64 {
        self.scanned
    }

    /// How many events the filters let pass.
    pub fn matched(&self) -> u64 {
        self.matched
    }

    /// The rows, at most `limit` unless the query says otherwise.
    pub fn finish(self, limit: usize) -> Vec<Vec<Cell>> {
        let mut commands = self.query.commands.iter().skip(self.alone);
        let mut rows = match self.kept {
            Kept::Rows(rows) => rows,
            Kept::Groups(groups) => match commands.next() {
                Some(Command::Stats(stats)) => groups.rows(stats, self.now),
                _ => Vec::new(),
            },
        };
        for command in commands {
            rows = command.run(rows, self.now);
        }
        let limited = |command: &Command| matches!(command, Command::Limit(_));
        if !self.query.commands.iter().any(limited) {
            rows.truncate(limit);
        }
        let shown = self.query.shown();
        rows.truncate(MAX_ROWS);
        rows.iter().map(|row| shown.cells(row)).collect()
    }
}

impl Command {
    fn looks_at_each_alone(&self) -> bool {
        matches!(
            self,
            Self::Fields(_) | Self::Display(_) | Self::Filter(_) | Self::Parse(..)
        )
    }

    /// What such a command does with a row: whether it passes.
    fn pass(&self, row: &mut Row) -> bool {
        match self {
            Self::Filter(filter) => return filter.value(row).is_true(),
            Self::Fields(fields) | Self::Display(fields) => {
                for Named { name, expression } in fields {
                    if !matches!(expression, Expression::Field(field) if field == name) {
                        let value = expression.value(row);
                        row.computed.insert(name.clone(), value);
                    }
                }
            }
            Self::Parse(from, extraction) => {
                let text = from.value(row).text().unwrap_or_default();
                for (name, value) in extraction.fields(&text) {
                    row.computed.insert(name.to_owned(), value);
                }
            }
            _ => {}
        }
        true
    }

    fn run(&self, mut rows: Vec<Row>, now: i64) -> Vec<Row> {
        match self {
            Self::Fields(_) | Self::Display(_) | Self::Filter(_) | Self::Parse(..) => {
                rows.retain_mut(|row| self.pass(row));
            }
            Self::Stats(stats) => {
                let mut groups = Groups::default();
                for row in &rows {
                    groups.take(stats, row);
                }
                return groups.rows(stats, now);
            }
            Self::Sort(by) => sort(&mut rows, by),
            Self::Limit(count) => rows.truncate(*count),
            Self::Dedup(by) => {
                let mut seen = HashSet::new();
                rows.retain(|row| {
                    let key: Vec<Option<String>> =
                        by.iter().map(|one| one.value(row).text()).collect();
                    // Rows without any of the fields are kept, as AWS does.
                    key.iter().all(Option::is_none) || seen.insert(key)
                });
            }
        }
        rows
    }
}

fn sort(rows: &mut Vec<Row>, by: &[(Expression, bool)]) {
    let mut keyed: Vec<(Vec<Value>, Row)> = std::mem::take(rows)
        .into_iter()
        .map(|row| (by.iter().map(|(key, _)| key.value(&row)).collect(), row))
        .collect();
    keyed.sort_by(|(one, _), (other, _)| {
        let keys = one.iter().zip(other).zip(by);
        keys.map(|((one, other), (_, descending))| match (one, other) {
            // What is missing comes last either way.
            (Value::Missing, _) | (_, Value::Missing) => one.order(other),
            _ if *descending => other.order(one),
            _ => one.order(other),
        })
        .find(|order| *order != Ordering::Equal)
        .unwrap_or(Ordering::Equal)
    });
    rows.extend(keyed.into_iter().map(|(_, row)| row));
}

/// The groups of a `stats` command, in the order in which they were met.
#[derive(Default)]
struct Groups {
    places: HashMap<Vec<Option<String>>, usize>,
    groups: Vec<(Vec<Value>, Vec<Gathered>)>,
}

impl Groups {
    fn take(&mut self, stats: &Stats, row: &Row) {
        let values: Vec<Value> = stats.by.iter().map(|by| by.expression.value(row)).collect();
        let key = values.iter().map(Value::text).collect();
        let next = self.groups.len();
        let place = *self.places.entry(key).or_insert(next);
        if place == next {
            let fresh = stats.aggregates.iter().map(|_| Gathered::default());
            self.groups.push((values, fresh.collect()));
        }
        let Some((_, gathered)) = self.groups.get_mut(place) else {
            return;
        };
        for (call, gathered) in stats.aggregates.iter().zip(gathered) {
            call.take(gathered, row);
        }
    }

    fn rows(mut self, stats: &Stats, now: i64) -> Vec<Row> {
        // Of nothing at all there is still a count.
        if self.groups.is_empty() && stats.by.is_empty() {
            let fresh = stats.aggregates.iter().map(|_| Gathered::default());
            self.groups.push((Vec::new(), fresh.collect()));
        }
        let row = |(by, gathered): (Vec<Value>, Vec<Gathered>)| {
            let calls = stats.aggregates.iter().zip(&gathered);
            let results: Vec<Value> = calls.map(|(call, of)| call.result(of)).collect();
            let group = Group {
                results: &results,
                now,
            };
            let named = |of: &[Named]| of.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
            let computed = stats.results.iter().map(|one| one.expression.value(&group));
            let computed: BTreeMap<String, Value> = named(&stats.results)
                .into_iter()
                .zip(computed)
                .chain(named(&stats.by).into_iter().zip(by))
                .collect();
            Row {
                event: None,
                computed,
                now,
            }
        };
        self.groups.into_iter().map(row).collect()
    }
}

/// What the results of `stats` are computed of.
struct Group<'a> {
    results: &'a [Value],
    now: i64,
}

impl Lookup for Group<'_> {
    fn field(&self, _: &str) -> Value {
        Value::Missing
    }

    fn aggregate(&self, number: usize) -> Value {
        self.results.get(number).cloned().unwrap_or(Value::Missing)
    }

    fn now(&self) -> i64 {
        self.now
    }
}

/// Which fields of the rows are shown.
struct Shown {
    names: Vec<String>,
    /// Whether rows are events, which have a pointer.
    events: bool,
}

impl Query {
    /// The last `display` says; else all `fields` since the last `stats`, or what it gave, or time and
    /// message, and what `parse` took out of them.
    fn shown(&self) -> Shown {
        let mut names: Vec<String> = Vec::new();
        let mut parsed: Vec<String> = Vec::new();
        let mut events = true;
        let mut displayed = false;
        let of = |list: &[Named]| list.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
        for command in &self.commands {
            match command {
                Command::Display(list) => {
                    names = of(list);
                    parsed.clear();
                    displayed = true;
                }
                Command::Parse(_, extraction) if !displayed => {
                    parsed.extend(extraction.names().cloned());
                }
                Command::Fields(list) if !displayed => {
                    for name in of(list) {
                        if !names.contains(&name) {
                            names.push(name);
                        }
                    }
                }
                Command::Stats(stats) => {
                    names = of(&stats.by);
                    names.extend(of(&stats.results));
                    parsed.clear();
                    (events, displayed) = (false, false);
                }
                _ => {}
            }
        }
        if names.is_empty() {
            names = vec!["@timestamp".to_owned(), "@message".to_owned()];
        }
        for name in parsed {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        if events && !names.iter().any(|name| name == "@ptr") {
            names.push("@ptr".to_owned());
        }
        Shown { names, events }
    }
}

impl Shown {
    fn cells(&self, row: &Row) -> Vec<Cell> {
        let names = self.names.iter();
        names
            .filter(|name| self.events || *name != "@ptr")
            .filter_map(|name| Some((name.clone(), row.field(name).shown()?)))
            .collect()
    }
}
