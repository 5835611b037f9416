//! What a function can and cannot reach, and that nothing of it stays behind.

use std::time::Duration;

use gatewright_lambda::Isolation;
use serde_json::json;

use crate::bed::{Bed, python};

#[tokio::test]
async fn nothing_of_the_host_is_inherited() {
    let mut bed = Bed::with(|settings| settings.endpoint_url = Some("http://127.0.0.1:4566".to_owned()));
    let mut function = python(
        "import os
def handler(event, context):
    return {'environment': dict(os.environ), 'descriptors': sorted(map(int, os.listdir('/proc/self/fd')))[:5], 'stdin': os.readlink('/proc/self/fd/0')}",
    );
    function.environment.insert("OWN".to_owned(), "value".to_owned());
    function.environment.insert("AWS_REGION".to_owned(), "not this".to_owned());
    let answer = bed.answer(&function, json!({})).await;
    let environment = answer["environment"].as_object().unwrap();
    for (name, value) in [
        ("OWN", "value"),
        ("AWS_REGION", "eu-west-1"),
        ("AWS_DEFAULT_REGION", "eu-west-1"),
        ("AWS_LAMBDA_FUNCTION_NAME", "hello"),
        ("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
        ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256"),
        ("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/hello"),
        ("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
        ("AWS_EXECUTION_ENV", "AWS_Lambda_python3.11"),
        ("AWS_ACCESS_KEY_ID", "123456789012"),
        ("AWS_ENDPOINT_URL", "http://127.0.0.1:4566"),
        ("_HANDLER", "app.handler"),
        ("TZ", ":UTC"),
        ("LANG", "en_US.UTF-8"),
    ] {
        assert_eq!(environment.get(name).and_then(|value| value.as_str()), Some(value), "{name}");
    }
    // Cargo sets this for us, and so the host has it.
    assert!(std::env::vars_os().any(|(name, _)| name == "CARGO_MANIFEST_DIR"));
    let own = ["OWN", "TZ", "LANG", "PATH", "TMPDIR", "PYTHONPATH", "LC_CTYPE", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR"];
    for name in environment.keys() {
        assert!(own.contains(&name.as_str()) || name.starts_with("AWS_") || name == "_HANDLER", "{name}");
    }
    // In, out, error, the Runtime API, and the listing itself.
    assert_eq!(answer["descriptors"], json!([0, 1, 2, 3, 4]));
    assert_eq!(answer["stdin"], "/dev/null");
    bed.logged();
    bed.end().await;
}

#[tokio::test]
async fn a_descriptor_that_the_host_was_given_does_not_reach_the_function() {
    // A child of ours that holds an inheritable descriptor starts the sandbox as a host would.
    let bed = Bed::new();
    let secret = bed.directory.path().join("secret");
    std::fs::write(&secret, "secret").unwrap();
    let wrapper = bed.directory.path().join("wrapper");
    let script = format!("#!/bin/sh\nexec 7<{} 8<&0\nexec {} \"$@\"\n", secret.display(), env!("CARGO_BIN_EXE_sandbox"));
    std::fs::write(&wrapper, script).unwrap();
    std::fs::set_permissions(&wrapper, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let bed = Bed { lambda: Bed::with(|settings| settings.sandbox_program = wrapper).lambda, ..bed };
    let function = python("import os\ndef handler(event, context):\n    return [os.readlink('/proc/self/fd/' + fd) for fd in os.listdir('/proc/self/fd') if int(fd) > 2]");
    let open = bed.answer(&function, json!({})).await;
    let open: Vec<&str> = open.as_array().unwrap().iter().map(|link| link.as_str().unwrap()).collect();
    assert!(open.iter().all(|link| link.starts_with("socket:") || link.starts_with("/proc/")), "{open:?}");
    bed.end().await;
}

#[tokio::test]
async fn files_are_the_systems_or_its_own() {
    let bed = Bed::new();
    let confinement = bed.lambda.confinement().await.unwrap();
    if !confinement.landlock && confinement.isolation == Isolation::Processes {
        // Nothing holds here, and the host says so at start.
        return;
    }
    let secret = bed.directory.path().join("secret");
    std::fs::write(&secret, "secret").unwrap();
    let function = python(
        "import os, tempfile
def attempt(what, *args):
    try:
        what(*args)
        return True
    except OSError:
        return False
def handler(event, context):
    root = os.environ['LAMBDA_TASK_ROOT']
    open('/tmp/kept', 'a').write('x')
    return {
        'reads system': attempt(open, '/etc/passwd'), 'reads secret': attempt(open, event),
        'writes tmp': attempt(tempfile.mkstemp), 'kept': len(open('/tmp/kept').read()),
        'writes package': attempt(open, root + '/x', 'w'), 'writes system': attempt(open, '/etc/x', 'w'),
        'writes usr': attempt(open, '/usr/x', 'w'), 'mounts': os.system('mount -t tmpfs x /tmp 2>/dev/null') == 0,
    }",
    );
    for round in 1..3 {
        let kept = if confinement.isolation == Isolation::Namespaces { json!(round) } else { json!(null) };
        let mut answer = bed.answer(&function, json!(secret)).await;
        if kept.is_null() {
            answer["kept"] = json!(null);
        }
        assert_eq!(
            answer,
            json!({
                "reads system": true, "reads secret": false, "writes tmp": true, "kept": kept,
                "writes package": false, "writes system": false, "writes usr": false, "mounts": false,
            })
        );
    }
    bed.end().await;
}

/// Marks its processes by a name that is found in /proc.
const DAEMON: &str = "import os, subprocess
def handler(event, context):
    subprocess.Popen(['setsid', 'sh', '-c', 'exec -a ' + event + ' sleep 1000 || exec sleep 1000'], env={'MARK': event})
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            import time
            os.environ['X'] = event
            os.execve('/bin/sleep', ['sleep', '1000'], {'MARK': event})
        os._exit(0)
    return 'left two behind'";

fn marked(mark: &str) -> usize {
    let wanted = format!("MARK={mark}");
    std::fs::read_dir("/proc")
        .unwrap()
        .flatten()
        .filter(|entry| {
            std::fs::read(entry.path().join("environ"))
                .is_ok_and(|environ| environ.split(|byte| *byte == 0).any(|variable| variable == wanted.as_bytes()))
        })
        .count()
}

#[tokio::test]
async fn daemons_end_with_their_instance() {
    let bed = Bed::new();
    let mark = uuid::Uuid::new_v4().to_string();
    bed.answer(&python(DAEMON), json!(mark)).await;
    while marked(&mark) < 2 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    bed.lambda.shutdown().await;
    assert_eq!(marked(&mark), 0);
}

#[tokio::test]
async fn too_many_processes_are_ended() {
    let bed = Bed::new();
    let mut function = python(
        "import os, time
def handler(event, context):
    while True:
        try:
            if os.fork() == 0:
                time.sleep(1000)
        except OSError:
            time.sleep(0.01)",
    );
    function.memory_mb = 10240;
    let (error, _) = bed.error(&function, json!({})).await;
    assert!(error["errorMessage"].as_str().unwrap().ends_with("signal: killed"), "{error}");
    bed.end().await;
}
