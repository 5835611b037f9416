//! An account, or a server that speaks as one: `gatewright serve`, or any other. Standard read-only
//! calls of AWS's API, a few at a time, each tried again when AWS is busy. What may not be read is
//! unseen, and said.

mod api;
mod balancers;
mod log;
pub mod probe;
mod world;

use std::collections::BTreeSet;
use std::fmt;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};

use futures_util::stream::{self, StreamExt as _};
use gatewright_wire::apigateway::{GetRestApiRequest, GetRestApisRequest, RestApi};
use gatewright_wire::client::{Client, ClientError};
use gatewright_wire::error::ServiceError;
use gatewright_wire::sts::GetCallerIdentityRequest;

use super::Unseen;
use crate::known::Known;
use crate::subject::{Backend, Endpoint, StageSubject, Subject};

/// How many calls are under way at a time: API Gateway's control plane takes ten a second.
const AT_ONCE: usize = 8;

/// How many items a page of API Gateway's lists may have.
const PAGE: Option<i32> = Some(500);

/// What to look at.
#[derive(Clone, Debug, Default)]
pub struct Narrow {
    /// Only this API, by id or name.
    pub api: Option<String>,
    /// Only this stage.
    pub stage: Option<String>,
}

/// What was found.
#[derive(Debug, Default)]
pub struct Loaded {
    /// An API each.
    pub subjects: Vec<Subject>,
    /// What could not be seen.
    pub unseen: Vec<Unseen>,
}

/// Why nothing can be examined.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The first call already failed.
    #[error("cannot list the REST APIs: {0}")]
    NoApis(#[source] ClientError),
    /// There is no such API.
    #[error("there is no REST API '{0}'{among}", among = Among(.1))]
    NoSuchApi(String, Vec<String>),
    /// No API has that stage.
    #[error("no API that was looked at has a stage '{0}'")]
    NoSuchStage(String),
}

struct Among<'a>(&'a [String]);

impl fmt::Display for Among<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str(": there is none at all");
        }
        write!(f, "; there are {}", self.0.join(", "))
    }
}

/// Tries to reach a backend.
pub type Reach<'a> = dyn Fn(Backend) -> Pin<Box<dyn Future<Output = Endpoint> + Send>> + Sync + 'a;

/// Sends a request to a stage, and gives what came back or why nothing did.
pub type Caller<'a> = dyn Fn(probe::Call) -> Pin<Box<dyn Future<Output = Result<probe::Answer, String>> + Send>>
    + Sync
    + 'a;

/// How methods are called that are safe to call.
pub struct Calls<'a> {
    /// Calls one.
    pub call: &'a Caller<'a>,
    /// Is told of each method, whether it was called or not.
    pub probed: &'a (dyn Fn(&probe::Probed) + Sync),
    /// The time in milliseconds since the epoch.
    pub now_ms: i64,
}

/// How to look.
pub struct Options<'a> {
    /// At what.
    pub narrow: Narrow,
    /// Reaches backends; without it nothing is known of them.
    pub reach: Option<&'a Reach<'a>>,
    /// The time in milliseconds since the epoch, to read the execution logs of the last hour; without
    /// it they are not read.
    pub logs_until_ms: Option<i64>,
    /// Calls methods; without it no request is sent to any stage.
    pub calls: Option<Calls<'a>>,
    /// Is told what is looked at next, and of how many.
    pub progress: &'a (dyn Fn(&str, usize, usize) + Sync),
}

/// Reads APIs with their stages, and the world around them.
pub async fn load(client: &Client, options: &Options<'_>) -> Result<Loaded, LoadError> {
    let eyes = Eyes {
        client,
        unseen: Mutex::new(BTreeSet::new()),
    };
    let account = eyes
        .see("the caller's account", &GetCallerIdentityRequest {})
        .await;
    let account = account
        .is()
        .and_then(|identity| identity.account.clone())
        .unwrap_or_default();
    let apis = apis(client, options.narrow.api.as_deref()).await?;
    let count = apis.len();
    let reading = apis.into_iter().enumerate().map(|(index, rest_api)| {
        let (eyes, account) = (&eyes, account.as_str());
        async move {
            let name = rest_api.name.clone().unwrap_or_default();
            (options.progress)(&name, index, count);
            let mut subject =
                api::read(eyes, rest_api, account, options.narrow.stage.as_deref()).await;
            if let Some(now_ms) = options.logs_until_ms {
                for StageSubject {
                    stage, deployed, ..
                } in &subject.stages
                {
                    let api = deployed.is().unwrap_or(&subject.api);
                    let logged = log::read(eyes, api, stage, now_ms).await;
                    subject.logged.extend(logged);
                }
            }
            subject
        }
    });
    let mut subjects: Vec<Subject> = stream::iter(reading).buffered(AT_ONCE).collect().await;
    if let Some(stage) = &options.narrow.stage {
        subjects.retain(|subject| !subject.stages.is_empty());
        if subjects.is_empty() {
            return Err(LoadError::NoSuchStage(stage.clone()));
        }
    }
    world::look(&eyes, &mut subjects, options).await;
    for subject in &mut subjects {
        let probed = probe::read(&eyes, subject, options).await;
        subject.logged.extend(probed);
    }
    let unseen = eyes.unseen.into_inner();
    Ok(Loaded {
        subjects,
        unseen: unseen
            .unwrap_or_else(PoisonError::into_inner)
            .into_iter()
            .collect(),
    })
}

/// The APIs to look at.
async fn apis(client: &Client, wanted: Option<&str>) -> Result<Vec<RestApi>, LoadError> {
    if let Some(id) = wanted {
        let by_id = GetRestApiRequest {
            rest_api_id: id.to_owned(),
        };
        if let Ok(api) = client.call(&by_id).await {
            return Ok(vec![api]);
        }
    }
    let all = GetRestApisRequest {
        limit: Some(500),
        ..GetRestApisRequest::default()
    };
    let pages = client.pages(&all).await.map_err(LoadError::NoApis)?;
    let mut apis: Vec<RestApi> = pages
        .into_iter()
        .flat_map(|page| page.items.unwrap_or_default())
        .collect();
    if let Some(name) = wanted {
        let shown = |api: &RestApi| {
            let [id, name] = [&api.id, &api.name].map(|it| it.as_deref().unwrap_or_default());
            format!("{id} ({name})")
        };
        let all: Vec<String> = apis.iter().map(shown).collect();
        apis.retain(|api| api.name.as_deref() == Some(name));
        if apis.is_empty() {
            return Err(LoadError::NoSuchApi(name.to_owned(), all));
        }
    }
    Ok(apis)
}

/// A client that remembers what it was not shown.
struct Eyes<'a> {
    client: &'a Client,
    unseen: Mutex<BTreeSet<Unseen>>,
}

impl Eyes<'_> {
    /// What an operation shows: absent where the service says that there is no such thing.
    async fn see<I: gatewright_wire::model::Input>(
        &self,
        what: &str,
        input: &I,
    ) -> Known<I::Output> {
        self.known(what, self.client.call(input).await)
    }

    /// All pages of what an operation lists.
    async fn see_all<I: gatewright_wire::model::Input>(
        &self,
        what: &str,
        input: &I,
    ) -> Known<Vec<I::Output>> {
        self.known(what, self.client.pages(input).await)
    }

    fn known<T>(&self, what: &str, result: Result<T, ClientError>) -> Known<T> {
        match result {
            Ok(thing) => Known::Is(thing),
            Err(ClientError::Service(error)) if is_absence(&error) => Known::Absent,
            Err(error) => {
                self.note(what, &error.to_string());
                Known::Unseen
            }
        }
    }

    fn note(&self, what: &str, why: &str) {
        let mut unseen = self.unseen.lock().unwrap_or_else(PoisonError::into_inner);
        unseen.insert(Unseen {
            what: what.to_owned(),
            why: why.to_owned(),
        });
    }
}

/// Whether a refusal says that there is no such thing, in any service's words. `gatewright serve` has not
/// even the operation for what it has none of. What has no service's form, such as a page, says nothing.
fn is_absence(error: &ServiceError) -> bool {
    let is_of_service = !error.code.bytes().all(|byte| byte.is_ascii_digit());
    (error.status == 404 && is_of_service)
        || matches!(
            &*error.code,
            "NotImplementedException"
                | "NotFoundException"
                | "ResourceNotFoundException"
                | "NoSuchEntity"
        )
}
