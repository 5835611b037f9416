//! Answers of an authorizer's function that count for a while. They live with the compiled stage: a deployment, a
//! changed authorizer or FlushStageAuthorizersCache, which compile it anew, forget them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Granted;

/// What one authorizer remembers at most, in bytes: ten thousand answers of the usual length. Beyond it the oldest of
/// all is not worth finding: all are asked again.
const CAPACITY: usize = 16 * 1_048_576;
/// What an answer takes besides its texts, about.
const OVERHEAD: usize = 512;

/// Answers by what they are remembered by.
#[derive(Debug, Default)]
pub(crate) struct Remembered {
    answers: Mutex<Answers>,
}

#[derive(Debug, Default)]
struct Answers {
    by_key: HashMap<String, Answer>,
    /// What all take.
    bytes: usize,
}

#[derive(Debug)]
struct Answer {
    /// The time at which it counts no longer.
    until: i64,
    bytes: usize,
    granted: Arc<Granted>,
}

impl Remembered {
    /// The answer that counts at `now`, in milliseconds since the epoch.
    pub(crate) fn get(&self, key: &str, now: i64) -> Option<Arc<Granted>> {
        let answers = self.lock();
        let answer = answers.by_key.get(key)?;
        (answer.until > now).then(|| Arc::clone(&answer.granted))
    }

    /// Remembers an answer of `now` until another time, if there is room for it at all.
    pub(crate) fn put(&self, key: String, now: i64, until: i64, granted: Arc<Granted>) {
        let bytes = OVERHEAD + key.len() + granted.size();
        if bytes > CAPACITY {
            return;
        }
        let mut answers = self.lock();
        let Answers { by_key, bytes: all } = &mut *answers;
        if *all + bytes > CAPACITY {
            by_key.retain(|_, answer| answer.until > now);
            *all = by_key.values().map(|answer| answer.bytes).sum();
        }
        if *all + bytes > CAPACITY {
            by_key.clear();
            *all = 0;
        }
        let answer = Answer {
            until,
            bytes,
            granted,
        };
        *all += bytes;
        if let Some(before) = by_key.insert(key, answer) {
            *all -= before.bytes;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Answers> {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
