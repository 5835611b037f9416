//! A host of functions, as small as can be. Called with `__sandbox` it prepares a function's process,
//! as every host does. Called with a directory, a package and an event it invokes a Python function
//! once, prints the answer, and waits to be killed.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

use gatewright_lambda::{
    FunctionVersion, Invocation, Lambda, LogSink, Package, SANDBOX_COMMAND, Settings, sandbox_main,
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args_os().skip(1).peekable();
    if args.next_if(|first| first == SANDBOX_COMMAND).is_some() {
        sandbox_main(args);
    }
    let (Some(directory), Some(package), Some(event)) = (args.next(), args.next(), args.next())
    else {
        return Err("usage: host DIRECTORY PACKAGE EVENT".into());
    };
    let function = FunctionVersion {
        function_arn: "arn:aws:lambda:eu-west-1:123456789012:function:hello".to_owned(),
        name: "hello".to_owned(),
        version: "$LATEST".to_owned(),
        region: "eu-west-1".to_owned(),
        account: "123456789012".to_owned(),
        runtime: "python3.11".to_owned(),
        handler: "app.handler".to_owned(),
        session_token: "token".to_owned(),
        layers: Vec::new(),
        package: Arc::new(Package::new(std::fs::read(package)?.into())?),
        environment: BTreeMap::new(),
        memory_mb: 256,
        timeout: Duration::from_secs(20),
        ephemeral_storage_mb: 512,
        reserved_concurrency: None,
        revision: "1".to_owned(),
        log_group: "/aws/lambda/hello".to_owned(),
    };
    let payload = event.to_string_lossy().into_owned().into();
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?
        .block_on(async {
            let path = std::env::vars_os()
                .find(|(name, _)| name == "PATH")
                .map(|(_, path)| path)
                .unwrap_or_default();
            let lambda = Lambda::new(Settings::new(
                directory.into(),
                std::env::current_exe()?,
                path,
                LogSink::new(drop),
            ))?;
            let outcome = lambda
                .invoke(
                    &function,
                    Invocation {
                        payload,
                        ..Invocation::default()
                    },
                )
                .await?;
            let mut out = std::io::stdout();
            out.write_all(&outcome.payload)?;
            out.write_all(b"\n")?;
            std::future::pending().await
        })
}
