//! Answers that pass to the client as they come: how long they may take, how long they may be silent, and how fast the
//! later part of a long one may be ("Stream the integration response" in the guide).

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use gatewright_gateway::rest::{Cut, Rest};
use gatewright_lambda::Streaming;
use tokio::time::{Instant, Sleep, sleep, sleep_until};

/// How long a stream may say nothing: that of regional and private APIs, whatever the API's type.
const SILENCE: Duration = Duration::from_mins(5);

/// How much of an answer passes as fast as it can, in bytes.
const UNPACED: usize = 10 << 20;

/// How much passes in a second from there on, in bytes.
const PACE: f64 = (2 << 20) as f64;

/// What `next` gives, until `end` is over or it says nothing for too long.
pub fn passing(
    mut next: impl FnMut(&mut Context<'_>) -> Poll<Option<Result<Bytes, String>>> + Send + 'static,
    mut end: Pin<Box<Sleep>>,
) -> Rest {
    let mut silence = Box::pin(sleep(SILENCE));
    let mut pace = Pace::default();
    let cut = |why: &str| Poll::Ready(Some(Err(Cut(why.to_owned()))));
    Rest::new(move |context| {
        if end.as_mut().poll(context).is_ready() {
            return cut("it took too long");
        }
        if !pace.allows(context) {
            return Poll::Pending;
        }
        match next(context) {
            Poll::Ready(Some(Ok(piece))) => {
                silence.as_mut().reset(Instant::now() + SILENCE);
                pace.passes(piece.len());
                Poll::Ready(Some(Ok(piece)))
            }
            Poll::Ready(Some(Err(error))) => cut(&error),
            Poll::Ready(None) => Poll::Ready(None),
            Poll::Pending if silence.as_mut().poll(context).is_ready() => {
                cut("it said nothing for too long")
            }
            Poll::Pending => Poll::Pending,
        }
    })
}

/// What follows of a function's answer.
pub fn following(streaming: Streaming, end: Pin<Box<Sleep>>) -> Rest {
    let mut next = Box::pin(next(streaming));
    let pieces = move |context: &mut Context<'_>| {
        let (piece, left) = ready!(next.as_mut().poll(context));
        if let Some(left) = left {
            next.set(self::next(left));
        }
        Poll::Ready(piece.transpose())
    };
    passing(pieces, end)
}

/// The next piece of an answer, and what may follow; why there is none, if the function did not come to its end.
async fn next(mut streaming: Streaming) -> (Result<Option<Bytes>, String>, Option<Streaming>) {
    if let Some(piece) = streaming.next().await {
        return (Ok(Some(piece)), Some(streaming));
    }
    let end = match streaming.outcome().await {
        Ok(outcome) if outcome.function_error.is_none() => Ok(None),
        Ok(outcome) => Err(format!(
            "the function failed: {}",
            String::from_utf8_lossy(&outcome.payload)
        )),
        Err(error) => Err(error.to_string()),
    };
    (end, None)
}

/// How fast a long answer passes.
#[derive(Default)]
struct Pace {
    passed: usize,
    /// Over when the next piece may pass.
    pause: Option<Pin<Box<Sleep>>>,
}

impl Pace {
    fn allows(&mut self, context: &mut Context<'_>) -> bool {
        let over = |pause: &mut Pin<Box<Sleep>>| pause.as_mut().poll(context).is_ready();
        self.pause.as_mut().is_none_or(over)
    }

    fn passes(&mut self, length: usize) {
        self.passed += length;
        if self.passed > UNPACED {
            let now = Instant::now();
            let before = self.pause.as_ref().map_or(now, |pause| pause.deadline());
            let takes = Duration::from_secs_f64(length as f64 / PACE);
            // What came slower than it may leaves nothing to make up for.
            self.pause = Some(Box::pin(sleep_until(before.max(now) + takes)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_long_answer_is_slowed_down_after_ten_megabytes() {
        let piece = Bytes::from(vec![0; 1 << 20]);
        let mut left = 20;
        let rest = passing(
            move |_| {
                left -= 1;
                Poll::Ready((left >= 0).then(|| Ok(piece.clone())))
            },
            Box::pin(sleep(Duration::from_mins(15))),
        );
        let begun = Instant::now();
        for count in 0..20 {
            let piece = std::future::poll_fn(|context| rest.poll_next(context)).await;
            assert_eq!(piece.unwrap().unwrap().len(), 1 << 20);
            let took = begun.elapsed().as_secs_f64();
            // The eleventh megabyte is the first that the next one has to wait for.
            let wanted = f64::from((count - 10).max(0)) / 2.0;
            assert!((took - wanted).abs() < 0.05, "{count}: {took}");
        }
        let end = std::future::poll_fn(|context| rest.poll_next(context)).await;
        assert_eq!(end, None);
    }

    #[tokio::test(start_paused = true)]
    async fn what_says_nothing_is_cut() {
        for (end, why) in [
            (Duration::from_mins(2), "it took too long"),
            (Duration::from_mins(15), "it said nothing for too long"),
        ] {
            let rest = passing(|_| Poll::Pending, Box::pin(sleep(end)));
            let piece = std::future::poll_fn(|context| rest.poll_next(context)).await;
            assert_eq!(piece, Some(Err(Cut(why.to_owned()))));
        }
    }
}
