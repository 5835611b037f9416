//! What an authorizer's function answers (F§3.4).

use serde_json::{Map, Value};

use crate::fault::AuthorizerOutputProblem;
use crate::permission::Policy;

/// The keys that an answer may have.
const KEYS: [&str; 4] = [
    "principalId",
    "policyDocument",
    "context",
    "usageIdentifierKey",
];

/// The longest pattern of a resource that its policy may have, in characters (F§3.4).
const MAX_RESOURCE: usize = 512;

/// What a function granted a caller.
#[derive(Clone, Debug)]
pub(crate) struct Granted {
    /// Who the function says that the caller is.
    pub(crate) principal: String,
    /// What the caller may call.
    pub(crate) policy: Policy,
    /// The same as the function wrote it.
    pub(crate) document: String,
    /// What the function tells about the caller: every value a text.
    pub(crate) context: Vec<(String, String)>,
    /// The API key that the call counts for, where keys come from authorizers.
    pub(crate) usage_identifier_key: Option<String>,
}

impl Granted {
    /// Reads a function's answer. The words about what is wrong with it, unknown keys apart, are not
    /// recorded \[C\].
    pub(crate) fn read(payload: &[u8]) -> Result<Self, AuthorizerOutputProblem> {
        let invalid = |what: String| AuthorizerOutputProblem::Invalid(what);
        let answer: Map<String, Value> = serde_json::from_slice(payload)
            .map_err(|error| invalid(format!("the answer is not a JSON object: {error}")))?;
        if let Some(key) = answer.keys().find(|key| !KEYS.contains(&key.as_str())) {
            return Err(AuthorizerOutputProblem::UnknownKey(key.clone()));
        }
        let principal = answer.get("principalId").and_then(Value::as_str);
        let principal = principal.ok_or_else(|| invalid("principalId is missing".to_owned()))?;
        let document = answer
            .get("policyDocument")
            .ok_or_else(|| invalid("policyDocument is missing".to_owned()))?;
        let policy = Policy::try_from(document)
            .map_err(|error| invalid(format!("policyDocument is no policy: {error}")))?;
        let resources = policy
            .statements
            .iter()
            .filter_map(|it| it.resources.as_ref());
        let mut patterns = resources.flat_map(|it| &it.patterns);
        if patterns.any(|pattern| pattern.chars().count() > MAX_RESOURCE) {
            return Err(invalid(format!(
                "policyDocument has a resource of more than {MAX_RESOURCE} characters"
            )));
        }
        // Null is as good as nothing, here and below.
        let told = match answer.get("context") {
            None | Some(Value::Null) => None,
            Some(Value::Object(told)) => Some(told),
            Some(_) => return Err(invalid("context is not an object".to_owned())),
        };
        let mut context = Vec::new();
        for (name, value) in told.into_iter().flatten() {
            let text = match value {
                // Nothing is what a key without a value tells \[C\].
                Value::Null => continue,
                Value::String(text) => text.clone(),
                Value::Bool(_) | Value::Number(_) => value.to_string(),
                Value::Array(_) | Value::Object(_) => {
                    return Err(invalid(format!(
                        "context may hold texts, numbers and booleans, and {name} is none"
                    )));
                }
            };
            context.push((name.clone(), text));
        }
        let key = match answer.get("usageIdentifierKey") {
            None | Some(Value::Null) => None,
            Some(Value::String(key)) => Some(key.clone()),
            Some(_) => return Err(invalid("usageIdentifierKey is not a text".to_owned())),
        };
        Ok(Self {
            principal: principal.to_owned(),
            policy,
            document: document.to_string(),
            context,
            usage_identifier_key: key,
        })
    }

    /// What it takes in memory, in bytes, about: the policy is there as it was written and as it was read.
    pub(crate) fn size(&self) -> usize {
        let context = self.context.iter();
        let context: usize = context.map(|(name, value)| name.len() + value.len()).sum();
        self.principal.len() + 2 * self.document.len() + context
    }

    /// `requestContext.authorizer`: the context, whose keys win over none of AWS's own; `latency` is what the
    /// function took, in milliseconds.
    pub(crate) fn shown(&self, latency: i64) -> Map<String, Value> {
        let context = self.context.iter();
        let mut shown: Map<String, Value> = context
            .map(|(name, value)| (name.clone(), value.clone().into()))
            .collect();
        shown.insert("principalId".to_owned(), self.principal.clone().into());
        shown.insert("integrationLatency".to_owned(), latency.into());
        shown
    }
}
