//! Which instance takes which invocation, and how instances come and go.

use std::time::Duration;

use gatewright_lambda::{InvokeError, ThrottleReason};
use serde_json::json;

use crate::bed::{Bed, python, with};
use crate::gate::{self, Gate};

/// Answers what only this instance knows.
const INSTANCE: &str = "BOOT = open('/proc/sys/kernel/random/uuid').read()
def handler(event, context):
    return BOOT";

#[tokio::test]
async fn an_instance_is_reused_and_a_new_revision_retires_it() {
    let bed = Bed::new();
    let mut function = python(INSTANCE);
    let first = bed.answer(&function, json!(0)).await;
    for _ in 0..5 {
        assert_eq!(bed.answer(&function, json!(0)).await, first);
    }
    function.revision = "2".to_owned();
    let second = bed.answer(&function, json!(0)).await;
    assert_ne!(second, first);
    // The old instance is gone, so the old revision starts anew.
    function.revision = "1".to_owned();
    assert_ne!(bed.answer(&function, json!(0)).await, first);
    // Versions live side by side.
    let mut published = function.clone();
    published.version = "3".to_owned();
    let third = bed.answer(&published, json!(0)).await;
    let latest = bed.answer(&function, json!(0)).await;
    assert_eq!(bed.answer(&published, json!(0)).await, third);
    assert_eq!(bed.answer(&function, json!(0)).await, latest);
    bed.lambda.retire(&function.function_arn);
    assert_ne!(bed.answer(&published, json!(0)).await, third);
    bed.end().await;
}

#[tokio::test]
async fn invocations_at_once_have_instances_of_their_own() {
    let bed = Bed::with(|settings| settings.most_starting = 4);
    let mut gate = Gate::new();
    let function = gate::function("return BOOT");
    let event = gate.event();
    // Nobody is let on before all are there.
    let all_there = async {
        let first = gate.arrival().await;
        let second = gate.arrival().await;
        drop((first, second, gate.arrival().await));
    };
    let (a, b, c, ()) = tokio::join!(
        bed.answer(&function, event.clone()),
        bed.answer(&function, event.clone()),
        bed.answer(&function, event.clone()),
        all_there
    );
    assert!(a != b && b != c && a != c);
    bed.end().await;
}

#[tokio::test]
async fn a_busy_instance_that_is_retired_answers_and_ends() {
    let bed = Bed::new();
    let mut gate = Gate::new();
    let function = gate::function("return BOOT");
    let event = gate.event();
    let first = bed.answer(&function, json!(null)).await;
    let retired_when_busy = async {
        let held = gate.arrival().await;
        bed.lambda.retire(&function.function_arn);
        drop(held);
    };
    let (busy, ()) = tokio::join!(bed.answer(&function, event), retired_when_busy);
    assert_eq!(busy, first);
    assert_ne!(bed.answer(&function, json!(null)).await, first);
    bed.end().await;
}

/// Two instances start for two invocations, the first that is ready takes both, and nobody needs the
/// other any more when the function is retired.
#[tokio::test]
async fn an_instance_that_is_retired_while_it_starts_does_not_stay() {
    let bed = Bed::with(|settings| settings.most_starting = 2);
    let mut gate = Gate::new();
    let mut function = python(
        "import os, socket
GATE = socket.create_connection(('127.0.0.1', int(os.environ['GATE'])))
GATE.recv(1)
def handler(event, context):
    return event",
    );
    function
        .environment
        .insert("GATE".to_owned(), gate.event().to_string());
    let retired_meanwhile = async {
        let (mut first, second) = (gate.arrival().await, gate.arrival().await);
        first.go_on().await;
        (first, second)
    };
    let (a, b, (_first, mut second)) = tokio::join!(
        bed.answer(&function, json!("a")),
        bed.answer(&function, json!("b")),
        retired_meanwhile
    );
    assert_eq!((a, b), (json!("a"), json!("b")));
    bed.lambda.retire(&function.function_arn);
    second.go_on().await;
    second.gone().await;
    bed.end().await;
}

#[tokio::test]
async fn reserved_concurrency_turns_away_at_once() {
    let bed = Bed::new();
    let mut gate = Gate::new();
    let mut function = gate::function("return None");
    function.reserved_concurrency = Some(1);
    let event = gate.event();
    let meanwhile = async {
        let held = gate.arrival().await;
        let error = bed
            .lambda
            .invoke(&function, with(&function, json!(null)))
            .await
            .unwrap_err();
        assert!(
            matches!(
                error,
                InvokeError::Throttled {
                    reason: ThrottleReason::ReservedFunctionConcurrentInvocationLimitExceeded,
                    limit: 1,
                    ..
                }
            ),
            "{error}"
        );
        // Another function is not concerned.
        let mut other = function.clone();
        other.function_arn.push('2');
        bed.answer(&other, json!(null)).await;
        drop(held);
    };
    tokio::join!(bed.answer(&function, event), meanwhile);
    bed.answer(&function, json!(null)).await;
    function.reserved_concurrency = Some(0);
    assert!(
        bed.lambda
            .invoke(&function, with(&function, json!(null)))
            .await
            .is_err()
    );
    bed.end().await;
}

#[tokio::test]
async fn more_invocations_than_instances_wait_their_turn() {
    let bed = Bed::with(|settings| settings.most_instances = 2);
    let functions: Vec<_> = ["a", "b", "c"]
        .into_iter()
        .map(|name| {
            let mut function = python("def handler(event, context):\n    return event");
            function.function_arn.push_str(name);
            function
        })
        .collect();
    // Three functions on two instances: idle ones make room.
    for round in 0..2 {
        let mut waiting = Vec::new();
        for number in 0..30 {
            let function = functions[number % 3].clone();
            let lambda = bed.lambda.clone();
            waiting.push(tokio::spawn(async move {
                let outcome = lambda
                    .invoke(&function, with(&function, json!(number + round)))
                    .await
                    .unwrap();
                assert_eq!(outcome.payload, (number + round).to_string().as_bytes());
            }));
        }
        for task in waiting {
            task.await.unwrap();
        }
    }
    bed.end().await;
}

#[tokio::test]
async fn the_account_has_a_limit_too() {
    let bed = Bed::with(|settings| settings.concurrency = 0);
    let function = python("");
    let error = bed
        .lambda
        .invoke(&function, with(&function, json!(0)))
        .await
        .unwrap_err();
    assert!(matches!(
        error,
        InvokeError::Throttled {
            reason: ThrottleReason::ConcurrentInvocationLimitExceeded,
            ..
        }
    ));
    bed.end().await;
}

#[tokio::test]
async fn idle_instances_end_and_the_next_invocation_starts_one() {
    let bed = Bed::with(|settings| settings.idle = Duration::from_millis(1));
    let mut gate = Gate::new();
    let function = gate::function(
        "global kept; kept = arrive(PORT); return BOOT"
            .replace("PORT", &gate.event().to_string())
            .as_str(),
    );
    let first = bed.answer(&function, json!(null)).await;
    gate.arrival().await.gone().await;
    assert_ne!(bed.answer(&function, json!(null)).await, first);
    bed.end().await;
}

#[tokio::test]
async fn an_instance_that_dies_between_invocations_costs_nobody_an_invocation() {
    let bed = Bed::new();
    let mut gate = Gate::new();
    // The kernel closes the highest descriptor first: number 0 tells when all are closed.
    let function = gate::function(&format!(
        "gate = arrive({}); os.dup2(gate.fileno(), 0); gate.close(); threading.Thread(target=lambda: os.read(0, 1) and os._exit(1)).start(); return 'fine'",
        gate.event()
    ));
    for _ in 0..5 {
        assert_eq!(bed.answer(&function, json!(null)).await, json!("fine"));
        // It has answered; now it dies, and the next invocation comes at once.
        let mut waiting = gate.arrival().await;
        waiting.go_on().await;
        waiting.gone().await;
    }
    bed.end().await;
}

#[tokio::test]
async fn shutting_down_fails_who_is_still_there() {
    let bed = Bed::new();
    let function = python(
        "import time\ndef handler(event, context):\n    print('started')\n    time.sleep(60)",
    );
    let running = {
        let (lambda, function) = (bed.lambda.clone(), function.clone());
        tokio::spawn(async move { lambda.invoke(&function, with(&function, json!(0))).await })
    };
    let mut bed = bed;
    while !bed
        .records
        .recv()
        .await
        .unwrap()
        .iter()
        .any(|record| record.message == "started\n")
    {}
    bed.lambda.shutdown().await;
    assert!(matches!(
        running.await.unwrap(),
        Err(InvokeError::ShuttingDown)
    ));
    assert!(matches!(
        bed.lambda
            .invoke(&function, with(&function, json!(0)))
            .await,
        Err(InvokeError::ShuttingDown)
    ));
}
