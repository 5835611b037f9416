//! Limits: what a bucket gives over time, and what a stage's requests meet.

use std::time::Duration;

use gatewright_gateway::throttle::{Bucket, Throttle};
use proptest::prelude::*;

fn ms(time: u64) -> Duration {
    Duration::from_millis(time)
}

/// Which of the requests at these times, in milliseconds, a bucket that was full at the start lets pass.
fn passed(throttle: Throttle, times: &[u64]) -> Vec<bool> {
    let mut bucket = Bucket::new(throttle, ms(0));
    let times = times.iter().copied();
    times.map(|time| bucket.take(throttle, ms(time))).collect()
}

#[test]
fn a_bucket_gives_its_burst_at_once_and_then_its_rate() {
    let cases: [(f64, u32, &[u64], &str); 8] = [
        (1.0, 2, &[0, 0, 0, 999, 1000, 1000], "++--+-"),
        // What was not used comes back up to the burst.
        (
            10.0,
            3,
            &[0, 0, 0, 0, 60_000, 60_000, 60_000, 60_000],
            "+++-+++-",
        ),
        // Less than one a second.
        (0.5, 1, &[0, 1000, 1999, 2000, 3999, 4000], "+--+-+"),
        (0.1, 1, &[0, 9_999, 10_000], "+-+"),
        // Nothing.
        (0.0, 0, &[0, 1000, 1_000_000], "---"),
        // What never comes back.
        (0.0, 2, &[0, 0, 1_000_000], "++-"),
        // A bucket that holds no token has none to give, whatever its rate.
        (100.0, 0, &[0, 1000], "--"),
        // Clocks that were read in another order than they came.
        (1.0, 1, &[1000, 500, 1500, 2000], "+--+"),
    ];
    for (rate, burst, times, expected) in cases {
        let throttle = Throttle { rate, burst };
        let passed = passed(throttle, times).into_iter();
        let passed: String = passed
            .map(|passed| if passed { '+' } else { '-' })
            .collect();
        assert_eq!(passed, expected, "{throttle:?} at {times:?}");
    }
}

#[test]
fn asking_often_does_not_lose_tokens() {
    // In steps of a millisecond the refills of 0.1 a second do not add up to 1 exactly.
    let times: Vec<u64> = (0..=100_000).collect();
    let throttle = Throttle {
        rate: 0.1,
        burst: 1,
    };
    let passed = passed(throttle, &times);
    assert_eq!(passed.iter().filter(|passed| **passed).count(), 11);
}

#[test]
fn a_changed_throttle_counts_from_a_full_bucket() {
    let (none, one) = (
        Throttle {
            rate: 0.0,
            burst: 0,
        },
        Throttle {
            rate: 0.0,
            burst: 1,
        },
    );
    let mut bucket = Bucket::new(none, ms(0));
    assert!(!bucket.take(none, ms(1)));
    assert!(bucket.take(one, ms(2)));
    assert!(!bucket.take(one, ms(3)));
    assert!(!bucket.take(none, ms(4)));
    assert!(bucket.take(one, ms(5)));
}

proptest! {
    /// In any span of time no more requests pass than the burst and what came back in it, and as long as requests
    /// keep coming no fewer.
    #[test]
    fn what_passes_is_the_burst_and_the_rate(
        rate in prop_oneof![Just(0.0), 0.01_f64..5.0, 5.0_f64..20_000.0],
        burst in 0_u32..50,
        gaps in prop::collection::vec(prop_oneof![Just(0_u64), 0_u64..5, 0_u64..3000], 1..300),
    ) {
        let throttle = Throttle { rate, burst };
        let mut now = 0;
        let times: Vec<u64> = gaps.iter().map(|gap| { now += gap; now }).collect();
        let passed = passed(throttle, &times);
        for start in 0..times.len() {
            let mut count = 0_u32;
            for end in start..times.len() {
                count += u32::from(passed[end]);
                let span = (times[end] - times[start]) as f64 / 1000.0;
                prop_assert!(f64::from(count) <= f64::from(burst) + rate * span + 1e-6);
            }
        }
        // A request is refused only if the bucket is short of a token.
        let mut tokens = f64::from(burst);
        let mut at = 0;
        for (time, passed) in times.iter().zip(&passed) {
            tokens = (tokens + (time - at) as f64 / 1000.0 * rate).min(f64::from(burst));
            at = *time;
            if *passed {
                tokens -= 1.0;
                prop_assert!(tokens > -1e-6);
            } else {
                prop_assert!(tokens < 1.0 + 1e-6);
            }
        }
    }

    /// A full bucket is as good as a new one, so that it need not be kept.
    #[test]
    fn a_full_bucket_gives_what_a_new_one_gives(
        rate in 0.1_f64..100.0,
        burst in 0_u32..10,
        before in prop::collection::vec(0_u64..2000, 0..20),
        after in prop::collection::vec(0_u64..2000, 1..20),
    ) {
        let throttle = Throttle { rate, burst };
        let mut bucket = Bucket::new(throttle, ms(0));
        let mut now = 0;
        for gap in before {
            now += gap;
            bucket.take(throttle, ms(now));
        }
        let refill = f64::from(burst) / rate;
        now += (refill * 1000.0).ceil() as u64 + 1;
        prop_assert!(bucket.is_full(ms(now)));
        let mut fresh = Bucket::new(throttle, ms(now));
        for gap in after {
            now += gap;
            prop_assert_eq!(bucket.take(throttle, ms(now)), fresh.take(throttle, ms(now)));
        }
    }
}
