//! A method's request validator with the models that it uses.

use std::collections::BTreeMap;
use std::sync::Arc;

use gatewright_wire::apigateway::{self as wire};

use super::Compiler;
use crate::api::Api;
use crate::problem::ProblemKind;
use crate::snapshot::{BodyModel, Validator};
use crate::validation::{BodySchema, RequiredParameters};

/// Every API has these two without listing them (F§3.3). Neither refuses anything that a client
/// could send: `Empty` is any JSON, `Error` an object whose members are free.
const DEFAULT_MODELS: [(&str, &str); 2] = [
    (
        "Empty",
        r#"{"$schema": "http://json-schema.org/draft-04/schema#", "title": "Empty Schema", "type": "object"}"#,
    ),
    (
        "Error",
        r#"{"$schema": "http://json-schema.org/draft-04/schema#", "title": "Error Schema", "type": "object", "properties": {"message": {"type": "string"}}}"#,
    ),
];

impl Compiler<'_> {
    pub(super) fn validator(&mut self, document: &wire::Method) -> Validator {
        let Some(id) = document
            .request_validator_id
            .as_deref()
            .filter(|id| !id.is_empty())
        else {
            return Validator::default();
        };
        let mut known = self.api.request_validators.iter();
        let Some(validator) = known.find(|validator| validator.id.as_deref() == Some(id)) else {
            self.problem(
                "/requestValidatorId",
                ProblemKind::UnknownValidator(id.to_owned()),
            );
            return Validator::default();
        };
        let mut compiled = Validator::default();
        if validator.validate_request_parameters == Some(true) {
            let empty = BTreeMap::new();
            let parameters = document.request_parameters.as_ref().unwrap_or(&empty);
            compiled.parameters = RequiredParameters::new(parameters);
        }
        if validator.validate_request_body == Some(true) {
            for (content_type, model) in document.request_models.iter().flatten() {
                if let Some(schema) = self.schema(model) {
                    compiled.bodies.push(BodyModel {
                        content_type: content_type.clone(),
                        schema,
                    });
                }
            }
        }
        compiled
    }

    /// The schema of a model, compiled once for all methods that use it.
    fn schema(&mut self, name: &str) -> Option<Arc<BodySchema>> {
        let compiled = self.schemas.get(name).cloned().unwrap_or_else(|| {
            let schema = self.models.get(name)?;
            let compiled = BodySchema::compile(schema, &self.models);
            Some(compiled.map(Arc::new).map_err(|error| error.to_string()))
        });
        self.schemas.insert(name.to_owned(), compiled.clone());
        let problem = match compiled {
            Some(Ok(schema)) => return Some(schema),
            Some(Err(error)) => ProblemKind::Schema(name.to_owned(), error),
            None => ProblemKind::UnknownModel(name.to_owned()),
        };
        self.problem("/requestModels", problem);
        None
    }
}

/// The schemas of an API's models by name.
pub(super) fn models(api: &Api) -> BTreeMap<String, String> {
    let defaults = DEFAULT_MODELS
        .iter()
        .map(|(name, schema)| ((*name).to_owned(), (*schema).to_owned()));
    let own = api
        .models
        .iter()
        .filter_map(|model| Some((model.name.clone()?, model.schema.clone()?)));
    defaults.chain(own).collect()
}
