//! The buckets that count requests against limits: in memory, for as long as the server runs. They outlive the
//! snapshots that ask for them, so that a stage can be changed without its other methods' limits starting anew.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError, RwLock};

use gatewright_gateway::throttle::{Bucket, Limit};

use crate::clock::Stopwatch;

/// How many buckets there may be before those are dropped that are no different from new ones.
const ROOMY: usize = 10_000;

/// All buckets, by name.
#[derive(Default)]
pub struct Limits {
    time: Stopwatch,
    buckets: RwLock<HashMap<String, Mutex<Bucket>>>,
}

impl Limits {
    /// Takes a request from the limit's bucket; whether it had one to give.
    pub fn admit(&self, limit: &Limit) -> bool {
        let now = self.time.elapsed();
        let take = |bucket: &mut Bucket| bucket.take(limit.throttle, now);
        {
            let buckets = self.buckets.read().unwrap_or_else(PoisonError::into_inner);
            if let Some(bucket) = buckets.get(&limit.bucket) {
                return take(&mut bucket.lock().unwrap_or_else(PoisonError::into_inner));
            }
        }
        let mut buckets = self.buckets.write().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= ROOMY {
            buckets.retain(|_, bucket| {
                let bucket = bucket.get_mut().unwrap_or_else(PoisonError::into_inner);
                !bucket.is_full(now)
            });
        }
        let bucket = buckets
            .entry(limit.bucket.clone())
            .or_insert_with(|| Mutex::new(Bucket::new(limit.throttle, now)));
        take(bucket.get_mut().unwrap_or_else(PoisonError::into_inner))
    }

    /// Forgets what was counted.
    pub fn clear(&self) {
        self.buckets
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }
}

#[cfg(test)]
mod tests {
    use gatewright_gateway::throttle::Throttle;

    use super::*;

    fn limit(bucket: &str, burst: u32) -> Limit {
        Limit {
            bucket: bucket.to_owned(),
            throttle: Throttle { rate: 0.0, burst },
        }
    }

    #[test]
    fn each_bucket_counts_for_itself_until_all_is_forgotten() {
        let limits = Limits::default();
        let (one, other) = (limit("one", 1), limit("other", 2));
        let asked = [&one, &one, &other, &one, &other, &other];
        let passed = asked.map(|limit| limits.admit(limit));
        assert_eq!(passed, [true, false, true, false, true, false]);
        limits.clear();
        assert!(limits.admit(&one));
    }

    #[test]
    fn what_counts_is_kept_when_there_are_many_buckets() {
        let limits = Limits::default();
        let (counting, idle) = (limit("counting", 1), |at| limit(&format!("idle {at}"), 0));
        assert!(limits.admit(&counting));
        for at in 0..ROOMY + 10 {
            limits.admit(&idle(at));
        }
        assert!(!limits.admit(&counting));
        assert!(limits.buckets.read().unwrap().len() < ROOMY);
    }
}
