//! What the request path keeps in memory: read once, kept until an operation that changed it says so.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock, RwLockWriteGuard};

use tokio::sync::OnceCell;

use crate::store;
use crate::tasks;

/// A value that is kept, or a reading that is under way: `None` once nothing was found.
type Slot<V> = Arc<OnceCell<Option<Arc<V>>>>;

/// Values by key. It holds as many as there are documents behind it; what is not there is not kept.
pub(crate) struct Kept<V> {
    slots: RwLock<HashMap<String, Slot<V>>>,
}

impl<V> Default for Kept<V> {
    fn default() -> Self {
        Self {
            slots: RwLock::default(),
        }
    }
}

impl<V> Kept<V> {
    /// The value of a key, if it is kept. Looks nowhere else and never waits for a reading.
    pub(crate) fn kept(&self, key: &str) -> Option<Arc<V>> {
        let slots = self.slots.read().unwrap_or_else(PoisonError::into_inner);
        slots.get(key)?.get()?.clone()
    }

    /// Forgets the keys that `changed` names; called after the commit that changed them. A reading
    /// that began before answers those who wait for it, and is not kept.
    pub(crate) fn forget(&self, changed: impl Fn(&str) -> bool) {
        self.write().retain(|key, _| !changed(key));
    }

    fn write(&self) -> RwLockWriteGuard<'_, HashMap<String, Slot<V>>> {
        self.slots.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<V: Send + Sync + 'static> Kept<V> {
    /// The value of a key: the one that is kept, or what `read` gives, which is kept from now on.
    /// `read` may block; of those who ask for a key at once, one reads and the others wait.
    ///
    /// # Errors
    /// What `read` gives; then the next who asks reads again.
    pub(crate) async fn load(
        &self,
        key: &str,
        read: impl FnOnce() -> Result<Option<V>, store::Error> + Send + 'static,
    ) -> Result<Option<Arc<V>>, store::Error> {
        let slot = Arc::clone(self.write().entry(key.to_owned()).or_default());
        let reading = Reading {
            kept: self,
            key,
            slot,
        };
        let found: Result<_, store::Error> = reading
            .slot
            .get_or_try_init(|| async { Ok(tasks::blocking(read).await?.map(Arc::new)) })
            .await;
        Ok(found?.clone())
    }
}

/// One who asked for a key. Leaves no slot behind that holds nothing, also when given up.
struct Reading<'a, V> {
    kept: &'a Kept<V>,
    key: &'a str,
    slot: Slot<V>,
}

impl<V> Drop for Reading<'_, V> {
    fn drop(&mut self) {
        if let Some(Some(_)) = self.slot.get() {
            return;
        }
        let mut slots = self.kept.write();
        let ours = slots
            .get(self.key)
            .is_some_and(|slot| Arc::ptr_eq(slot, &self.slot));
        // Others may still be reading: the map's and ours are two.
        let read_by_others = !self.slot.initialized() && Arc::strong_count(&self.slot) > 2;
        if ours && !read_by_others {
            slots.remove(self.key);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    async fn load(kept: &Kept<u8>, key: &str, value: Option<u8>) -> Option<u8> {
        let got = kept.load(key, move || Ok(value)).await.unwrap();
        assert_eq!(kept.kept(key), got);
        got.map(|value| *value)
    }

    #[tokio::test]
    async fn what_was_read_is_kept_until_it_is_forgotten() {
        let kept = Kept::default();
        assert_eq!(load(&kept, "a", None).await, None);
        assert_eq!(load(&kept, "a", Some(1)).await, Some(1));
        assert_eq!(load(&kept, "b", Some(1)).await, Some(1));
        assert_eq!(load(&kept, "a", Some(2)).await, Some(1));
        kept.forget(|key| key == "a");
        assert_eq!(load(&kept, "a", Some(2)).await, Some(2));
        assert_eq!(load(&kept, "b", Some(2)).await, Some(1));
    }

    #[tokio::test]
    async fn a_reading_that_began_before_a_change_is_not_kept() {
        let kept = Arc::new(Kept::default());
        let changing = Arc::clone(&kept);
        let stale = kept.load("a", move || {
            changing.forget(|key| key == "a");
            Ok(Some(1))
        });
        assert_eq!(stale.await.unwrap().as_deref(), Some(&1));
        assert_eq!(load(&kept, "a", Some(2)).await, Some(2));
    }

    #[tokio::test]
    async fn those_who_ask_at_once_share_one_reading() {
        let (kept, readings) = (Arc::new(Kept::default()), Arc::new(AtomicUsize::new(0)));
        let (go, wait) = std::sync::mpsc::channel::<()>();
        let wait = Arc::new(std::sync::Mutex::new(wait));
        let mut asking = tokio::task::JoinSet::new();
        for _ in 0..50 {
            let (kept, readings, wait) = (kept.clone(), readings.clone(), wait.clone());
            asking.spawn(async move {
                let read = move || {
                    readings.fetch_add(1, Ordering::Relaxed);
                    // Until all have asked.
                    let _ = wait.lock().unwrap().recv();
                    Ok(Some(7_u8))
                };
                kept.load("a", read).await.unwrap().map(|value| *value)
            });
        }
        // The runtime has one thread, so each of them gets as far as it can before this goes on.
        tokio::task::yield_now().await;
        go.send(()).unwrap();
        assert!(asking.join_all().await.iter().all(|got| *got == Some(7)));
        assert_eq!(readings.load(Ordering::Relaxed), 1);
    }

    #[tokio::test]
    async fn a_failed_or_abandoned_reading_leaves_nothing() {
        let kept = Kept::<u8>::default();
        let failed = kept.load("a", || Err(store::Error::Closed)).await;
        assert!(matches!(failed, Err(store::Error::Closed)));
        let (go, wait) = std::sync::mpsc::channel::<()>();
        let read = move || {
            let _ = wait.recv();
            Ok(Some(1))
        };
        let mut abandoned = Box::pin(kept.load("b", read));
        let waker = std::task::Waker::noop();
        let polled = abandoned
            .as_mut()
            .poll(&mut std::task::Context::from_waker(waker));
        assert!(polled.is_pending());
        drop(abandoned);
        drop(go);
        assert!(kept.slots.read().unwrap().is_empty());
        assert_eq!(load(&kept, "a", Some(2)).await, Some(2));
    }
}
