//! The resources of a plan or a state, each with what is unknown of it and what its configuration says.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::document::{Mapping, Node, Span};

/// How deep modules may be nested; Terraform itself has no use for more.
const MAX_MODULES: usize = 64;

/// A plan, or a state: that has no configuration, and nothing in it is unknown.
pub(super) struct Plan<'p> {
    pub(super) resources: Vec<Resource<'p>>,
    /// Resources by module, type and name, as a configuration speaks of them.
    pub(super) by_name: BTreeMap<(String, String), Vec<usize>>,
    /// Module instances by address.
    pub(super) modules: BTreeMap<String, Rc<Module<'p>>>,
}

/// A module's instance.
pub(super) struct Module<'p> {
    /// `module.api["x"]`; nothing for the root.
    pub(super) address: String,
    pub(super) configuration: Option<&'p Node>,
    /// The module that calls it, and how.
    pub(super) caller: Option<(Rc<Module<'p>>, Option<&'p Node>)>,
}

/// A managed resource.
pub(super) struct Resource<'p> {
    pub(super) address: &'p str,
    pub(super) kind: &'p str,
    /// What `for_each` or `count` tells it by.
    pub(super) index: Option<&'p str>,
    pub(super) values: Option<&'p Node>,
    pub(super) unknown: Option<&'p Node>,
    /// The resource's block.
    pub(super) block: Option<&'p Node>,
    pub(super) module: Rc<Module<'p>>,
    pub(super) logical: String,
    /// Where the address stands.
    pub(super) span: Span,
}

impl<'p> Plan<'p> {
    pub(super) fn of(root: &'p Node) -> Self {
        let values = root.child("planned_values").or(root.child("values"));
        let changes = root.child("resource_changes").and_then(Node::as_sequence);
        let unknown = changes.unwrap_or_default().iter().filter_map(|change| {
            let address = change.child("address")?.as_str()?;
            Some((address, change.child("change")?.child("after_unknown")?))
        });
        let unknown: BTreeMap<&str, &Node> = unknown.collect();
        let configuration = root
            .child("configuration")
            .and_then(|it| it.child("root_module"));
        let mut plan = Self {
            resources: Vec::new(),
            by_name: BTreeMap::new(),
            modules: BTreeMap::new(),
        };
        let module = Rc::new(Module {
            address: String::new(),
            configuration,
            caller: None,
        });
        let mut taken = BTreeSet::new();
        if let Some(values) = values.and_then(|values| values.child("root_module")) {
            plan.add(values, &module, &unknown, &mut taken, 0);
        }
        plan
    }

    fn add(
        &mut self,
        values: &'p Node,
        module: &Rc<Module<'p>>,
        unknown: &BTreeMap<&str, &'p Node>,
        taken: &mut BTreeSet<String>,
        depth: usize,
    ) {
        self.modules
            .insert(module.address.clone(), Rc::clone(module));
        let blocks = module
            .configuration
            .and_then(|module| module.child("resources"))
            .and_then(Node::as_sequence)
            .unwrap_or_default();
        let blocks: BTreeMap<&str, &Node> = blocks
            .iter()
            .filter_map(|block| Some((block.child("address")?.as_str()?, block)))
            .collect();
        let resources = values.child("resources").and_then(Node::as_sequence);
        for node in resources.unwrap_or_default() {
            let text = |key: &str| node.child(key).and_then(Node::as_str);
            let (Some(address), Some(kind), Some(name)) =
                (text("address"), text("type"), text("name"))
            else {
                continue;
            };
            if text("mode") == Some("data") {
                continue;
            }
            let name = format!("{kind}.{name}");
            let plain = address.chars().filter(char::is_ascii_alphanumeric);
            let mut logical: String = plain.collect();
            if !taken.insert(logical.clone()) {
                logical = format!("{logical}x{}", self.resources.len());
                taken.insert(logical.clone());
            }
            let number = self.resources.len();
            self.by_name
                .entry((module.address.clone(), name.clone()))
                .or_default()
                .push(number);
            self.resources.push(Resource {
                address,
                kind,
                index: node.child("index").and_then(Node::text),
                values: node.child("values"),
                unknown: unknown.get(address).copied(),
                block: blocks.get(name.as_str()).copied(),
                module: Rc::clone(module),
                logical,
                span: node.child("address").map_or(node.span, |it| it.span),
            });
        }
        if depth >= MAX_MODULES {
            return;
        }
        let below = values.child("child_modules").and_then(Node::as_sequence);
        for values in below.unwrap_or_default() {
            let Some(address) = values.child("address").and_then(Node::as_str) else {
                continue;
            };
            // `module.a["x.y"].module.b[0]`: the last call is what follows the caller's own address.
            let last = address.strip_prefix(module.address.as_str());
            let last = last.unwrap_or(address).trim_start_matches('.');
            let name = last.strip_prefix("module.").unwrap_or(last);
            let name = name.split(['[', '.']).next().unwrap_or_default();
            let call = module
                .configuration
                .and_then(|module| module.child("module_calls"))
                .and_then(|calls| calls.child(name));
            let inner = Rc::new(Module {
                address: address.to_owned(),
                configuration: call.and_then(|call| call.child("module")),
                caller: Some((Rc::clone(module), call)),
            });
            self.add(values, &inner, unknown, taken, depth + 1);
        }
    }

    pub(super) fn of_kind(&self, kind: &'static str) -> impl Iterator<Item = &Resource<'p>> {
        self.resources.iter().filter(move |it| it.kind == kind)
    }
}

impl<'p> Resource<'p> {
    /// How the configuration writes an argument.
    pub(super) fn expression(&self, name: &str) -> Option<&'p Node> {
        self.block?.child("expressions")?.child(name)
    }

    /// What the plan says of an argument.
    pub(super) fn text(&self, name: &str) -> Option<&'p str> {
        self.values?.child(name)?.text().filter(|it| !it.is_empty())
    }

    /// The names of the arguments that the plan has a value for or does not know yet.
    pub(super) fn arguments(&self) -> BTreeSet<&'p str> {
        let mappings = [self.values, self.unknown].into_iter().flatten();
        let mappings = mappings.filter_map(Node::as_mapping);
        let entries = mappings.flat_map(Mapping::iter);
        entries.map(|entry| entry.key.as_str()).collect()
    }
}
