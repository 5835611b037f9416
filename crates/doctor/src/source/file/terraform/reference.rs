//! What a configuration's references lead to. A plan gives of an expression only what it refers to, and
//! not what it does with that: only where an argument takes nothing but such an attribute is it taken for
//! the whole value.

use std::rc::Rc;

use super::plan::{Module, Plan, Resource};
use crate::document::{Mapping, Node};

/// How many variables and outputs are followed from one to the next.
const MAX_STEPS: usize = 32;

/// What a reference leads to.
pub(super) enum Target<'p> {
    /// An attribute of a resource; the resource as a whole has none.
    Attribute(usize, Option<String>),
    /// A value that is written out.
    Constant(&'p Node),
}

/// A reference in its parts: `aws_lambda_function.pets["x"].arn`.
struct Parts {
    names: Vec<String>,
    /// What stands in brackets behind the second name.
    index: Option<String>,
}

impl Parts {
    fn of(text: &str) -> Self {
        let (mut names, mut index) = (Vec::new(), None);
        let mut rest = text;
        while !rest.is_empty() {
            if let Some(inside) = rest.strip_prefix('[') {
                let quoted = inside.strip_prefix('"');
                let end = match quoted {
                    Some(quoted) => quoted.find("\"]").map(|end| end + 3),
                    None => inside.find(']').map(|end| end + 1),
                };
                let (inner, after) = inside.split_at(end.unwrap_or(inside.len()));
                if names.len() == 2 && index.is_none() {
                    index = Some(inner.trim_matches(['"', ']']).to_owned());
                }
                rest = after;
            } else {
                let name = rest.trim_start_matches('.');
                let end = name.find(['.', '[']).unwrap_or(name.len());
                let (name, after) = name.split_at(end);
                names.push(name.to_owned());
                rest = after;
            }
        }
        Self { names, index }
    }
}

/// The references of an expression, without those that only begin a longer one, and whether the key of
/// `for_each` or `count` is among them.
fn references(expression: &Node) -> (Vec<&str>, bool) {
    let all = expression.child("references").and_then(Node::as_sequence);
    let all = all.unwrap_or_default().iter().filter_map(Node::as_str);
    let mut found: Vec<&str> = Vec::new();
    let mut keyed = false;
    for reference in all {
        if ["each.key", "count.index", "each.value", "each", "count"].contains(&reference)
            || reference.starts_with("each.value")
        {
            keyed = true;
            continue;
        }
        // Terraform writes the longest first.
        let begins = |other: &&str| {
            let rest = other.strip_prefix(reference);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        if !found.iter().any(begins) {
            found.push(reference);
        }
    }
    (found, keyed)
}

impl<'p> Plan<'p> {
    /// What each reference of an expression leads to; none for one that leads out of what is known.
    pub(super) fn targets(
        &self,
        resource: &Resource<'p>,
        expression: &'p Node,
    ) -> Vec<Option<Target<'p>>> {
        self.targets_in(&resource.module, resource.index, expression, 0)
    }

    fn targets_in(
        &self,
        module: &Rc<Module<'p>>,
        index: Option<&str>,
        expression: &'p Node,
        steps: usize,
    ) -> Vec<Option<Target<'p>>> {
        if steps > MAX_STEPS {
            return vec![None];
        }
        if let Some(constant) = expression.child("constant_value") {
            return vec![Some(Target::Constant(constant))];
        }
        let (references, keyed) = references(expression);
        if references.is_empty() {
            return vec![None];
        }
        let index = index.filter(|_| keyed);
        let each = references.into_iter().flat_map(|reference| {
            let parts = Parts::of(reference);
            let names: Vec<&str> = parts.names.iter().map(String::as_str).collect();
            match names.as_slice() {
                ["var", name, ..] => self.variable(module, name, steps),
                ["module", name, output, ..] => self.output(
                    module,
                    name,
                    parts.index.as_deref().or(index),
                    output,
                    steps,
                ),
                [kind, name, rest @ ..] if kind.starts_with("aws_") => {
                    let key = (module.address.clone(), format!("{kind}.{name}"));
                    let all = self
                        .by_name
                        .get(&key)
                        .map(Vec::as_slice)
                        .unwrap_or_default();
                    let wanted = parts.index.as_deref().or(index);
                    let mut meant = all.iter().filter(|number| {
                        let of = self.resources.get(**number).and_then(|it| it.index);
                        all.len() == 1 || (wanted.is_some() && of == wanted)
                    });
                    let attribute = rest.first().map(|it| (*it).to_owned());
                    vec![meant.next().map(|it| Target::Attribute(*it, attribute))]
                }
                _ => vec![None],
            }
        });
        each.collect()
    }

    fn variable(
        &self,
        module: &Rc<Module<'p>>,
        name: &str,
        steps: usize,
    ) -> Vec<Option<Target<'p>>> {
        let Some((caller, Some(call))) = &module.caller else {
            return vec![None];
        };
        let expression = call.child("expressions").and_then(|it| it.child(name));
        let Some(expression) = expression else {
            return vec![None];
        };
        // `for_each` of the call: its key stands in the address.
        let own = module.address.rsplit_once('[').map(|(_, index)| index);
        let own = own.map(|index| index.trim_matches(['"', ']']));
        self.targets_in(caller, own, expression, steps + 1)
    }

    fn output(
        &self,
        module: &Rc<Module<'p>>,
        name: &str,
        index: Option<&str>,
        output: &str,
        steps: usize,
    ) -> Vec<Option<Target<'p>>> {
        let plain = if module.address.is_empty() {
            format!("module.{name}")
        } else {
            format!("{}.module.{name}", module.address)
        };
        let addresses = [
            Some(plain.clone()),
            index.map(|index| format!("{plain}[\"{index}\"]")),
            index.map(|index| format!("{plain}[{index}]")),
        ];
        let mut inner = addresses
            .into_iter()
            .flatten()
            .filter_map(|address| self.modules.get(&address));
        let Some(inner) = inner.next() else {
            return vec![None];
        };
        let expression = inner
            .configuration
            .and_then(|it| it.child("outputs"))
            .and_then(|it| it.child(output))
            .and_then(|it| it.child("expression"));
        match expression {
            Some(expression) => self.targets_in(inner, None, expression, steps + 1),
            None => vec![None],
        }
    }

    /// The logical ids of all that a resource waits for; none if a part of that cannot be followed.
    pub(super) fn needs(&self, resource: &Resource<'p>) -> Option<Vec<String>> {
        let block = resource.block?;
        let mut found = Vec::new();
        let others = block.child("depends_on").and_then(Node::as_sequence);
        for other in others.unwrap_or_default().iter().filter_map(Node::as_str) {
            self.all_of(resource, other, &mut found)?;
        }
        if let Some(expressions) = block.child("expressions") {
            let mut references = Vec::new();
            mentioned(expressions, &mut references, 0);
            for reference in references {
                self.all_of(resource, reference, &mut found)?;
            }
        }
        Some(found)
    }

    /// All instances that a reference names. A local or a module may stand for anything.
    fn all_of(
        &self,
        resource: &Resource<'p>,
        reference: &str,
        found: &mut Vec<String>,
    ) -> Option<()> {
        let parts = Parts::of(reference);
        let names: Vec<&str> = parts.names.iter().map(String::as_str).collect();
        match names.as_slice() {
            [kind, name, ..] if kind.starts_with("aws_") => {
                let key = (resource.module.address.clone(), format!("{kind}.{name}"));
                let all = self.by_name.get(&key).into_iter().flatten();
                let all = all.filter_map(|number| self.resources.get(*number));
                found.extend(all.map(|it| it.logical.clone()));
                Some(())
            }
            [
                "data" | "path" | "terraform" | "each" | "count" | "self",
                ..,
            ] => Some(()),
            ["var", ..] if resource.module.address.is_empty() => Some(()),
            _ => None,
        }
    }
}

/// Every reference in a block's expressions.
fn mentioned<'p>(node: &'p Node, found: &mut Vec<&'p str>, depth: usize) {
    if depth > MAX_STEPS {
        return;
    }
    if let Some(references) = node.child("references").and_then(Node::as_sequence) {
        found.extend(references.iter().filter_map(Node::as_str));
    }
    for item in node.as_sequence().unwrap_or_default() {
        mentioned(item, found, depth + 1);
    }
    for entry in node.as_mapping().into_iter().flat_map(Mapping::iter) {
        mentioned(&entry.value, found, depth + 1);
    }
}
