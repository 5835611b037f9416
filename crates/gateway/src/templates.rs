//! Mapping templates: compiled once, chosen by content type, rendered with `$input`, `$context`,
//! `$stageVariables` and `$util` (F§3.6, F§3.10). The one place that knows the `velocity` crate.

use crate::context::Exchange;
use crate::mapping::BodyNotJson;

/// The templates of an integration or of an integration response, in their order.
#[derive(Debug, Default)]
pub(crate) struct Templates(Vec<(String, Template)>);

#[derive(Debug)]
pub(crate) struct Template;

impl Templates {
    pub(crate) fn compile<'t>(
        templates: impl Iterator<Item = (&'t String, &'t String)>,
    ) -> (Self, Vec<(String, String)>) {
        (
            Self(
                templates
                    .map(|(content_type, _)| (content_type.clone(), Template))
                    .collect(),
            ),
            Vec::new(),
        )
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The template for a request's media type, or the one for `$default`.
    pub(crate) fn for_request(&self, content_type: &str) -> Option<&Template> {
        self.of(content_type).or_else(|| self.of("$default"))
    }

    /// The template for the first media type of a request's `Accept`; else JSON's, else the first.
    pub(crate) fn for_response(&self, accept: Option<&str>) -> Option<&Template> {
        accept
            .and_then(|accept| self.of(accept))
            .or_else(|| self.of("application/json"))
            .or_else(|| self.0.first().map(|(_, template)| template))
    }

    fn of(&self, content_type: &str) -> Option<&Template> {
        self.0
            .iter()
            .find(|(key, _)| key == content_type)
            .map(|(_, template)| template)
    }
}

/// What templates of one exchange share: `$context` as they left it.
#[derive(Debug, Default)]
pub(crate) struct Session {}

impl Session {
    pub(crate) fn render(
        &mut self,
        _: &Exchange<'_>,
        _: &Template,
        _: &str,
    ) -> Result<String, String> {
        Err("templates are not built yet".to_owned())
    }

    pub(crate) fn overrides(&self, _: &str, _: &str) -> Vec<(String, Vec<String>)> {
        Vec::new()
    }

    pub(crate) fn status_override(&self) -> Option<u16> {
        None
    }
}

pub(crate) fn read_path(_: &str, _: &str) -> Result<Option<String>, BodyNotJson> {
    Ok(None)
}

pub(crate) fn status_code(text: &str) -> Option<u16> {
    let value: serde_json::Value = serde_json::from_str(text).ok()?;
    u16::try_from(value.get("statusCode")?.as_u64()?).ok()
}
