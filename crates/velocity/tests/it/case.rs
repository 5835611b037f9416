//! One case of the batch protocol: how it is run, and what is reported.

use gatewright_velocity::jsonpath::Version;
use gatewright_velocity::{Params, Plain, Position, Profile, Scope, Template};
use serde_json::{Map, Value};

/// What a case came to.
pub(crate) struct Outcome {
    /// The rendered text.
    pub(crate) result: Result<String, Failure>,
    /// `requestOverride` and `responseOverride`, as far as the template has put anything into them.
    pub(crate) overrides: Option<Value>,
}

/// A template that was refused, or whose rendering failed.
pub(crate) struct Failure {
    pub(crate) class: &'static str,
    pub(crate) message: String,
    pub(crate) position: Position,
}

/// Runs a case. `contexts` holds the root variables that a case may name.
pub(crate) fn run(case: &Value, contexts: &Value) -> Outcome {
    let profile = if case["profile"] == "stock" {
        Profile::Stock
    } else {
        Profile::Aws
    };
    // The expected results come from Jayway 2.0.0.
    let mut scope = Scope::new().with_jsonpath(Version::V2_0);
    let variables = match &case["context"] {
        Value::String(name) => &contexts[name.as_str()],
        variables => variables,
    };
    for (name, value) in variables.as_object().into_iter().flatten() {
        scope = scope.with_variable(name, &plain(value));
    }
    if let Some(input) = case.get("input").filter(|input| !input.is_null()) {
        let part = |name: &str| -> Vec<(String, String)> {
            let part = input["params"][name].as_object().into_iter().flatten();
            part.map(|(key, value)| (key.clone(), value.as_str().unwrap_or("").to_owned()))
                .collect()
        };
        let params = Params {
            path: part("path"),
            querystring: part("querystring"),
            header: part("header"),
        };
        scope = scope.with_input(input["body"].as_str().unwrap_or(""), params);
    }
    let has_context = case.get("ctx").is_some_and(|ctx| !ctx.is_null());
    if has_context {
        scope = scope.with_context(&plain(&case["ctx"]));
    }
    if let Some(variables) = case
        .get("stageVariables")
        .filter(|variables| !variables.is_null())
    {
        scope = scope.with_stage_variables(&plain(variables));
    }
    let before = overrides(&scope.context());
    let result = match Template::parse(case["template"].as_str().unwrap_or(""), profile) {
        Ok(template) => template.render(&mut scope).map_err(|error| Failure {
            class: error.class,
            message: error.message,
            position: error.position,
        }),
        Err(error) => Err(Failure {
            class: error.class,
            message: error.message,
            position: error.position,
        }),
    };
    let after = overrides(&scope.context());
    let mut left = Map::new();
    for (name, value) in after
        .into_iter()
        .zip(before)
        .filter(|(after, before)| after != before)
        .map(|(after, _)| after)
    {
        left.insert(name, value);
    }
    Outcome {
        result,
        overrides: (!left.is_empty()).then_some(Value::Object(left)),
    }
}

fn overrides(context: &Plain) -> Vec<(String, Value)> {
    ["requestOverride", "responseOverride"]
        .into_iter()
        .filter_map(|name| Some((name.to_owned(), json(context.get(name)?))))
        .collect()
}

fn plain(value: &Value) -> Plain {
    match value {
        Value::Null => Plain::Null,
        Value::Bool(b) => Plain::Bool(*b),
        Value::Number(number) => match number.as_i64() {
            Some(number) => Plain::Int(number),
            None => Plain::Double(number.as_f64().unwrap_or(f64::NAN)),
        },
        Value::String(text) => Plain::Str(text.clone()),
        Value::Array(items) => Plain::List(items.iter().map(plain).collect()),
        Value::Object(entries) => Plain::Map(
            entries
                .iter()
                .map(|(key, value)| (key.clone(), plain(value)))
                .collect(),
        ),
    }
}

fn json(plain: &Plain) -> Value {
    match plain {
        Plain::Null => Value::Null,
        Plain::Bool(b) => Value::from(*b),
        Plain::Int(number) => Value::from(*number),
        Plain::Double(number) => Value::from(*number),
        Plain::Str(text) => Value::from(text.as_str()),
        Plain::List(items) => items.iter().map(json).collect(),
        Plain::Map(entries) => entries
            .iter()
            .map(|(key, value)| (key.clone(), json(value)))
            .collect(),
    }
}
