//! Where the program takes its credentials and endpoints from: run against a server that answers as
//! STS, SSO, a container's and an instance's metadata do, and as an API Gateway without APIs. The access
//! key that the calls are signed with tells which credentials were found.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};

use serde_json::json;

/// Credentials of a name, as JSON has them in most places.
fn keys(id: &str) -> String {
    json!({
        "Version": 1, "AccessKeyId": id, "SecretAccessKey": "secret", "Token": "token",
        "SessionToken": "token", "Expiration": "2099-01-01T00:00:00Z", "Code": "Success",
        "Type": "AWS-HMAC", "LastUpdated": "2024-01-01T00:00:00Z",
    })
    .to_string()
}

/// What STS answers.
fn assumed(action: &str, id: &str) -> String {
    format!(
        "<{action}Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><{action}Result>\
         <AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/r/s</Arn>\
         <AssumedRoleId>A:s</AssumedRoleId></AssumedRoleUser><Credentials><AccessKeyId>{id}</AccessKeyId>\
         <SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>\
         <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></{action}Result>\
         <ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></{action}Response>"
    )
}

/// What one request gets: the body, or nothing there.
fn answer(method: &str, path: &str, body: &str) -> Option<String> {
    match (method, path.split('?').next()?) {
        ("GET", "/container") => Some(keys("CONTAINER")),
        ("PUT", "/latest/api/token") => Some("metadata-token".to_owned()),
        ("GET", "/latest/meta-data/iam/security-credentials/") => Some("role".to_owned()),
        ("GET", "/latest/meta-data/iam/security-credentials/role") => Some(keys("INSTANCE")),
        ("GET", "/federation/credentials") => Some(
            json!({"roleCredentials": {
                "accessKeyId": "SSO", "secretAccessKey": "secret", "sessionToken": "token",
                "expiration": 4_070_908_800_000_u64,
            }})
            .to_string(),
        ),
        ("POST", "/") if body.contains("AssumeRoleWithWebIdentity") => {
            Some(assumed("AssumeRoleWithWebIdentity", "WEBIDENTITY"))
        }
        ("POST", "/") if body.contains("AssumeRole") => Some(assumed("AssumeRole", "ASSUMED")),
        ("GET", "/restapis") => Some("{\"item\": []}".to_owned()),
        _ => None,
    }
}

/// The requests that a server got: its path, and its access key.
type Seen = Arc<Mutex<Vec<(String, String)>>>;

/// A server on a free port, which ends with the test's process.
fn responder() -> (String, Seen) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let seen = Seen::default();
    let record = Arc::clone(&seen);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let record = Arc::clone(&record);
            std::thread::spawn(move || serve(stream, &record));
        }
    });
    (endpoint, seen)
}

fn serve(mut stream: TcpStream, seen: &Seen) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    loop {
        let mut first = String::new();
        reader.read_line(&mut first).ok()?;
        let mut words = first.split_whitespace();
        let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
        let (mut length, mut signer) = (0, String::new());
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).ok()?;
            let Some((name, value)) = line.trim_end().split_once(':') else {
                break;
            };
            match &*name.to_ascii_lowercase() {
                "content-length" => length = value.trim().parse().ok()?,
                "authorization" => {
                    let key = value.split("Credential=").nth(1).unwrap_or_default();
                    key.split('/').next()?.clone_into(&mut signer);
                }
                _ => {}
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).ok()?;
        seen.lock().unwrap().push((path.clone(), signer));
        let answer = answer(&method, &path, &String::from_utf8_lossy(&body));
        let (status, body) = match answer {
            Some(body) => ("200 OK", body),
            None => ("404 Not Found", String::new()),
        };
        write!(
            stream,
            "HTTP/1.1 {status}\r\nx-aws-ec2-metadata-token-ttl-seconds: 21600\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        )
        .ok()?;
    }
}

/// Runs `doctor` with only this environment; gives its error stream and exit code.
fn doctor(home: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> (String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_gatewright"))
        .args(["doctor", "--no-logs"])
        .args(arguments)
        .current_dir(home)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("HOME", home)
        .env("AWS_REGION", "us-east-1")
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .envs(environment.iter().copied())
        .output()
        .unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    (errors, output.status.code().unwrap())
}

fn home(files: &[(&str, &str)]) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(home.path().join(".aws/sso/cache")).unwrap();
    for (name, text) in files {
        std::fs::write(home.path().join(".aws").join(name), text).unwrap();
    }
    home
}

/// API Gateway's calls go to a name that is not of this machine's, so that credentials are asked for,
/// and which leads to it: the program resolves such names itself.
fn foreign(endpoint: &str) -> String {
    endpoint.replace("127.0.0.1", "[::ffff:127.0.0.1]")
}

/// The access key that is expected, with arguments and environment.
type Case<'a> = (&'a str, &'a [&'a str], Vec<(&'a str, &'a str)>);

#[test]
fn each_place_of_the_chain_gives_credentials() {
    const CONFIG: &str = "[default]\nregion = us-east-1\n\
        [profile keys]\naws_access_key_id = KEYS\naws_secret_access_key = secret\n\
        [profile process]\ncredential_process = sh make-keys.sh\n\
        [profile role]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = keys\n\
        [profile environment]\nrole_arn = arn:aws:iam::123456789012:role/r\ncredential_source = Environment\n\
        [profile sso]\nsso_session = work\nsso_account_id = 123456789012\nsso_role_name = r\n\
        [sso-session work]\nsso_region = us-east-1\nsso_start_url = https://example.awsapps.com/start\n";
    let home = home(&[("config", CONFIG), ("token", "web-token")]);
    let folder = home.path();
    let text = format!("echo '{}'\n", keys("PROCESS"));
    std::fs::write(folder.join("make-keys.sh"), text).unwrap();
    // The cached token's name is the session's SHA-1.
    std::fs::write(
        folder.join(".aws/sso/cache/e274eeff768c6396088ec6eb091f4bf4d47ab1e0.json"),
        json!({"accessToken": "sso-token", "expiresAt": "2099-01-01T00:00:00Z", "region": "us-east-1",
               "startUrl": "https://example.awsapps.com/start"})
        .to_string(),
    )
    .unwrap();
    let token = folder.join(".aws/token");
    let token = token.to_str().unwrap();
    let (endpoint, seen) = responder();
    let container = format!("{endpoint}/container");
    let own = [
        ("AWS_ACCESS_KEY_ID", "ENVIRONMENT"),
        ("AWS_SECRET_ACCESS_KEY", "secret"),
    ];
    let web_identity = [
        ("AWS_WEB_IDENTITY_TOKEN_FILE", token),
        ("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/r"),
    ];
    let with = |profile| [("AWS_PROFILE", profile)];
    let cases: [Case; 11] = [
        ("ENVIRONMENT", &[], own.to_vec()),
        ("KEYS", &[], with("keys").to_vec()),
        ("ENVIRONMENT", &[], [own.as_slice(), &with("keys")].concat()),
        ("KEYS", &["--profile", "keys"], own.to_vec()),
        ("PROCESS", &["--profile", "process"], vec![]),
        ("ASSUMED", &["--profile", "role"], vec![]),
        ("ASSUMED", &["--profile", "environment"], own.to_vec()),
        ("SSO", &["--profile", "sso"], vec![]),
        ("WEBIDENTITY", &[], web_identity.to_vec()),
        (
            "CONTAINER",
            &[],
            vec![("AWS_CONTAINER_CREDENTIALS_FULL_URI", container.as_str())],
        ),
        (
            "INSTANCE",
            &[],
            vec![
                ("AWS_EC2_METADATA_DISABLED", "false"),
                ("AWS_EC2_METADATA_SERVICE_ENDPOINT", endpoint.as_str()),
            ],
        ),
    ];
    for (expected, arguments, environment) in cases {
        seen.lock().unwrap().clear();
        let gateway = foreign(&endpoint);
        let mut environment = environment;
        environment.extend([
            ("AWS_ENDPOINT_URL_API_GATEWAY", gateway.as_str()),
            ("AWS_ENDPOINT_URL_STS", endpoint.as_str()),
            ("AWS_ENDPOINT_URL_SSO", endpoint.as_str()),
        ]);
        let (errors, _) = doctor(folder, arguments, &environment);
        let seen = seen.lock().unwrap();
        let apis = seen.iter().find(|(path, _)| path.starts_with("/restapis"));
        let signer = apis.map(|(_, signer)| signer.as_str());
        assert_eq!(
            signer,
            Some(expected),
            "{arguments:?} {environment:?}: {errors} {seen:?}"
        );
    }
}

#[test]
fn endpoints_are_the_most_particular_that_is_set() {
    const CONFIG: &str = "[default]\nservices = mine\n[services mine]\napi_gateway =\n  endpoint_url = OWN\n\
        [profile one]\nendpoint_url = ALL\n[profile both]\nendpoint_url = ALL\nservices = mine\n";
    let (own, own_seen) = responder();
    let (all, all_seen) = responder();
    let config = CONFIG.replace("OWN", &own).replace("ALL", &all);
    let home = home(&[("config", &config)]);
    for (arguments, environment, to_own) in [
        (&[][..], &[][..], true),
        (&["--profile", "one"], &[], false),
        (&["--profile", "both"], &[], true),
        (
            &["--profile", "both"],
            &[("AWS_ENDPOINT_URL", &*all)],
            false,
        ),
        (&[], &[("AWS_ENDPOINT_URL", &all)], false),
        (
            &["--profile", "one"],
            &[("AWS_ENDPOINT_URL_API_GATEWAY", &own)],
            true,
        ),
        (
            &["--endpoint-url", &all],
            &[("AWS_ENDPOINT_URL_API_GATEWAY", &own)],
            false,
        ),
    ] {
        own_seen.lock().unwrap().clear();
        all_seen.lock().unwrap().clear();
        let (errors, _) = doctor(home.path(), arguments, environment);
        let asked = |seen: &Seen| {
            let seen = seen.lock().unwrap();
            seen.iter().any(|(path, _)| path.starts_with("/restapis"))
        };
        let asked = (asked(&own_seen), asked(&all_seen));
        assert_eq!(
            asked,
            (to_own, !to_own),
            "{arguments:?} {environment:?}: {errors}"
        );
    }
}

#[test]
fn what_is_missing_is_said_with_what_to_do() {
    const CONFIG: &str = "[profile expired]\nsso_session = work\nsso_account_id = 123456789012\nsso_role_name = r\n\
        [sso-session work]\nsso_region = us-east-1\nsso_start_url = https://example.awsapps.com/start\n\
        [profile empty]\nregion = us-east-1\n[profile broken]\ncredential_process = echo {}\n";
    let home = home(&[("config", CONFIG)]);
    let no_endpoint: &[(&str, &str)] = &[];
    for (arguments, parts) in [
        (
            &[][..],
            &[
                "no AWS credentials are set",
                "AWS_ACCESS_KEY_ID",
                "'default'",
                "metadata",
                "aws configure",
                "--endpoint-url",
            ][..],
        ),
        (
            &["--profile", "nobody"],
            &["there is no AWS profile 'nobody'", "list-profiles"],
        ),
        (
            &["--profile", "empty"],
            &["the AWS profile 'empty' has no credentials"],
        ),
        (
            &["--profile", "expired"],
            &[
                "cannot get AWS credentials",
                "aws sso login --profile expired",
            ],
        ),
        (
            &["--profile", "broken"],
            &[
                "cannot get AWS credentials",
                "get-caller-identity --profile broken",
            ],
        ),
        (
            &["--endpoint-url", "localhost:4566"],
            &["'localhost:4566' is no endpoint", "http://HOST:PORT"],
        ),
    ] {
        let (errors, code) = doctor(home.path(), arguments, no_endpoint);
        assert_eq!(code, 2, "{errors}");
        for part in parts {
            assert!(errors.contains(part), "{part} is not in {errors}");
        }
    }
    // A server on this machine takes any.
    let (endpoint, seen) = responder();
    let (errors, _) = doctor(home.path(), &["--endpoint-url", &endpoint], no_endpoint);
    let seen = seen.lock().unwrap();
    assert!(
        seen.iter().all(|(_, signer)| signer == "any") && !seen.is_empty(),
        "{errors} {seen:?}"
    );
}
