//! CloudFormation's functions, evaluated as far as the file says.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde_json::{Number, Value as Json};

use super::Trouble;
use super::template::Template;
use super::value::{At, Data, Value};
use crate::document::{Kind, Node, Value as NodeValue};

/// How deep an evaluation goes, through files that include others.
const MAX_DEPTH: usize = 250;
/// How long a text may become.
const MAX_TEXT: usize = 256 * 1024;

impl Template<'_> {
    /// What a node comes to; none for `AWS::NoValue`, which takes its key away.
    pub(super) fn evaluate(&self, node: &Node, at: &At) -> Option<Value> {
        if self.depth.get() > MAX_DEPTH {
            return Some(self.unknown("deep", at));
        }
        self.depth.set(self.depth.get() + 1);
        let value = match node.function() {
            Some((function, argument)) => {
                // A tag has its argument for its value, a key below it.
                let argument_at = if node.tag.is_some() {
                    at.clone()
                } else {
                    at.key(&function)
                };
                self.call(&function, argument.node(), &argument_at, at)
            }
            None => Some(self.data(node, at)),
        };
        self.depth.set(self.depth.get() - 1);
        value
    }

    /// A node by itself, its own tag aside.
    fn data(&self, node: &Node, at: &At) -> Value {
        let data = match &*node.value {
            NodeValue::Scalar { text, kind } => match kind {
                Kind::Null => Data::Null,
                Kind::Bool => Data::Bool(text.eq_ignore_ascii_case("true")),
                Kind::Number => text
                    .parse::<Number>()
                    .map_or_else(|_| Data::Text(text.clone()), Data::Number),
                Kind::String => Data::Text(text.clone()),
            },
            NodeValue::Sequence(items) => {
                let items = items.iter().enumerate();
                let items =
                    items.filter_map(|(number, item)| self.evaluate(item, &at.index(number)));
                Data::List(items.collect())
            }
            NodeValue::Mapping(mapping) => {
                let entries = mapping.iter().filter_map(|entry| {
                    let value = self.evaluate(&entry.value, &at.key(&entry.key))?;
                    Some((entry.key.clone(), value))
                });
                Data::Map(entries.collect())
            }
        };
        Value {
            data,
            at: at.clone(),
        }
    }

    fn unknown(&self, name: &str, at: &At) -> Value {
        Value::text_at(self.surroundings.unseen(name), at)
    }

    fn call(&self, function: &str, argument: &Node, argument_at: &At, at: &At) -> Option<Value> {
        let items = || argument.as_sequence().unwrap_or_default();
        let item = |number: usize| {
            let node = items().get(number)?;
            self.evaluate(node, &argument_at.index(number))
        };
        let text = |number: usize| item(number)?.as_text();
        let value = match function {
            "Ref" => return self.referred(argument.text()?, at),
            "Fn::GetAtt" => {
                let (name, attribute) = match argument.text() {
                    Some(text) => {
                        let (name, attribute) = text.split_once('.').unwrap_or((text, ""));
                        (name.to_owned(), attribute.to_owned())
                    }
                    None => (text(0).unwrap_or_default(), text(1).unwrap_or_default()),
                };
                Value::text_at(self.attribute(&name, &attribute), at)
            }
            "Fn::Sub" => {
                let plain = argument.text().map(str::to_owned);
                let variables = if plain.is_some() { None } else { item(1) };
                let variables = variables.as_ref().map_or(&[][..], Value::entries);
                let text = plain.or_else(|| text(0)).unwrap_or_default();
                Value::text_at(self.substitute(&text, variables, argument, at), at)
            }
            "Fn::Join" => {
                let separator = text(0).unwrap_or_default();
                match item(1)? {
                    Value {
                        data: Data::List(parts),
                        ..
                    } => {
                        let parts: Vec<String> =
                            parts.iter().map(|part| self.in_text(part)).collect();
                        Value::text_at(self.bounded(parts.join(&separator)), at)
                    }
                    other => other,
                }
            }
            "Fn::Select" => {
                let number: usize = text(0)?.parse().unwrap_or_default();
                let list = item(1)?;
                match list.items().get(number) {
                    Some(value) => value.clone(),
                    None => match list.as_text() {
                        Some(text) => Value::text_at(self.bounded(format!("{text}-{number}")), at),
                        None => self.unknown("Select", at),
                    },
                }
            }
            "Fn::Split" => {
                let separator = text(0).unwrap_or_default();
                let text = text(1).unwrap_or_default();
                if self.surroundings.is_unseen(&text) || separator.is_empty() {
                    Value::text_at(text, at)
                } else {
                    let parts = text.split(&separator);
                    Value {
                        data: Data::List(parts.map(|part| Value::text_at(part, at)).collect()),
                        at: at.clone(),
                    }
                }
            }
            "Fn::If" => {
                let condition = items().first()?.as_str().unwrap_or_default();
                return item(if self.holds(condition) { 1 } else { 2 });
            }
            "Fn::FindInMap" => {
                let keys = [text(0)?, text(1)?, text(2)?];
                let found = self.mappings.and_then(|mappings| {
                    keys.iter().try_fold(mappings, |node, key| node.child(key))
                });
                match found.map(|node| self.data(node, at)) {
                    Some(mut value) => {
                        value.at = at.clone();
                        value
                    }
                    None => self.unknown(&keys.join("-"), at),
                }
            }
            "Fn::ImportValue" => {
                let name = self.evaluate(argument, argument_at)?.as_text();
                self.unknown(&name.unwrap_or_default(), at)
            }
            "Fn::Base64" => {
                let text = self.evaluate(argument, argument_at)?.as_text()?;
                Value::text_at(self.bounded(BASE64_STANDARD.encode(text)), at)
            }
            "Fn::ToJsonString" => {
                let value = self.evaluate(argument, argument_at)?;
                Value::text_at(self.bounded(value.to_json().to_string()), at)
            }
            "Fn::Length" => {
                let value = self.evaluate(argument, argument_at)?;
                match value.data {
                    Data::List(items) => Value {
                        data: Data::Number(items.len().into()),
                        at: at.clone(),
                    },
                    _ => self.unknown("Length", at),
                }
            }
            "Fn::Transform" => return self.transformed(argument, argument_at, at),
            "Fn::Equals" | "Fn::And" | "Fn::Or" | "Fn::Not" | "Condition" => Value {
                data: Data::Bool(self.condition(function, argument, argument_at)),
                at: at.clone(),
            },
            other => self.unknown(other.trim_start_matches("Fn::"), at),
        };
        Some(value)
    }

    /// `AWS::Include` of a local file; any other macro makes something unknown.
    fn transformed(&self, argument: &Node, argument_at: &At, at: &At) -> Option<Value> {
        let location = argument
            .child("Parameters")
            .and_then(|it| it.child("Location"))
            .and_then(Node::as_str);
        let attached = location.and_then(|location| self.attached.get(location));
        let file = attached.and_then(|number| Some((*number, self.files.get(*number)?)));
        match file {
            Some((number, file)) if argument_at.file == 0 => {
                self.evaluate(file.document.root(), &At::root(number))
            }
            _ => Some(self.unknown("Transform", at)),
        }
    }

    /// What `Ref` gives.
    fn referred(&self, name: &str, at: &At) -> Option<Value> {
        let own = self.surroundings;
        let text = match name {
            "AWS::NoValue" => return None,
            "AWS::Region" => own.region.clone(),
            "AWS::AccountId" => own.account.clone(),
            "AWS::Partition" => own.partition.clone(),
            "AWS::StackName" => own.stack.clone(),
            "AWS::StackId" => own.arn("cloudformation", &format!("stack/{}/0", own.stack)),
            "AWS::URLSuffix" if own.partition == "aws-cn" => "amazonaws.com.cn".to_owned(),
            "AWS::URLSuffix" => "amazonaws.com".to_owned(),
            _ => match self.parameters.get(name) {
                Some(value) => {
                    let mut value = value.clone();
                    value.at = at.clone();
                    return Some(value);
                }
                None => self.reference(name),
            },
        };
        Some(Value::text_at(text, at))
    }

    /// A value as a part of a text.
    fn in_text(&self, value: &Value) -> String {
        value
            .as_text()
            .unwrap_or_else(|| self.surroundings.unseen("value"))
    }

    fn bounded(&self, text: String) -> String {
        if text.len() > MAX_TEXT {
            self.surroundings.unseen("long")
        } else {
            text
        }
    }

    fn substitute(
        &self,
        text: &str,
        variables: &[(String, Value)],
        argument: &Node,
        at: &At,
    ) -> String {
        let mut made = String::new();
        let mut rest = text;
        while let Some(start) = rest.find("${") {
            let (before, from) = rest.split_at(start);
            made.push_str(before);
            let inner = from.get(2..).unwrap_or_default();
            let Some(end) = inner.find('}') else {
                rest = from;
                break;
            };
            let name = inner.get(..end).unwrap_or_default().trim();
            rest = inner.get(end + 1..).unwrap_or_default();
            if let Some(literal) = name.strip_prefix('!') {
                made.push_str("${");
                made.push_str(literal);
                made.push('}');
                continue;
            }
            let variable = variables.iter().find(|(variable, _)| variable == name);
            match (variable, name.split_once('.')) {
                (Some((_, value)), _) => made.push_str(&self.in_text(value)),
                (None, Some(("stageVariables", _))) => {
                    self.not_a_stage_variable(name, argument, at);
                    made.push_str("${");
                    made.push_str(name);
                    made.push('}');
                }
                (None, Some((resource, attribute))) => {
                    made.push_str(&self.attribute(resource, attribute));
                }
                (None, None) => {
                    let value = self.referred(name, at);
                    made.push_str(&value.map_or_else(String::new, |value| self.in_text(&value)));
                }
            }
            if made.len() > MAX_TEXT {
                return self.surroundings.unseen("long");
            }
        }
        made.push_str(rest);
        self.bounded(made)
    }

    fn not_a_stage_variable(&self, name: &str, argument: &Node, at: &At) {
        let trouble = Trouble {
            file: at.file,
            span: argument.span,
            message: format!(
                "CloudFormation takes ${{{name}}} for an attribute of a resource and refuses the \
                 template; ${{!{name}}} leaves it to API Gateway"
            ),
        };
        let mut troubles = self.troubles.borrow_mut();
        if !troubles.contains(&trouble) {
            troubles.push(trouble);
        }
    }

    /// Whether a condition holds; one that there is not does.
    pub(super) fn holds(&self, name: &str) -> bool {
        if let Some(decided) = self.decided.borrow().get(name) {
            return *decided;
        }
        let Some(node) = self
            .conditions
            .and_then(|conditions| conditions.child(name))
        else {
            return true;
        };
        let pending = format!("condition {name}");
        if self.pending.borrow().contains(&pending) {
            return true;
        }
        self.pending.borrow_mut().push(pending);
        let at = At::root(0).key("Conditions").key(name);
        let holds = self.decides(node, &at);
        self.pending.borrow_mut().pop();
        self.decided.borrow_mut().insert(name.to_owned(), holds);
        holds
    }

    fn decides(&self, node: &Node, at: &At) -> bool {
        if self.depth.get() > MAX_DEPTH {
            return true;
        }
        self.depth.set(self.depth.get() + 1);
        let decided = if let Some((function, argument)) = node.function() {
            self.condition(&function, argument.node(), at)
        } else if let Some(name) = node.child("Condition").and_then(Node::as_str) {
            self.holds(name)
        } else {
            self.evaluate(node, at)
                .and_then(|value| value.as_flag())
                .unwrap_or(true)
        };
        self.depth.set(self.depth.get() - 1);
        decided
    }

    fn condition(&self, function: &str, argument: &Node, at: &At) -> bool {
        let items = argument.as_sequence().unwrap_or_default();
        let mut each = items.iter().map(|item| self.decides(item, at));
        match function {
            "Condition" => self.holds(argument.as_str().unwrap_or_default()),
            "Fn::And" => each.all(|it| it),
            "Fn::Or" => each.any(|it| it),
            "Fn::Not" => !each.next().unwrap_or(true),
            "Fn::Equals" => {
                let plain = |number: usize| {
                    let value = items.get(number).and_then(|node| self.evaluate(node, at));
                    value.map_or(Json::Null, |value| {
                        value
                            .as_text()
                            .map_or_else(|| value.to_json(), Json::String)
                    })
                };
                plain(0) == plain(1)
            }
            _ => self
                .call(function, argument, at, at)
                .and_then(|value| value.as_flag())
                .unwrap_or(true),
        }
    }
}
