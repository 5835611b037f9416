//! Layers: found at `/opt` and by the runtimes, the later before the earlier.

use std::sync::Arc;

use gatewright_lambda::{FunctionVersion, Package};
use serde_json::json;

use crate::bed::{Bed, function, node, python, zip};

fn with_layers(function: FunctionVersion, layers: &[&[(&str, u32, &str)]]) -> FunctionVersion {
    let package = |files: &&[(&str, u32, &str)]| Arc::new(Package::new(zip(files)).unwrap());
    FunctionVersion {
        layers: layers.iter().map(package).collect(),
        ..function
    }
}

#[tokio::test]
async fn a_later_layer_goes_before_an_earlier_one() {
    let bed = Bed::new();
    let code = "import both, first, second
def handler(event, context):
    return [both.NAME, first.NAME, second.NAME]";
    let function = with_layers(
        python(code),
        &[
            &[
                ("python/both.py", 0o644, "NAME = 'of the first'"),
                ("python/first.py", 0o644, "NAME = 1"),
            ],
            &[
                ("python/both.py", 0o644, "NAME = 'of the second'"),
                ("python/second.py", 0o644, "NAME = 2"),
            ],
        ],
    );
    let outcome = bed.invoke(&function, json!({})).await;
    assert_eq!(outcome.payload, br#"["of the second", 1, 2]"#.as_slice());
    bed.end().await;
}

#[tokio::test]
async fn a_file_takes_the_place_of_a_directory_and_the_other_way_round() {
    let bed = Bed::new();
    let code = "import marker, os
def handler(event, context):
    found = os.path.dirname(marker.__file__)
    return [os.path.isfile(found + '/one'), sorted(os.listdir(found + '/other'))]";
    let function = with_layers(
        python(code),
        &[
            &[
                ("python/marker.py", 0o644, ""),
                ("python/one/inner", 0o644, ""),
                ("python/other", 0o644, ""),
            ],
            &[("python/one", 0o644, ""), ("python/other/inner", 0o644, "")],
            &[("python/other/third", 0o644, "")],
        ],
    );
    let outcome = bed.invoke(&function, json!({})).await;
    assert_eq!(outcome.payload, br#"[true, ["inner", "third"]]"#.as_slice());
    bed.end().await;
}

#[tokio::test]
async fn node_finds_modules_of_layers() {
    let bed = Bed::new();
    let code = "const greet = require('greet'); exports.handler = async () => greet();";
    let module = "module.exports = () => 'hello';";
    let function = with_layers(
        node(code),
        &[&[("nodejs/node_modules/greet/index.js", 0o644, module)]],
    );
    let outcome = bed.invoke(&function, json!({})).await;
    assert_eq!(outcome.payload, br#""hello""#.as_slice());
    bed.end().await;
}

#[tokio::test]
async fn a_layer_can_bring_the_runtime() {
    const SHELL: &str = r#"#!/bin/sh
API="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime"
while true; do
  curl -sS -D "$TMPDIR/headers" "$API/invocation/next" > /dev/null || exit 7
  ID=$(grep -i '^lambda-runtime-aws-request-id:' "$TMPDIR/headers" | tr -d '\r' | cut -d' ' -f2)
  curl -sS -X POST "$API/invocation/$ID/response" -d "\"$(cat "$LAMBDA_TASK_ROOT/answer")\"" > /dev/null || exit 8
done
"#;
    let bed = Bed::new();
    let function = with_layers(
        function("provided.al2023", "any", &[("answer", 0o644, "42")]),
        &[&[("bootstrap", 0o755, SHELL)]],
    );
    let outcome = bed.invoke(&function, json!({})).await;
    assert_eq!(outcome.payload, br#""42""#.as_slice());
    bed.end().await;
}
