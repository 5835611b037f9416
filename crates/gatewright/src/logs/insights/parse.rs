//! From a text to commands: recursive descent, with a bound on how deep.

use super::aggregate::{AGGREGATES, Aggregate, Call};
use super::expression::{Arithmetic, Comparison, Expression};
use super::function::{FUNCTIONS, Function, Period};
use super::glob::{Extraction, compile};
use super::scanner::Scanner;
use super::value::Value;
use super::{Command, MAX_ROWS, Malformed, Named, Stats};

/// How deep expressions may be nested.
const MAX_DEPTH: usize = 64;

/// Words that end an expression rather than being fields of it.
const KEYWORDS: &[&str] = &["as", "by", "asc", "desc", "and", "or", "like", "in", "not"];

/// Commands of the language that are not understood here.
const UNSUPPORTED: &[&str] = &[
    "pattern",
    "diff",
    "anomaly",
    "unmask",
    "unnest",
    "source",
    "filterindex",
    "lookup",
];

pub(super) fn query(text: &str) -> Result<Vec<Command>, Malformed> {
    let mut parser = Parser {
        scanner: Scanner::new(text),
        aggregates: None,
        depth: 0,
    };
    let mut commands = vec![parser.command()?];
    while parser.scanner.eat("|") {
        commands.push(parser.command()?);
    }
    if !parser.scanner.is_at_end() {
        return Err(parser.scanner.unexpected());
    }
    Ok(commands)
}

struct Parser<'a> {
    scanner: Scanner<'a>,
    /// The aggregates found so far, where there may be some.
    aggregates: Option<Vec<Call>>,
    depth: usize,
}

impl Parser<'_> {
    fn command(&mut self) -> Result<Command, Malformed> {
        let place = self.scanner.place();
        let unexpected = self.scanner.unexpected();
        let Some(word) = self.scanner.word() else {
            return Err(unexpected);
        };
        match word.to_ascii_lowercase().as_str() {
            "fields" => Ok(Command::Fields(self.list(Self::named)?)),
            "display" => Ok(Command::Display(self.list(Self::named)?)),
            "filter" | "where" => Ok(Command::Filter(self.expression()?)),
            "stats" => self.stats(),
            "sort" | "order" => {
                self.scanner.eat_word("by");
                Ok(Command::Sort(self.list(Self::sort_item)?))
            }
            "limit" | "head" => self.limit(),
            "dedup" => Ok(Command::Dedup(self.list(Self::expression)?)),
            "parse" => self.parse(),
            other if UNSUPPORTED.contains(&other) => Err(self.scanner.malformed_from(
                place,
                format!("gatewright does not run the command {other} of Logs Insights"),
            )),
            _ => Err(unexpected),
        }
    }

    fn list<T>(
        &mut self,
        item: fn(&mut Self) -> Result<T, Malformed>,
    ) -> Result<Vec<T>, Malformed> {
        let mut items = vec![item(self)?];
        while self.scanner.eat(",") {
            items.push(item(self)?);
        }
        Ok(items)
    }

    fn named(&mut self) -> Result<Named, Malformed> {
        let place = self.scanner.place();
        let expression = self.expression()?;
        let text = self.scanner.since(place).to_owned();
        let name = if self.scanner.eat_word("as") {
            self.name()?
        } else if let Expression::Field(name) = &expression {
            name.clone()
        } else {
            text
        };
        Ok(Named { name, expression })
    }

    fn sort_item(&mut self) -> Result<(Expression, bool), Malformed> {
        let expression = self.expression()?;
        let descending = self.scanner.eat_word("desc");
        if !descending {
            self.scanner.eat_word("asc");
        }
        Ok((expression, descending))
    }

    fn limit(&mut self) -> Result<Command, Malformed> {
        let place = self.scanner.place();
        let unexpected = self.scanner.unexpected();
        let count = self.scanner.number().ok_or(unexpected)?;
        if count < 1.0 || count > MAX_ROWS as f64 || count.fract() != 0.0 {
            let message = format!("limit must be a whole number from 1 to {MAX_ROWS}");
            return Err(self.scanner.malformed_from(place, message));
        }
        Ok(Command::Limit(count as usize))
    }

    fn stats(&mut self) -> Result<Command, Malformed> {
        self.aggregates = Some(Vec::new());
        let results = self.list(Self::named);
        let aggregates = self.aggregates.take().unwrap_or_default();
        let results = results?;
        if aggregates.is_empty() {
            return Err(self.scanner.unexpected());
        }
        let by = if self.scanner.eat_word("by") {
            self.list(Self::named)?
        } else {
            Vec::new()
        };
        Ok(Command::Stats(Stats {
            results,
            aggregates,
            by,
        }))
    }

    /// `parse [field] "glob" as a, b` or `parse [field] /regular expression/`.
    fn parse(&mut self) -> Result<Command, Malformed> {
        let from = match self.scanner.peek() {
            Some('"' | '\'' | '/') => Expression::Field("@message".to_owned()),
            _ => self.primary()?,
        };
        let place = self.scanner.place();
        let extraction = match self.scanner.peek() {
            Some('/') => Extraction::regex(&self.scanner.slashed()?),
            Some('"' | '\'') => {
                let pattern = self.scanner.quoted()?;
                if !self.scanner.eat_word("as") {
                    return Err(self.scanner.unexpected());
                }
                let fields = self.list(Self::name)?;
                Extraction::glob(&pattern, fields)
            }
            _ => return Err(self.scanner.unexpected()),
        };
        let extraction =
            extraction.map_err(|message| self.scanner.malformed_from(place, message))?;
        Ok(Command::Parse(from, extraction))
    }

    fn name(&mut self) -> Result<String, Malformed> {
        if self.scanner.peek() == Some('`') {
            return self.scanner.backticked();
        }
        let unexpected = self.scanner.unexpected();
        self.scanner.word().map(str::to_owned).ok_or(unexpected)
    }

    fn expression(&mut self) -> Result<Expression, Malformed> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            let place = self.scanner.place();
            return Err(self
                .scanner
                .malformed_from(place, "the expression is nested too deeply"));
        }
        let mut found = self.conjunction()?;
        while self.scanner.eat_word("or") {
            found = Expression::Or(Box::new(found), Box::new(self.conjunction()?));
        }
        self.depth -= 1;
        Ok(found)
    }

    fn conjunction(&mut self) -> Result<Expression, Malformed> {
        let mut found = self.negation()?;
        while self.scanner.eat_word("and") {
            found = Expression::And(Box::new(found), Box::new(self.negation()?));
        }
        Ok(found)
    }

    fn negation(&mut self) -> Result<Expression, Malformed> {
        let mut odd = false;
        while self.scanner.eat_word("not") {
            odd = !odd;
        }
        let found = self.comparison()?;
        Ok(if odd {
            Expression::Not(Box::new(found))
        } else {
            found
        })
    }

    fn comparison(&mut self) -> Result<Expression, Malformed> {
        let one = self.sum()?;
        let not = |not: bool, found: Expression| {
            if not {
                Expression::Not(Box::new(found))
            } else {
                found
            }
        };
        let negated = {
            let mut ahead = self.scanner.clone();
            let before_word = ahead.eat_word("not")
                && ahead.peek_word().is_some_and(|word| {
                    ["like", "in"]
                        .iter()
                        .any(|it| word.eq_ignore_ascii_case(it))
                });
            if before_word {
                self.scanner = ahead;
            }
            before_word
        };
        if self.scanner.eat_word("like") || self.scanner.eat("=~") {
            return Ok(not(negated, self.like(one)?));
        }
        if self.scanner.eat_word("in") {
            if !self.scanner.eat("[") {
                return Err(self.scanner.unexpected());
            }
            let list = self.list(Self::expression)?;
            if !self.scanner.eat("]") {
                return Err(self.scanner.unexpected());
            }
            return Ok(not(negated, Expression::In(Box::new(one), list)));
        }
        // Longer symbols before those that they begin with.
        let comparisons = [
            ("!=", Comparison::NotEqual),
            ("<=", Comparison::LessOrEqual),
            (">=", Comparison::GreaterOrEqual),
            ("==", Comparison::Equal),
            ("=", Comparison::Equal),
            ("<", Comparison::Less),
            (">", Comparison::Greater),
        ];
        for (symbol, comparison) in comparisons {
            if self.scanner.eat(symbol) {
                let other = self.sum()?;
                return Ok(Expression::Compare(
                    comparison,
                    Box::new(one),
                    Box::new(other),
                ));
            }
        }
        Ok(one)
    }

    fn like(&mut self, text: Expression) -> Result<Expression, Malformed> {
        if self.scanner.peek() != Some('/') {
            return Ok(Expression::Contains(Box::new(text), Box::new(self.sum()?)));
        }
        let place = self.scanner.place();
        let source = self.scanner.slashed()?;
        let regex =
            compile(&source).map_err(|message| self.scanner.malformed_from(place, message))?;
        Ok(Expression::Matches(Box::new(text), regex))
    }

    fn sum(&mut self) -> Result<Expression, Malformed> {
        let operations = [("+", Arithmetic::Add), ("-", Arithmetic::Subtract)];
        self.operations(&operations, Self::product)
    }

    fn product(&mut self) -> Result<Expression, Malformed> {
        let operations = [
            ("*", Arithmetic::Multiply),
            ("/", Arithmetic::Divide),
            ("%", Arithmetic::Remainder),
        ];
        self.operations(&operations, Self::power)
    }

    fn power(&mut self) -> Result<Expression, Malformed> {
        self.operations(&[("^", Arithmetic::Power)], Self::signed)
    }

    fn operations(
        &mut self,
        operations: &[(&str, Arithmetic)],
        operand: fn(&mut Self) -> Result<Expression, Malformed>,
    ) -> Result<Expression, Malformed> {
        let mut found = operand(self)?;
        'more: loop {
            for (symbol, operation) in operations {
                if self.scanner.eat(symbol) {
                    let other = operand(self)?;
                    found = Expression::Arithmetic(*operation, Box::new(found), Box::new(other));
                    continue 'more;
                }
            }
            return Ok(found);
        }
    }

    fn signed(&mut self) -> Result<Expression, Malformed> {
        let mut negative = false;
        loop {
            if self.scanner.eat("-") {
                negative = !negative;
            } else if !self.scanner.eat("+") {
                break;
            }
        }
        let found = self.primary()?;
        Ok(if negative {
            Expression::Negative(Box::new(found))
        } else {
            found
        })
    }

    fn primary(&mut self) -> Result<Expression, Malformed> {
        match self.scanner.peek() {
            Some('(') => {
                self.scanner.eat("(");
                let found = self.expression()?;
                if !self.scanner.eat(")") {
                    return Err(self.scanner.unexpected());
                }
                return Ok(found);
            }
            Some('"' | '\'') => {
                let text = self.scanner.quoted()?;
                return Ok(Expression::Literal(Value::Text(text)));
            }
            Some('`') => return Ok(Expression::Field(self.scanner.backticked()?)),
            _ => {}
        }
        if let Some(number) = self.scanner.number() {
            return Ok(Expression::Literal(Value::of(number)));
        }
        let unexpected = self.scanner.unexpected();
        let place = self.scanner.place();
        let is_keyword = |word: &str| KEYWORDS.iter().any(|it| word.eq_ignore_ascii_case(it));
        let word = self
            .scanner
            .word()
            .filter(|word| !is_keyword(word))
            .ok_or(unexpected)?;
        if self.scanner.eat("(") {
            return self.call(place, word);
        }
        Ok(match word {
            "true" => Expression::Literal(Value::Boolean(true)),
            "false" => Expression::Literal(Value::Boolean(false)),
            field => Expression::Field(field.to_owned()),
        })
    }

    /// A function or an aggregate, whose opening parenthesis has been read.
    fn call(&mut self, place: usize, name: &str) -> Result<Expression, Malformed> {
        let lower = name.to_ascii_lowercase();
        let found = if let Some(found) = self.dated(&lower)? {
            found
        } else if let Some(found) = self.aggregate(place, &lower)? {
            found
        } else if let Some((_, function, least, most)) =
            FUNCTIONS.iter().find(|(known, ..)| *known == lower)
        {
            let arguments = if self.scanner.peek() == Some(')') {
                Vec::new()
            } else {
                self.list(Self::expression)?
            };
            if !(*least..=*most).contains(&arguments.len()) {
                let message = format!("{name} does not take {} arguments", arguments.len());
                return Err(self.scanner.malformed_from(place, message));
            }
            Expression::Call(*function, arguments)
        } else {
            let message = format!("unknown function {name}");
            return Err(self.scanner.malformed_from(place, message));
        };
        if !self.scanner.eat(")") {
            return Err(self.scanner.unexpected());
        }
        Ok(found)
    }

    /// `bin(5m)`, `datefloor(@timestamp, 1h)` and `dateceil`.
    fn dated(&mut self, name: &str) -> Result<Option<Expression>, Malformed> {
        let make: fn(Period) -> Function = match name {
            "bin" => Function::Bin,
            "datefloor" => Function::DateFloor,
            "dateceil" => Function::DateCeil,
            _ => return Ok(None),
        };
        let mut arguments = Vec::new();
        if name != "bin" {
            arguments.push(self.expression()?);
            if !self.scanner.eat(",") {
                return Err(self.scanner.unexpected());
            }
        }
        let unexpected = self.scanner.unexpected();
        let period = self
            .scanner
            .period()
            .and_then(|(count, unit)| Period::of(count, unit))
            .ok_or(unexpected)?;
        Ok(Some(Expression::Call(make(period), arguments)))
    }

    fn aggregate(&mut self, place: usize, name: &str) -> Result<Option<Expression>, Malformed> {
        let known = AGGREGATES.iter().find(|(known, _)| *known == name);
        let percentile = matches!(name, "pct" | "percentile");
        if known.is_none() && !percentile {
            return Ok(None);
        }
        let Some(mut aggregates) = self.aggregates.take() else {
            let message = format!("{name} can be used in stats only, and not within an aggregate");
            return Err(self.scanner.malformed_from(place, message));
        };
        let of = if known.is_some_and(|(_, known)| *known == Aggregate::Count)
            && (self.scanner.eat("*") || self.scanner.peek() == Some(')'))
        {
            None
        } else {
            Some(self.expression()?)
        };
        let aggregate = if let Some((_, aggregate)) = known {
            *aggregate
        } else {
            if !self.scanner.eat(",") {
                return Err(self.scanner.unexpected());
            }
            let unexpected = self.scanner.unexpected();
            let share = self.scanner.number().ok_or(unexpected)?;
            Aggregate::Percentile(share.min(100.0))
        };
        aggregates.push(Call { aggregate, of });
        let found = Expression::Aggregate(aggregates.len() - 1);
        self.aggregates = Some(aggregates);
        Ok(Some(found))
    }
}
