//! What the request path keeps in memory: read once, kept until an operation that changed it says so.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock, RwLockWriteGuard};

/// Values by key. It holds as many as there are documents behind it; what is not there is not kept.
pub(crate) struct Kept<V> {
    all: RwLock<HashMap<String, Arc<V>>>,
    /// Counts what was forgotten, so that a reading that began before does not put back what was
    /// current then.
    forgotten: AtomicU64,
}

impl<V> Default for Kept<V> {
    fn default() -> Self {
        Self {
            all: RwLock::default(),
            forgotten: AtomicU64::new(0),
        }
    }
}

impl<V> Kept<V> {
    /// The value of a key: the one that is kept, or what `read` gives, which is kept from now on.
    pub(crate) fn get<E>(
        &self,
        key: &str,
        read: impl FnOnce() -> Result<Option<V>, E>,
    ) -> Result<Option<Arc<V>>, E> {
        let known = self.all.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(value) = known.get(key) {
            return Ok(Some(Arc::clone(value)));
        }
        drop(known);
        let forgotten = self.forgotten.load(Ordering::Acquire);
        let Some(value) = read()?.map(Arc::new) else {
            return Ok(None);
        };
        let mut all = self.write();
        if self.forgotten.load(Ordering::Acquire) == forgotten {
            all.insert(key.to_owned(), Arc::clone(&value));
        }
        Ok(Some(value))
    }

    /// Forgets the keys that `changed` names; called after the commit that changed them.
    pub(crate) fn forget(&self, changed: impl Fn(&str) -> bool) {
        let mut all = self.write();
        self.forgotten.fetch_add(1, Ordering::AcqRel);
        all.retain(|key, _| !changed(key));
    }

    fn write(&self) -> RwLockWriteGuard<'_, HashMap<String, Arc<V>>> {
        self.all.write().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn get(kept: &Kept<u8>, key: &str, value: Option<u8>) -> Option<u8> {
        let got: Result<_, ()> = kept.get(key, || Ok(value));
        got.unwrap().map(|value| *value)
    }

    #[test]
    fn what_was_read_is_kept_until_it_is_forgotten() {
        let kept = Kept::default();
        assert_eq!(get(&kept, "a", None), None);
        assert_eq!(get(&kept, "a", Some(1)), Some(1));
        assert_eq!(get(&kept, "b", Some(1)), Some(1));
        assert_eq!(get(&kept, "a", Some(2)), Some(1));
        kept.forget(|key| key == "a");
        assert_eq!(get(&kept, "a", Some(2)), Some(2));
        assert_eq!(get(&kept, "b", Some(2)), Some(1));
    }

    #[test]
    fn a_reading_that_began_before_a_change_is_not_kept() {
        let kept = Kept::default();
        let stale: Result<_, ()> = kept.get("a", || {
            kept.forget(|key| key == "a");
            Ok(Some(1))
        });
        assert_eq!(stale.unwrap().map(|value| *value), Some(1));
        assert_eq!(get(&kept, "a", Some(2)), Some(2));
    }
}
