//! A CloudFormation template's parts: what of it is there in the one deployment that is looked at. A
//! parameter has its default, or else the first value that it allows, or else one that is unknown; the
//! conditions follow from that, so that whatever is found is so in a deployment that can be made.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use super::unseen::Surroundings;
use super::value::{At, Data, Value};
use super::{SourceFile, Trouble};
use crate::document::{Mapping, Node};

/// A template, or any other file: that has no parameters and no resources then, and whatever it refers
/// to is unknown.
pub(super) struct Template<'d> {
    pub(super) surroundings: &'d Surroundings,
    pub(super) files: &'d [SourceFile],
    /// Local files that are named in the first one, by what they are called there.
    pub(super) attached: &'d BTreeMap<String, usize>,
    pub(super) parameters: BTreeMap<String, Value>,
    pub(super) mappings: Option<&'d Node>,
    pub(super) conditions: Option<&'d Node>,
    pub(super) resources: Vec<Resource<'d>>,
    pub(super) by_name: BTreeMap<String, usize>,
    /// What SAM makes: what `Ref` gives, by logical id.
    pub(super) generated: BTreeMap<String, Generated>,
    /// What makes resources that the file does not show: macros, `Fn::ForEach`.
    pub(super) macros: Vec<String>,
    /// Conditions that are decided.
    pub(super) decided: RefCell<BTreeMap<String, bool>>,
    /// Physical names that are found.
    pub(super) names: RefCell<BTreeMap<String, String>>,
    /// Names and conditions that are being found out.
    pub(super) pending: RefCell<Vec<String>>,
    pub(super) depth: Cell<usize>,
    pub(super) troubles: RefCell<Vec<Trouble>>,
}

/// A resource that SAM makes of another.
pub(super) struct Generated {
    /// What `Ref` gives.
    pub(super) reference: String,
    /// What `Fn::GetAtt` gives.
    pub(super) attributes: BTreeMap<&'static str, String>,
}

/// A resource of the template.
pub(super) struct Resource<'d> {
    pub(super) logical: &'d str,
    pub(super) kind: &'d str,
    pub(super) properties: Option<&'d Node>,
    /// The resource as a whole.
    pub(super) at: At,
    /// Resources that come before it, for it says so or mentions them.
    pub(super) needs: BTreeSet<String>,
}

impl<'d> Template<'d> {
    /// A file that is no template.
    pub(super) fn plain(
        surroundings: &'d Surroundings,
        files: &'d [SourceFile],
        attached: &'d BTreeMap<String, usize>,
    ) -> Self {
        Self {
            surroundings,
            files,
            attached,
            parameters: BTreeMap::new(),
            mappings: None,
            conditions: None,
            resources: Vec::new(),
            by_name: BTreeMap::new(),
            generated: BTreeMap::new(),
            macros: Vec::new(),
            decided: RefCell::default(),
            names: RefCell::default(),
            pending: RefCell::default(),
            depth: Cell::new(0),
            troubles: RefCell::default(),
        }
    }

    /// The template that is the first file.
    pub(super) fn new(
        surroundings: &'d Surroundings,
        files: &'d [SourceFile],
        attached: &'d BTreeMap<String, usize>,
    ) -> Self {
        let mut template = Self::plain(surroundings, files, attached);
        let Some(file) = files.first() else {
            return template;
        };
        let root = file.document.root();
        let at = At::root(0);
        template.mappings = root.child("Mappings");
        template.conditions = root.child("Conditions");
        template.macros = macros(root);
        let parameters = root.child("Parameters").and_then(Node::as_mapping);
        for entry in parameters.into_iter().flat_map(Mapping::iter) {
            let at = at.key("Parameters").key(&entry.key);
            let value = template.parameter(&entry.key, &entry.value, &at);
            template.parameters.insert(entry.key.clone(), value);
        }
        let resources = root.child("Resources").and_then(Node::as_mapping);
        for entry in resources.into_iter().flat_map(Mapping::iter) {
            if entry.key.starts_with("Fn::") {
                template.macros.push(entry.key.clone());
                continue;
            }
            let Some(kind) = entry.value.child("Type").and_then(Node::as_str) else {
                continue;
            };
            let condition = entry.value.child("Condition").and_then(Node::as_str);
            if condition.is_some_and(|condition| !template.holds(condition)) {
                continue;
            }
            let mut needs = BTreeSet::new();
            let properties = entry.value.child("Properties");
            if let Some(properties) = properties {
                mentions(properties, &mut needs);
            }
            if let Some(others) = entry.value.child("DependsOn") {
                let several = others.as_sequence().into_iter().flatten();
                needs.extend(several.filter_map(Node::as_str).map(str::to_owned));
                needs.extend(others.as_str().map(str::to_owned));
            }
            let number = template.resources.len();
            template.by_name.insert(entry.key.clone(), number);
            template.resources.push(Resource {
                logical: &entry.key,
                kind,
                properties,
                at: at.key("Resources").key(&entry.key),
                needs,
            });
        }
        template
    }

    fn parameter(&self, name: &str, node: &Node, at: &At) -> Value {
        let kind = node
            .child("Type")
            .and_then(Node::as_str)
            .unwrap_or("String");
        let text = |key: &str| node.child(key).and_then(Node::text).map(str::to_owned);
        let allowed = || {
            let values = node.child("AllowedValues")?.as_sequence()?;
            values.first()?.text().map(str::to_owned)
        };
        // A parameter of the parameter store has a key for its default.
        let default = text("Default").filter(|_| !kind.starts_with("AWS::SSM"));
        let at = at.key("Default");
        let given = self.surroundings.parameters.get(name).cloned();
        match given.or(default).or_else(allowed) {
            Some(list) if kind == "CommaDelimitedList" || kind.starts_with("List<") => {
                let items = list.split(',').map(|item| Value::text_at(item.trim(), &at));
                Value {
                    data: Data::List(items.collect()),
                    at: at.clone(),
                }
            }
            Some(text) => Value::text_at(text, &at),
            None => Value::text_at(self.surroundings.unseen(name), &at),
        }
    }

    /// The resource of a logical id.
    pub(super) fn resource(&self, logical: &str) -> Option<&Resource<'d>> {
        self.resources.get(*self.by_name.get(logical)?)
    }

    /// A resource's properties, evaluated.
    pub(super) fn properties(&self, resource: &Resource<'d>) -> Value {
        let at = resource.at.key("Properties");
        resource
            .properties
            .and_then(|node| self.evaluate(node, &at))
            .unwrap_or_else(|| Value::empty(&resource.at))
    }

    /// One property, evaluated by itself.
    pub(super) fn property(&self, resource: &Resource<'d>, name: &str) -> Option<Value> {
        let node = resource.properties?.child(name)?;
        self.evaluate(node, &resource.at.key("Properties").key(name))
    }

    /// All that come before a resource.
    pub(super) fn before(&self, logical: &str) -> BTreeSet<&str> {
        let mut seen = BTreeSet::new();
        let mut next = vec![logical];
        while let Some(name) = next.pop() {
            let Some(resource) = self.resource(name) else {
                continue;
            };
            for needed in &resource.needs {
                if let Some(number) = self.by_name.get(needed)
                    && let Some(needed) = self.resources.get(*number)
                    && seen.insert(needed.logical)
                {
                    next.push(needed.logical);
                }
            }
        }
        seen
    }
}

/// Macros that the template runs through, SAM's and AWS's own that make no resources excepted.
fn macros(root: &Node) -> Vec<String> {
    let Some(transform) = root.child("Transform") else {
        return Vec::new();
    };
    let several = transform.as_sequence().into_iter().flatten();
    let all = several.chain(std::iter::once(transform));
    let names = all.filter_map(|node| {
        node.as_str()
            .or_else(|| node.child("Name").and_then(Node::as_str))
    });
    let known = |name: &&str| {
        !name.starts_with("AWS::Serverless-")
            && !name.starts_with("AWS::LanguageExtensions")
            && !name.starts_with("AWS::CodeDeployBlueGreen")
            && !name.starts_with("AWS::SecretsManager")
    };
    names.filter(known).map(str::to_owned).collect()
}

/// The logical ids that a node mentions.
fn mentions(node: &Node, found: &mut BTreeSet<String>) {
    if let Some((function, argument)) = node.function() {
        let first = argument
            .node()
            .as_sequence()
            .and_then(|items| items.first());
        let text = argument
            .node()
            .as_str()
            .or_else(|| first.and_then(Node::as_str));
        match (function.as_str(), text) {
            ("Ref" | "Fn::GetAtt", Some(name)) => {
                let name = name.split('.').next().unwrap_or_default();
                found.insert(name.to_owned());
            }
            ("Fn::Sub", Some(text)) => {
                for (start, _) in text.match_indices("${") {
                    let name = text.get(start + 2..).unwrap_or_default();
                    let end = name.find(['}', '.']).unwrap_or(name.len());
                    found.insert(name.get(..end).unwrap_or_default().trim().to_owned());
                }
            }
            _ => {}
        }
    }
    if let Some(items) = node.as_sequence() {
        for item in items {
            mentions(item, found);
        }
    }
    if let Some(mapping) = node.as_mapping() {
        for entry in mapping.iter() {
            mentions(&entry.value, found);
        }
    }
}
