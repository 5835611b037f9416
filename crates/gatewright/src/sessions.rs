//! Session tokens. Temporary credentials carry in their token whose they are, until when, and their secret, so that nothing
//! of them is stored; it is sealed with a key that this server alone has, so that nobody else makes or reads one.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::error::Unspecified;
use ring::rand::{SecureRandom as _, SystemRandom};
use serde::{Deserialize, Serialize};

use crate::control::Caller;
use crate::store::{self, Batch, Store};

/// Where the key is kept.
const DOCUMENT: &str = "session-key";

/// How our tokens begin; the rest is a nonce and a sealed [`Session`] in base64.
const PREFIX: &str = "GWTOKEN//";

/// What a session token carries.
#[derive(Debug, Serialize, Deserialize)]
pub struct Session {
    /// Whose the credentials are.
    pub caller: Caller,
    /// Until when, in milliseconds since the epoch.
    pub expires: i64,
    /// Their secret access key.
    pub secret: String,
}

/// Makes and reads session tokens.
pub struct Sessions {
    key: LessSafeKey,
    bytes: [u8; 32],
}

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum NoKey {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The system gives no random numbers.
    #[error("cannot make a key for session tokens")]
    Unmade,
}

impl Sessions {
    /// Those of a store, or of a new key, which has to be [kept](Self::keep).
    ///
    /// # Errors
    /// Those of the store; no random numbers.
    pub fn of(store: &Store) -> Result<Self, NoKey> {
        let mut bytes = [0; 32];
        if let Some(known) = store.get(DOCUMENT)? {
            bytes = known.value;
        } else {
            let filled = SystemRandom::new().fill(&mut bytes);
            filled.map_err(|Unspecified| NoKey::Unmade)?;
        }
        let key = UnboundKey::new(&CHACHA20_POLY1305, &bytes);
        let key = LessSafeKey::new(key.map_err(|Unspecified| NoKey::Unmade)?);
        Ok(Self { key, bytes })
    }

    /// Has a batch keep the key, so that tokens outlive the server.
    pub fn keep(&self, batch: Batch) -> Batch {
        batch.put(DOCUMENT, &self.bytes)
    }

    /// The token of a session, for credentials of that access key id.
    pub fn token(&self, access_key_id: &str, session: &Session) -> String {
        // No two are to be the same, which is what a UUID is for.
        let unique = uuid::Uuid::new_v4().into_bytes();
        let mut nonce = [0; NONCE_LEN];
        nonce
            .iter_mut()
            .zip(unique)
            .for_each(|(to, from)| *to = from);
        let mut token = nonce.to_vec();
        let mut sealed = serde_json::to_vec(session).unwrap_or_default();
        let nonce = Nonce::assume_unique_for_key(nonce);
        let aad = Aad::from(access_key_id);
        // Only what is longer than 256 GB cannot be sealed.
        if self
            .key
            .seal_in_place_append_tag(nonce, aad, &mut sealed)
            .is_ok()
        {
            token.append(&mut sealed);
        }
        format!("{PREFIX}{}", STANDARD.encode(token))
    }

    /// Whether a token says that it is ours.
    pub fn is_ours(token: &str) -> bool {
        token.starts_with(PREFIX)
    }

    /// The session of a token that this server made for credentials of that access key id.
    pub fn read(&self, access_key_id: &str, token: &str) -> Option<Session> {
        let mut token = STANDARD.decode(token.strip_prefix(PREFIX)?).ok()?;
        let (nonce, sealed) = token.split_at_mut_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let opened = self
            .key
            .open_in_place(nonce, Aad::from(access_key_id), sealed);
        serde_json::from_slice(opened.ok()?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session() -> Session {
        Session {
            caller: Caller::root("123456789012"),
            expires: 7,
            secret: "secret".to_owned(),
        }
    }

    #[tokio::test]
    async fn tokens_are_read_by_who_has_the_key() {
        let store = Store::ephemeral().unwrap();
        let sessions = Sessions::of(&store).unwrap();
        let token = sessions.token("ASIA1", &session());
        assert_eq!(sessions.read("ASIA1", &token).unwrap().expires, 7);
        assert!(
            Sessions::of(&store)
                .unwrap()
                .read("ASIA1", &token)
                .is_none()
        );
        store.commit(sessions.keep(Batch::new())).await.unwrap();
        let again = Sessions::of(&store).unwrap();
        assert_eq!(again.read("ASIA1", &token).unwrap().secret, "secret");
    }

    #[test]
    fn what_was_not_made_here_for_this_key_is_no_token() {
        let sessions = Sessions::of(&Store::ephemeral().unwrap()).unwrap();
        let token = sessions.token("ASIA1", &session());
        let clear = STANDARD.encode(serde_json::to_vec(&session()).unwrap());
        let mut other = token.clone();
        let last = if other.pop() == Some('A') { 'B' } else { 'A' };
        other.push(last);
        let cases = [
            ("ASIA2", token.clone()),
            ("ASIA1", token[..token.len() - 4].to_owned()),
            ("ASIA1", other),
            ("ASIA1", format!("{PREFIX}{clear}")),
            ("ASIA1", PREFIX.to_owned()),
            ("ASIA1", "FwoGZXIvYXdzEXAMPLE".to_owned()),
        ];
        for (id, token) in cases {
            assert!(sessions.read(id, &token).is_none(), "{id} {token}");
        }
    }
}
