//! Writes `crates/wire/src/generated/` from `crates/wire/models/`: for each service a table of its
//! operations and shapes, its errors, and a Rust structure for every AWS structure that the
//! selected operations (`selection.json`) reach. Where AWS's servers differ from the models,
//! `patches.json` says so, never the output.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

const SERVICES: [&str; 6] = ["apigateway", "elbv2", "iam", "lambda", "logs", "sts"];

/// Writes the generated files of the workspace at `root`; `check` compares instead, and fails
/// where a file is not what it would write.
pub(crate) fn run(root: &Path, check: bool) -> Result<()> {
    let models = root.join("crates/wire/models");
    let generated = root.join("crates/wire/src/generated");
    let selection = read(&models.join("selection.json"))?;
    let patches = read(&models.join("patches.json"))?;
    let mut files = vec![("mod.rs".to_owned(), module_file())];
    for service in SERVICES {
        let model = read(&models.join(format!("{service}.json")))?;
        let generator = Generator::new(service, &model, &selection[service], &patches)?;
        files.push((format!("{service}.rs"), generator.file()?));
    }
    std::fs::create_dir_all(&generated)?;
    for (name, text) in files {
        let path = generated.join(&name);
        let formatted = rustfmt(&text)?;
        if check {
            if std::fs::read_to_string(&path).ok().as_deref() != Some(&formatted) {
                return Err(
                    format!("generated/{name} is out of date: run `cargo xtask codegen`").into(),
                );
            }
        } else {
            std::fs::write(&path, formatted)?;
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<Value> {
    let text =
        std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?)
}

fn module_file() -> String {
    let mut out = String::from(
        "// Written by `cargo xtask codegen` from `crates/wire/models/`. Do not edit.\n\
         //! The services' tables and structures, one module a service.\n\n",
    );
    for service in SERVICES {
        let _ = writeln!(out, "pub mod {service};");
    }
    out
}

fn rustfmt(text: &str) -> Result<String> {
    use std::io::Write as _;
    let mut child = Command::new("rustfmt")
        .args(["--edition", "2024"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()?;
    child
        .stdin
        .take()
        .ok_or("rustfmt has no standard input")?
        .write_all(text.as_bytes())?;
    let output = child.wait_with_output()?;
    if !output.status.success() {
        return Err("rustfmt refused the generated code".into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

struct Generator<'a> {
    service: &'a str,
    model: &'a Value,
    shapes: &'a serde_json::Map<String, Value>,
    operations: Vec<(&'a str, &'a Value)>,
    enum_order: &'a Value,
}

impl<'a> Generator<'a> {
    fn new(
        service: &'a str,
        model: &'a Value,
        selection: &'a Value,
        patches: &'a Value,
    ) -> Result<Self> {
        let all = model["operations"]
            .as_object()
            .ok_or("model without operations")?;
        let operations = match selection {
            Value::String(text) if text == "all" => {
                all.iter().map(|(name, op)| (name.as_str(), op)).collect()
            }
            Value::Array(names) => names
                .iter()
                .filter_map(Value::as_str)
                .map(|name| {
                    all.get_key_value(name)
                        .ok_or(format!("{service} has no operation {name}"))
                })
                .map(|found| found.map(|(name, op)| (name.as_str(), op)))
                .collect::<std::result::Result<_, _>>()?,
            _ => return Err(format!("selection.json says nothing of {service}").into()),
        };
        Ok(Self {
            service,
            model,
            shapes: model["shapes"].as_object().ok_or("model without shapes")?,
            operations,
            enum_order: &patches["enum_order"][service],
        })
    }

    fn file(&self) -> Result<String> {
        let reached = self.reached()?;
        let mut out = String::new();
        let title = self.model["metadata"]["serviceFullName"]
            .as_str()
            .unwrap_or(self.service);
        let _ = writeln!(
            out,
            "// Written by `cargo xtask codegen` from `crates/wire/models/{}.json` ({}). Do not edit.",
            self.service,
            self.model["source"].as_str().unwrap_or_default()
        );
        let _ = writeln!(out, "//! {title}.\n");
        out.push_str(
            "#![allow(missing_docs, reason = \"members are documented by AWS under the same names\")]\n\
             #![allow(clippy::large_stack_arrays, clippy::unreadable_literal)]\n\n\
             #[allow(unused_imports, reason = \"not every service has every kind\")]\n\
             use std::collections::BTreeMap;\n\n\
             use crate::model::{ErrorShape, Input, Operation, Protocol, Service, declare};\n\
             #[allow(unused_imports, reason = \"not every service has every kind\")]\n\
             use crate::values::{Blob, Timestamp};\n\n",
        );
        self.service_table(&mut out);
        self.error_table(&mut out);
        for name in &reached {
            if self.kind(name) == "structure" {
                self.structure(&mut out, name)?;
            }
        }
        for (name, operation) in &self.operations {
            Self::operation(&mut out, name, operation)?;
        }
        out.push_str("#[rustfmt::skip]\nmod shapes {\n#[allow(unused_imports, reason = \"not every service has every kind\")]\nuse crate::model::{Kind::{Blob, Boolean, Double, EventStream, Integer, List, Long, Map, Timestamp}, Location::{Body, Header, Query, Status, Uri}, Shape, member, range, shape, structure, text};\n");
        for name in &reached {
            self.shape(&mut out, name)?;
        }
        out.push_str("}\n");
        Ok(out)
    }

    fn service_table(&self, out: &mut String) {
        let metadata = &self.model["metadata"];
        let text = |key: &str| metadata[key].as_str().unwrap_or_default();
        let protocol = match text("protocol") {
            "rest-json" => "Protocol::RestJson".to_owned(),
            "json" => format!(
                "Protocol::AwsJson {{ target_prefix: {:?} }}",
                text("targetPrefix")
            ),
            _ => format!(
                "Protocol::Query {{ xml_namespace: {:?} }}",
                text("xmlNamespace")
            ),
        };
        let _ = writeln!(
            out,
            "/// The service's table.\npub static SERVICE: Service = Service {{ name: {:?}, endpoint_prefix: {:?}, api_version: {:?}, protocol: {protocol}, operations: OPERATIONS, unshaped: UNSHAPED }};\n",
            self.service,
            text("endpointPrefix"),
            text("apiVersion"),
        );
        let names: BTreeSet<&str> = self.operations.iter().map(|(name, _)| *name).collect();
        let list: Vec<String> = self
            .operations
            .iter()
            .map(|(name, _)| format!("&{}", constant(name)))
            .collect();
        let _ = writeln!(
            out,
            "static OPERATIONS: &[&Operation] = &[{}];\n",
            list.join(", ")
        );
        let mut rest = String::new();
        for (name, operation) in self.model["operations"].as_object().into_iter().flatten() {
            if !names.contains(name.as_str()) {
                let _ = write!(
                    rest,
                    "\n({name:?}, {}, {}), ",
                    operation["method"], operation["uri"]
                );
            }
        }
        let _ = writeln!(
            out,
            "#[rustfmt::skip]\nstatic UNSHAPED: &[(&str, &str, &str)] = &[{rest}];\n"
        );
    }

    fn error_table(&self, out: &mut String) {
        out.push_str(
            "/// The service's modelled errors.\npub mod errors {\nuse super::ErrorShape;\n",
        );
        for (name, shape) in self.shapes {
            if shape["exception"].as_bool() != Some(true) {
                continue;
            }
            let error = &shape["error"];
            let code = error["code"].as_str().unwrap_or(name);
            let fault = shape["fault"].as_bool() == Some(true);
            let status = error["httpStatusCode"]
                .as_u64()
                .unwrap_or(if fault { 500 } else { 400 });
            let members = &shape["members"];
            let key = if members["Message"].is_null() {
                "message"
            } else {
                "Message"
            };
            let _ = writeln!(
                out,
                "/// AWS's `{name}`.\n#[rustfmt::skip]\npub static {}: ErrorShape = ErrorShape {{ code: {code:?}, status: {status}, message_key: {key:?}, typed: {} }};",
                constant(name.strip_suffix("Exception").unwrap_or(name)),
                !members["Type"].is_null(),
            );
        }
        out.push_str("}\n\n");
    }

    fn operation(out: &mut String, name: &str, operation: &Value) -> Result<()> {
        let input = reference(&operation["input"]).ok_or(format!("{name} has no input"))?;
        let output = reference(&operation["output"]);
        let upper = constant(name);
        let wrapper = operation["output"]["resultWrapper"].as_str();
        let _ = writeln!(
            out,
            "#[rustfmt::skip]\nstatic {upper}: Operation = Operation {{ name: {name:?}, method: {}, uri: {}, status: {}, input: &shapes::{}, output: {}, result_wrapper: {wrapper:?} }};",
            operation["method"],
            operation["uri"],
            operation["code"].as_u64().unwrap_or(200),
            constant(input),
            output.map_or("None".to_owned(), |shape| format!(
                "Some(&shapes::{})",
                constant(shape)
            )),
        );
        let _ = writeln!(
            out,
            "#[rustfmt::skip]\nimpl Input for {input} {{ const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &{upper}; type Output = {}; }}\n",
            output.unwrap_or("()")
        );
        Ok(())
    }

    fn structure(&self, out: &mut String, name: &str) -> Result<()> {
        let is_input = self
            .operations
            .iter()
            .any(|(_, operation)| reference(&operation["input"]) == Some(name));
        let required = self.required(name);
        let (mut needed, mut optional) = (String::new(), String::new());
        for (member, target) in self.members(name) {
            let shape = reference(target).ok_or(format!("{name}.{member} has no shape"))?;
            let field = snake(member);
            let field = if KEYWORDS.contains(&field.as_str()) {
                format!("r#{field}")
            } else {
                field
            };
            let always = is_input && required.contains(member.as_str());
            let list = if always { &mut needed } else { &mut optional };
            let _ = writeln!(list, "    {field} {member:?} {},", self.rust_type(shape)?);
        }
        let _ = writeln!(
            out,
            "declare! {{ {name}\n  [{needed}]\n  [{optional}]\n}}\n"
        );
        Ok(())
    }

    fn shape(&self, out: &mut String, name: &str) -> Result<()> {
        let shape = &self.shapes[name];
        let range = |shape: &Value| {
            format!(
                "range({:?}, {:?})",
                shape["min"].as_i64(),
                shape["max"].as_i64()
            )
        };
        let kind = match self.kind(name) {
            "string" => {
                let values = self.enum_order.get(name).unwrap_or(&shape["enum"]);
                let values: Vec<&str> = values
                    .as_array()
                    .into_iter()
                    .flatten()
                    .filter_map(Value::as_str)
                    .collect();
                format!(
                    "text(&{values:?}, {:?}, {})",
                    shape["pattern"].as_str(),
                    range(shape)
                )
            }
            "integer" => format!("Integer({})", range(shape)),
            "long" => format!("Long({})", range(shape)),
            "double" | "float" => "Double".to_owned(),
            "boolean" => "Boolean".to_owned(),
            "timestamp" => "Timestamp".to_owned(),
            "blob" => "Blob".to_owned(),
            "list" => {
                let member = reference(&shape["member"]).ok_or(format!("{name} has no member"))?;
                format!("List(&{}, {})", constant(member), range(shape))
            }
            "map" => {
                let key = reference(&shape["key"]).ok_or(format!("{name} has no key"))?;
                let value = reference(&shape["value"]).ok_or(format!("{name} has no value"))?;
                format!("Map(&{}, &{})", constant(key), constant(value))
            }
            "structure" => {
                let required = self.required(name);
                let mut members = String::new();
                for (member, target) in self.members(name) {
                    let shape = reference(target).ok_or(format!("{name}.{member} has no shape"))?;
                    let location = match target["location"].as_str() {
                        Some("uri") => "Uri",
                        Some("querystring") => "Query",
                        Some("header") => "Header",
                        Some("statusCode") => "Status",
                        _ => "Body",
                    };
                    let wire_name = target["locationName"].as_str().unwrap_or(member);
                    let _ = write!(
                        members,
                        "\n    member({member:?}, {wire_name:?}, {location}, {}, &{}),",
                        required.contains(member.as_str()),
                        constant(shape)
                    );
                }
                if shape["eventstream"].as_bool() == Some(true) {
                    format!("EventStream(&[{members}])")
                } else {
                    let payload = shape["payload"]
                        .as_str()
                        .or_else(|| self.event_payload(name));
                    format!("structure(&[{members}], {payload:?})")
                }
            }
            other => return Err(format!("{name} is of the unknown type {other:?}").into()),
        };
        let _ = writeln!(
            out,
            "pub(super) static {}: Shape = shape({name:?}, {kind});",
            constant(name)
        );
        Ok(())
    }

    fn rust_type(&self, name: &str) -> Result<String> {
        let shape = &self.shapes[name];
        let inner = |key: &str| -> Result<String> {
            self.rust_type(reference(&shape[key]).ok_or(format!("{name} has no {key}"))?)
        };
        Ok(match self.kind(name) {
            "string" => "String".to_owned(),
            "integer" => "i32".to_owned(),
            "long" => "i64".to_owned(),
            "double" | "float" => "f64".to_owned(),
            "boolean" => "bool".to_owned(),
            "timestamp" => "Timestamp".to_owned(),
            "blob" => "Blob".to_owned(),
            "list" => format!("Vec<{}>", inner("member")?),
            "map" => format!("BTreeMap<String, {}>", inner("value")?),
            _ => name.to_owned(),
        })
    }

    /// Every shape that the selected operations reach, in a stable order.
    fn reached(&self) -> Result<BTreeSet<&'a str>> {
        let mut seen = BTreeSet::new();
        let mut waiting: Vec<&str> = self
            .operations
            .iter()
            .flat_map(|(_, operation)| {
                [
                    reference(&operation["input"]),
                    reference(&operation["output"]),
                ]
            })
            .flatten()
            .collect();
        while let Some(name) = waiting.pop() {
            let (name, shape) = self
                .shapes
                .get_key_value(name)
                .ok_or(format!("no shape {name}"))?;
            if seen.insert(name.as_str()) {
                waiting.extend(
                    ["member", "key", "value"]
                        .iter()
                        .filter_map(|key| reference(&shape[*key])),
                );
                waiting.extend(
                    self.members(name)
                        .into_iter()
                        .filter_map(|(_, target)| reference(target)),
                );
            }
        }
        Ok(seen)
    }

    fn kind(&self, name: &str) -> &str {
        self.shapes[name]["type"].as_str().unwrap_or_default()
    }

    fn members(&self, name: &str) -> Vec<(&'a String, &'a Value)> {
        self.shapes[name]["members"]
            .as_object()
            .into_iter()
            .flatten()
            .collect()
    }

    /// The member that is the whole body of an event.
    fn event_payload(&self, name: &str) -> Option<&'a str> {
        self.members(name)
            .into_iter()
            .find(|(_, target)| target["eventpayload"].as_bool() == Some(true))
            .map(|(member, _)| member.as_str())
    }

    fn required(&self, name: &str) -> BTreeSet<&'a str> {
        self.shapes[name]["required"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect()
    }
}

const KEYWORDS: [&str; 6] = ["type", "match", "enum", "static", "final", "in"];

/// A shape's name, whether the model names it alone or with a location.
fn reference(target: &Value) -> Option<&str> {
    target.as_str().or_else(|| target["shape"].as_str())
}

/// `restApiId` and `FunctionName` to `rest_api_id` and `function_name`; a run of capitals is one
/// word (`KMSKeyArn`, `kms_key_arn`).
fn snake(name: &str) -> String {
    let characters: Vec<char> = name.chars().collect();
    let mut out = String::new();
    for (index, character) in characters.iter().enumerate() {
        if character.is_uppercase() {
            let after_lower = index > 0 && !characters[index - 1].is_uppercase();
            let before_lower = index > 0
                && characters
                    .get(index + 1)
                    .is_some_and(|next| next.is_lowercase());
            if (after_lower || before_lower) && !out.ends_with('_') {
                out.push('_');
            }
            out.extend(character.to_lowercase());
        } else {
            out.push(*character);
        }
    }
    out
}

/// A shape's or operation's name as a Rust constant. Names that differ in case alone would meet
/// here; the compiler would say so.
fn constant(name: &str) -> String {
    snake(name).to_uppercase().replace("__", "_")
}
