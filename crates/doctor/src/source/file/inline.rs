//! Code that stands in a template: whether its function can start.

use super::template::Template;
use super::value::Value;
use crate::subject::CannotStart;

/// Why a function with these properties cannot start, where its code stands in the template.
/// Lambda puts such code into a file `index` (of `.py` or `.js`), so that the handler must begin so.
pub(super) fn cannot_start(template: &Template<'_>, properties: &Value) -> Option<CannotStart> {
    why(template, properties).map(|why| CannotStart {
        is_certain: true,
        why,
    })
}

fn why(template: &Template<'_>, properties: &Value) -> Option<String> {
    let code = properties.get("Code").and_then(|code| code.text("ZipFile"));
    let code = code.or_else(|| properties.text("InlineCode"))?;
    let runtime = properties.text("Runtime")?;
    let handler = properties.text("Handler")?;
    let is_unseen = |text: &String| template.surroundings.is_unseen(text);
    let is_known = runtime.starts_with("python") || runtime.starts_with("nodejs");
    if !is_known || [&code, &handler].into_iter().any(is_unseen) {
        return None;
    }
    let Some((module, name)) = handler.rsplit_once('.') else {
        return Some(format!(
            "its handler '{handler}' names no function of a module"
        ));
    };
    if module != "index" {
        return Some(format!(
            "its handler '{handler}' names the module '{module}', and code in a template is the module 'index'"
        ));
    }
    (!code.contains(name))
        .then(|| format!("its handler '{handler}' names '{name}', which its code does not mention"))
}
