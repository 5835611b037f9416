//! Variables. Macros see their arguments by name, so each call has a frame over its caller's variables.

use std::sync::Arc;

use crate::program::{Program, Slot};
use crate::value::Value;

pub(crate) struct Frames {
    slots: Vec<Value>,
    stack: Vec<Frame>,
    /// Loop variables whose element is null: they have no value, whatever they are set to (`NullHolderContext`).
    hidden: Vec<Hidden>,
    /// The frame that is current: not always the last, as an argument is evaluated in its caller's frame.
    current: Option<usize>,
}

struct Hidden {
    slot: Slot,
    /// The frame that the loop runs in.
    frame: Option<usize>,
    /// Off once the variable has been removed, as a loop inside does when it is done.
    active: bool,
}

struct Frame {
    parent: Option<usize>,
    program: Arc<Program>,
    /// Parameters with the numbers of their arguments.
    bound: Vec<(Slot, usize)>,
    locals: Vec<(Slot, Value)>,
    /// The text of a reference to a parameter, with the text of its argument.
    literals: Vec<(Box<str>, Box<str>)>,
}

/// What a variable is.
pub(crate) enum Found {
    Value(Value),
    /// A macro's argument, to be evaluated in the caller's frame.
    Argument {
        program: Arc<Program>,
        index: usize,
        caller: Option<usize>,
    },
}

impl Frames {
    pub(crate) fn new(slots: Vec<Value>) -> Frames {
        Frames {
            slots,
            stack: Vec::new(),
            hidden: Vec::new(),
            current: None,
        }
    }

    /// One more variable.
    pub(crate) fn add(&mut self, value: Value) {
        self.slots.push(value);
    }

    /// All values that variables have, in every frame.
    pub(crate) fn values(&self) -> Vec<Value> {
        let locals = self.stack.iter().flat_map(|frame| &frame.locals);
        let locals = locals.map(|(_, value)| value.clone());
        self.slots.iter().cloned().chain(locals).collect()
    }

    /// The variable itself, unless a macro may see it as something else.
    pub(crate) fn global(&self, slot: Slot) -> Option<&Value> {
        match self.current {
            None if self.hidden.is_empty() => self.slots.get(slot.0 as usize),
            _ => None,
        }
    }

    pub(crate) fn find(&self, slot: Slot) -> Found {
        let mut at = self.current;
        while let Some(frame) = at.and_then(|at| self.stack.get(at)) {
            if self.is_hidden(slot, at) {
                return Found::Value(Value::Null);
            }
            let local = frame.locals.iter().find(|(local, _)| *local == slot);
            if let Some((_, value)) = local.filter(|(_, value)| !value.is_null()) {
                return Found::Value(value.clone());
            }
            if let Some((_, index)) = frame.bound.iter().find(|(bound, _)| *bound == slot) {
                return Found::Argument {
                    program: Arc::clone(&frame.program),
                    index: *index,
                    caller: frame.parent,
                };
            }
            at = frame.parent;
        }
        if self.is_hidden(slot, None) {
            return Found::Value(Value::Null);
        }
        Found::Value(self.slots.get(slot.0 as usize).cloned().unwrap_or_default())
    }

    fn is_hidden(&self, slot: Slot, frame: Option<usize>) -> bool {
        self.hidden
            .iter()
            .any(|hidden| hidden.active && hidden.slot == slot && hidden.frame == frame)
    }

    /// A loop's body begins whose element is null. `active` is what [`Frames::show`] returned when it last ended.
    pub(crate) fn hide(&mut self, slot: Slot, active: bool) {
        let frame = self.current;
        self.hidden.push(Hidden {
            slot,
            frame,
            active,
        });
    }

    /// Such a body ends.
    pub(crate) fn show(&mut self) -> bool {
        self.hidden.pop().is_none_or(|hidden| hidden.active)
    }

    /// Gives a loop's variable its element.
    #[inline]
    pub(crate) fn put_element(&mut self, slot: Slot, value: Value) {
        let null = value.is_null();
        self.put_or_remove(slot, value);
        if null {
            self.set_hidden(slot, true);
        }
    }

    fn set_hidden(&mut self, slot: Slot, active: bool) {
        for hidden in self.hidden.iter_mut().filter(|hidden| hidden.slot == slot) {
            hidden.active = active;
        }
    }

    /// Sets a variable here and in every frame below (`velocimacro.context.localscope` is off).
    #[inline]
    pub(crate) fn put(&mut self, slot: Slot, value: Value) {
        if self.current.is_some() {
            self.put_in_frames(slot, &value);
        }
        if let Some(variable) = self.slots.get_mut(slot.0 as usize) {
            *variable = value;
        }
    }

    fn put_in_frames(&mut self, slot: Slot, value: &Value) {
        let mut at = self.current;
        while let Some(frame) = at.and_then(|at| self.stack.get_mut(at)) {
            match frame.locals.iter_mut().find(|(local, _)| *local == slot) {
                Some(local) => local.1 = value.clone(),
                None => frame.locals.push((slot, value.clone())),
            }
            at = frame.parent;
        }
    }

    /// Sets a variable, or forgets it if there is no value.
    #[inline]
    pub(crate) fn put_or_remove(&mut self, slot: Slot, value: Value) {
        if value.is_null() {
            self.forget(slot);
        } else {
            self.put(slot, value);
        }
    }

    fn forget(&mut self, slot: Slot) {
        self.set_hidden(slot, false);
        let mut at = self.current;
        while let Some(frame) = at.and_then(|at| self.stack.get_mut(at)) {
            frame.locals.retain(|(local, _)| *local != slot);
            frame.bound.retain(|(bound, _)| *bound != slot);
            at = frame.parent;
        }
        if let Some(variable) = self.slots.get_mut(slot.0 as usize) {
            *variable = Value::Null;
        }
    }

    /// What to print for a reference without a value: in a macro, the text of the argument.
    pub(crate) fn null_text<'t>(&'t self, null_text: &'t str) -> &'t str {
        let mut at = self.current;
        while let Some(frame) = at.and_then(|at| self.stack.get(at)) {
            if let Some((_, literal)) = frame
                .literals
                .iter()
                .find(|(reference, _)| **reference == *null_text)
            {
                return literal;
            }
            at = frame.parent;
        }
        null_text
    }

    /// Opens a frame; returns what [`Frames::leave`] wants back.
    pub(crate) fn enter(
        &mut self,
        program: Arc<Program>,
        bound: Vec<(Slot, usize)>,
        locals: Vec<(Slot, Value)>,
        literals: Vec<(Box<str>, Box<str>)>,
    ) -> Option<usize> {
        let parent = self.current;
        self.stack.push(Frame {
            parent,
            program,
            bound,
            locals,
            literals,
        });
        self.current = Some(self.stack.len() - 1);
        parent
    }

    pub(crate) fn leave(&mut self, caller: Option<usize>) {
        self.stack.pop();
        self.current = caller;
    }

    /// How many macros are being called.
    pub(crate) fn depth(&self) -> usize {
        self.stack.len()
    }

    /// Makes another frame current; returns the one that was.
    pub(crate) fn switch(&mut self, frame: Option<usize>) -> Option<usize> {
        std::mem::replace(&mut self.current, frame)
    }
}
