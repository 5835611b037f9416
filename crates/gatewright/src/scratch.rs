//! A server's temporary directory, which goes with the server: by its own hand, or by the next
//! server's where it was killed. Knows files and their locks only.

use std::fs::{self, DirBuilder, File, TryLockError};
use std::io;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use uuid::Uuid;

/// What the directories' names begin with; a UUID follows.
const PREFIX: &str = "gatewright-";

/// The file that a living server keeps locked in its directory.
const LOCK: &str = "lock";

/// A directory that is this server's alone, mode 0700.
#[derive(Debug)]
pub struct Scratch {
    path: PathBuf,
    _lock: File,
}

impl Scratch {
    /// Makes one in `parent`, and removes those there whose server is dead.
    ///
    /// # Errors
    /// When the directory or its lock cannot be made. What cannot be removed stays.
    pub fn in_directory(parent: &Path) -> io::Result<Self> {
        if let Ok(entries) = fs::read_dir(parent) {
            for entry in entries.flatten() {
                let name = entry.file_name();
                let id = name.to_str().and_then(|name| name.strip_prefix(PREFIX));
                if id.is_some_and(|id| Uuid::try_parse(id).is_ok()) {
                    remove_dead(&entry.path());
                }
            }
        }
        loop {
            let path = parent.join(format!("{PREFIX}{}", Uuid::new_v4()));
            DirBuilder::new().mode(0o700).create(&path)?;
            let lock = File::create_new(path.join(LOCK))?;
            // Another server, starting now, can have taken it for a dead one's before it was locked.
            match lock.try_lock() {
                Ok(()) if path.join(LOCK).exists() => return Ok(Self { path, _lock: lock }),
                Ok(()) | Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(error)) => return Err(error),
            }
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Removes it with all that is in it.
    ///
    /// # Errors
    /// When something in it cannot be removed; the system cleans its temporary files some day.
    pub fn remove(&self) -> io::Result<()> {
        fs::remove_dir_all(&self.path)
    }
}

/// Removes a directory whose lock nobody holds. One without a lock may be just being made.
fn remove_dead(path: &Path) {
    if let Ok(lock) = File::open(path.join(LOCK))
        && lock.try_lock().is_ok()
    {
        let _ = fs::remove_dir_all(path);
    }
}
