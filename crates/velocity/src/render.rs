//! Rendering: operations are run one after another, straight into one string.

use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use crate::compile::compile;
use crate::error::RenderError;
use crate::evaluate::print_plain;
use crate::frames::Frames;
use crate::held;
use crate::limits;
use crate::print;
use crate::profile::Profile;
use crate::program::{
    Argument, BlockId, Body, Call, Expr, Foreach, Iterable, Names, Op, Program, Reference, Slot,
    Target,
};
use crate::scope::Scope;
use crate::source::Position;
use crate::trace::TraceEvent;
use crate::tree::ReferenceKind;
use crate::value::{Block, ForeachScope, List, Map, MapKind, Object, Value};

/// Why rendering does not go on.
pub(crate) enum Halt {
    Error(Box<RenderError>),
    /// `#break`: ends the nearest loop, block, macro or evaluation.
    Break,
    /// `#break($foreach.parent)`: ends that loop.
    BreakLoop(Rc<ForeachScope>),
    /// `#stop`: ends the nearest evaluation, or the template.
    Stop,
}

impl From<RenderError> for Halt {
    fn from(error: RenderError) -> Halt {
        Halt::Error(Box::new(error))
    }
}

pub(crate) type Run<T = ()> = Result<T, Halt>;

/// `#define`d blocks that render themselves stop at this depth (`directive.define.max.depth`).
const MOST_BLOCK_DEPTH: u32 = 2;

/// Macros that call each other stop at this depth (`velocimacro.max.depth`).
const MOST_MACRO_DEPTH: usize = 20;

/// The most bytes that are set aside before there is anything to write.
const MOST_RESERVED: usize = 1 << 18;

/// Renders a program with the variables of a scope.
pub(crate) fn render(program: &Arc<Program>, scope: &Scope) -> Result<String, RenderError> {
    render_with::<false>(program, scope, None)
}

/// Renders a program and tells what it does.
pub(crate) fn render_traced(
    program: &Arc<Program>,
    scope: &Scope,
    sink: &mut dyn FnMut(TraceEvent),
) -> Result<String, RenderError> {
    render_with::<true>(program, scope, Some(sink))
}

fn render_with<'t, const TRACED: bool>(
    program: &Arc<Program>,
    scope: &Scope,
    sink: Option<&'t mut (dyn FnMut(TraceEvent) + 't)>,
) -> Result<String, RenderError> {
    let mut renderer = Renderer::<TRACED> {
        profile: program.profile,
        scope,
        names: Cow::Borrowed(&program.names),
        frames: Frames::new(
            program
                .names
                .iter()
                .map(|name| scope.variable(name))
                .collect(),
        ),
        macros: HashMap::new(),
        strings: vec![None; program.strings.len()],
        main: Arc::as_ptr(program).addr(),
        empty: None,
        steps: 0,
        depth: 0,
        made: 0,
        room: limits::HELD + limits::PARSED * scope.body_length(),
        asides: 0,
        loops: Vec::new(),
        matching: Duration::ZERO,
        sink,
    };
    renderer.register_macros(program);
    let length = program.length.load(Ordering::Relaxed);
    let mut out = String::with_capacity(length.min(MOST_RESERVED));
    match renderer.block(program, program.root, &mut out) {
        Ok(()) | Err(Halt::Break | Halt::BreakLoop(_) | Halt::Stop) => {
            if out.len() != length {
                program.length.store(out.len(), Ordering::Relaxed);
            }
            Ok(out)
        }
        Err(Halt::Error(error)) => Err(*error),
    }
}

/// One render. The traced one is compiled apart, so that the other pays nothing for it.
pub(crate) struct Renderer<'s, 't, const TRACED: bool> {
    pub(crate) profile: Profile,
    scope: &'s Scope,
    names: Cow<'s, Names>,
    pub(crate) frames: Frames,
    /// Which program defines a macro, and its number there.
    macros: HashMap<Box<str>, (Arc<Program>, usize)>,
    /// String constants of the main program as values, once they have been used.
    strings: Vec<Option<Rc<str>>>,
    main: usize,
    empty: Option<Rc<str>>,
    steps: u64,
    depth: u32,
    /// Bytes of values made since it was last asked what is held, and held then.
    made: usize,
    /// Bytes of values that may be held.
    room: usize,
    /// Blocks that are run for their text while an expression holds other values.
    asides: u32,
    /// What is being looped over.
    loops: Vec<Value>,
    /// Time spent on regular expressions.
    pub(crate) matching: Duration,
    sink: Option<&'t mut (dyn FnMut(TraceEvent) + 't)>,
}

impl<const TRACED: bool> Renderer<'_, '_, TRACED> {
    /// Tells what happened, if somebody listens.
    pub(crate) fn tell(&mut self, event: TraceEvent) {
        if let Some(sink) = &mut self.sink {
            sink(event);
        }
    }

    /// The empty string.
    pub(crate) fn empty(&mut self) -> Value {
        Value::Str(Rc::clone(self.empty.get_or_insert_default()))
    }

    fn register_macros(&mut self, program: &Arc<Program>) {
        for (number, known) in program.macros.iter().enumerate() {
            self.macros
                .entry(known.name.clone())
                .or_insert_with(|| (Arc::clone(program), number));
        }
    }

    /// Accounts for work done; every loop and every call passes through here.
    #[inline]
    pub(crate) fn charge(&mut self, steps: usize) -> Run {
        self.steps += steps as u64;
        if self.steps > limits::STEPS {
            return Err(RenderError::limit("takes too many steps").into());
        }
        Ok(())
    }

    /// Accounts for values made, before or after it is done: bytes.
    #[inline]
    pub(crate) fn make(&mut self, bytes: usize) -> Run {
        self.made = self.made.saturating_add(bytes);
        if self.made > 2 * self.room {
            return Err(RenderError::limit("makes too many values at once").into());
        }
        Ok(())
    }

    /// Asks what is held of all that was made. What expressions hold cannot be asked, so nothing is let go of then.
    #[cold]
    fn weigh(&mut self) -> Run {
        if self.asides == 0 {
            let mut roots = self.frames.values();
            roots.extend(self.loops.iter().cloned());
            let (bytes, looked_at) = held::reachable(roots);
            self.charge(looked_at)?;
            self.made = bytes;
        }
        if self.made > self.room {
            return Err(RenderError::limit("holds too many values").into());
        }
        Ok(())
    }

    /// Runs a block for its text, in the midst of an expression.
    pub(crate) fn aside<T>(&mut self, run: impl FnOnce(&mut Self) -> Run<T>) -> Run<T> {
        self.asides += 1;
        let result = run(self);
        self.asides -= 1;
        result
    }

    /// Runs one level of nesting.
    pub(crate) fn nested<T>(&mut self, run: impl FnOnce(&mut Self) -> Run<T>) -> Run<T> {
        if self.depth >= limits::DEPTH {
            return Err(RenderError::limit("nests too deeply").into());
        }
        self.depth += 1;
        let result = run(self);
        self.depth -= 1;
        result
    }

    pub(crate) fn string(&mut self, program: &Program, number: usize) -> Value {
        let text = program.strings.get(number).map_or("", AsRef::as_ref);
        if std::ptr::from_ref(program).addr() != self.main {
            return Value::from(text);
        }
        match self.strings.get_mut(number) {
            Some(cached) => Value::Str(Rc::clone(cached.get_or_insert_with(|| Rc::from(text)))),
            None => Value::from(text),
        }
    }

    #[inline]
    pub(crate) fn check_output(out: &str) -> Run {
        if out.len() > limits::OUTPUT {
            return Err(RenderError::limit("writes too much").into());
        }
        Ok(())
    }

    pub(crate) fn block(&mut self, program: &Arc<Program>, id: BlockId, out: &mut String) -> Run {
        let ops = program.block(id);
        self.charge(ops.len())?;
        if let [Op::Text(text)] = ops {
            out.push_str(text);
            return Self::check_output(out);
        }
        self.nested(|renderer| {
            for op in ops {
                renderer.op(program, op, out)?;
                if renderer.made > renderer.room {
                    renderer.weigh()?;
                }
            }
            // What is printed is looked at when it is; a block's own text is never longer than the template.
            Self::check_output(out)
        })
    }

    #[inline]
    fn op(&mut self, program: &Arc<Program>, op: &Op, out: &mut String) -> Run {
        match op {
            Op::Text(text) => out.push_str(text),
            Op::Print(reference) => self.print(program, reference, out)?,
            Op::If { arms, otherwise } => {
                for arm in arms {
                    let taken = self.is_true(program, &arm.condition)?;
                    if TRACED {
                        let span = arm.span;
                        self.tell(TraceEvent::Branch { span, taken });
                    }
                    if taken {
                        return self.block(program, arm.block, out);
                    }
                }
                if let Some(block) = otherwise {
                    self.block(program, *block, out)?;
                }
            }
            Op::Set(set) => {
                let (target, value) = &**set;
                let value = self.value(program, value)?;
                // Null assigns nothing: the old value stays (F§3).
                if !value.is_null() {
                    match target {
                        Target::Variable(slot) => self.frames.put(*slot, value),
                        Target::Path(reference) => self.assign(program, reference, value)?,
                    }
                }
            }
            Op::Foreach(foreach) => self.foreach(program, foreach, out)?,
            op => self.rare_op(program, op, out)?,
        }
        Ok(())
    }

    /// What loops seldom do, kept apart so that the rest needs little of the stack.
    #[inline(never)]
    fn rare_op(&mut self, program: &Arc<Program>, op: &Op, out: &mut String) -> Run {
        match op {
            Op::Text(_) | Op::Print(_) | Op::If { .. } | Op::Set(_) | Op::Foreach(_) => {}
            Op::Define(slot, block) => {
                let value = self.block_value(program, *block);
                self.frames.put(*slot, value);
            }
            Op::Break(None) => return Err(Halt::Break),
            Op::Break(Some(scope)) => {
                return Err(match self.value(program, &scope.0)? {
                    Value::Object(Object::Foreach(scope)) => Halt::BreakLoop(scope),
                    _ => RenderError::new(
                        "VelocityException",
                        format!("{} is not the scope of a loop", scope.1),
                    )
                    .into(),
                });
            }
            Op::Stop => return Err(Halt::Stop),
            Op::Call(call) => self.call(program, call, out)?,
            Op::Parse(None) => {
                return Err(
                    RenderError::new("VelocityException", "#parse needs an argument").into(),
                );
            }
            Op::Parse(Some(source)) => self.resource(program, source)?,
            Op::Include(sources) => self.include(program, sources, out)?,
            Op::Evaluate(source) => self.evaluate(program, source, out)?,
        }
        Ok(())
    }

    pub(crate) fn block_value(&self, program: &Arc<Program>, block: BlockId) -> Value {
        let _ = self;
        Value::Object(Object::Block(Rc::new(Block {
            program: Arc::clone(program),
            id: block,
            depth: std::cell::Cell::new(0),
        })))
    }

    /// Renders a block held by a variable; false where it has called itself too often.
    pub(crate) fn render_block(&mut self, block: &Block, out: &mut String) -> Run<bool> {
        if block.depth.get() >= MOST_BLOCK_DEPTH {
            return Ok(false);
        }
        block.depth.set(block.depth.get() + 1);
        let result = self.block(&block.program, block.id, out);
        block.depth.set(block.depth.get() - 1);
        match result {
            Ok(()) | Err(Halt::Break) => Ok(true),
            Err(halt) => Err(halt),
        }
    }

    /// `toString()` of any value; `None` only for a block that calls itself too often.
    pub(crate) fn text_of(&mut self, value: &Value) -> Run<Option<String>> {
        if let Value::Object(Object::Block(block)) = value {
            let mut text = String::new();
            let done = self.aside(|renderer| renderer.render_block(block, &mut text))?;
            return Ok(done.then_some(text));
        }
        let text = print::to_text(value);
        Self::check_output(&text)?;
        Ok(Some(text))
    }

    fn print(&mut self, program: &Arc<Program>, reference: &Reference, out: &mut String) -> Run {
        if reference.kind == ReferenceKind::Runt {
            out.push_str(&reference.root);
            return Ok(());
        }
        if !TRACED
            && reference.bare
            && let Some(value) = self.frames.global(reference.slot)
            && print_plain(value, &reference.steps, out)
        {
            return Self::check_output(out);
        }
        let value = self.resolve(program, reference)?;
        if reference.escaped {
            out.push_str(&reference.escape_prefix);
            if value.is_null() {
                out.push('\\');
            }
            out.push_str(self.frames.null_text(&reference.null_text));
            return Ok(());
        }
        let printable = match &value {
            Value::Null => false,
            Value::Object(Object::Block(block)) => return self.print_block(block, reference, out),
            _ => true,
        };
        if printable {
            out.push_str(&reference.escape_prefix);
            out.push_str(&reference.more_prefix);
            print::write(out, &value);
            Self::check_output(out)?;
        } else {
            self.print_null(reference, out);
        }
        Ok(())
    }

    fn print_block(&mut self, block: &Block, reference: &Reference, out: &mut String) -> Run {
        if !self.render_block(block, out)? {
            self.print_null(reference, out);
        }
        Ok(())
    }

    /// What has no value prints its own text. Backslashes in front are not escapes then, so all of them are printed.
    fn print_null(&self, reference: &Reference, out: &mut String) {
        out.push_str(&reference.escape_prefix);
        out.push_str(&reference.escape_prefix);
        out.push_str(&reference.more_prefix);
        out.push_str(self.frames.null_text(&reference.null_text));
    }

    #[inline(never)]
    fn foreach(&mut self, program: &Arc<Program>, foreach: &Foreach, out: &mut String) -> Run {
        let over = match &foreach.iterable {
            Iterable::Value(value) => self.value(program, value)?,
            Iterable::Block => return Ok(()),
            Iterable::Missing(children) => {
                let message = format!("index 2 out of bounds for length {children}");
                return Err(RenderError::new("ArrayIndexOutOfBoundsException", message).into());
            }
        };
        let Some(mut items) = Items::of(&over) else {
            if TRACED {
                self.tell_loop(foreach, 0);
            }
            return Ok(());
        };
        self.loops.push(over);
        let result = self.run_loop(program, foreach, &mut items, out);
        self.loops.pop();
        result
    }

    fn run_loop(
        &mut self,
        program: &Arc<Program>,
        foreach: &Foreach,
        items: &mut Items,
        out: &mut String,
    ) -> Run {
        let saved = self.lookup(foreach.element)?;
        let counter = self.saved(foreach.counter)?;
        let has_next = self.saved(foreach.has_next)?;
        let scope = self.saved(foreach.scope)?.map(|(slot, replaced)| {
            let parent = match &replaced {
                Value::Object(Object::Foreach(parent)) => Some(Rc::clone(parent)),
                _ => None,
            };
            let scope = Rc::new(ForeachScope {
                replaced: if parent.is_some() {
                    Value::Null
                } else {
                    replaced
                },
                parent,
                index: std::cell::Cell::new(-1),
                has_next: std::cell::Cell::new(false),
                storage: Map::new(MapKind::Hash),
            });
            self.frames
                .put(slot, Value::Object(Object::Foreach(Rc::clone(&scope))));
            (slot, scope)
        });

        let mut result = Ok(());
        let mut count = 0;
        let mut hides = true;
        while count < self.profile.loops() && items.has_next() {
            self.charge(1)?;
            let item = items.next()?;
            let more = items.has_next();
            count += 1;
            if let Some((slot, _)) = counter {
                self.frames.put(slot, Value::from(count));
            }
            if let Some((slot, _)) = has_next {
                self.frames.put(slot, Value::Bool(more));
            }
            let null = item.is_null();
            self.frames.put_element(foreach.element, item);
            if let Some((_, scope)) = &scope {
                scope.index.set(scope.index.get().saturating_add(1));
                scope.has_next.set(more);
            }
            if null {
                self.frames.hide(foreach.element, hides);
            }
            let run = match &foreach.body {
                Body::Block(block) => self.block(program, *block, out),
                Body::Reference(reference) => self.print(program, reference, out),
                Body::Nothing => Ok(()),
            };
            if null {
                hides = self.frames.show();
            }
            match run {
                Ok(()) => {}
                Err(Halt::Break) => break,
                Err(Halt::BreakLoop(target))
                    if scope
                        .as_ref()
                        .is_some_and(|(_, scope)| Rc::ptr_eq(scope, &target)) =>
                {
                    break;
                }
                Err(halt) => {
                    result = Err(halt);
                    break;
                }
            }
        }

        if TRACED {
            self.tell_loop(foreach, count);
        }
        self.frames.put_or_remove(foreach.element, saved);
        for (slot, value) in counter.into_iter().chain(has_next) {
            self.frames.put_or_remove(slot, value);
        }
        if let Some((slot, scope)) = scope {
            self.leave_scope(slot, &scope)?;
        }
        result
    }

    fn tell_loop(&mut self, foreach: &Foreach, iterations: usize) {
        let span = foreach.span;
        self.tell(TraceEvent::Loop { span, iterations });
    }

    /// A variable that the loop takes over, with what it held.
    fn saved(&mut self, slot: Option<Slot>) -> Run<Option<(Slot, Value)>> {
        slot.map(|slot| Ok((slot, self.lookup(slot)?))).transpose()
    }

    /// Puts back what `$foreach` was before the loop.
    fn leave_scope(&mut self, slot: Slot, scope: &ForeachScope) -> Run {
        match self.lookup(slot)? {
            Value::Object(Object::Foreach(_)) => {
                let before = match &scope.parent {
                    Some(parent) => Value::Object(Object::Foreach(Rc::clone(parent))),
                    None => scope.replaced.clone(),
                };
                self.frames.put_or_remove(slot, before);
                Ok(())
            }
            // A loop whose element is called $foreach has removed its own scope.
            Value::Null => Err(RenderError::new(
                "NullPointerException",
                "the scope of the loop is null",
            )
            .into()),
            _ => Ok(()),
        }
    }

    fn call(&mut self, program: &Arc<Program>, call: &Call, out: &mut String) -> Run {
        let Some((defined_in, number)) = self.macros.get(&call.name).cloned() else {
            out.push_str(&call.literal);
            return Ok(());
        };
        let Some(known) = defined_in.macros.get(number) else {
            return Ok(());
        };
        if call.has_word {
            let message = format!("a bare word is no argument of macro #{}", call.name);
            return Err(error_at("TemplateInitException", message, call.position));
        }
        if self.frames.depth() >= MOST_MACRO_DEPTH {
            let message = format!("macro #{} calls itself too often", call.name);
            return Err(RenderError::new("MacroOverflowException", message).into());
        }
        let (start, count) = call.arguments;
        let mut bound = Vec::new();
        let mut locals = Vec::new();
        let pairs = || {
            let pairs = known.parameters.iter().zip(start..start + count).rev();
            pairs.filter_map(|(parameter, index)| {
                Some((parameter, index, program.arguments.get(index)?))
            })
        };
        let is_constant = |argument: &Argument| {
            matches!(
                argument.value,
                Expr::Int(_) | Expr::Long(_) | Expr::BigInt(_) | Expr::Double(_) | Expr::Bool(_)
            )
        };
        for (at, (parameter, index, argument)) in pairs().enumerate() {
            // Of parameters with one name the last counts, but a number or a boolean before all.
            let is_hidden = pairs().enumerate().any(|(other_at, (other, _, by))| {
                other.slot == parameter.slot
                    && match (is_constant(argument), is_constant(by)) {
                        (false, true) => true,
                        (true, false) => false,
                        _ => other_at < at,
                    }
            });
            if is_hidden {
                continue;
            }
            if is_constant(argument) || matches!(argument.value, Expr::String(_)) {
                locals.push((parameter.slot, self.value(program, &argument.value)?));
            } else {
                bound.push((parameter.slot, index));
            }
        }
        let literals = pairs()
            .map(|(parameter, _, argument)| (parameter.reference.clone(), argument.literal.clone()))
            .collect();
        if let (Some(body), Some(slot)) = (call.body, call.body_slot) {
            locals.push((slot, self.block_value(program, body)));
        }
        let caller = self
            .frames
            .enter(Arc::clone(program), bound, locals, literals);
        let result = self.block(&defined_in, known.block, out);
        self.frames.leave(caller);
        match result {
            Err(Halt::Break) => Ok(()),
            result => result,
        }
    }

    /// There are no resources that a template could read: API Gateway's have none beside them.
    fn resource(&mut self, program: &Arc<Program>, source: &Expr) -> Run {
        let value = self.value(program, source)?;
        if value.is_null() {
            return Ok(());
        }
        let name = self.text_of(&value)?.unwrap_or_default();
        Err(RenderError::new(
            "ResourceNotFoundException",
            format!("unable to find resource '{name}'"),
        )
        .into())
    }

    fn include(
        &mut self,
        program: &Arc<Program>,
        sources: &[Option<Expr>],
        out: &mut String,
    ) -> Run {
        use std::fmt::Write;
        for (at, source) in sources.iter().enumerate() {
            let Some(source) = source else {
                let message = format!("argument {at} of #include is no string");
                return Err(RenderError::new("VelocityException", message).into());
            };
            let value = self.value(program, source)?;
            if let Some(name) = if value.is_null() {
                None
            } else {
                self.text_of(&value)?
            } {
                let message = format!("unable to find resource '{name}'");
                return Err(RenderError::new("ResourceNotFoundException", message).into());
            }
            let _ = write!(
                out,
                "<!-- include error : error with arg {at} please see log. see error log -->"
            );
        }
        Ok(())
    }

    fn evaluate(&mut self, program: &Arc<Program>, source: &Expr, out: &mut String) -> Run {
        let value = self.value(program, source)?;
        let Some(text) = (if value.is_null() {
            None
        } else {
            self.text_of(&value)?
        }) else {
            return Ok(());
        };
        self.charge(text.len())?;
        let compiled =
            compile(&text, self.profile, self.names.clone().into_owned()).map_err(|error| {
                let class = match error.class {
                    "TemplateParseException" | "ParseException" => "ParseErrorException",
                    class => class,
                };
                RenderError::new(class, format!("#evaluate: {}", error.message))
            })?;
        for name in compiled.names.iter().skip(self.names.len()) {
            self.frames.add(self.scope.variable(name));
        }
        self.names = Cow::Owned(compiled.names.clone());
        let compiled = Arc::new(compiled);
        self.register_macros(&compiled);
        // What it does stands in another text.
        let sink = self.sink.take();
        let result = self.block(&compiled, compiled.root, out);
        self.sink = sink;
        match result {
            Err(Halt::Break | Halt::Stop) => Ok(()),
            result => result,
        }
    }
}

/// What a loop runs over.
enum Items {
    /// A list that the loop's body may change, which Java's iterators notice.
    Live {
        list: List,
        next: usize,
        length: usize,
    },
    /// What a map holds or a view of it shows; the map may not change either.
    Map {
        map: Map,
        length: usize,
        values: std::vec::IntoIter<Value>,
    },
    Copy(std::vec::IntoIter<Value>),
}

impl Items {
    /// Strings, numbers and null are nothing to iterate over: such a loop runs zero times without an error.
    fn of(value: &Value) -> Option<Items> {
        Some(match value {
            Value::List(list) if list.viewed_map().is_some() => Items::Map {
                map: list.viewed_map()?,
                length: list.items().len(),
                values: list.items().clone().into_iter(),
            },
            Value::List(list) => Items::Live {
                list: list.clone(),
                next: 0,
                length: list.items().len(),
            },
            Value::Array(array) => Items::Copy(array.items().clone().into_iter()),
            Value::Map(map) => {
                let values = map.values();
                Items::Map {
                    map: map.clone(),
                    length: values.len(),
                    values: values.into_iter(),
                }
            }
            Value::Object(Object::Iterator(iteration)) => {
                let items = iteration.list.items();
                let start = iteration.next.replace(items.len()).min(items.len());
                let rest: Vec<Value> = items[start..].to_vec();
                Items::Copy(rest.into_iter())
            }
            _ => return None,
        })
    }

    fn has_next(&self) -> bool {
        match self {
            Items::Live { list, next, .. } => *next != list.known_items().len(),
            Items::Map { values, .. } | Items::Copy(values) => values.len() > 0,
        }
    }

    fn next(&mut self) -> Run<Value> {
        match self {
            Items::Live { list, next, length } => {
                let items = list.known_items();
                if items.len() != *length {
                    return Err(changed());
                }
                *next += 1;
                Ok(items.get(*next - 1).cloned().unwrap_or_default())
            }
            Items::Map { map, length, .. } if map.len() != *length => Err(changed()),
            Items::Map { values, .. } | Items::Copy(values) => {
                Ok(values.next().unwrap_or_default())
            }
        }
    }
}

fn changed() -> Halt {
    RenderError::new(
        "ConcurrentModificationException",
        "a collection was changed while a #foreach ran over it",
    )
    .into()
}

/// An error that Velocity reports at a place.
pub(crate) fn error_at(class: &'static str, message: String, position: Position) -> Halt {
    Halt::Error(Box::new(RenderError {
        class,
        message,
        position,
    }))
}
