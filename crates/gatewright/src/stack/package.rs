//! A function's code as the zip that Lambda takes: of a folder, a file, a text in the template, or a
//! package that lies beside it.

use std::io::{Cursor, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::calls::MakeError;

/// Folders that are never a function's code.
const NEVER: [&str; 4] = [".git", ".aws-sam", ".gatewright", "cdk.out"];

/// The package of a function whose `Code` is `code` and comes from `asset`, if that is beside the file;
/// `folder` is where the file is, and what is `excluded` is not packed.
pub(super) fn package(
    code: &Value,
    runtime: Option<&str>,
    asset: Option<&Path>,
    folder: &Path,
    excluded: &[PathBuf],
) -> Result<Vec<u8>, MakeError> {
    if let Some(text) = code.get("ZipFile").and_then(Value::as_str) {
        let is_node = runtime.is_some_and(|runtime| runtime.starts_with("nodejs"));
        // Lambda's own name for code in a template.
        let name = if is_node { "index.js" } else { "index.py" };
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        return zip
            .start_file(name, SimpleFileOptions::default())
            .and_then(|()| Ok(zip.write_all(text.as_bytes())?))
            .and_then(|()| zip.finish())
            .map(Cursor::into_inner)
            .map_err(|error| MakeError::NoCode(format!("its code cannot be packed: {error}")));
    }
    if let Some(asset) = asset {
        return packed(asset, excluded).map_err(|error| {
            MakeError::NoCode(format!(
                "its code {} cannot be packed: {error}",
                asset.display()
            ))
        });
    }
    let place = |key: &str| code.get(key).and_then(Value::as_str).unwrap_or_default();
    let key = place("S3Key");
    // The Serverless Framework puts the package beside the template that it writes.
    let name = Path::new(key).file_name();
    let beside = name
        .map(|name| folder.join(name))
        .filter(|path| path.is_file());
    if let Some(path) = beside {
        return std::fs::read(&path).map_err(|error| {
            MakeError::NoCode(format!("{} cannot be read: {error}", path.display()))
        });
    }
    Err(MakeError::NoCode(if code.get("ImageUri").is_some() {
        "its code is a container image, and serve runs no containers".to_owned()
    } else if key.is_empty() {
        "it has no code that is beside the file".to_owned()
    } else {
        format!(
            "its code is in S3, s3://{}/{key}, and serve reads files only",
            place("S3Bucket")
        )
    }))
}

fn packed(asset: &Path, excluded: &[PathBuf]) -> zip::result::ZipResult<Vec<u8>> {
    let is_package = asset
        .extension()
        .is_some_and(|it| it == "zip" || it == "jar");
    if is_package && asset.is_file() {
        return Ok(std::fs::read(asset)?);
    }
    let mut files = Vec::new();
    let root = if asset.is_file() {
        files.push(asset.to_owned());
        asset.parent().unwrap_or(asset)
    } else {
        collect(asset, excluded, &mut files)?;
        asset
    };
    // The same files make the same package.
    files.sort();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for path in &files {
        let name = path.strip_prefix(root).unwrap_or(path).to_string_lossy();
        let mode = std::fs::metadata(path)?.permissions().mode();
        let options = SimpleFileOptions::default().unix_permissions(mode & 0o777);
        zip.start_file(name, options)?;
        zip.write_all(&std::fs::read(path)?)?;
    }
    Ok(zip.finish()?.into_inner())
}

fn collect(folder: &Path, excluded: &[PathBuf], files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default();
        if NEVER.iter().any(|it| name == *it)
            || path.canonicalize().is_ok_and(|it| excluded.contains(&it))
        {
            continue;
        }
        // Through links, as what they lead to is meant; a folder that is in itself ends in an error.
        let kind = std::fs::metadata(&path)?;
        if kind.is_dir() {
            collect(&path, excluded, files)?;
        } else if kind.is_file() {
            files.push(path);
        }
    }
    Ok(())
}
