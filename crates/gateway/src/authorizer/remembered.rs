//! Answers of an authorizer's function that count for a while. They live with the compiled stage: a deployment, a
//! changed authorizer or FlushStageAuthorizersCache, which compile it anew, forget them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Granted;

/// How many callers are remembered at most. Beyond it the oldest of all is not worth finding: all are asked again.
const MOST: usize = 10_000;

/// Answers by what they are remembered by, each with the time at which it counts no longer.
#[derive(Debug, Default)]
pub(crate) struct Remembered {
    answers: Mutex<HashMap<String, (i64, Arc<Granted>)>>,
}

impl Remembered {
    /// The answer that counts at `now`, in milliseconds since the epoch.
    pub(crate) fn get(&self, key: &str, now: i64) -> Option<Arc<Granted>> {
        let answers = self.lock();
        let (until, granted) = answers.get(key)?;
        (*until > now).then(|| Arc::clone(granted))
    }

    /// Remembers an answer of `now` until another time.
    pub(crate) fn put(&self, key: String, now: i64, until: i64, granted: Arc<Granted>) {
        let mut answers = self.lock();
        if answers.len() >= MOST {
            answers.retain(|_, (until, _)| *until > now);
        }
        if answers.len() >= MOST {
            answers.clear();
        }
        answers.insert(key, (until, granted));
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, (i64, Arc<Granted>)>> {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
