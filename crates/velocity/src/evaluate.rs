//! Expressions and references: their values, their truth, and assignment.

use std::rc::Rc;
use std::sync::Arc;
use std::time::Instant;

use crate::equality;
use crate::error::{RenderError, Thrown};
use crate::frames::Found;
use crate::held;
use crate::limits;
use crate::methods::{self, Called};
use crate::number::{self, Arithmetic};
use crate::print;
use crate::profile::Profile;
use crate::program::{Access, Comparison, Expr, Operand, Program, Property, Reference, Slot, Step};
use crate::render::{Halt, Renderer, Run, error_at};
use crate::source::Position;
use crate::trace::{TraceEvent, Traced};
use crate::tree::ReferenceKind;
use crate::value::{Map, MapKind, Object, Value};

impl<const TRACED: bool> Renderer<'_, '_, TRACED> {
    /// The value of an expression.
    pub(crate) fn value(&mut self, program: &Arc<Program>, expr: &Expr) -> Run<Value> {
        self.charge(1)?;
        Ok(match expr {
            Expr::Null => Value::Null,
            Expr::Bool(value) => Value::Bool(*value),
            Expr::Int(number) => Value::Int(*number),
            Expr::Long(number) => Value::Long(*number),
            Expr::Double(number) => Value::Double(*number),
            Expr::BigInt(number) => Value::BigInt(Rc::new(number.clone())),
            Expr::String(number) => self.string(program, *number),
            Expr::Template { block, blank } => {
                let mut text = String::new();
                self.aside(|renderer| renderer.block(program, *block, &mut text))?;
                self.make(text.len())?;
                if *blank {
                    text.pop();
                }
                Value::from(text)
            }
            Expr::Range(ends) => self.range(program, &ends.0, &ends.1)?,
            Expr::List(items) => {
                let mut values = Vec::with_capacity(items.len());
                for item in items {
                    values.push(self.value(program, item)?);
                }
                let list = Value::list(values);
                self.make(held::shallow(&list))?;
                list
            }
            Expr::Map(entries) => {
                let map = Map::new(MapKind::Linked);
                for (key, value) in entries {
                    let key = self.value(program, key)?;
                    let value = self.value(program, value)?;
                    map.put(key, value);
                }
                let map = Value::Map(map);
                self.make(held::shallow(&map))?;
                map
            }
            Expr::Reference(reference) if reference.kind == ReferenceKind::Schmoo => Value::Null,
            Expr::Reference(reference) => self.resolve(program, reference)?,
            Expr::Arithmetic(op, operands) => {
                self.arithmetic(program, *op, &operands.0, &operands.1)?
            }
            Expr::Not(_)
            | Expr::And(_)
            | Expr::Or(_)
            | Expr::Equal(_)
            | Expr::NotEqual(_)
            | Expr::Compare(..) => Value::Bool(self.is_true(program, expr)?),
        })
    }

    /// Whether a condition holds. A reference holds unless it is null or false; a literal never does, except `true`.
    pub(crate) fn is_true(&mut self, program: &Arc<Program>, expr: &Expr) -> Run<bool> {
        Ok(match expr {
            Expr::Bool(value) => *value,
            Expr::Reference(reference) => self.holds(program, reference)?,
            Expr::Not(inner) => !self.is_true(program, inner)?,
            Expr::And(pair) => self.is_true(program, &pair.0)? && self.is_true(program, &pair.1)?,
            Expr::Or(pair) => self.is_true(program, &pair.0)? || self.is_true(program, &pair.1)?,
            Expr::Equal(pair) => self.equal(program, &pair.0, &pair.1)?,
            Expr::NotEqual(pair) => !self.equal(program, &pair.0, &pair.1)?,
            Expr::Compare(comparison, pair) => {
                let left = self.value(program, &pair.0)?;
                let right = self.value(program, &pair.1)?;
                number::compare(&left, &right).is_some_and(|order| match comparison {
                    Comparison::Less => order.is_lt(),
                    Comparison::LessOrEqual => order.is_le(),
                    Comparison::Greater => order.is_gt(),
                    Comparison::GreaterOrEqual => order.is_ge(),
                })
            }
            _ => false,
        })
    }

    /// Whether a reference has a value other than false.
    #[inline]
    fn holds(&mut self, program: &Arc<Program>, reference: &Reference) -> Run<bool> {
        if !TRACED
            && reference.kind != ReferenceKind::Runt
            && let Some(value) = self.frames.global(reference.slot)
        {
            let known = follow(value, &reference.steps, |value, rest| match value {
                _ if !rest.is_empty() => None,
                Value::Bool(value) => Some(*value),
                Value::Null | Value::Object(_) => None,
                _ => Some(true),
            });
            if let Some(known) = known {
                return Ok(known);
            }
        }
        Ok(match self.resolve(program, reference)? {
            Value::Null => false,
            Value::Bool(value) => value,
            // Velocity asks for the text, which renders a block.
            block @ Value::Object(Object::Block(_)) => self.text_of(&block)?.is_some(),
            _ => true,
        })
    }

    /// `==`: numbers by value, objects of one class by `equals`, all else by text.
    fn equal(&mut self, program: &Arc<Program>, left: &Expr, right: &Expr) -> Run<bool> {
        let left = self.value(program, left)?;
        let right = self.value(program, right)?;
        if left.is_null() || right.is_null() {
            return Ok(left.is_null() && right.is_null());
        }
        if let Some(order) = number::compare(&left, &right) {
            return Ok(order.is_eq());
        }
        if left.class_name() == right.class_name() {
            self.charge(effort(&left, "equals", &[]))?;
            return Ok(equality::equals(&left, &right));
        }
        let (left, right) = (self.text_of(&left)?, self.text_of(&right)?);
        self.charge(left.as_ref().map_or(0, String::len) / 16)?;
        Ok(left == right)
    }

    fn range(&mut self, program: &Arc<Program>, from: &Expr, to: &Expr) -> Run<Value> {
        let from = self.value(program, from)?;
        let to = self.value(program, to)?;
        let (Some(from), Some(to)) = (number::int_value(&from), number::int_value(&to)) else {
            return Ok(Value::Null);
        };
        let length = (i64::from(from) - i64::from(to)).unsigned_abs() as usize;
        if length > limits::ITEMS {
            return Err(RenderError::limit("makes a range that is too long").into());
        }
        self.charge(length)?;
        self.make(length * held::ITEM)?;
        let numbers: Vec<Value> = if from <= to {
            (from..=to).map(Value::Int).collect()
        } else {
            (to..=from).rev().map(Value::Int).collect()
        };
        Ok(Value::list(numbers))
    }

    fn arithmetic(
        &mut self,
        program: &Arc<Program>,
        op: Arithmetic,
        left: &Operand,
        right: &Operand,
    ) -> Run<Value> {
        let l = self.value(program, &left.value)?;
        let r = self.value(program, &right.value)?;
        if op == Arithmetic::Add && (matches!(l, Value::Str(_)) || matches!(r, Value::Str(_))) {
            let mut text = String::new();
            for (value, literal) in [(&l, &left.literal), (&r, &right.literal)] {
                match value {
                    Value::Null => text.push_str(literal),
                    Value::Str(part) => text.push_str(part),
                    value => text.push_str(self.text_of(value)?.as_deref().unwrap_or("null")),
                }
            }
            Self::check_output(&text)?;
            self.charge(text.len() / COPIED)?;
            self.make(text.len())?;
            return Ok(Value::from(text));
        }
        if let Some(thrown) = number::failure(op, &l, &r) {
            return Err(RenderError::new(thrown.class, thrown.message).into());
        }
        Ok(number::combine(op, &l, &r).unwrap_or_default())
    }

    /// The value of a reference, after the handler that API Gateway has for what cannot be resolved.
    pub(crate) fn resolve(&mut self, program: &Arc<Program>, reference: &Reference) -> Run<Value> {
        if reference.kind == ReferenceKind::Runt {
            return Ok(Value::Null);
        }
        let (value, rest) = match self.frames.global(reference.slot) {
            Some(value) => follow(value, &reference.steps, |value, rest| (value.clone(), rest)),
            None => (self.lookup(reference.slot)?, &*reference.steps),
        };
        self.resolve_rest(program, reference, value, rest)
    }

    /// The value at the end of the steps that are left of a reference.
    pub(crate) fn resolve_rest(
        &mut self,
        program: &Arc<Program>,
        reference: &Reference,
        mut value: Value,
        rest: &[Step],
    ) -> Run<Value> {
        for step in rest {
            if value.is_null() {
                break;
            }
            value = self.step(program, &value, step)?;
        }
        if TRACED {
            self.tell(TraceEvent::Reference {
                span: reference.span,
                value: Traced::of(&value),
            });
        }
        if value.is_null() && self.profile == Profile::Aws {
            return Ok(self.empty());
        }
        Ok(value)
    }

    /// The value of a variable.
    pub(crate) fn lookup(&mut self, slot: Slot) -> Run<Value> {
        match self.frames.find(slot) {
            Found::Value(value) => Ok(value),
            Found::Argument {
                program,
                index,
                caller,
            } => {
                let Some(argument) = program.arguments.get(index) else {
                    return Ok(Value::Null);
                };
                let frame = self.frames.switch(caller);
                let value = self.nested(|renderer| match &argument.value {
                    // A bare variable is looked up as it is; Velocity calls no handler for it.
                    Expr::Reference(inner) if inner.steps.is_empty() => renderer.lookup(inner.slot),
                    value => renderer.value(&program, value),
                });
                self.frames.switch(frame);
                value
            }
        }
    }

    fn step(&mut self, program: &Arc<Program>, value: &Value, step: &Step) -> Run<Value> {
        self.charge(1)?;
        match &step.kind {
            Access::Property(Property { name, .. }) => {
                self.make(foreseen(value, name, &[]))?;
                methods::property(value, name, self.profile)
                    .map_err(|thrown| failed(name, value, &thrown, step.position))
            }
            Access::Method(name, args) => {
                let mut values = Vec::with_capacity(args.len());
                for arg in args {
                    values.push(self.value(program, arg)?);
                }
                self.call_method(value, name, &mut values, step.position)
            }
            Access::Index(index) => {
                let index = self.value(program, index)?;
                match methods::index(value, &index) {
                    Ok(found) => Ok(found),
                    Err(thrown) => {
                        let message = format!(
                            "'get' of {} threw {}: {}",
                            value.class_name(),
                            thrown.class,
                            thrown.message
                        );
                        Err(RenderError::new("VelocityException", message).into())
                    }
                }
            }
        }
    }

    fn call_method(
        &mut self,
        receiver: &Value,
        name: &str,
        args: &mut [Value],
        position: Position,
    ) -> Run<Value> {
        if let (Value::Object(Object::Block(block)), "toString", []) = (receiver, name, &*args) {
            let mut text = String::new();
            let done = self.aside(|renderer| renderer.render_block(block, &mut text))?;
            self.make(text.len())?;
            return Ok(if done { Value::from(text) } else { Value::Null });
        }
        if matches!(receiver, Value::Object(Object::Util)) {
            // $util asks its arguments for their text, which only the renderer can give for a block.
            for arg in args.iter_mut() {
                if matches!(arg, Value::Object(Object::Block(_))) {
                    *arg = self.text_of(arg)?.map(Value::from).unwrap_or_default();
                }
            }
        }
        self.charge(effort(receiver, name, args))?;
        self.make(foreseen(receiver, name, args))?;
        let before = held::shallow(receiver);
        let called = if methods::is_matching(receiver, name) {
            let begun = Instant::now();
            let called = methods::call(receiver, name, args, self.profile);
            self.matching += begun.elapsed();
            if self.matching > limits::MATCHING {
                return Err(
                    RenderError::limit("takes too long to match regular expressions").into(),
                );
            }
            called
        } else {
            methods::call(receiver, name, args, self.profile)
        };
        self.make(held::shallow(receiver).saturating_sub(before))?;
        match called {
            Ok(Called::Value(value)) => {
                let size = match &value {
                    Value::Str(text) => text.len() / 8,
                    Value::List(list) => list.items().len() / 4,
                    _ => 0,
                };
                self.charge(size)?;
                self.make(held::shallow(&value))?;
                Ok(value)
            }
            Ok(Called::Void) => Ok(self.empty()),
            Ok(Called::Missing) => Ok(Value::Null),
            Err(thrown) if thrown.class == "LimitExceeded" => {
                Err(RenderError::limit(&thrown.message).into())
            }
            Err(thrown) => Err(failed(name, receiver, &thrown, position)),
        }
    }

    /// `#set` on a property, a key or an index. What cannot be set is left as it is, without a word.
    pub(crate) fn assign(
        &mut self,
        program: &Arc<Program>,
        reference: &Reference,
        value: Value,
    ) -> Run {
        let Some((last, path)) = reference.steps.split_last() else {
            return Ok(());
        };
        let mut target = self.lookup(reference.slot)?;
        for step in path {
            if target.is_null() {
                return Ok(());
            }
            target = self.step(program, &target, step)?;
        }
        if target.is_null() {
            return Ok(());
        }
        match &last.kind {
            // A method call has no place to put a value; its name is taken for a property.
            Access::Property(Property { name, .. }) | Access::Method(name, _) => {
                self.make(held::ENTRY + name.len())?;
                match &target {
                    Value::Map(map) => map.put_str(name, value),
                    Value::Object(Object::Foreach(scope)) => scope.storage.put_str(name, value),
                    _ => {}
                }
                Ok(())
            }
            Access::Index(index) => {
                let index = self.value(program, index)?;
                methods::set_index(&target, &index, value).map_err(|thrown| {
                    let message = format!(
                        "'set' of {} threw {}: {}",
                        target.class_name(),
                        thrown.class,
                        thrown.message
                    );
                    error_at("MethodInvocationException", message, last.position)
                })
            }
        }
    }
}

/// Walks along properties for as long as they can be read where they are, without a copy; `then` gets the value that
/// was reached and the steps that are left.
#[inline]
pub(crate) fn follow<'s, R>(
    value: &Value,
    steps: &'s [Step],
    then: impl FnOnce(&Value, &'s [Step]) -> R,
) -> R {
    let [
        Step {
            kind: Access::Property(Property { name, hint, scope }),
            ..
        },
        rest @ ..,
    ] = steps
    else {
        return then(value, steps);
    };
    match value {
        Value::Map(map) if **name != *"class" => map.look_up(name, hint, |found| match found {
            // Most references end here, without another call.
            Some(found) if rest.is_empty() => then(found, rest),
            Some(found) => follow_further(found, rest, then),
            None => then(&Value::Null, &[]),
        }),
        Value::Object(Object::Foreach(of)) => match scope {
            Some(scope) => then(&of.get(*scope), rest),
            None => then(value, steps),
        },
        _ => then(value, steps),
    }
}

/// Prints the value at the end of properties that can be read where they are; false where there is none, or where
/// finding or printing it takes more.
#[inline]
pub(crate) fn print_plain(value: &Value, steps: &[Step], out: &mut String) -> bool {
    let [step, rest @ ..] = steps else {
        return print_leaf(value, out);
    };
    let Access::Property(Property { name, hint, scope }) = &step.kind else {
        return false;
    };
    match value {
        Value::Map(map) if **name != *"class" => map.look_up(name, hint, |found| match found {
            Some(found) if rest.is_empty() => print_leaf(found, out),
            Some(found) => print_further(found, rest, out),
            None => false,
        }),
        Value::Object(Object::Foreach(of)) => match scope {
            Some(scope) if rest.is_empty() => print_leaf(&of.get(*scope), out),
            _ => false,
        },
        _ => false,
    }
}

#[inline(never)]
fn print_further(value: &Value, steps: &[Step], out: &mut String) -> bool {
    print_plain(value, steps, out)
}

#[inline]
fn print_leaf(value: &Value, out: &mut String) -> bool {
    match value {
        Value::Str(text) => out.push_str(text),
        Value::Null | Value::Object(Object::Block(_)) => return false,
        value => print::write(out, value),
    }
    true
}

#[inline(never)]
fn follow_further<'s, R>(
    value: &Value,
    steps: &'s [Step],
    then: impl FnOnce(&Value, &'s [Step]) -> R,
) -> R {
    follow(value, steps, then)
}

/// Bytes that are copied at the cost of one step.
const COPIED: usize = 64;

/// Bytes that a method or a property is about to make, where that is many times what it is given.
fn foreseen(receiver: &Value, name: &str, args: &[Value]) -> usize {
    match (receiver, name, args) {
        (Value::Object(Object::Util), "parseJson", [Value::Str(text)]) => {
            text.len().saturating_mul(limits::PARSED / 8)
        }
        (Value::Str(text), "getBytes" | "bytes" | "toCharArray", _) => {
            text.len().saturating_mul(held::ITEM)
        }
        _ => 0,
    }
}

/// What a method may have to walk through.
fn effort(receiver: &Value, name: &str, args: &[Value]) -> usize {
    let size = |value: &Value| match value {
        Value::Str(text) => text.len() / 8,
        Value::List(list) => list.items().len() / 8,
        Value::Map(map) => map.len() / 8,
        _ => 0,
    };
    match (receiver, name, args) {
        (Value::List(_), "get" | "size" | "isEmpty" | "add" | "set", _)
        | (Value::Map(_), "size" | "isEmpty", _)
        | (
            Value::Map(_),
            "get" | "put" | "containsKey" | "putIfAbsent" | "getOrDefault",
            [Value::Str(_) | Value::Int(_) | Value::Long(_), ..],
        ) => 0,
        (Value::List(list), "removeAll" | "retainAll" | "containsAll", [Value::List(other)]) => {
            list.items().len().saturating_mul(1 + other.items().len()) / 8
        }
        (receiver, _, args) => size(receiver) + args.iter().map(size).sum::<usize>(),
    }
}

fn failed(name: &str, receiver: &Value, thrown: &Thrown, position: Position) -> Halt {
    let message = format!(
        "'{name}' of {} threw {}: {}",
        receiver.class_name(),
        thrown.class,
        thrown.message
    );
    error_at("MethodInvocationException", message, position)
}
