//! Custom runtimes: whatever the package's `bootstrap` is.

use serde_json::json;

use crate::bed::{Bed, function};

const SHELL: &str = r#"#!/bin/sh
API="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime"
while true; do
  EVENT=$(curl -sS -D "$TMPDIR/headers" "$API/invocation/next") || exit 7
  ID=$(grep -i '^lambda-runtime-aws-request-id:' "$TMPDIR/headers" | tr -d '\r' | cut -d' ' -f2)
  echo "handling $ID with $_HANDLER" > /dev/stderr
  curl -sS -X POST "$API/invocation/$ID/response" -d "{\"echo\": $EVENT}" > /dev/null || exit 8
done
"#;

#[tokio::test]
async fn a_shell_script_can_be_a_runtime() {
    let bed = Bed::new();
    let function = function(
        "provided.al2023",
        "any.thing",
        &[("bootstrap", 0o755, SHELL)],
    );
    for round in 0..3 {
        let outcome = bed.invoke(&function, json!({"round": round})).await;
        assert_eq!(
            outcome.payload,
            format!("{{\"echo\": {{\"round\":{round}}}}}").as_bytes()
        );
        assert!(
            crate::bed::tail(&outcome)
                .contains(&format!("handling {} with any.thing\n", outcome.request_id))
        );
    }
    bed.end().await;
}

#[tokio::test]
async fn what_cannot_be_started_is_an_invalid_entrypoint() {
    let bed = Bed::new();
    let absent = function("provided.al2023", "x", &[("other", 0o755, "")]);
    let (error, outcome) = bed.error(&absent, json!({})).await;
    assert_eq!(
        error,
        json!({
            "errorType": "Runtime.InvalidEntrypoint",
            "errorMessage": format!("RequestId: {} Error: Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]", outcome.request_id),
        })
    );
    let mut closed = function(
        "provided.al2023",
        "x",
        &[("bootstrap", 0o644, "#!/bin/sh\n")],
    );
    closed.revision = "2".to_owned();
    let (error, outcome) = bed.error(&closed, json!({})).await;
    assert_eq!(error["errorType"], "Runtime.InvalidEntrypoint");
    assert!(
        error["errorMessage"]
            .as_str()
            .unwrap()
            .contains("ermission denied"),
        "{error}"
    );
    assert!(
        crate::bed::tail(&outcome)
            .contains("Status: error\tError Type: Runtime.InvalidEntrypoint\n")
    );
    bed.end().await;
}

#[tokio::test]
async fn a_runtime_may_report_an_error_at_initialisation() {
    let bed = Bed::new();
    let code = r#"#!/bin/sh
curl -sS -X POST "http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/init/error" \
  -H 'Lambda-Runtime-Function-Error-Type: Mine.Broken' -d '{"errorType":"Mine.Broken","errorMessage":"not today"}'
exit 1
"#;
    let mut bed = bed;
    let (error, _) = bed
        .error(
            &function("provided", "x", &[("bootstrap", 0o755, code)]),
            json!({}),
        )
        .await;
    assert_eq!(
        error,
        json!({"errorType": "Mine.Broken", "errorMessage": "not today"})
    );
    let reports: Vec<String> = bed
        .logged()
        .into_iter()
        .map(|record| record.message)
        .filter(|message| message.starts_with("INIT_REPORT"))
        .collect();
    // Lambda tries twice: once in the init phase, once as part of the invocation.
    assert_eq!(reports.len(), 2);
    assert!(
        reports[0].ends_with(" ms\tPhase: init\tStatus: error\tError Type: Mine.Broken\n"),
        "{reports:?}"
    );
    assert!(reports[1].contains("\tPhase: invoke\t"), "{reports:?}");
    bed.end().await;
}
