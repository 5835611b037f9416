//! Sharing the keys of maps: the objects of a list have the same ones, and templates ask for them again and again.

use std::rc::Rc;

/// Keys seen lately, to be shared: the objects of a list have the same ones.
#[derive(Default)]
pub(crate) struct Keys([Option<Rc<str>>; 32]);

impl Keys {
    pub(crate) fn share(&mut self, key: &str) -> Rc<str> {
        let place = match key.as_bytes() {
            [] => 0,
            [only] => usize::from(*only),
            [first, .., last] => {
                let middle = key.as_bytes()[key.len() / 2];
                usize::from(*first) * 7
                    + usize::from(*last) * 3
                    + usize::from(middle)
                    + key.len() * 11
            }
        };
        let known = &mut self.0[place % 32];
        match known {
            Some(known) if **known == *key => Rc::clone(known),
            _ => Rc::clone(known.insert(Rc::from(key))),
        }
    }
}
