//! Functions whose code lies in a folder beside the template: whether what the handler names is there.

use std::io::ErrorKind;
use std::path::Path;

use super::Reader;
use crate::subject::{CannotStart, Function};

/// Why a function cannot start, where its code is in a folder that is here and has no file of the
/// handler's. Nothing is said where a build may make the file, or a layer bring it.
pub(super) fn cannot_start(
    function: &Function,
    beside: &Path,
    reader: Reader<'_>,
) -> Option<CannotStart> {
    let location = function.folder.as_deref()?;
    let configuration = function.configuration.is()?;
    let handler = configuration.handler.as_deref()?;
    let runtime = configuration.runtime.as_deref()?;
    let folder = beside.join(location);
    let is_folder = |path: &Path| {
        let kind = reader(path).err().map(|error| error.kind());
        kind == Some(ErrorKind::IsADirectory)
    };
    if location.contains("://") || !is_folder(&folder) {
        return None;
    }
    let is_there = |name: &str| !matches!(reader(&folder.join(name)), Err(error) if error.kind() == ErrorKind::NotFound);
    let (module, _) = handler.rsplit_once('.')?;
    let candidates: Vec<String> = if runtime.starts_with("python") {
        let path = module.replace('.', "/");
        vec![format!("{path}.py"), format!("{path}/__init__.py")]
    } else if runtime.starts_with("nodejs") {
        let endings = ["js", "mjs", "cjs", "ts", "mts", "cts", "tsx", "jsx"];
        endings.map(|ending| format!("{module}.{ending}")).into()
    } else {
        return None;
    };
    let is_built = [
        "Makefile",
        "tsconfig.json",
        "webpack.config.js",
        "pyproject.toml",
    ]
    .into_iter()
    .any(is_there);
    // A dependency may bring the handler.
    let is_dependency = module.contains("node_modules") || module.starts_with('/');
    let is_found = candidates.iter().any(|name| is_there(name));
    (!is_built && !is_dependency && !is_found).then(|| CannotStart {
        is_certain: false,
        why: format!(
            "its handler '{handler}' is in the file {}, which {location} does not have",
            candidates.first().map(String::as_str).unwrap_or_default()
        ),
    })
}
