//! Rate limits as API Gateway counts them: token buckets (F§3.5). Knows no clock: whoever asks says what time it is.

use std::time::Duration;

/// How many requests may pass.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Throttle {
    /// Requests a second, on average; fractions count.
    pub rate: f64,
    /// Requests at once: the bucket's size.
    pub burst: u32,
}

impl Throttle {
    /// What an account may do in a region, and what a method may do whose stage says nothing (F§3.5).
    pub const ACCOUNT: Self = Self {
        rate: 10_000.0,
        burst: 5_000,
    };
}

/// A throttle with the name of the bucket that counts for it. Who has the same bucket shares its limit.
#[derive(Clone, Debug, PartialEq)]
pub struct Limit {
    /// The bucket: unique among all that a server counts.
    pub bucket: String,
    /// How much the bucket gives.
    pub throttle: Throttle,
}

/// A bucket of tokens. It starts full, every request takes a token, and tokens come back at the throttle's rate.
#[derive(Clone, Debug)]
pub struct Bucket {
    throttle: Throttle,
    /// The tokens in it at `at`.
    tokens: f64,
    /// When a token was last taken.
    at: Duration,
}

impl Bucket {
    /// A full bucket at `now`, which here and below is the time since any moment, the same for all calls.
    pub fn new(throttle: Throttle, now: Duration) -> Self {
        Self {
            throttle,
            tokens: f64::from(throttle.burst),
            at: now,
        }
    }

    /// Takes a token, if there is a whole one. A changed throttle counts from a full bucket. A time before that of
    /// an earlier call is taken for the earlier call's: threads read clocks in one order and come here in another.
    pub fn take(&mut self, throttle: Throttle, now: Duration) -> bool {
        if self.throttle != throttle {
            *self = Self::new(throttle, now);
        }
        let tokens = self.tokens(now);
        if tokens < 1.0 {
            // Nothing is noted, so that asking often cannot add up rounding errors.
            return false;
        }
        self.tokens = tokens - 1.0;
        self.at = self.at.max(now);
        true
    }

    /// Whether no token is missing at `now`: such a bucket is as good as a new one.
    pub fn is_full(&self, now: Duration) -> bool {
        self.tokens(now) >= f64::from(self.throttle.burst)
    }

    fn tokens(&self, now: Duration) -> f64 {
        let back = now.saturating_sub(self.at).as_secs_f64() * self.throttle.rate;
        (self.tokens + back).min(f64::from(self.throttle.burst))
    }
}
