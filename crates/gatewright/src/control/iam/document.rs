//! Roles, users, access keys and managed policies as they are stored:
//! `{account}/global/roles|users|policies/{name}` and `{account}/global/accesskeys/{id}`. IAM has no
//! region.

use gatewright_gateway::arn::Arn;
use gatewright_wire::error::ServiceError;
use gatewright_wire::iam::{self, errors};
use gatewright_wire::values::Timestamp;
use serde::{Deserialize, Serialize};

use super::granted::Granted;
use crate::control::Scope;
use crate::control::caller::Caller;
use crate::store::{self, Batch, Store, Stored};

/// A role.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Role {
    /// As GetRole shows it, but with its trust policy plain.
    pub role: iam::Role,
    /// Its policies.
    #[serde(flatten)]
    pub granted: Granted,
}

/// A user.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct User {
    /// As GetUser shows it.
    pub user: iam::User,
    /// Its policies.
    #[serde(flatten)]
    pub granted: Granted,
}

/// A managed policy.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ManagedPolicy {
    /// As GetPolicy shows it, but for the attachment count.
    pub policy: iam::Policy,
    /// Its versions, newest last, their documents plain.
    pub versions: Vec<iam::PolicyVersion>,
    /// The number of the version made last; numbers are never used again. 0 where only the first was
    /// ever made.
    pub last_version: u32,
}

/// The key of a role.
pub(super) fn role_key(account: &str, name: &str) -> String {
    format!("{account}/global/{}", store::path(&["roles", name]))
}

/// The key of a managed policy, by its name: unique in the account whatever its path.
pub(super) fn policy_key(account: &str, name: &str) -> String {
    format!("{account}/global/{}", store::path(&["policies", name]))
}

/// The key of a user.
pub(super) fn user_key(account: &str, name: &str) -> String {
    format!("{account}/global/{}", store::path(&["users", name]))
}

/// The role, or AWS's "cannot be found".
pub(super) fn load_role(scope: &Scope, name: &str) -> Result<Stored<Role>, ServiceError> {
    scope.find(&role_key(&scope.account, name))?.ok_or_else(|| {
        errors::NO_SUCH_ENTITY.with(format!("The role with name {name} cannot be found."))
    })
}

/// The user, or AWS's "cannot be found".
pub(super) fn load_user(scope: &Scope, name: &str) -> Result<Stored<User>, ServiceError> {
    scope.find(&user_key(&scope.account, name))?.ok_or_else(|| {
        errors::NO_SUCH_ENTITY.with(format!("The user with name {name} cannot be found."))
    })
}

/// Changes a role; again if somebody else wrote in between.
pub(super) async fn update_role<T: Send>(
    scope: &Scope,
    name: &str,
    change: impl Fn(&mut Role) -> Result<T, ServiceError> + Send + Sync,
) -> Result<T, ServiceError> {
    update(scope, || load_role(scope, name), change).await
}

/// The same for a user.
pub(super) async fn update_user<T: Send>(
    scope: &Scope,
    name: &str,
    change: impl Fn(&mut User) -> Result<T, ServiceError> + Send + Sync,
) -> Result<T, ServiceError> {
    update(scope, || load_user(scope, name), change).await
}

/// The same for any document.
pub(super) async fn update<D: Serialize, T: Send>(
    scope: &Scope,
    load: impl Fn() -> Result<Stored<D>, ServiceError> + Send + Sync,
    change: impl Fn(&mut D) -> Result<T, ServiceError> + Send + Sync,
) -> Result<T, ServiceError> {
    let result = scope
        .transact(busy, || {
            let mut stored = load()?;
            let result = change(&mut stored.value)?;
            let batch = Batch::new()
                .expect_revision(stored.key.clone(), stored.revision)
                .put(stored.key, &stored.value);
            Ok((batch, result))
        })
        .await?;
    changed(scope);
    Ok(result)
}

/// Called after every commit of IAM's: tells those who hold roles and signers in memory.
pub(super) fn changed(scope: &Scope) {
    scope.server.roles.forget_all();
    scope.server.signers.forget_all();
}

/// IAM's answer while others change the same entity.
pub(super) fn busy() -> ServiceError {
    errors::CONCURRENT_MODIFICATION
        .with("The entity is being changed by other requests. Please try again.")
}

/// The role that an ARN names, in whatever account.
pub fn role_by_arn(store: &Store, arn: &str) -> Result<Option<Role>, store::Error> {
    let Some((account, name)) = parse_role_arn(arn) else {
        return Ok(None);
    };
    Ok(store
        .get::<Role>(&role_key(&account, &name))?
        .map(|stored| stored.value))
}

/// All that a role may do, as names and documents.
pub fn role_policies_of(store: &Store, role: &Role) -> Result<Vec<(String, String)>, store::Error> {
    granted_to(store, &role.granted)
}

/// All that a user, or a role's session, may do, as names and documents.
pub fn policies_of(store: &Store, caller: &Caller) -> Result<Vec<(String, String)>, store::Error> {
    let account = &caller.account;
    let granted = if let Some(user) = caller.user_name() {
        let user = store.get::<User>(&user_key(account, user))?;
        user.map(|user| user.value.granted)
    } else if let Some(role) = caller.role_name() {
        let role = store.get::<Role>(&role_key(account, role))?;
        role.map(|role| role.value.granted)
    } else {
        None
    };
    granted_to(store, &granted.unwrap_or_default())
}

/// Inline policies, then attached ones. An attached policy of AWS's that is not known here grants
/// nothing.
fn granted_to(store: &Store, granted: &Granted) -> Result<Vec<(String, String)>, store::Error> {
    let mut documents: Vec<(String, String)> = granted.inline.clone().into_iter().collect();
    for arn in &granted.attached {
        if let Some(document) = super::policies::aws_managed(arn) {
            documents.push((arn.clone(), document.to_owned()));
            continue;
        }
        let Some((account, name)) = parse_policy_arn(arn) else {
            continue;
        };
        if let Some(policy) = store.get::<ManagedPolicy>(&policy_key(&account, &name))?
            && let Some(document) = policy.value.default_document()
        {
            documents.push((arn.clone(), document.to_owned()));
        }
    }
    Ok(documents)
}

impl ManagedPolicy {
    /// The document of the default version.
    pub fn default_document(&self) -> Option<&str> {
        self.versions
            .iter()
            .find(|version| version.is_default_version == Some(true))
            .and_then(|version| version.document.as_deref())
    }
}

/// `arn:aws:iam::123456789012:role/path/name` to account and name.
fn parse_role_arn(arn: &str) -> Option<(String, String)> {
    parse_arn(arn, "role/")
}

/// `arn:aws:iam::123456789012:policy/path/name` to account and name.
pub(super) fn parse_policy_arn(arn: &str) -> Option<(String, String)> {
    parse_arn(arn, "policy/")
}

fn parse_arn(arn: &str, kind: &str) -> Option<(String, String)> {
    let arn: Arn = arn.parse().ok()?;
    let path = arn.resource.strip_prefix(kind)?;
    let name = path.rsplit('/').next()?.to_owned();
    (arn.service == "iam").then_some((arn.account, name))
}

/// IAM answers documents percent-encoded (RFC 3986); clients decode them.
pub(super) fn encoded(document: &str) -> String {
    const KEPT: &percent_encoding::AsciiSet = &percent_encoding::NON_ALPHANUMERIC
        .remove(b'-')
        .remove(b'.')
        .remove(b'_')
        .remove(b'~');
    percent_encoding::utf8_percent_encode(document, KEPT).to_string()
}

/// A fresh id of AWS's form: a prefix that names the kind, then 17 capitals and digits.
pub(super) fn new_id(prefix: &str) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut random = uuid::Uuid::new_v4().as_u128();
    let mut id = prefix.to_owned();
    for _ in 0..17 {
        id.push(char::from(LETTERS[(random & 31) as usize]));
        random >>= 5;
    }
    id
}

/// Now, to the second, as IAM shows it.
pub(super) fn now(scope: &Scope) -> Timestamp {
    Timestamp::from_millis(scope.now_ms() / 1000 * 1000)
}

/// One page of items that are sorted by `key`, those after `marker`, and the marker of the next
/// page if there is one. A page has 100 items unless asked for another number.
pub(super) fn page<T>(
    mut items: Vec<T>,
    marker: Option<&str>,
    max_items: Option<i32>,
    key: impl Fn(&T) -> &str,
) -> (Vec<T>, Option<String>) {
    let limit = max_items.map_or(100, |max| max.clamp(1, 1000) as usize);
    items.retain(|item| marker.is_none_or(|marker| key(item) > marker));
    let more = items.len() > limit;
    items.truncate(limit);
    let next = items
        .last()
        .filter(|_| more)
        .map(|last| key(last).to_owned());
    (items, next)
}
