//! Models: JSON schemas by name.

use gatewright_gateway::validation::{RefusedSchema, check_schema};
use gatewright_wire::apigateway::{
    CreateModelRequest, DeleteModelRequest, GetModelRequest, GetModelTemplateRequest,
    GetModelsRequest, Model, Models, Resource, Template, UpdateModelRequest,
};
use gatewright_wire::error::ServiceError;
use serde_json::{Map, Value};

use super::documents::{api_key, create_below, edit, found, new_id, page_below, transact};
use super::patch::{Rule, Rules, Wording};
use super::refusals::{bad_request, conflict, no_api, not_found};
use crate::control::Scope;
use crate::store::{Batch, Stored};

/// The models that every new API has.
pub(super) fn defaults() -> [Model; 2] {
    let model = |name: &str, kind: &str, schema: &str| Model {
        id: Some(new_id(6)),
        name: Some(name.to_owned()),
        description: Some(format!("This is a default {kind} schema model")),
        schema: Some(schema.to_owned()),
        content_type: Some("application/json".to_owned()),
    };
    [
        model(
            "Empty",
            "empty",
            "{\n  \"$schema\": \"http://json-schema.org/draft-04/schema#\",\n  \"title\" : \"Empty Schema\",\n  \"type\" : \"object\"\n}",
        ),
        model(
            "Error",
            "error",
            "{\n  \"$schema\" : \"http://json-schema.org/draft-04/schema#\",\n  \"title\" : \"Error Schema\",\n  \"type\" : \"object\",\n  \"properties\" : {\n    \"message\" : { \"type\" : \"string\" }\n  }\n}",
        ),
    ]
}

fn model_key(scope: &Scope, api_id: &str, name: &str) -> String {
    api_key(scope, api_id, &["models", name])
}

fn no_model(name: &str) -> ServiceError {
    not_found(format!("Invalid model name specified: {name}"))
}

/// CreateModel.
pub async fn create(scope: &Scope, input: CreateModelRequest) -> Result<Model, ServiceError> {
    let api_id = &input.rest_api_id;
    let no_api = || no_api(scope, api_id);
    create_below(scope, api_id, no_api, || {
        check_name(&input.name)?;
        let key = model_key(scope, api_id, &input.name);
        if scope.find::<Model>(&key)?.is_some() {
            return Err(conflict("Model name already exists for this REST API"));
        }
        let model = Model {
            id: Some(new_id(6)),
            name: Some(input.name.clone()),
            description: input.description.clone(),
            schema: input.schema.clone(),
            content_type: Some(input.content_type.clone()),
        };
        check(scope, api_id, &model)?;
        Ok((key, model))
    })
    .await
}

/// Refuses what is no model's name. That it is alphanumeric is AWS's rule as people quote it \[C\].
pub(super) fn check_name(name: &str) -> Result<(), ServiceError> {
    if name.is_empty() {
        Err(bad_request("Model name must be non-empty"))
    } else if !name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        Err(bad_request(format!(
            "Model name must be alphanumeric: {name}"
        )))
    } else {
        Ok(())
    }
}

/// A JSON schema is an object with something in it (F§5.3); the words for what is no JSON are
/// AWS's as people quote them \[C\].
fn check(scope: &Scope, api_id: &str, model: &Model) -> Result<(), ServiceError> {
    let empty = || bad_request("Model schema must have at least 1 property or array items defined");
    let schema = model.schema.as_deref().unwrap_or_default();
    if schema.trim().is_empty() {
        return Err(empty());
    }
    let json = model
        .content_type
        .as_deref()
        .is_some_and(|kind| kind.ends_with("json"));
    let schema = match serde_json::from_str::<Value>(schema) {
        Ok(Value::Object(members)) if members.is_empty() => return Err(empty()),
        Ok(Value::Array(items)) if items.is_empty() => return Err(empty()),
        Ok(schema @ Value::Object(_)) => schema,
        _ if !json => return Ok(()),
        _ => return Err(bad_request(RefusedSchema::Schema.to_string())),
    };
    let named = check_schema(&schema).map_err(|refused| bad_request(refused.to_string()))?;
    for name in named {
        let is_itself = model.name.as_deref() == Some(name);
        if !is_itself
            && scope
                .find::<Model>(&model_key(scope, api_id, name))?
                .is_none()
        {
            // AWS's words for a model that is not there are not recorded [C].
            return Err(bad_request(format!(
                "Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema specified, Model reference not found: {name}]"
            )));
        }
    }
    Ok(())
}

/// GetModel.
pub async fn get(scope: &Scope, input: GetModelRequest) -> Result<Model, ServiceError> {
    let name = &input.model_name;
    let mut model = read(scope, &input.rest_api_id, name)?;
    if input.flatten == Some(true)
        && let Some(Value::Object(schema)) = parsed(&model)
    {
        let flat = flatten(scope, &input.rest_api_id, schema)?;
        model.schema = serde_json::to_string_pretty(&flat).ok();
    }
    Ok(model)
}

fn read(scope: &Scope, api_id: &str, name: &str) -> Result<Model, ServiceError> {
    let stored: Stored<Model> = found(scope, &model_key(scope, api_id, name), || no_model(name))?;
    Ok(stored.value)
}

fn parsed(model: &Model) -> Option<Value> {
    serde_json::from_str(model.schema.as_deref()?).ok()
}

/// A schema with every model that it refers to, at any depth, among its own definitions.
fn flatten(scope: &Scope, api_id: &str, schema: Map<String, Value>) -> Result<Value, ServiceError> {
    let mut definitions = Map::new();
    let mut waiting = Vec::new();
    let mut flat = Value::Object(schema);
    localize(&mut flat, &mut waiting);
    while let Some(name) = waiting.pop() {
        if definitions.contains_key(&name) {
            continue;
        }
        let model: Option<Model> = scope.get(&model_key(scope, api_id, &name))?;
        if let Some(mut referred) = model.as_ref().and_then(parsed) {
            localize(&mut referred, &mut waiting);
            definitions.insert(name, referred);
        }
    }
    if let Value::Object(schema) = &mut flat
        && !definitions.is_empty()
    {
        let own = schema
            .entry("definitions")
            .or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(own) = own {
            own.extend(definitions);
        }
    }
    Ok(flat)
}

/// Points references to models at local definitions, and names the models.
fn localize(value: &mut Value, models: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let model = member.as_str().filter(|_| name == "$ref");
                if let Some((_, model)) = model.and_then(|target| target.split_once("/models/")) {
                    let model = model.to_owned();
                    *member = Value::from(format!("#/definitions/{model}"));
                    models.push(model);
                } else {
                    localize(member, models);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| localize(item, models)),
        _ => {}
    }
}

/// GetModels.
pub async fn list(scope: &Scope, input: GetModelsRequest) -> Result<Models, ServiceError> {
    let after = input.position.as_deref();
    let (items, position) = page_below(scope, &input.rest_api_id, "models", after, input.limit)?;
    Ok(Models {
        position,
        items: Some(items),
    })
}

/// GetModelTemplate: a mapping template that gives an example of the model. The example values
/// are Swagger's; their layout is not recorded \[C\].
pub async fn template(
    scope: &Scope,
    input: GetModelTemplateRequest,
) -> Result<Template, ServiceError> {
    let model = read(scope, &input.rest_api_id, &input.model_name)?;
    let example = parsed(&model).map_or_else(|| "{ }".to_owned(), |schema| example(&schema, 0));
    Ok(Template {
        value: Some(format!("#set($inputRoot = $input.path('$'))\n{example}")),
    })
}

/// Deeper schemas than this are left empty.
const DEPTH: usize = 16;

fn example(schema: &Value, depth: usize) -> String {
    let indent = "  ".repeat(depth);
    match schema.get("type").and_then(Value::as_str) {
        Some("string") => "\"foo\"".to_owned(),
        Some("integer") => "42".to_owned(),
        Some("number") => "42.0".to_owned(),
        Some("boolean") => "true".to_owned(),
        Some("null") => "null".to_owned(),
        Some("array") if depth < DEPTH => match schema.get("items") {
            Some(items) => format!("[ {} ]", example(items, depth)),
            None => "[ ]".to_owned(),
        },
        _ => {
            let members: Vec<String> = schema
                .get("properties")
                .and_then(Value::as_object)
                .filter(|_| depth < DEPTH)
                .into_iter()
                .flatten()
                .map(|(name, schema)| {
                    let name = Value::from(name.as_str());
                    format!("{indent}  {name} : {}", example(schema, depth + 1))
                })
                .collect();
            if members.is_empty() {
                "{ }".to_owned()
            } else {
                format!("{{\n{}\n{indent}}}", members.join(",\n"))
            }
        }
    }
}

const RULES: Rules<Model> = Rules {
    wording: Wording::ListsPaths,
    rules: &[
        Rule::text("/description", |it| &mut it.description),
        Rule::text("/schema", |it| &mut it.schema),
    ],
};

/// UpdateModel.
pub async fn update(scope: &Scope, input: UpdateModelRequest) -> Result<Model, ServiceError> {
    let name = &input.model_name;
    let key = model_key(scope, &input.rest_api_id, name);
    edit(
        scope,
        &key,
        || no_model(name),
        |model: &mut Model| {
            RULES.apply(model, input.patch_operations.as_deref())?;
            check(scope, &input.rest_api_id, model)?;
            Ok(model.clone())
        },
    )
    .await
}

/// DeleteModel, unless a method uses it.
pub async fn delete(scope: &Scope, input: DeleteModelRequest) -> Result<(), ServiceError> {
    let (api_id, name) = (&input.rest_api_id, &input.model_name);
    transact(scope, || {
        let key = model_key(scope, api_id, name);
        let stored: Stored<Model> = found(scope, &key, || no_model(name))?;
        let resources: Vec<Resource> = scope.children(&api_key(scope, api_id, &["resources"]))?;
        for resource in &resources {
            let path = resource.path.as_deref().unwrap_or_default();
            for (verb, method) in resource.resource_methods.iter().flatten() {
                if names(method.request_models.iter().flatten(), name) {
                    return Err(conflict(format!(
                        "Cannot delete model '{name}', is referenced in method request: {path}/{verb}"
                    )));
                }
                for (status, response) in method.method_responses.iter().flatten() {
                    if names(response.response_models.iter().flatten(), name) {
                        // [C]: worded after the request's.
                        return Err(conflict(format!(
                            "Cannot delete model '{name}', is referenced in method response: {path}/{verb}/{status}"
                        )));
                    }
                }
            }
        }
        let batch = Batch::new()
            .expect_revision(&*key, stored.revision)
            .delete(key);
        Ok((batch, ()))
    })
    .await
}

fn names<'a>(mut models: impl Iterator<Item = (&'a String, &'a String)>, name: &str) -> bool {
    models.any(|(_, model)| model == name)
}
