//! The variables that a function sees. All are made here; none is inherited from the host.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use sha2::{Digest, Sha256};

use crate::SECRET_ACCESS_KEY;
use crate::function::FunctionVersion;
use crate::runtime::{Launch, Runtime};
use crate::sandbox::Seen;

pub(crate) struct Source<'a> {
    pub(crate) function: &'a FunctionVersion,
    pub(crate) launch: &'a Launch,
    pub(crate) seen: &'a Seen<'a>,
    pub(crate) log_stream: &'a str,
    pub(crate) runtime_api: SocketAddr,
    pub(crate) endpoint_url: Option<&'a str>,
}

/// Lambda's defaults, then the function's own, then what Lambda lets nobody change.
pub(crate) fn of(source: &Source<'_>) -> BTreeMap<String, String> {
    let Source {
        function,
        launch,
        seen,
        ..
    } = source;
    let task = seen.task.to_string_lossy();
    let runtime = seen.runtime.to_string_lossy();
    let opt = seen.opt.to_string_lossy();
    let mut path = format!("/usr/local/bin:/usr/bin:/bin:{opt}/bin");
    if let Some(directory) = launch
        .interpreter
        .as_ref()
        .and_then(|found| found.program.parent())
    {
        path = format!("{}:{path}", directory.display());
    }
    let mut environment: BTreeMap<String, String> = BTreeMap::new();
    let mut set = |name: &str, value: &str| environment.insert(name.to_owned(), value.to_owned());
    set("LANG", "en_US.UTF-8");
    set("TZ", ":UTC");
    set("PATH", &path);
    set("TMPDIR", &seen.tmp.to_string_lossy());
    set("AWS_XRAY_CONTEXT_MISSING", "LOG_ERROR");
    if let Runtime::Node(major) = launch.runtime {
        let layers = format!("{opt}/nodejs/node{major}/node_modules:{opt}/nodejs/node_modules");
        set(
            "NODE_PATH",
            &format!("{layers}:{runtime}/node_modules:{runtime}:{task}"),
        );
    }
    if let Runtime::Python(_) = launch.runtime {
        set("PYTHONPATH", &runtime);
        // The bootstrap takes it away again.
        set("_LAMBDA_LAYERS", &opt);
    }
    if !function.layers.is_empty() {
        set("LD_LIBRARY_PATH", &format!("{task}:{task}/lib:{opt}/lib"));
    }
    if let Some(endpoint_url) = source.endpoint_url {
        set("AWS_ENDPOINT_URL", endpoint_url);
    }
    environment.extend(function.environment.clone());

    let mut set = |name: &str, value: &str| environment.insert(name.to_owned(), value.to_owned());
    set("_HANDLER", &function.handler);
    set("AWS_LAMBDA_RUNTIME_API", &source.runtime_api.to_string());
    set("AWS_LAMBDA_FUNCTION_NAME", &function.name);
    set("AWS_LAMBDA_FUNCTION_VERSION", &function.version);
    set(
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
        &function.memory_mb.to_string(),
    );
    set("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    set("AWS_LAMBDA_LOG_GROUP_NAME", &function.log_group);
    set("AWS_LAMBDA_LOG_STREAM_NAME", source.log_stream);
    set("AWS_REGION", &function.region);
    set("AWS_DEFAULT_REGION", &function.region);
    // No real keys: a local endpoint takes the account from the key id.
    set("AWS_ACCESS_KEY_ID", &function.account);
    set("AWS_SECRET_ACCESS_KEY", SECRET_ACCESS_KEY);
    set("AWS_SESSION_TOKEN", &function.session_token);
    set("LAMBDA_TASK_ROOT", &task);
    set("LAMBDA_RUNTIME_DIR", &runtime);
    if launch.runtime != Runtime::Provided {
        // Custom runtimes do not get it on AWS either.
        set(
            "AWS_EXECUTION_ENV",
            &format!("AWS_Lambda_{}", function.runtime),
        );
    }
    if launch.frames_logs() {
        set("_LAMBDA_TELEMETRY_LOG_FD", "1");
    }
    environment
}

/// The hexadecimal SHA-256 of `text`.
pub(crate) fn digest(text: &str) -> String {
    use std::fmt::Write;
    Sha256::digest(text)
        .iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}
