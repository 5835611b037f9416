//! What an instance may use of the machine, as far as the kernel does not hold it to that: memory,
//! processes, and room in `/tmp`.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::time::Instant;

use super::Instance;
use crate::failure::Failure;
use crate::sandbox::{Ending, MAX_PROCESSES};

/// How often a running function is looked at.
pub(super) const LOOK_EVERY: Duration = Duration::from_millis(50);

/// The same between invocations, where AWS freezes what a function has left running. Here it goes on,
/// and must not grow without bounds.
pub(super) const LOOK_WHEN_IDLE_EVERY: Duration = Duration::from_secs(1);

/// Measuring `/tmp` may take one part in so many of the time.
const MEASURE_SHARE: u32 = 20;

/// An instance's `/tmp` as a plain directory of the machine. (In namespaces it is a file system of
/// its own, of just the size.)
#[derive(Debug)]
pub(super) struct Storage {
    directory: PathBuf,
    size_mb: u32,
    next: Instant,
}

impl Storage {
    pub(super) fn new(directory: PathBuf, size_mb: u32) -> Self {
        Self {
            directory,
            size_mb,
            next: Instant::now(),
        }
    }

    /// Whether there is more in it than there may be; false also when it is not yet time to measure.
    fn is_overfull(&mut self) -> bool {
        let begun = Instant::now();
        if begun < self.next {
            return false;
        }
        let mut left = u64::from(self.size_mb) << 20;
        let fits = fits(&self.directory, &mut left);
        self.next = Instant::now() + begun.elapsed() * (MEASURE_SHARE - 1);
        !fits
    }
}

/// Whether what is in `directory` takes no more than `left` bytes of the disk; takes it off `left`.
/// Stops at the first that does not fit. What vanishes meanwhile takes none.
fn fits(directory: &Path, left: &mut u64) -> bool {
    let Ok(entries) = std::fs::read_dir(directory) else {
        return true;
    };
    entries.flatten().all(|entry| {
        let Ok(metadata) = entry.metadata() else {
            return true;
        };
        let Some(rest) = left.checked_sub(metadata.blocks() * 512) else {
            return false;
        };
        *left = rest;
        !metadata.is_dir() || fits(&entry.path(), left)
    })
}

impl Instance {
    pub(super) fn read_output(&mut self) {
        self.process.read_output(&mut self.log);
        self.log.flush();
    }

    /// Looks once more how much memory it has at the end of an invocation, unless that was just done: the kernel takes
    /// longer to say it than the whole invocation may take.
    pub(super) fn measure_again(&mut self) {
        let now = Instant::now();
        if now - self.measured >= LOOK_EVERY {
            self.measured = now;
            self.peak = self.peak.max(self.process.memory_of_tree());
        }
    }

    /// Looks at what the instance uses. `Some` if that is too much, and the instance has to end.
    pub(super) fn over_limits(&mut self) -> Option<Failure> {
        let (memory, processes) = self.process.look();
        self.peak = self.peak.max(memory);
        self.measured = Instant::now();
        if memory > u64::from(self.function.memory_mb) << 20 {
            return Some(Failure::ended(Some(&Ending::Signal(9)), None));
        }
        let excess = if processes > MAX_PROCESSES {
            format!("the function had more than {MAX_PROCESSES} processes")
        } else {
            let storage = self.storage.as_mut()?;
            if !storage.is_overfull() {
                return None;
            }
            format!("there were more than {} MB in /tmp", storage.size_mb)
        };
        self.log
            .platform(format!("[gatewright: killed, {excess}]\n"));
        Some(Failure::ended(Some(&Ending::Signal(9)), None))
    }
}
