//! The data directory: private to its user, and to one process at a time.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Error;

/// A data directory that this process has locked; dropping it lets another process in.
pub(super) struct Directory {
    path: PathBuf,
    lock: File,
}

impl Drop for Directory {
    fn drop(&mut self) {
        // Closing the file is not enough: a child that is between fork and exec still shares the
        // open file, and with it the lock. An unlock holds for all who share it.
        let _ = self.lock.unlock();
    }
}

impl Directory {
    /// Creates (mode 0700) or enters `path` and locks it.
    pub(super) fn open(path: &Path) -> Result<Self, Error> {
        let failed = |at: &Path, source: io::Error| Error::Directory {
            path: at.to_owned(),
            source: Arc::new(source),
        };
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(path)
            .map_err(|e| failed(path, e))?;
        let lock_path = path.join("lock");
        let lock = private_file(&lock_path).map_err(|e| failed(&lock_path, e))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Error::InUse(path.to_owned())),
            Err(TryLockError::Error(e)) => return Err(failed(&lock_path, e)),
        }
        let directory = Self {
            path: path.to_owned(),
            lock,
        };
        // SQLite would create the file with the process's umask; its `-wal` and `-shm` files take
        // the mode of the file that is already there.
        let database = directory.database();
        private_file(&database).map_err(|e| failed(&database, e))?;
        sync_directory(path).map_err(|e| failed(path, e))?;
        Ok(directory)
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Where the database is.
    pub(super) fn database(&self) -> PathBuf {
        self.path.join("gatewright.db")
    }
}

fn private_file(path: &Path) -> io::Result<File> {
    OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(path)
}

/// Makes the names of new files in `path`, and of `path` itself, survive a power failure.
fn sync_directory(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()?;
    if let Some(parent) = fs::canonicalize(path)?.parent() {
        File::open(parent)?.sync_all()?;
    }
    Ok(())
}
