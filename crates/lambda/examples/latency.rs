//! Measures how long invocations of a warm function take, one after another, and several at once:
//! `cargo run --release -p gatewright-lambda --example latency [python3.12|nodejs20.x]`.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};

use gatewright_lambda::{
    FunctionVersion, Invocation, Lambda, LogSink, Package, SANDBOX_COMMAND, Settings, sandbox_main,
};

const ROUNDS: usize = 2000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args_os().skip(1).peekable();
    if args.next_if(|first| first == SANDBOX_COMMAND).is_some() {
        sandbox_main(args);
    }
    let runtime = args
        .next()
        .and_then(|name| name.into_string().ok())
        .unwrap_or_else(|| "python3.12".to_owned());
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?
        .block_on(measure(&runtime))
}

async fn measure(runtime: &str) -> Result<(), Box<dyn std::error::Error>> {
    let directory = std::env::temp_dir().join(format!("gatewright-latency-{}", std::process::id()));
    let path = std::env::vars_os()
        .find(|(name, _)| name == "PATH")
        .map(|(_, path)| path)
        .unwrap_or_default();
    let lambda = Lambda::new(Settings::new(
        directory.clone(),
        std::env::current_exe()?,
        path,
        LogSink::new(drop),
    ))?;
    let function = function(runtime)?;
    let invocation = Invocation {
        payload: br#"{"key":"value"}"#.as_slice().into(),
        invoked_arn: function.function_arn.clone(),
        ..Invocation::default()
    };
    let mut out = std::io::stdout().lock();
    writeln!(out, "{:?}", lambda.confinement().await?)?;

    let begun = Instant::now();
    let first = lambda.invoke(&function, invocation.clone()).await?;
    writeln!(
        out,
        "cold: {:?}, of which initialisation {:?}",
        begun.elapsed(),
        first.init_duration
    )?;
    let mut times = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        lambda.invoke(&function, invocation.clone()).await?;
        times.push(begun.elapsed());
    }
    times.sort_unstable();
    let at = |share: usize| {
        times
            .get(ROUNDS * share / 1000)
            .copied()
            .unwrap_or_default()
    };
    writeln!(
        out,
        "warm, one at a time: median {:?}, 99 % {:?}, 99.9 % {:?}",
        at(500),
        at(990),
        at(999)
    )?;

    let begun = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..16 {
        let (lambda, function, invocation) = (lambda.clone(), function.clone(), invocation.clone());
        tasks.spawn(async move {
            for _ in 0..ROUNDS / 16 {
                lambda.invoke(&function, invocation.clone()).await?;
            }
            Ok::<_, gatewright_lambda::InvokeError>(())
        });
    }
    while let Some(task) = tasks.join_next().await {
        task??;
    }
    writeln!(
        out,
        "16 at once: {:.0} invocations a second",
        ROUNDS as f64 / begun.elapsed().as_secs_f64()
    )?;
    lambda.shutdown().await;
    std::fs::remove_dir_all(directory)?;
    Ok(())
}

fn function(runtime: &str) -> Result<FunctionVersion, Box<dyn std::error::Error>> {
    let (name, code) = if runtime.starts_with("python") {
        (
            "app.py",
            "def handler(event, context):\n    return {'statusCode': 200, 'body': 'hello'}\n",
        )
    } else {
        (
            "app.js",
            "exports.handler = async () => ({ statusCode: 200, body: 'hello' });\n",
        )
    };
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file(name, zip::write::SimpleFileOptions::default())?;
    zip.write_all(code.as_bytes())?;
    Ok(FunctionVersion {
        function_arn: "arn:aws:lambda:us-east-1:123456789012:function:hello".to_owned(),
        name: "hello".to_owned(),
        version: "$LATEST".to_owned(),
        region: "us-east-1".to_owned(),
        account: "123456789012".to_owned(),
        runtime: runtime.to_owned(),
        handler: "app.handler".to_owned(),
        session_token: "token".to_owned(),
        layers: Vec::new(),
        package: Arc::new(Package::new(zip.finish()?.into_inner().into())?),
        environment: BTreeMap::new(),
        memory_mb: 128,
        timeout: Duration::from_secs(3),
        ephemeral_storage_mb: 512,
        reserved_concurrency: None,
        revision: "1".to_owned(),
        log_group: "/aws/lambda/hello".to_owned(),
    })
}
