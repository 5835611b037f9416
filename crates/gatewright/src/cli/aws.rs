//! The usual settings of AWS's tools: options, environment and shared files.

mod credentials;
mod http;

use ::http::Uri;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, future};
use aws_runtime::env_config::file::EnvConfigFiles;
use aws_runtime::env_config::property::PropertiesKey;
use aws_runtime::env_config::section::{EnvConfigSections, Profile};
use aws_types::os_shim_internal::{Env, Fs};
use clap::Args;
use gatewright_wire::client::{Client, SharedCredentialsProvider};
use gatewright_wire::model::Service;
use gatewright_wire::resolver::is_loopback_name;
use gatewright_wire::{apigateway, elbv2, iam, lambda, logs, sts};

use self::credentials::Asked;
use super::CannotRun;
use crate::lambda_endpoint::LambdaEndpoint;
use crate::services::Elsewhere;

/// The services that are called, as AWS's settings name them: `AWS_ENDPOINT_URL_API_GATEWAY`.
const SERVICES: [(&Service, &str); 6] = [
    (&apigateway::SERVICE, "API Gateway"),
    (&lambda::SERVICE, "Lambda"),
    (&logs::SERVICE, "CloudWatch Logs"),
    (&iam::SERVICE, "IAM"),
    (&sts::SERVICE, "STS"),
    (&elbv2::SERVICE, "Elastic Load Balancing v2"),
];

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
    /// The endpoint of API Gateway, if it is not AWS's own.
    pub(super) endpoint: Option<Uri>,
    /// What people call it.
    pub(super) name: String,
}

impl Settings {
    /// A client of the account or server that is meant.
    pub(super) async fn target(&self) -> Result<Target, CannotRun> {
        let name = self
            .profile
            .clone()
            .or_else(|| variable("AWS_PROFILE"))
            .or_else(|| variable("AWS_DEFAULT_PROFILE"));
        let named = name.is_some();
        let name = name.unwrap_or_else(|| "default".to_owned());
        let (system, environment) = (Fs::real(), Env::real());
        let (files, selected) = (EnvConfigFiles::default(), Some(name.clone().into()));
        let profiles = aws_config::profile::load(&system, &environment, &files, selected)
            .await
            .map_err(|error| CannotRun::new(format!("cannot read AWS's shared files: {error}")))?;
        let profile = profiles.get_profile(&name);
        if named && profile.is_none() {
            return Err(CannotRun::new(format!("there is no AWS profile '{name}'"))
                .hint("`aws configure list-profiles` lists those that there are"));
        }
        let endpoints = self.endpoints(&profiles, profile)?;
        let endpoint = endpoints.first().and_then(|(_, endpoint)| endpoint.clone());
        let region = self
            .region
            .clone()
            .or_else(|| variable("AWS_REGION"))
            .or_else(|| variable("AWS_DEFAULT_REGION"))
            .or_else(|| Some(profile?.get("region")?.to_owned()))
            .or_else(|| endpoint.is_some().then(|| "us-east-1".to_owned()))
            .ok_or_else(|| {
                CannotRun::new("no AWS region is set").hint(
                    "add --region REGION or set AWS_REGION; for a local server, add \
                     --endpoint-url http://127.0.0.1:4566",
                )
            })?;
        let asked = Asked {
            profile: &name,
            by_option: self.profile.is_some(),
            known: profile,
            region: &region,
            local: endpoint.as_ref().is_some_and(is_local),
        };
        let credentials = asked.find().await?;
        let shown = match &endpoint {
            Some(endpoint) => endpoint.to_string().trim_end_matches('/').to_owned(),
            None => format!("AWS, region {region}"),
        };
        let client = Client::new(region, SharedCredentialsProvider::new(credentials));
        let client = match &endpoint {
            Some(_) => client,
            // AWS's control planes bear a few calls a second.
            None => client.paced(),
        };
        let with_endpoint =
            |client: Client, (service, endpoint): (&Service, Option<Uri>)| match endpoint {
                Some(endpoint) => client.with_endpoint_of(service, endpoint),
                None => client,
            };
        Ok(Target {
            client: endpoints.into_iter().fold(client, with_endpoint),
            endpoint,
            name: shown,
        })
    }

    /// Where each service is, API Gateway first; none where it is AWS's own.
    fn endpoints(
        &self,
        profiles: &EnvConfigSections,
        profile: Option<&Profile>,
    ) -> Result<Vec<(&'static Service, Option<Uri>)>, CannotRun> {
        let endpoints = SERVICES.into_iter().map(|(service, id)| {
            let url = match &self.endpoint_url {
                Some(url) => Some(url.clone()),
                None => configured(id, profiles, profile),
            };
            Ok((service, url.as_deref().map(parsed).transpose()?))
        });
        endpoints.collect()
    }
}

/// Where AWS services are that a server sends requests to: where the environment says, else AWS itself, with the
/// credentials of AWS's usual settings.
pub(super) fn elsewhere(region: &str) -> Result<Elsewhere, CannotRun> {
    let own = std::env::vars_os().filter_map(|(name, url)| {
        let service = name.to_str()?.strip_prefix("AWS_ENDPOINT_URL_")?;
        let url = url.into_string().ok()?;
        (!url.is_empty()).then(|| (service.to_owned(), url))
    });
    let endpoints = own
        .map(|(service, url)| Ok((service, parsed(&url)?)))
        .collect::<Result<_, _>>()?;
    let all = variable("AWS_ENDPOINT_URL");
    Ok(Elsewhere {
        endpoints,
        endpoint: all.as_deref().map(parsed).transpose()?,
        credentials: Some(SharedCredentialsProvider::new(Usual {
            region: region.to_owned(),
            local: false,
        })),
    })
}

/// The Lambda at an endpoint, called with the credentials of AWS's usual settings.
pub(super) fn lambda_at(endpoint: Uri, region: &str) -> LambdaEndpoint {
    let usual = Usual {
        region: region.to_owned(),
        local: is_local(&endpoint),
    };
    LambdaEndpoint::new(endpoint, region, SharedCredentialsProvider::new(usual))
}

/// An endpoint, as options take it.
pub(super) fn endpoint(url: &str) -> Result<Uri, String> {
    parsed(url).map_err(|error| error.what)
}

/// The credentials of AWS's usual settings, looked for when they are asked for.
#[derive(Debug)]
struct Usual {
    region: String,
    /// Whether they are for a server on this machine, which takes any.
    local: bool,
}

impl ProvideCredentials for Usual {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(async {
            let profile = variable("AWS_PROFILE").unwrap_or_else(|| "default".to_owned());
            let asked = Asked {
                profile: &profile,
                by_option: false,
                known: None,
                region: &self.region,
                local: self.local,
            };
            let found = asked.find().await;
            found.map_err(|error| CredentialsError::not_loaded(error.what))
        })
    }
}

/// A service's endpoint as AWS ranks them: the environment before the shared files, and in each the
/// service's own before the one for all.
fn configured(id: &str, profiles: &EnvConfigSections, profile: Option<&Profile>) -> Option<String> {
    let of_profile = |member: &str| Some(profile?.get(member)?.to_owned());
    let ignored = variable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")
        .or_else(|| of_profile("ignore_configured_endpoint_urls"))
        .is_some_and(|value| value.eq_ignore_ascii_case("true"));
    if ignored {
        return None;
    }
    let id = id.replace(' ', "_");
    let of_services = || {
        let key = PropertiesKey::builder()
            .section_key("services")
            .section_name(of_profile("services")?)
            .property_name(id.to_lowercase())
            .sub_property_name("endpoint_url")
            .build()
            .ok()?;
        profiles.other_sections().get(&key).map(ToString::to_string)
    };
    variable(&format!("AWS_ENDPOINT_URL_{}", id.to_uppercase()))
        .or_else(|| variable("AWS_ENDPOINT_URL"))
        .or_else(of_services)
        .or_else(|| of_profile("endpoint_url"))
}

fn parsed(url: &str) -> Result<Uri, CannotRun> {
    match url.parse::<Uri>() {
        Ok(uri) if matches!(uri.scheme_str(), Some("http" | "https")) => Ok(uri),
        _ => Err(CannotRun::new(format!("'{url}' is no endpoint"))
            .hint("write it as http://HOST:PORT or https://HOST")),
    }
}

/// Whether an endpoint is on this machine.
fn is_local(endpoint: &Uri) -> bool {
    let host = endpoint.host().unwrap_or_default();
    is_loopback_name(host) || host == "127.0.0.1" || host == "[::1]"
}

/// A variable of the environment that is set to something.
fn variable(name: &str) -> Option<String> {
    let value = std::env::var_os(name)?.into_string().ok()?;
    (!value.is_empty()).then_some(value)
}
