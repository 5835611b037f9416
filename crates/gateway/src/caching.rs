//! Responses that a stage keeps for a while (F§3.12): what of a request makes a kept response its own, for how long one
//! counts, who may have it replaced, and the responses themselves, in memory.
//!
//! Knows nothing of how a response is made.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::Method as Verb;

use crate::headers::Headers;
use crate::mapping::Source;

/// The largest body that is kept (F§3.12).
const MAX_BODY: usize = 1_048_576;
/// What one stage keeps at most, in bytes; less than AWS's smallest cache, for it is this process's memory.
const CAPACITY: usize = 64 * 1_048_576;
/// What a kept response takes besides its texts, about.
const OVERHEAD: usize = 256;

/// How a method's responses are kept.
#[derive(Debug)]
pub struct Caching {
    /// Whether those to other verbs than GET are, too: the stage says so of this very method.
    pub any_verb: bool,
    /// How long a response counts, in milliseconds.
    pub ttl_ms: i64,
    /// Methods with the same one share their responses.
    pub namespace: Arc<str>,
    /// `cacheKeyParameters`: what tells requests apart.
    pub(crate) parameters: Vec<Source>,
    /// Who may have a kept response replaced.
    pub invalidation: Invalidation,
}

/// Who may have a kept response replaced, by `Cache-Control: max-age=0`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invalidation {
    /// Everybody: `requireAuthorizationForCacheControl` is off.
    Anyone,
    /// Who has `execute-api:InvalidateCache`; of others this becomes.
    Authorized(Unauthorized),
}

/// `unauthorizedCacheControlHeaderStrategy`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unauthorized {
    /// `FAIL_WITH_403`.
    Fail,
    /// `SUCCEED_WITH_RESPONSE_HEADER`: answered as if nothing had been asked, with a warning.
    Warn,
    /// `SUCCEED_WITHOUT_RESPONSE_HEADER`: answered as if nothing had been asked.
    Ignore,
}

impl Unauthorized {
    /// From AWS's word; what is not said is `SUCCEED_WITH_RESPONSE_HEADER` (F§3.5).
    pub fn parse(text: Option<&str>) -> Self {
        match text {
            Some("FAIL_WITH_403") => Self::Fail,
            Some("SUCCEED_WITHOUT_RESPONSE_HEADER") => Self::Ignore,
            _ => Self::Warn,
        }
    }
}

/// What a response is kept by. The path that belongs to it (F§3.12) is the resource's, for which its namespace stands:
/// a path's parameters count only where they are declared, and without that one response stands for all paths of a
/// resource, which is why the developer guide has them declared \[C\].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    pub(crate) namespace: Arc<str>,
    pub(crate) verb: Verb,
    /// The values of each parameter, in the order of the documents.
    pub(crate) values: Vec<Vec<String>>,
}

/// A response that is kept, before compression and the headers that every response has.
#[derive(Debug)]
pub(crate) struct Kept {
    pub(crate) status: u16,
    pub(crate) headers: Headers,
    pub(crate) body: Bytes,
}

impl Kept {
    /// A copy of a response that holds no larger buffer alive; none of one that is not kept: a failure, or one that is
    /// too large.
    pub(crate) fn of(status: u16, headers: &Headers, body: &Bytes) -> Option<Self> {
        (status < 500 && body.len() <= MAX_BODY).then(|| Self {
            status,
            headers: headers.clone(),
            body: Bytes::copy_from_slice(body),
        })
    }

    fn size(&self) -> usize {
        let headers = self.headers.iter();
        let headers: usize = headers.map(|(name, value)| name.len() + value.len()).sum();
        headers + self.body.len()
    }
}

/// The responses that a stage keeps. They live with the compiled stage, so a deployment or a changed stage begins
/// without any \[C\].
#[derive(Debug, Default)]
pub struct ResponseCache {
    responses: Mutex<Responses>,
}

#[derive(Debug, Default)]
struct Responses {
    by_key: HashMap<Arc<Key>, Entry>,
    /// The keys by the number of their entry: the oldest first.
    by_age: BTreeMap<u64, Arc<Key>>,
    /// The number of the next entry.
    next: u64,
    /// What all take.
    bytes: usize,
}

#[derive(Debug)]
struct Entry {
    number: u64,
    /// The time from which it does not count any longer.
    until: i64,
    bytes: usize,
    response: Arc<Kept>,
}

impl ResponseCache {
    /// The response that counts at `now`, in milliseconds since the epoch.
    pub(crate) fn get(&self, key: &Key, now: i64) -> Option<Arc<Kept>> {
        let mut responses = self.lock();
        let entry = responses.by_key.get(key)?;
        if entry.until > now {
            return Some(Arc::clone(&entry.response));
        }
        responses.remove(key);
        None
    }

    /// Keeps a response until a time, in the place of the one before. The oldest make room.
    pub(crate) fn put(&self, key: Key, until: i64, response: Kept) {
        let values = key.values.iter().flatten();
        let bytes = OVERHEAD + values.map(String::len).sum::<usize>() + response.size();
        let mut responses = self.lock();
        responses.remove(&key);
        while responses.bytes + bytes > CAPACITY {
            let Some((_, oldest)) = responses.by_age.pop_first() else {
                return;
            };
            responses.remove(&oldest);
        }
        let (key, number) = (Arc::new(key), responses.next);
        responses.next += 1;
        responses.bytes += bytes;
        responses.by_age.insert(number, Arc::clone(&key));
        responses.by_key.insert(
            key,
            Entry {
                number,
                until,
                bytes,
                response: Arc::new(response),
            },
        );
    }

    /// Forgets all: FlushStageCache.
    pub fn clear(&self) {
        *self.lock() = Responses::default();
    }

    fn lock(&self) -> MutexGuard<'_, Responses> {
        self.responses
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl Responses {
    fn remove(&mut self, key: &Key) {
        if let Some(entry) = self.by_key.remove(key) {
            self.by_age.remove(&entry.number);
            self.bytes -= entry.bytes;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(value: usize) -> Key {
        Key {
            namespace: "pets".into(),
            verb: Verb::GET,
            values: vec![vec![value.to_string()]],
        }
    }

    fn response(size: usize) -> Kept {
        let body = Bytes::from(vec![b'x'; size]);
        Kept::of(200, &Headers::new(), &body).unwrap()
    }

    #[test]
    fn a_response_counts_until_its_time() {
        let cache = ResponseCache::default();
        cache.put(key(1), 10, response(1));
        assert!(cache.get(&key(1), 9).is_some());
        assert!(cache.get(&key(2), 9).is_none());
        assert!(cache.get(&key(1), 10).is_none());
        assert_eq!(cache.lock().bytes, 0, "what counts no longer takes no room");
    }

    #[test]
    fn the_oldest_make_room() {
        let cache = ResponseCache::default();
        let many = CAPACITY / MAX_BODY + 3;
        for at in 0..many {
            cache.put(key(at), 10, response(MAX_BODY));
            cache.put(key(0), 10, response(MAX_BODY));
        }
        let kept = |at: usize| cache.get(&key(at), 0).is_some();
        assert!(kept(0) && kept(many - 1), "what was written last is kept");
        assert!(!kept(1) && !kept(2));
        let responses = cache.lock();
        assert!(responses.bytes <= CAPACITY);
        assert_eq!(responses.by_age.len(), responses.by_key.len());
    }

    #[test]
    fn failures_and_large_bodies_are_not_kept() {
        let body = |size: usize| Bytes::from(vec![b'x'; size]);
        let kept = |status, size| Kept::of(status, &Headers::new(), &body(size)).is_some();
        assert!(kept(200, MAX_BODY) && kept(404, 0));
        assert!(!kept(200, MAX_BODY + 1) && !kept(502, 0));
    }
}
