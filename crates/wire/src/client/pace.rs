//! How fast AWS's control planes take calls. API Gateway's takes ten a second and forty at once, for
//! the whole account and with everybody else who works in it; the others take more.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

/// What is left to others in the account, as a share: a check never takes all.
const SHARE: f64 = 0.8;

/// Turns, by service.
#[derive(Debug, Default)]
pub(super) struct Pace {
    /// When the bucket of each service will be full again.
    full_at: Mutex<BTreeMap<&'static str, Instant>>,
}

impl Pace {
    /// Waits until it is this call's turn.
    pub(super) async fn turn(&self, service: &'static str) {
        let now = Instant::now();
        let turn = {
            let mut full_at = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
            let full_at = full_at.entry(service).or_insert(now);
            let turn;
            (*full_at, turn) = next(*full_at, now, limit(service));
            turn
        };
        sleep_until(turn).await;
    }
}

/// When a bucket will be full again after one more call, and when that call may be made.
fn next(full_at: Instant, now: Instant, (a_second, at_once): (f64, u32)) -> (Instant, Instant) {
    let each = Duration::from_secs_f64(1.0 / (a_second * SHARE));
    let full_at = full_at.max(now) + each;
    // Only what is more than a bucketful waits.
    let turn = full_at.checked_sub(each * at_once).unwrap_or(now);
    (full_at, turn.max(now))
}

/// Calls a second, and at once.
fn limit(service: &str) -> (f64, u32) {
    match service {
        "apigateway" => (10.0, 40),
        // `GetPolicy` and the like: 15 a second.
        "lambda" => (15.0, 15),
        // `FilterLogEvents`: 5 a second in most regions.
        "logs" => (5.0, 5),
        _ => (10.0, 20),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucketful_goes_at_once_and_the_rest_at_the_rate() {
        let now = Instant::now();
        let (mut full_at, mut turn) = (now, now);
        for _ in 0..40 {
            (full_at, turn) = next(full_at, now, (10.0, 40));
        }
        assert_eq!(turn, now);
        for _ in 0..80 {
            (full_at, turn) = next(full_at, now, (10.0, 40));
        }
        // Four fifths of ten a second.
        assert_eq!(turn - now, Duration::from_secs(10));
        // Once it is full it is as a new one.
        let later = full_at + Duration::from_secs(1);
        assert_eq!(next(full_at, later, (10.0, 40)).1, later);
    }
}
