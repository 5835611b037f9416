//! What a function can and cannot reach, and that nothing of it stays behind.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::Duration;

use gatewright_lambda::Isolation;
use serde_json::json;

use crate::bed::{Bed, python, zip};
use crate::gate::{self, Gate};

#[tokio::test]
async fn nothing_of_the_host_is_inherited() {
    let mut bed =
        Bed::with(|settings| settings.endpoint_url = Some("http://127.0.0.1:4566".to_owned()));
    let mut function = python(
        "import os
def handler(event, context):
    return {'environment': dict(os.environ), 'descriptors': sorted(map(int, os.listdir('/proc/self/fd')))[:5], 'stdin': os.readlink('/proc/self/fd/0')}",
    );
    function
        .environment
        .insert("OWN".to_owned(), "value".to_owned());
    function
        .environment
        .insert("AWS_REGION".to_owned(), "not this".to_owned());
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
        assert_eq!(
            environment.get(name).and_then(|value| value.as_str()),
            Some(value),
            "{name}"
        );
    }
    // Cargo sets this for us, and so the host has it.
    assert!(std::env::vars_os().any(|(name, _)| name == "CARGO_MANIFEST_DIR"));
    let own = [
        "OWN",
        "TZ",
        "LANG",
        "PATH",
        "TMPDIR",
        "PYTHONPATH",
        "LC_CTYPE",
        "LAMBDA_TASK_ROOT",
        "LAMBDA_RUNTIME_DIR",
    ];
    for name in environment.keys() {
        assert!(
            own.contains(&name.as_str()) || name.starts_with("AWS_") || name == "_HANDLER",
            "{name}"
        );
    }
    // In, out, error, the Runtime API, and the listing itself.
    assert_eq!(answer["descriptors"], json!([0, 1, 2, 3, 4]));
    assert_eq!(answer["stdin"], "/dev/null");
    bed.logged();
    bed.end().await;
}

#[tokio::test]
async fn a_descriptor_that_the_host_was_given_does_not_reach_the_function() {
    // A shell hands an inheritable descriptor on to the sandbox, as a host's parent would through it.
    let directory = tempfile::tempdir().unwrap();
    let secret = directory.path().join("secret");
    std::fs::write(&secret, "secret").unwrap();
    let wrapper = directory.path().join("wrapper");
    let script = format!(
        "#!/bin/sh\nexec 7<{} 8<&0\nexec {} \"$@\"\n",
        secret.display(),
        env!("CARGO_BIN_EXE_host")
    );
    std::fs::write(&wrapper, script).unwrap();
    std::fs::set_permissions(
        &wrapper,
        std::os::unix::fs::PermissionsExt::from_mode(0o755),
    )
    .unwrap();
    let bed = Bed::with(|settings| settings.sandbox_program = wrapper);
    let function = python(
        "import os\ndef handler(event, context):\n    names = ['/proc/self/fd/' + fd for fd in os.listdir('/proc/self/fd') if int(fd) > 2]\n    return [os.readlink(name) for name in names if os.path.lexists(name)]",
    );
    let open = bed.answer(&function, json!({})).await;
    let open: Vec<&str> = open
        .as_array()
        .unwrap()
        .iter()
        .map(|link| link.as_str().unwrap())
        .collect();
    assert!(
        open.iter()
            .all(|link| link.starts_with("socket:") || link.starts_with("/proc/")),
        "{open:?}"
    );
    bed.end().await;
}

#[tokio::test]
async fn files_are_the_systems_or_its_own() {
    for isolation in [None, Some(Isolation::Processes)] {
        files_are_the_systems_or_its_own_with(isolation).await;
    }
}

async fn files_are_the_systems_or_its_own_with(isolation: Option<Isolation>) {
    // Not in `/tmp`, which a function without namespaces may read and write, and where the project
    // itself may lie.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let outside = if target.starts_with("/tmp") {
        Path::new("/var/tmp")
    } else {
        target
    };
    let directory = tempfile::tempdir_in(outside).unwrap();
    let bed = Bed::with(|settings| {
        settings.isolation = isolation;
        settings.directory = directory.path().join("lambda");
    });
    let confinement = bed.lambda.confinement().await.unwrap();
    if !confinement.landlock && confinement.isolation == Isolation::Processes {
        // Nothing holds here, and the host says so at start.
        return;
    }
    let secret = directory.path().join("secret");
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
    kept = os.environ['TMPDIR'] + '/kept'
    open(kept, 'a').write('x')
    return {
        'reads system': attempt(open, '/etc/passwd'), 'reads secret': attempt(open, event),
        'makes files': attempt(tempfile.mkstemp), 'kept': len(open(kept).read()),
        'writes package': attempt(open, root + '/x', 'w'), 'writes system': attempt(open, '/etc/x', 'w'),
        'writes usr': attempt(open, '/usr/x', 'w'), 'writes tmp': attempt(tempfile.mkstemp, '', '', '/tmp'),
        'mounts': os.system('mount -t tmpfs x /tmp 2>/dev/null') == 0, 'root': root, 'tmp': os.environ['TMPDIR'],
    }",
    );
    for round in 1..3 {
        let mut answer = bed.answer(&function, json!(secret)).await;
        let (root, tmp) = (answer["root"].take(), answer["tmp"].take());
        if confinement.isolation == Isolation::Namespaces {
            assert_eq!((root, tmp), (json!("/var/task"), json!("/tmp")));
        }
        assert_eq!(
            answer,
            json!({
                "reads system": true, "reads secret": false, "makes files": true, "kept": round,
                "writes package": false, "writes system": false, "writes usr": false,
                "writes tmp": true, "mounts": false, "root": null, "tmp": null,
            })
        );
    }
    bed.end().await;
}

/// A function has a `/tmp` of its own, and yet the interpreter may lie in the machine's: a virtual
/// environment in a directory, or a link in `/tmp` itself.
#[tokio::test]
async fn an_interpreter_below_tmp_runs() {
    for isolation in [None, Some(Isolation::Processes)] {
        let environment = tempfile::tempdir_in("/tmp").unwrap();
        let made = std::process::Command::new("python3")
            .args(["-m", "venv", "--without-pip"])
            .arg(environment.path())
            .status();
        assert!(made.unwrap().success());
        let neighbour = environment.path().with_extension("secret");
        std::fs::write(&neighbour, "secret").unwrap();
        let bed = Bed::with(|settings| {
            settings.isolation = isolation;
            settings.path = environment.path().join("bin").into();
        });
        let namespaces = bed.lambda.confinement().await.unwrap().isolation == Isolation::Namespaces;
        let function = python(
            "import os, sys
def writable(path):
    try:
        open(path, 'w')
        return True
    except OSError:
        return False
def handler(event, context):
    return [sys.prefix, writable(os.environ['TMPDIR'] + '/own'), writable(sys.prefix + '/x'), os.path.exists(event)]",
        );
        let answer = bed.answer(&function, json!(neighbour)).await;
        std::fs::remove_file(&neighbour).unwrap();
        let prefix = environment.path();
        assert_eq!(answer, json!([prefix, true, !namespaces, !namespaces]));
        bed.end().await;
    }
}

#[tokio::test]
async fn an_interpreter_in_tmp_itself_runs() {
    let real = std::process::Command::new("python3")
        .args(["-c", "import sys; print(sys.executable)"])
        .output()
        .unwrap();
    let real = String::from_utf8(real.stdout).unwrap();
    let link = tempfile::Builder::new()
        .make_in("/tmp", |path| std::os::unix::fs::symlink(real.trim(), path))
        .unwrap();
    // Whoever looks for `python3` finds this, which starts the one in `/tmp`.
    let shim = tempfile::tempdir().unwrap();
    let program = shim.path().join("python3");
    std::fs::write(
        &program,
        format!("#!/bin/sh\nexec {} \"$@\"\n", link.path().display()),
    )
    .unwrap();
    let executable = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(&program, executable).unwrap();
    let bed = Bed::with(|settings| settings.path = shim.path().into());
    let function = python(
        "import sys, tempfile
def handler(event, context):
    tempfile.mkstemp()
    return sys.executable",
    );
    let answer = bed.answer(&function, json!({})).await;
    assert_eq!(answer, json!(link.path()));
    bed.end().await;
}

/// Marks its processes by a variable that is found in /proc.
const DAEMON: &str = "import os, subprocess
def handler(event, context):
    subprocess.Popen(['setsid', 'sleep', '1000'], env={'MARK': event})
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.execve('/bin/sleep', ['sleep', '1000'], {'MARK': event})
        os._exit(0)
    return 'left two behind'";

fn marked(mark: &str) -> usize {
    let wanted = format!("MARK={mark}");
    std::fs::read_dir("/proc")
        .unwrap()
        .flatten()
        .filter(|entry| {
            std::fs::read(entry.path().join("environ")).is_ok_and(|environ| {
                environ
                    .split(|byte| *byte == 0)
                    .any(|variable| variable == wanted.as_bytes())
            })
        })
        .count()
}

#[tokio::test]
async fn daemons_end_with_their_instance() {
    for isolation in [None, Some(Isolation::Processes)] {
        let bed = Bed::with(|settings| settings.isolation = isolation);
        let mark = uuid::Uuid::new_v4().to_string();
        bed.answer(&python(DAEMON), json!(mark)).await;
        while marked(&mark) < 2 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        bed.lambda.shutdown().await;
        assert_eq!(marked(&mark), 0);
    }
}

#[tokio::test]
async fn functions_end_with_a_host_that_is_killed() {
    let directory = tempfile::tempdir().unwrap();
    let package = directory.path().join("package.zip");
    std::fs::write(&package, zip(&[("app.py", 0o644, DAEMON)])).unwrap();
    let mark = uuid::Uuid::new_v4().to_string();
    let mut host = std::process::Command::new(env!("CARGO_BIN_EXE_host"))
        .args([
            directory.path().join("lambda"),
            package,
            json!(mark).to_string().into(),
        ])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut answer = String::new();
    BufReader::new(host.stdout.take().unwrap())
        .read_line(&mut answer)
        .unwrap();
    assert_eq!(answer, "\"left two behind\"\n");
    while marked(&mark) < 2 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    host.kill().unwrap();
    host.wait().unwrap();
    while marked(&mark) > 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    // The next host cleans up behind it.
    let instances = directory.path().join("lambda/instances");
    assert_eq!(std::fs::read_dir(&instances).unwrap().count(), 1);
    let bed = Bed::with(|settings| settings.directory = directory.path().join("lambda"));
    assert_eq!(std::fs::read_dir(&instances).unwrap().count(), 0);
    bed.end().await;
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
    assert!(
        error["errorMessage"]
            .as_str()
            .unwrap()
            .ends_with("signal: killed"),
        "{error}"
    );
    bed.end().await;
}

/// Writes files of 10 MB until the system refuses or 40 MB are written.
const FILLS: &str = "import errno, os, tempfile
def handler(event, context):
    written = 0
    try:
        for _ in range(4):
            with tempfile.NamedTemporaryFile(delete=False) as file:
                for _ in range(10):
                    file.write(b'x' * (1 << 20))
                    file.flush()
                    written += 1
    except OSError as error:
        return [errno.errorcode[error.errno], written]
    while event == 'wait':
        pass
    return ['all', written]";

#[tokio::test]
async fn a_functions_tmp_is_limited_in_total() {
    let bed = Bed::new();
    if bed.lambda.confinement().await.unwrap().isolation != Isolation::Namespaces {
        return;
    }
    let mut function = python(FILLS);
    function.ephemeral_storage_mb = 25;
    assert_eq!(
        bed.answer(&function, json!({})).await,
        json!(["ENOSPC", 25])
    );
    // As on AWS what is there stays while the instance is warm, and goes with it.
    assert_eq!(bed.answer(&function, json!({})).await, json!(["ENOSPC", 0]));
    bed.lambda.retire(&function.function_arn);
    assert_eq!(
        bed.answer(&function, json!({})).await,
        json!(["ENOSPC", 25])
    );
    function.ephemeral_storage_mb = 50;
    function.revision = "2".to_owned();
    assert_eq!(bed.answer(&function, json!({})).await, json!(["all", 40]));
    bed.end().await;
}

#[tokio::test]
async fn without_namespaces_a_function_that_overfills_its_tmp_is_ended() {
    let bed = Bed::with(|settings| settings.isolation = Some(Isolation::Processes));
    let mut function = python(FILLS);
    function.ephemeral_storage_mb = 25;
    let (error, outcome) = bed.error(&function, json!("wait")).await;
    let message = error["errorMessage"].as_str().unwrap();
    assert!(message.ends_with("signal: killed"), "{message}");
    let tail = crate::bed::tail(&outcome);
    assert!(
        tail.contains("[gatewright: killed, there were more than 25 MB in /tmp]\n"),
        "{tail}"
    );
    // The next starts with an empty one.
    function.ephemeral_storage_mb = 50;
    function.revision = "2".to_owned();
    assert_eq!(bed.answer(&function, json!({})).await, json!(["all", 40]));
    bed.end().await;
}

/// What a function leaves running between invocations is watched too.
#[tokio::test]
async fn memory_taken_between_invocations_ends_the_instance() {
    let bed = Bed::new();
    let mut gate = Gate::new();
    let mut function = gate::function(&format!(
        "threading.Thread(target=lambda gate: (gate.recv(1), b'x' * (300 << 20), gate.recv(1)), args=[arrive({})]).start(); return BOOT",
        gate.event()
    ));
    function.memory_mb = 128;
    let first = bed.answer(&function, json!(null)).await;
    let mut greedy = gate.arrival().await;
    greedy.go_on().await;
    greedy.gone().await;
    assert_ne!(bed.answer(&function, json!(null)).await, first);
    bed.end().await;
}
