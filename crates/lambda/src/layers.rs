//! Layers: the packages whose files a function finds together at `/opt`.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::environment::digest;
use crate::error::PackageError;
use crate::package::{Package, at};

/// The directory below `cache` that holds what these layers bring together, made now if it is not
/// there yet; `None` if there are none. Files are shared with the layers' own directories.
pub(crate) fn unpacked(
    layers: &[Arc<Package>],
    cache: &Path,
) -> Result<Option<PathBuf>, PackageError> {
    if layers.is_empty() {
        return Ok(None);
    }
    let names: Vec<String> = layers.iter().map(|layer| layer.hex()).collect();
    let place = cache.join(format!("layers-{}", digest(&names.join(" "))));
    if place.is_dir() {
        return Ok(Some(place));
    }
    let half = cache.join(format!(".{}", uuid::Uuid::new_v4().simple()));
    fs::create_dir(&half).map_err(at(&half))?;
    let merged = layers
        .iter()
        .try_for_each(|layer| merge(&layer.unpacked(cache)?, &half))
        .and_then(|()| match fs::rename(&half, &place) {
            // Another invocation was faster; the content is the same.
            Err(_) if place.is_dir() => Ok(()),
            result => result.map_err(at(&place)),
        });
    if half.exists() {
        let _ = fs::remove_dir_all(&half);
    }
    merged.map(|()| Some(place))
}

/// Puts what is in `from` into `into`; what has the same name there and is no directory as well
/// gives way.
fn merge(from: &Path, into: &Path) -> Result<(), PackageError> {
    for entry in fs::read_dir(from).map_err(at(from))? {
        let entry = entry.map_err(at(from))?;
        let (path, target) = (entry.path(), into.join(entry.file_name()));
        let kind = entry.file_type().map_err(at(&path))?;
        let there = fs::symlink_metadata(&target).ok();
        let both_directories = kind.is_dir() && there.as_ref().is_some_and(fs::Metadata::is_dir);
        if let Some(there) = there.filter(|_| !both_directories) {
            let removed = if there.is_dir() {
                fs::remove_dir_all(&target)
            } else {
                fs::remove_file(&target)
            };
            removed.map_err(at(&target))?;
        }
        if kind.is_dir() {
            fs::create_dir_all(&target).map_err(at(&target))?;
            merge(&path, &target)?;
        } else {
            // A link of its own: of a symbolic link too, which is not followed.
            fs::hard_link(&path, &target).map_err(at(&target))?;
        }
    }
    Ok(())
}
