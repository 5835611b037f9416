//! Access keys: their ids, which tell the account, and those of users.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gatewright_wire::error::ServiceError;
use gatewright_wire::iam::{
    AccessKey, AccessKeyMetadata, CreateAccessKeyRequest, CreateAccessKeyResponse,
    DeleteAccessKeyRequest, ListAccessKeysRequest, ListAccessKeysResponse, UpdateAccessKeyRequest,
    errors,
};

use serde::{Deserialize, Serialize};

use super::document::{User, busy, changed, load_user, now, page, user_key};
use super::users::name_of_caller;
use crate::control::Scope;
use crate::control::caller::Caller;
use crate::store::{self, Batch, Store, Stored};

/// How many keys a user may have.
const MAX_KEYS: usize = 2;

/// The letters of key ids, as in RFC 4648's base 32.
const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/// Where the account's bits lie among the 80 that follow a key id's prefix: after the first, which
/// tells such ids from those of old, which know no account [B].
const ACCOUNT_SHIFT: u32 = 39;
const ACCOUNT_MASK: u128 = (1 << 40) - 1;

/// A fresh access key id of AWS's form: `AKIA…` of a user, `ASIA…` temporary. Like AWS's, it holds the
/// account.
pub(in crate::control) fn new_access_key_id(prefix: &str, account: &str) -> String {
    let account: u128 = account.parse().unwrap_or_default();
    let random = uuid::Uuid::new_v4().as_u128() & ((1 << ACCOUNT_SHIFT) - 1);
    let bits = (1 << 79) | (account & ACCOUNT_MASK) << ACCOUNT_SHIFT | random;
    let mut id = prefix.to_owned();
    for place in (0..16).rev() {
        id.push(char::from(LETTERS[(bits >> (place * 5) & 31) as usize]));
    }
    id
}

/// The account that a key id holds; `None` for one of old, and for what is no key id.
pub(crate) fn account_of_key(id: &str) -> Option<String> {
    let letters = id.get(4..).filter(|letters| letters.len() == 16)?;
    let mut bits: u128 = 0;
    for letter in letters.bytes() {
        let value = LETTERS.iter().position(|known| *known == letter)?;
        bits = bits << 5 | value as u128;
    }
    let account = bits >> ACCOUNT_SHIFT & ACCOUNT_MASK;
    (bits >> 79 == 1 && account < 1_000_000_000_000).then(|| format!("{account:012}"))
}

/// A fresh secret access key.
pub(in crate::control) fn new_secret() -> String {
    let [one, other] = [uuid::Uuid::new_v4(), uuid::Uuid::new_v4()];
    let mut bytes = one.as_bytes().to_vec();
    bytes.extend(other.as_bytes());
    bytes.truncate(30);
    STANDARD.encode(bytes)
}

/// An access key that was made here.
pub(crate) struct KnownKey {
    /// Its user; `None` while it is inactive.
    pub(crate) caller: Option<Caller>,
    /// Its secret.
    pub(crate) secret: Option<String>,
}

/// The document of an access key.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Key {
    #[serde(flatten)]
    pub(super) shown: AccessKeyMetadata,
    /// Told once, and kept to verify signatures; keys that were made before that have none.
    #[serde(default)]
    secret: Option<String>,
}

/// The access key of that id, if IAM made it here.
pub(crate) fn access_key(store: &Store, id: &str) -> Result<Option<KnownKey>, store::Error> {
    let Some(account) = account_of_key(id) else {
        return Ok(None);
    };
    let Some(key) = store.get::<Key>(&key_of(&account, id))? else {
        return Ok(None);
    };
    let Key { shown, secret } = key.value;
    let name = shown.user_name.unwrap_or_default();
    let user = store.get::<User>(&user_key(&account, &name))?;
    let active = shown.status.as_deref() == Some("Active");
    Ok(Some(KnownKey {
        caller: user.filter(|_| active).map(|user| Caller {
            account,
            user_id: user.value.user.user_id.unwrap_or_default(),
            arn: user.value.user.arn.unwrap_or_default(),
        }),
        secret,
    }))
}

/// The keys of a user.
pub(super) fn keys_of(scope: &Scope, user: &str) -> Result<Vec<Stored<Key>>, ServiceError> {
    let parent = format!("{}/global/accesskeys", scope.account);
    let mut keys: Vec<Stored<Key>> = scope.children_page(&parent, store::Page::default())?;
    keys.retain(|key| key.value.shown.user_name.as_deref() == Some(user));
    Ok(keys)
}

fn key_of(account: &str, id: &str) -> String {
    format!("{account}/global/{}", store::path(&["accesskeys", id]))
}

/// CreateAccessKey. The secret is told once.
pub async fn create(
    scope: &Scope,
    input: CreateAccessKeyRequest,
) -> Result<CreateAccessKeyResponse, ServiceError> {
    let user = user_name(scope, input.user_name)?;
    let id = new_access_key_id("AKIA", &scope.account);
    let shown = AccessKeyMetadata {
        user_name: Some(user.clone()),
        access_key_id: Some(id.clone()),
        status: Some("Active".to_owned()),
        create_date: Some(now(scope)),
    };
    let secret = Some(new_secret());
    let key = Key { shown, secret };
    scope
        .transact(busy, || {
            let stored = load_user(scope, &user)?;
            if keys_of(scope, &user)?.len() >= MAX_KEYS {
                return Err(errors::LIMIT_EXCEEDED.with(format!(
                    "Cannot exceed quota for AccessKeysPerUser: {MAX_KEYS}"
                )));
            }
            // Writing the user too keeps two of these apart, and one from the user's deletion.
            let batch = Batch::new()
                .expect_revision(stored.key.clone(), stored.revision)
                .put(stored.key, &stored.value)
                .put(key_of(&scope.account, &id), &key);
            Ok((batch, ()))
        })
        .await?;
    Ok(CreateAccessKeyResponse {
        access_key: Some(AccessKey {
            user_name: key.shown.user_name,
            access_key_id: key.shown.access_key_id,
            status: key.shown.status,
            secret_access_key: key.secret,
            create_date: key.shown.create_date,
        }),
    })
}

/// UpdateAccessKey: makes it active or inactive.
pub async fn change(scope: &Scope, input: UpdateAccessKeyRequest) -> Result<(), ServiceError> {
    let user = user_name(scope, input.user_name)?;
    scope
        .transact(busy, || {
            let mut stored = find(scope, &user, &input.access_key_id)?;
            stored.value.shown.status = Some(input.status.clone());
            let batch = Batch::new()
                .expect_revision(stored.key.clone(), stored.revision)
                .put(stored.key, &stored.value);
            Ok((batch, ()))
        })
        .await?;
    changed(scope);
    Ok(())
}

/// DeleteAccessKey.
pub async fn delete(scope: &Scope, input: DeleteAccessKeyRequest) -> Result<(), ServiceError> {
    let user = user_name(scope, input.user_name)?;
    scope
        .transact(busy, || {
            let stored = find(scope, &user, &input.access_key_id)?;
            let batch = Batch::new()
                .expect_revision(stored.key.clone(), stored.revision)
                .delete(stored.key);
            Ok((batch, ()))
        })
        .await?;
    changed(scope);
    Ok(())
}

/// ListAccessKeys.
pub async fn list(
    scope: &Scope,
    input: ListAccessKeysRequest,
) -> Result<ListAccessKeysResponse, ServiceError> {
    let user = user_name(scope, input.user_name)?;
    load_user(scope, &user)?;
    let keys = keys_of(scope, &user)?;
    let keys = keys.into_iter().map(|stored| stored.value.shown).collect();
    let (keys, marker) = page(
        keys,
        input.marker.as_deref(),
        input.max_items,
        |key: &AccessKeyMetadata| key.access_key_id.as_deref().unwrap_or_default(),
    );
    Ok(ListAccessKeysResponse {
        access_key_metadata: Some(keys),
        is_truncated: Some(marker.is_some()),
        marker,
    })
}

/// The user who was named, or else the one who calls.
fn user_name(scope: &Scope, named: Option<String>) -> Result<String, ServiceError> {
    match named {
        Some(name) => Ok(name),
        None => name_of_caller(scope),
    }
}

fn find(scope: &Scope, user: &str, id: &str) -> Result<Stored<Key>, ServiceError> {
    load_user(scope, user)?;
    scope
        .find(&key_of(&scope.account, id))?
        .filter(|stored: &Stored<Key>| stored.value.shown.user_name.as_deref() == Some(user))
        .ok_or_else(|| {
            errors::NO_SUCH_ENTITY.with(format!("The Access Key with id {id} cannot be found."))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_id_tells_its_account() {
        for account in ["000000000000", "123456789012", "999999999999"] {
            let id = new_access_key_id("AKIA", account);
            assert_eq!(id.len(), 20, "{id}");
            assert_eq!(account_of_key(&id).as_deref(), Some(account), "{id}");
        }
    }

    #[test]
    fn other_ids_tell_none() {
        for id in [
            "AKIAIOSFODNN7EXAMPLE",
            "AKIA",
            "test",
            "",
            "AKIA!!!!!!!!!!!!!!!!",
            "ÄÄÄ",
        ] {
            assert_eq!(account_of_key(id), None, "{id}");
        }
    }
}
