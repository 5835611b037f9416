//! What API keys have used of their plans' quotas (F§3.5): counted in memory, written every second and when the server
//! stops, off the request path. A server that is killed forgets what it counted since the last writing.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use gatewright_gateway::io::{Period, Quota};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use serde::{Deserialize, Serialize};

use crate::kept::Kept;
use crate::store::{self, Batch, Store};

/// How many days are kept. AWS tells as many.
pub const DAYS: i32 = 90;

/// The usage of all keys in all plans, by the key of its document.
pub struct Usage {
    store: Store,
    counters: Kept<Counter>,
    /// What is not written yet.
    changed: Mutex<HashMap<String, Arc<Counter>>>,
}

/// The usage of one key in one plan.
#[derive(Debug, Default)]
pub struct Counter(Mutex<Days>);

/// The same as a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Days {
    /// The requests of each day that had any.
    used: BTreeMap<Date, i64>,
    /// What UpdateUsage granted: by day, how many requests the period may have in all from then on.
    granted: BTreeMap<Date, i64>,
}

impl Days {
    /// The requests of a day.
    pub fn used(&self, day: Date) -> i64 {
        self.used.get(&day).copied().unwrap_or(0)
    }

    /// What remained of the quota at the end of a day.
    pub fn remaining(&self, quota: &Quota, day: Date) -> i64 {
        let since = period_start(quota, day);
        let granted = self.granted.range(since..=day).next_back();
        let all = granted.map_or(i64::from(quota.limit), |(_, all)| *all);
        let used: i64 = self.used.range(since..=day).map(|(_, used)| used).sum();
        (all - used).max(0)
    }

    fn forget_before(&mut self, today: Date) {
        let oldest = today.saturating_sub(Span::new().days(DAYS));
        self.used.retain(|day, _| *day >= oldest);
        self.granted.retain(|day, _| *day >= oldest);
    }
}

impl Counter {
    /// What is counted so far.
    pub fn days(&self) -> Days {
        self.lock().clone()
    }

    fn lock(&self) -> MutexGuard<'_, Days> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Usage {
    /// The usage that a store holds.
    pub fn new(store: Store) -> Self {
        Self {
            store,
            counters: Kept::default(),
            changed: Mutex::default(),
        }
    }

    /// The usage of a key in a plan, read at first.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn load(&self, key: &str) -> Result<Arc<Counter>, store::Error> {
        if let Some(counter) = self.counters.kept(key) {
            return Ok(counter);
        }
        let (store, wanted) = (self.store.clone(), key.to_owned());
        let read = move || {
            let days = store.get::<Days>(&wanted)?;
            let days = days.map(|stored| stored.value).unwrap_or_default();
            Ok(Some(Counter(Mutex::new(days))))
        };
        Ok(self.counters.load(key, read).await?.unwrap_or_default())
    }

    /// Counts a request against a quota; whether it was within it. Its usage has been loaded before.
    pub fn admit(&self, quota: &Quota, now_ms: i64) -> bool {
        let Some(counter) = self.counters.kept(&quota.counter) else {
            // The plan was changed in between: the request may have been the first after it.
            return true;
        };
        let today = day(now_ms);
        {
            let mut days = counter.lock();
            if days.remaining(quota, today) <= 0 {
                return false;
            }
            *days.used.entry(today).or_default() += 1;
        }
        self.note(&quota.counter, counter);
        true
    }

    /// Grants so many more requests until the period ends.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn grant(
        &self,
        quota: &Quota,
        now_ms: i64,
        remaining: i64,
    ) -> Result<(), store::Error> {
        let counter = self.load(&quota.counter).await?;
        let today = day(now_ms);
        let days = {
            let mut days = counter.lock();
            let since = period_start(quota, today);
            let used: i64 = days.used.range(since..=today).map(|(_, used)| used).sum();
            days.granted.insert(today, used + remaining);
            days.forget_before(today);
            days.clone()
        };
        let batch = Batch::new().put(&*quota.counter, &days);
        self.store.commit(batch).await.map(drop)
    }

    /// Writes what was counted since the last time.
    ///
    /// # Errors
    /// Those of the store; then it is written the next time.
    pub async fn flush(&self) -> Result<(), store::Error> {
        let changed = std::mem::take(&mut *self.changed());
        if changed.is_empty() {
            return Ok(());
        }
        let mut batch = Batch::new();
        for (key, counter) in &changed {
            batch = batch.put(&**key, &counter.days());
        }
        let written = self.store.commit(batch).await;
        if written.is_err() {
            let mut waiting = self.changed();
            for (key, counter) in changed {
                waiting.entry(key).or_insert(counter);
            }
        }
        written.map(drop)
    }

    /// Forgets what was deleted: all below a key.
    pub fn forget(&self, key: &str) {
        self.changed().retain(|it, _| !it.starts_with(key));
        self.counters.forget(|it| it.starts_with(key));
    }

    fn note(&self, key: &str, counter: Arc<Counter>) {
        let mut changed = self.changed();
        if !changed.contains_key(key) {
            changed.insert(key.to_owned(), counter);
        }
    }

    fn changed(&self) -> MutexGuard<'_, HashMap<String, Arc<Counter>>> {
        self.changed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The day of a time in milliseconds since the epoch.
pub fn day(now_ms: i64) -> Date {
    let now = Timestamp::from_millisecond(now_ms).unwrap_or_default();
    now.to_zoned(TimeZone::UTC).date()
}

/// The first day of the quota's period that the day is in. A week's days count from Sunday and a
/// month's from its first; the offset is the period's first day among them \[C\].
fn period_start(quota: &Quota, day: Date) -> Date {
    let offset = quota.offset;
    let (passed, length) = match quota.period {
        Period::Day => return day,
        Period::Week => (i32::from(day.weekday().to_sunday_zero_offset()) - offset, 7),
        Period::Month => {
            let passed = i32::from(day.day()) - 1 - offset;
            let before = day.first_of_month().saturating_sub(Span::new().days(1));
            (passed, i32::from(before.days_in_month()))
        }
    };
    let passed = if passed < 0 { passed + length } else { passed };
    day.saturating_sub(Span::new().days(passed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quota(period: Period, offset: i32) -> Quota {
        Quota {
            counter: "p/k".to_owned(),
            limit: 10,
            period,
            offset,
        }
    }

    #[test]
    fn a_period_begins_on_the_day_of_its_offset() {
        for (period, offset, day, start) in [
            (Period::Day, 0, "2026-11-23", "2026-11-23"),
            (Period::Week, 0, "2026-11-23", "2026-11-22"),
            (Period::Week, 1, "2026-11-22", "2026-11-16"),
            (Period::Week, 6, "2026-11-28", "2026-11-28"),
            (Period::Month, 0, "2026-11-23", "2026-11-01"),
            (Period::Month, 22, "2026-11-23", "2026-11-23"),
            (Period::Month, 23, "2026-11-23", "2026-10-24"),
            (Period::Month, 1, "2026-03-01", "2026-02-02"),
        ] {
            let quota = quota(period, offset);
            let start: Date = start.parse().unwrap();
            assert_eq!(
                period_start(&quota, day.parse().unwrap()),
                start,
                "{period:?} {offset} {day}"
            );
        }
    }

    #[test]
    fn what_remains_is_of_the_period() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let mut days = Days::default();
        days.used.insert(day("2026-11-21"), 3);
        days.used.insert(day("2026-11-22"), 4);
        days.used.insert(day("2026-11-23"), 5);
        let week = quota(Period::Week, 0);
        assert_eq!(days.remaining(&week, day("2026-11-21")), 7);
        assert_eq!(days.remaining(&week, day("2026-11-22")), 6);
        assert_eq!(days.remaining(&week, day("2026-11-23")), 1);
        assert_eq!(days.remaining(&week, day("2026-11-29")), 10);
        days.granted.insert(day("2026-11-23"), 12);
        assert_eq!(days.remaining(&week, day("2026-11-23")), 3);
        assert_eq!(days.remaining(&week, day("2026-11-29")), 10);
    }
}
