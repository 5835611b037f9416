//! What a template can see: `$input`, `$util`, `$context`, `$stageVariables` and, outside API Gateway, any variable.

use std::borrow::Cow;
use std::rc::Rc;

use crate::jsonpath::Version;
use crate::objects::input::{Input, Params};
use crate::plain::Plain;
use crate::value::{Map, MapKind, Object, Value};

/// The variables of one render. Values set on `$context` stay in the scope after the render.
///
/// ```
/// use gatewright_velocity::{Params, Plain, Profile, Scope, Template};
///
/// let template = Template::parse(
///     r#"#set($context.requestOverride.header.id = $input.params('id'))$input.json('$.name')"#,
///     Profile::Aws,
/// )?;
/// let params = Params { path: vec![("id".into(), "7".into())], ..Params::default() };
/// let mut scope = Scope::new().with_input(r#"{"name": "Bob"}"#, params).with_context(&Plain::Null);
/// assert_eq!(template.render(&mut scope)?, r#""Bob""#);
/// let context = scope.context();
/// let header = context.get("requestOverride").and_then(|o| o.get("header")).and_then(|h| h.get("id"));
/// assert_eq!(header, Some(&Plain::Str("7".into())));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Default)]
pub struct Scope {
    variables: Vec<(Cow<'static, str>, Value)>,
    context: Option<Map>,
    version: Version,
}

impl Scope {
    /// A scope without variables.
    pub fn new() -> Scope {
        Scope::default()
    }

    /// Chooses the Jayway JsonPath that `$input` reads with; set it before [`Scope::with_input`].
    #[must_use]
    pub fn with_jsonpath(mut self, version: Version) -> Scope {
        self.version = version;
        self
    }

    /// Adds `$input` and `$util`. An empty body is `{}` (F§4.2).
    #[must_use]
    pub fn with_input(mut self, body: &str, params: Params) -> Scope {
        let input = Input::new(body, params, self.version);
        let input = Value::Object(Object::Input(Rc::new(input)));
        self.set(Cow::Borrowed("input"), input);
        self.set(Cow::Borrowed("util"), Value::Object(Object::Util));
        self
    }

    /// Adds `$context`: a map, with what an earlier template of the same request left in it. The objects that
    /// overrides are put in are added where they are missing. Order is that of Java's hash maps (F§4.3).
    #[must_use]
    pub fn with_context(mut self, context: &Plain) -> Scope {
        let map = match context.to_value(MapKind::Hash, MapKind::QuietHash) {
            Value::Map(map) => map,
            _ => Map::new(MapKind::Hash),
        };
        for (name, parts) in [
            ("requestOverride", &["header", "path", "querystring"][..]),
            ("responseOverride", &["header"]),
        ] {
            let overrides = if let Some(Value::Map(overrides)) = map.get_str(name) {
                overrides
            } else {
                let overrides = Map::new(MapKind::QuietHash);
                map.put_str(name, Value::Map(overrides.clone()));
                overrides
            };
            for part in parts {
                if !matches!(overrides.get_str(part), Some(Value::Map(_))) {
                    overrides.put_str(part, Value::Map(Map::new(MapKind::QuietHash)));
                }
            }
        }
        self.set(Cow::Borrowed("context"), Value::Map(map.clone()));
        self.context = Some(map);
        self
    }

    /// Adds `$stageVariables`.
    #[must_use]
    pub fn with_stage_variables(self, variables: &Plain) -> Scope {
        let variables = match variables {
            Plain::Null => Plain::Map(Vec::new()),
            variables => variables.clone(),
        };
        self.with_variable("stageVariables", &variables)
    }

    /// Adds any variable.
    #[must_use]
    pub fn with_variable(mut self, name: &str, value: &Plain) -> Scope {
        self.set(Cow::Owned(name.to_owned()), Value::from(value));
        self
    }

    /// `$context` with all that templates have set on it, the overrides among it.
    pub fn context(&self) -> Plain {
        self.context
            .as_ref()
            .map_or(Plain::Null, |map| Plain::from(&Value::Map(map.clone())))
    }

    /// Bytes of the body that `$input` reads.
    pub(crate) fn body_length(&self) -> usize {
        self.variables
            .iter()
            .find_map(|(_, value)| match value {
                Value::Object(Object::Input(input)) => Some(input.body_length()),
                _ => None,
            })
            .unwrap_or(0)
    }

    fn set(&mut self, name: Cow<'static, str>, value: Value) {
        self.variables.retain(|(known, _)| *known != name);
        self.variables.push((name, value));
    }

    pub(crate) fn variable(&self, name: &str) -> Value {
        let found = self.variables.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    }
}
