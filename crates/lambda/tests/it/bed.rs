//! A host of functions for one test, and short ways to make functions.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use gatewright_lambda::{
    FunctionVersion, Invocation, Lambda, LogRecord, LogSink, Outcome, Package, Settings,
};
use serde_json::Value;
use tokio::sync::mpsc;

pub(crate) struct Bed {
    pub(crate) lambda: Lambda,
    pub(crate) records: mpsc::UnboundedReceiver<Vec<LogRecord>>,
    /// Removed with everything in it.
    _directory: tempfile::TempDir,
}

impl Bed {
    pub(crate) fn new() -> Self {
        Self::with(|_| {})
    }

    pub(crate) fn with(change: impl FnOnce(&mut Settings)) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let (logs, records) = mpsc::unbounded_channel();
        let path = std::env::vars_os()
            .find(|(name, _)| name == "PATH")
            .unwrap()
            .1;
        let mut settings = Settings::new(
            directory.path().join("lambda"),
            env!("CARGO_BIN_EXE_host").into(),
            path,
            // A test that has ended reads no more.
            LogSink::new(move |records| {
                let _ = logs.send(records);
            }),
        );
        change(&mut settings);
        Self {
            lambda: Lambda::new(settings).unwrap(),
            records,
            _directory: directory,
        }
    }

    /// Invokes with `event` and a log tail.
    pub(crate) async fn invoke(&self, function: &FunctionVersion, event: Value) -> Outcome {
        self.lambda
            .invoke(function, with(function, event))
            .await
            .unwrap()
    }

    /// Invokes and parses the answer, which must be no error.
    pub(crate) async fn answer(&self, function: &FunctionVersion, event: Value) -> Value {
        let outcome = self.invoke(function, event).await;
        assert_eq!(
            outcome.function_error,
            None,
            "{}",
            String::from_utf8_lossy(&outcome.payload)
        );
        serde_json::from_slice(&outcome.payload).unwrap()
    }

    /// Invokes and parses the error, which there must be.
    pub(crate) async fn error(&self, function: &FunctionVersion, event: Value) -> (Value, Outcome) {
        let outcome = self.invoke(function, event).await;
        assert!(
            outcome.function_error.is_some(),
            "{}",
            String::from_utf8_lossy(&outcome.payload)
        );
        (serde_json::from_slice(&outcome.payload).unwrap(), outcome)
    }

    /// Everything logged so far.
    pub(crate) fn logged(&mut self) -> Vec<LogRecord> {
        let mut all = Vec::new();
        while let Ok(records) = self.records.try_recv() {
            all.extend(records);
        }
        all
    }

    pub(crate) async fn end(self) {
        self.lambda.shutdown().await;
    }
}

pub(crate) fn with(function: &FunctionVersion, event: Value) -> Invocation {
    Invocation {
        payload: event.to_string().into(),
        invoked_arn: function.function_arn.clone(),
        log_tail: true,
        ..Invocation::default()
    }
}

pub(crate) fn tail(outcome: &Outcome) -> String {
    String::from_utf8_lossy(outcome.log_tail.as_ref().unwrap()).into_owned()
}

pub(crate) fn zip(files: &[(&str, u32, &str)]) -> Bytes {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, mode, content) in files {
        zip.start_file(
            *name,
            zip::write::SimpleFileOptions::default().unix_permissions(*mode),
        )
        .unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner().into()
}

pub(crate) fn function(
    runtime: &str,
    handler: &str,
    files: &[(&str, u32, &str)],
) -> FunctionVersion {
    FunctionVersion {
        function_arn: "arn:aws:lambda:eu-west-1:123456789012:function:hello".to_owned(),
        name: "hello".to_owned(),
        version: "$LATEST".to_owned(),
        region: "eu-west-1".to_owned(),
        account: "123456789012".to_owned(),
        runtime: runtime.to_owned(),
        handler: handler.to_owned(),
        session_token: "token".to_owned(),
        layers: Vec::new(),
        package: Arc::new(Package::new(zip(files)).unwrap()),
        environment: BTreeMap::new(),
        memory_mb: 256,
        timeout: Duration::from_secs(20),
        ephemeral_storage_mb: 512,
        reserved_concurrency: None,
        revision: "1".to_owned(),
        log_group: "/aws/lambda/hello".to_owned(),
    }
}

/// A Python function of one file, `app.handler`.
pub(crate) fn python(code: &str) -> FunctionVersion {
    function("python3.11", "app.handler", &[("app.py", 0o644, code)])
}

/// A Node.js function of one file, `app.handler`.
pub(crate) fn node(code: &str) -> FunctionVersion {
    function("nodejs20.x", "app.handler", &[("app.js", 0o644, code)])
}
