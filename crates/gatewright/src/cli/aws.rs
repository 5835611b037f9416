//! The usual settings of AWS's tools: options, environment, shared files. What the chain has beyond
//! keys and `credential_process` (SSO, roles, containers) is left to the AWS CLI, and said.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

use clap::Args;
use gatewright_wire::client::{Client, Credentials, SharedCredentialsProvider};
use gatewright_wire::resolver::is_loopback_name;
use http::Uri;
use serde_json::Value;

use super::CannotRun;

/// Which account or server is meant.
#[derive(Debug, Args)]
pub(super) struct Settings {
    /// The endpoint of a server that speaks as AWS, such as http://127.0.0.1:4566.
    #[arg(long, value_name = "URL")]
    endpoint_url: Option<String>,
    /// The profile of AWS's shared files.
    #[arg(long)]
    profile: Option<String>,
    /// The region.
    #[arg(long)]
    region: Option<String>,
}

/// The settings, put together.
pub(super) struct Target {
    /// The client.
    pub(super) client: Client,
    /// The endpoint, if it is not AWS's own.
    pub(super) endpoint: Option<Uri>,
    /// What people call it.
    pub(super) name: String,
}

/// The members of a profile.
type Profile = BTreeMap<String, String>;

impl Settings {
    /// A client of the account or server that is meant.
    pub(super) fn target(&self) -> Result<Target, CannotRun> {
        let name = self
            .profile
            .clone()
            .or_else(|| variable("AWS_PROFILE"))
            .or_else(|| variable("AWS_DEFAULT_PROFILE"));
        let named = name.is_some();
        let name = name.unwrap_or_else(|| "default".to_owned());
        let profile = profile(&name);
        if named && profile.is_empty() {
            return Err(CannotRun::new(format!("there is no AWS profile '{name}'"))
                .hint("`aws configure list-profiles` lists those that there are"));
        }
        let endpoint = self.endpoint(&profile)?;
        let region = self
            .region
            .clone()
            .or_else(|| variable("AWS_REGION"))
            .or_else(|| variable("AWS_DEFAULT_REGION"))
            .or_else(|| profile.get("region").cloned())
            .or_else(|| endpoint.is_some().then(|| "us-east-1".to_owned()))
            .ok_or_else(|| {
                CannotRun::new("no AWS region is set").hint(
                    "add --region REGION or set AWS_REGION; for a local server, add \
                     --endpoint-url http://127.0.0.1:4566",
                )
            })?;
        // Whoever names a profile means its keys, not those of the environment.
        let of_environment = match (&self.profile, variable("AWS_ACCESS_KEY_ID")) {
            (None, Some(id)) => Some(Credentials::new(
                id,
                variable("AWS_SECRET_ACCESS_KEY").unwrap_or_default(),
                variable("AWS_SESSION_TOKEN"),
                None,
                "environment",
            )),
            _ => None,
        };
        let local = endpoint
            .as_ref()
            .and_then(Uri::host)
            .is_some_and(|host| is_loopback_name(host) || host == "127.0.0.1" || host == "[::1]");
        let credentials = match of_environment {
            Some(credentials) => credentials,
            None => match of_profile(&name, &profile)? {
                Some(credentials) => credentials,
                // A server on this machine takes any.
                None if local => Credentials::new("any", "any", None, None, "local server"),
                None => return Err(no_credentials(&name, &profile)),
            },
        };
        let shown = match &endpoint {
            Some(endpoint) => endpoint.to_string().trim_end_matches('/').to_owned(),
            None => format!("AWS, region {region}"),
        };
        let client = Client::new(region, SharedCredentialsProvider::new(credentials));
        Ok(Target {
            client: match &endpoint {
                Some(endpoint) => client.with_endpoint(endpoint.clone()),
                // AWS's control planes bear a few calls a second.
                None => client.paced(),
            },
            endpoint,
            name: shown,
        })
    }

    fn endpoint(&self, profile: &Profile) -> Result<Option<Uri>, CannotRun> {
        let ignored = variable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")
            .is_some_and(|value| value.eq_ignore_ascii_case("true"));
        let configured = || {
            variable("AWS_ENDPOINT_URL_API_GATEWAY")
                .or_else(|| variable("AWS_ENDPOINT_URL"))
                .or_else(|| profile.get("endpoint_url").cloned())
        };
        let url = match &self.endpoint_url {
            Some(url) => Some(url.clone()),
            None if ignored => None,
            None => configured(),
        };
        let Some(url) = url else {
            return Ok(None);
        };
        match url.parse::<Uri>() {
            Ok(uri) if matches!(uri.scheme_str(), Some("http" | "https")) => Ok(Some(uri)),
            _ => Err(CannotRun::new(format!("'{url}' is no endpoint"))
                .hint("write it as http://HOST:PORT or https://HOST")),
        }
    }
}

/// A variable of the environment that is set to something.
fn variable(name: &str) -> Option<String> {
    let value = std::env::var_os(name)?.into_string().ok()?;
    (!value.is_empty()).then_some(value)
}

/// A profile of the shared files; the credentials file comes first.
fn profile(name: &str) -> Profile {
    let mut profile = Profile::new();
    let heading = if name == "default" {
        name.to_owned()
    } else {
        format!("profile {name}")
    };
    for (variable_name, file, heading) in [
        ("AWS_CONFIG_FILE", "config", heading.as_str()),
        ("AWS_SHARED_CREDENTIALS_FILE", "credentials", name),
    ] {
        let path = variable(variable_name).map(PathBuf::from).or_else(|| {
            let home = std::env::var_os("HOME")?;
            Some(PathBuf::from(home).join(".aws").join(file))
        });
        let text = path.and_then(|path| std::fs::read_to_string(path).ok());
        profile.extend(section(&text.unwrap_or_default(), heading));
    }
    profile
}

/// The members below a heading.
fn section(text: &str, heading: &str) -> Profile {
    let mut inside = false;
    let mut members = Profile::new();
    for line in text.lines() {
        if let Some(found) = line.trim().strip_prefix('[') {
            let found = found.split(']').next().unwrap_or_default();
            let words: Vec<&str> = found.split_whitespace().collect();
            inside = words.join(" ") == heading;
        } else if inside
            && !line.starts_with(['#', ';', ' ', '\t'])
            && let Some((name, value)) = line.split_once('=')
        {
            members.insert(name.trim().to_ascii_lowercase(), value.trim().to_owned());
        }
    }
    members
}

fn of_profile(name: &str, profile: &Profile) -> Result<Option<Credentials>, CannotRun> {
    let given = |member: &str| profile.get(member).cloned();
    // A role or a session outranks keys that stand beside it.
    if profile.contains_key("role_arn") || profile.contains_key("sso_account_id") {
        return Err(no_credentials(name, profile));
    }
    if let (Some(id), Some(secret)) = (given("aws_access_key_id"), given("aws_secret_access_key")) {
        let token = given("aws_session_token");
        return Ok(Some(Credentials::new(id, secret, token, None, "profile")));
    }
    let Some(process) = given("credential_process") else {
        return Ok(None);
    };
    let cannot = |why: &dyn std::fmt::Display| {
        CannotRun::new(format!(
            "the credential_process of the AWS profile '{name}' gives no credentials: {why}"
        ))
    };
    let output = Command::new("sh")
        .args(["-c", &process])
        .output()
        .map_err(|error| cannot(&error))?;
    if !output.status.success() {
        return Err(cannot(&String::from_utf8_lossy(&output.stderr).trim()));
    }
    let answer: Value = serde_json::from_slice(&output.stdout).map_err(|error| cannot(&error))?;
    let text = |member: &str| answer.get(member)?.as_str().map(str::to_owned);
    match (text("AccessKeyId"), text("SecretAccessKey")) {
        (Some(id), Some(secret)) => {
            let token = text("SessionToken");
            Ok(Some(Credentials::new(id, secret, token, None, "process")))
        }
        _ => Err(cannot(&"its answer has no AccessKeyId and SecretAccessKey")),
    }
}

fn no_credentials(name: &str, profile: &Profile) -> CannotRun {
    let why = [
        "role_arn",
        "sso_account_id",
        "sso_session",
        "source_profile",
    ]
    .into_iter()
    .find(|member| profile.contains_key(*member));
    let what = match why {
        Some(member) => format!(
            "the AWS profile '{name}' gets its credentials by {member}, which gatewright does not do itself"
        ),
        None => "no AWS credentials are set".to_owned(),
    };
    CannotRun::new(what).hint(format!(
        "let the AWS CLI get them: eval \"$(aws configure export-credentials --profile {name} --format env)\""
    ))
}

#[cfg(test)]
mod tests {
    use super::section;

    #[test]
    fn a_section_is_what_stands_below_its_heading() {
        let text =
            "[default]\nregion = one\n[profile  a]\n# no\nRegion=two\n s3 = x\n[b]\nregion=three\n";
        let region = |heading| section(text, heading).get("region").cloned();
        assert_eq!(region("default").as_deref(), Some("one"));
        assert_eq!(region("profile a").as_deref(), Some("two"));
        assert_eq!(region("profile b"), None);
        assert_eq!(section(text, "profile a").len(), 1);
    }
}
