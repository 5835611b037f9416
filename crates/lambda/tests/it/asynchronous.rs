//! Asynchronous invocations: what is tried again, when it is given up, and that nothing stays.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use gatewright_lambda::{
    ASYNCHRONOUS_REQUEST_LIMIT, Discarded, Found, FunctionVersion, Invocation, InvokeError,
    QUEUE_LIMIT, RetryDelays, RetryPolicy,
};
use serde_json::json;

use crate::bed::{Bed, python, with};
use crate::gate::{self, Gate};

const QUICK: RetryDelays = RetryDelays {
    after_error: Duration::from_millis(1),
    first_backoff: Duration::from_millis(1),
    longest_backoff: Duration::from_millis(4),
};

/// Longer than any test.
const NEVER: Duration = Duration::from_hours(1);

fn bed(delays: RetryDelays) -> Bed {
    Bed::with(|settings| settings.retry_delays = delays)
}

fn found(function: &FunctionVersion, retries: RetryPolicy) -> Ready<Result<Found, Infallible>> {
    ready(Ok(Found {
        function: Arc::new(function.clone()),
        retries,
    }))
}

/// Notes its request id in the log and fails.
const FAILS: &str = "def handler(event, context):
    print('tried', context.aws_request_id)
    raise ValueError('never')";

#[tokio::test]
async fn errors_are_tried_again_as_often_as_configured() {
    for attempts in 0..=2 {
        let mut bed = bed(QUICK);
        let function = python(FAILS);
        let retries = RetryPolicy {
            maximum_retry_attempts: attempts,
            ..RetryPolicy::default()
        };
        let event = bed.lambda.accept(with(&function, json!(1))).unwrap();
        let id = event.request_id().to_owned();
        let result = bed
            .lambda
            .carry_out(event, || found(&function, retries))
            .await;
        match result {
            Err(Discarded::RetriesExhausted { tries, last }) => {
                assert_eq!(tries, attempts + 1);
                let error = String::from_utf8_lossy(&last.payload);
                assert!(error.contains("never"), "{error}");
            }
            other => panic!("{other:?}"),
        }
        let wanted = format!("tried {id}\n");
        let tries = bed
            .logged()
            .iter()
            .filter(|record| record.message == wanted)
            .count();
        assert_eq!(tries, attempts as usize + 1, "the same id each time");
        bed.end().await;
    }
}

#[tokio::test]
async fn a_try_runs_the_code_of_its_time() {
    let bed = bed(QUICK);
    let broken = python(FAILS);
    let mut mended = python("def handler(event, context):\n    return context.aws_request_id");
    mended.revision = "2".to_owned();
    let event = bed.lambda.accept(with(&broken, json!(1))).unwrap();
    let id = event.request_id().to_owned();
    let asked = AtomicU32::new(0);
    let outcome = bed
        .lambda
        .carry_out(event, async || {
            let first = asked.fetch_add(1, Ordering::Relaxed) == 0;
            let now = if first { &broken } else { &mended };
            found(now, RetryPolicy::default()).await
        })
        .await
        .unwrap();
    assert_eq!(outcome.payload, json!(id).to_string());
    assert_eq!(asked.into_inner(), 2);
    bed.end().await;
}

#[tokio::test]
async fn throttled_events_wait_for_their_turn() {
    let bed = bed(QUICK);
    let mut gate = Gate::new();
    let mut function = gate::function("return 'done'");
    function.reserved_concurrency = Some(1);
    let busy = {
        let (lambda, function) = (bed.lambda.clone(), function.clone());
        let invocation = with(&function, gate.event());
        tokio::spawn(async move { lambda.invoke(&function, invocation).await })
    };
    let held = gate.arrival().await;
    let event = bed.lambda.accept(with(&function, json!(null))).unwrap();
    let held = Mutex::new(Some(held));
    let asked = AtomicU32::new(0);
    let outcome = bed
        .lambda
        .carry_out(event, async || {
            // The fifth try, after four that were throttled, or one soon after it, finds room.
            if asked.fetch_add(1, Ordering::Relaxed) == 4 {
                held.lock().unwrap().take();
            }
            let retries = RetryPolicy {
                maximum_retry_attempts: 0,
                ..RetryPolicy::default()
            };
            found(&function, retries).await
        })
        .await
        .unwrap();
    assert_eq!(outcome.payload, "\"done\"");
    assert!(asked.into_inner() >= 5);
    busy.await.unwrap().unwrap();
    bed.end().await;
}

#[tokio::test]
async fn what_cannot_succeed_is_given_up() {
    let bed = bed(RetryDelays {
        after_error: NEVER,
        first_backoff: NEVER,
        longest_backoff: NEVER,
    });
    let function = python(FAILS);
    let discarded = async |change: fn(&mut FunctionVersion, &mut RetryPolicy)| {
        let (mut function, mut retries) = (function.clone(), RetryPolicy::default());
        change(&mut function, &mut retries);
        let event = bed.lambda.accept(with(&function, json!(1))).unwrap();
        bed.lambda
            .carry_out(event, || found(&function, retries))
            .await
            .unwrap_err()
    };
    // The next try would be in an hour.
    let error = discarded(|_, retries| retries.maximum_event_age = NEVER / 2).await;
    assert!(
        matches!(error, Discarded::EventAgeExceeded { .. }),
        "{error}"
    );
    let error = discarded(|function, _| function.reserved_concurrency = Some(0)).await;
    assert!(
        matches!(error, Discarded::ZeroReservedConcurrency),
        "{error}"
    );
    let error = discarded(|function, _| function.runtime = "java21".to_owned()).await;
    assert!(
        matches!(
            error,
            Discarded::Unrunnable(InvokeError::UnsupportedRuntime { .. })
        ),
        "{error}"
    );
    let event = bed.lambda.accept(with(&function, json!(1))).unwrap();
    let error = bed
        .lambda
        .carry_out(event, async || Err::<Found, _>("no such function"))
        .await
        .unwrap_err();
    assert!(matches!(&error, Discarded::NotFound(why) if why == "no such function"));
    bed.end().await;
}

#[tokio::test]
async fn waiting_events_end_with_the_host() {
    let mut bed = bed(RetryDelays {
        after_error: NEVER,
        ..QUICK
    });
    let function = python(FAILS);
    let event = bed.lambda.accept(with(&function, json!(1))).unwrap();
    let waiting = {
        let (lambda, function) = (bed.lambda.clone(), function.clone());
        tokio::spawn(async move {
            lambda
                .carry_out(event, || found(&function, RetryPolicy::default()))
                .await
        })
    };
    while !bed
        .records
        .recv()
        .await
        .unwrap()
        .iter()
        .any(|record| record.message.starts_with("REPORT"))
    {}
    bed.lambda.discard_events();
    assert!(matches!(
        waiting.await.unwrap(),
        Err(Discarded::ShuttingDown)
    ));
    bed.end().await;
}

#[tokio::test]
async fn the_queue_is_bounded() {
    let bed = bed(QUICK);
    let of = |size: usize| Invocation {
        payload: vec![b'1'; size].into(),
        ..Invocation::default()
    };
    assert!(matches!(
        bed.lambda.accept(of(ASYNCHRONOUS_REQUEST_LIMIT + 1)),
        Err(InvokeError::RequestTooLarge {
            limit: ASYNCHRONOUS_REQUEST_LIMIT,
            ..
        })
    ));
    let largest = of(ASYNCHRONOUS_REQUEST_LIMIT);
    let mut events = Vec::new();
    let full = loop {
        match bed.lambda.accept(largest.clone()) {
            Ok(event) => events.push(event),
            Err(error) => break error,
        }
    };
    assert!(matches!(full, InvokeError::QueueFull { .. }), "{full}");
    assert_eq!(
        events.len(),
        QUEUE_LIMIT / (ASYNCHRONOUS_REQUEST_LIMIT + 1024)
    );
    events.pop();
    bed.lambda.accept(largest).unwrap();
    bed.end().await;
}
