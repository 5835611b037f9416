//! Functions that hang, crash, grow, or say too much.

use std::time::Duration;

use gatewright_lambda::{Invocation, InvokeError, REQUEST_LIMIT};
use serde_json::json;

use crate::bed::{Bed, node, python, tail};

#[tokio::test]
async fn a_function_that_hangs_is_timed_out_and_started_anew() {
    let bed = Bed::new();
    let mut function = python(
        "import os, time
def handler(event, context):
    time.sleep(event)
    return os.getpid()",
    );
    function.timeout = Duration::from_secs(1);
    let (error, outcome) = bed.error(&function, json!(60)).await;
    let message = error["errorMessage"].as_str().unwrap();
    let (time, rest) = message.split_once(' ').unwrap();
    assert!(time.len() == 24 && time.ends_with('Z'), "{message}");
    assert_eq!(
        rest,
        format!("{} Task timed out after 1.00 seconds", outcome.request_id)
    );
    let tail = tail(&outcome);
    assert!(
        tail.contains("Task timed out after 1.00 seconds\n\nEND RequestId"),
        "{tail}"
    );
    assert!(
        tail.contains("\tDuration: 1000.00 ms\tBilled Duration: 1000 ms\t"),
        "{tail}"
    );
    assert!(tail.ends_with("Status: timeout\n"), "{tail}");
    let next = bed.invoke(&function, json!(0)).await;
    assert!(next.function_error.is_none() && next.init_duration.is_some());
    bed.end().await;
}

#[tokio::test]
async fn a_process_that_ends_is_an_exit_error() {
    let bed = Bed::new();
    let function = python(
        "import os, signal
def handler(event, context):
    if isinstance(event, str):
        os.kill(os.getpid(), getattr(signal, event))
        import time; time.sleep(5)
    os._exit(event)",
    );
    for (event, how) in [
        (json!(3), "Runtime exited with error: exit status 3"),
        (json!(0), "Runtime exited without providing a reason"),
        (
            json!("SIGKILL"),
            "Runtime exited with error: signal: killed",
        ),
        (
            json!("SIGSEGV"),
            "Runtime exited with error: signal: segmentation fault",
        ),
    ] {
        let (error, outcome) = bed.error(&function, event).await;
        let message = format!("RequestId: {} Error: {how}", outcome.request_id);
        assert_eq!(
            error,
            json!({"errorType": "Runtime.ExitError", "errorMessage": message})
        );
        let tail = tail(&outcome);
        assert!(
            tail.contains(&format!("{message}\nRuntime.ExitError\n")),
            "{tail}"
        );
        assert!(
            tail.ends_with("Status: error\tError Type: Runtime.ExitError\n"),
            "{tail}"
        );
    }
    bed.end().await;
}

#[tokio::test]
async fn an_initialisation_that_exits_fails_everyone_who_waits() {
    let bed = Bed::new();
    let function = python("import os\nos._exit(4)");
    let (first, second) = tokio::join!(
        bed.error(&function, json!(1)),
        bed.error(&function, json!(2))
    );
    for (error, outcome) in [first, second] {
        assert_eq!(
            error["errorMessage"],
            format!(
                "RequestId: {} Error: Runtime exited with error: exit status 4",
                outcome.request_id
            )
        );
    }
    bed.end().await;
}

#[tokio::test]
async fn memory_over_the_limit_kills() {
    let bed = Bed::new();
    for mut function in [
        python(
            "import time\ndef handler(event, context):\n    x = b'x' * (event << 20)\n    time.sleep(0.3)\n    return len(x)",
        ),
        node(
            "exports.handler = async (event) => { const x = Buffer.alloc(event << 20, 1); await new Promise((r) => setTimeout(r, 300)); return x.length; };",
        ),
    ] {
        function.memory_mb = 200;
        function.name.clone_from(&function.runtime);
        function.function_arn.push_str(&function.runtime);
        assert_eq!(bed.answer(&function, json!(10)).await, json!(10 << 20));
        let (error, outcome) = bed.error(&function, json!(300)).await;
        assert_eq!(
            error["errorMessage"],
            format!(
                "RequestId: {} Error: Runtime exited with error: signal: killed",
                outcome.request_id
            )
        );
        assert!(
            tail(&outcome).contains("\tMemory Size: 200 MB\tMax Memory Used: 200 MB\t"),
            "{}",
            tail(&outcome)
        );
    }
    bed.end().await;
}

#[tokio::test]
async fn payloads_have_limits() {
    let bed = Bed::new();
    let function = python(
        "def handler(event, context):\n    return 'x' * event if isinstance(event, int) else len(event)",
    );
    // Quotes count.
    assert_eq!(
        bed.invoke(&function, json!(6_291_554)).await.payload.len(),
        6_291_556
    );
    let (error, _) = bed.error(&function, json!(6_291_555)).await;
    assert_eq!(
        error,
        json!({
            "errorType": "Function.ResponseSizeTooLarge",
            "errorMessage": "Response payload size exceeded maximum allowed payload size (6291556 bytes).",
        })
    );
    let largest = json!("x".repeat(REQUEST_LIMIT - 2));
    assert_eq!(
        bed.answer(&function, largest).await,
        json!(REQUEST_LIMIT - 2)
    );
    let over = Invocation {
        payload: vec![b'1'; REQUEST_LIMIT + 1].into(),
        ..Invocation::default()
    };
    let error = bed.lambda.invoke(&function, over).await.unwrap_err();
    assert!(
        matches!(
            error,
            InvokeError::RequestTooLarge {
                limit: REQUEST_LIMIT,
                ..
            }
        ),
        "{error}"
    );
    bed.end().await;
}

#[tokio::test]
async fn runtimes_that_we_cannot_run_are_named() {
    let bed = Bed::new();
    let mut function = python("");
    for runtime in [
        "java21",
        "dotnet8",
        "ruby3.3",
        "go1.x",
        "python2.7",
        "nodejs",
    ] {
        function.runtime = runtime.to_owned();
        let error = bed
            .lambda
            .invoke(&function, Invocation::default())
            .await
            .unwrap_err();
        assert!(
            error.to_string().contains(runtime) && error.to_string().contains("--lambda-endpoint"),
            "{error}"
        );
    }
    bed.end().await;
}
