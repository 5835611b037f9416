//! Who calls: the credential chain of AWS's tools, and what is said when it gives nothing.

use std::error::Error;
use std::time::Duration;

use aws_config::Region;
use aws_config::default_provider::credentials::DefaultCredentialsChain;
use aws_config::environment::EnvironmentVariableCredentialsProvider;
use aws_config::imds;
use aws_config::meta::credentials::CredentialsProviderChain;
use aws_config::profile::{Profile, ProfileFileCredentialsProvider};
use aws_config::provider_config::ProviderConfig;
use aws_credential_types::provider::ProvideCredentials as _;
use aws_credential_types::provider::error::CredentialsError;
use gatewright_wire::client::Credentials;

use super::super::CannotRun;
use super::http::Http;

/// How long an instance's metadata may take: where there is none, nobody answers.
const METADATA_PATIENCE: Duration = Duration::from_secs(1);

/// Whose credentials are asked for.
pub(super) struct Asked<'a> {
    /// The profile that counts.
    pub(super) profile: &'a str,
    /// Whether the command line named it: then it is meant, whatever the environment says.
    pub(super) by_option: bool,
    /// What the shared files say of it.
    pub(super) known: Option<&'a Profile>,
    /// The region, for services that are asked on the way.
    pub(super) region: &'a str,
    /// Whether a server on this machine is to be called, which takes any.
    pub(super) local: bool,
}

impl Asked<'_> {
    /// Finds the credentials, once for the run.
    pub(super) async fn find(&self) -> Result<Credentials, CannotRun> {
        let region = Region::new(self.region.to_owned());
        let config = ProviderConfig::without_region()
            .with_http_client(Http::default())
            .with_region(Some(region.clone()));
        let profile = || {
            ProfileFileCredentialsProvider::builder()
                .configure(&config)
                .profile_name(self.profile)
                .build()
        };
        let found = if self.by_option {
            profile().provide_credentials().await
        } else if self.local {
            let environment = EnvironmentVariableCredentialsProvider::new();
            CredentialsProviderChain::first_try("environment", environment)
                .or_else("profile", profile())
                .provide_credentials()
                .await
        } else {
            let metadata = imds::Client::builder()
                .configure(&config)
                .connect_timeout(METADATA_PATIENCE)
                .read_timeout(METADATA_PATIENCE)
                .max_attempts(1)
                .build();
            DefaultCredentialsChain::builder()
                .configure(config.clone())
                .region(region)
                .profile_name(self.profile)
                .imds_client(metadata)
                .build()
                .await
                .provide_credentials()
                .await
        };
        match found {
            Ok(credentials) => Ok(credentials),
            Err(_) if self.local => Ok(Credentials::new("any", "any", None, None, "local server")),
            Err(error) => Err(self.explain(&error)),
        }
    }

    fn explain(&self, error: &CredentialsError) -> CannotRun {
        let profile = self.profile;
        if matches!(error, CredentialsError::CredentialsNotLoaded(_)) {
            let looked = if self.by_option {
                format!("the AWS profile '{profile}' has no credentials")
            } else {
                format!(
                    "no AWS credentials are set: not in the environment (AWS_ACCESS_KEY_ID), not in the \
                     profile '{profile}' of the shared files, no web identity \
                     (AWS_WEB_IDENTITY_TOKEN_FILE), and none from a container's or an instance's metadata"
                )
            };
            return CannotRun::new(looked).hint(
                "`aws configure` or `aws sso login` sets them; for a local server, add \
                 --endpoint-url http://127.0.0.1:4566",
            );
        }
        let has = |member: &str| self.known.is_some_and(|it| it.get(member).is_some());
        let hint = if has("sso_session") || has("sso_start_url") {
            format!("`aws sso login --profile {profile}` signs in anew")
        } else {
            format!(
                "`aws sts get-caller-identity --profile {profile}` tells what the AWS CLI makes of it"
            )
        };
        CannotRun::new(format!("cannot get AWS credentials: {}", causes(error))).hint(hint)
    }
}

/// An error with what led to it, each said once.
fn causes(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let more = error.to_string();
        if !text.contains(&more) {
            text.push_str(": ");
            text.push_str(&more);
        }
        cause = error.source();
    }
    text
}
