//! Client certificates: what a stage shows to its HTTP backends. They are real: an RSA key of 2048
//! bits and a certificate that it signed itself, for a year. The key stays in the store, for no
//! operation gives it out.

use std::time::Duration;

use gatewright_wire::apigateway::{
    ClientCertificate, ClientCertificates, DeleteClientCertificateRequest,
    GenerateClientCertificateRequest, GetClientCertificateRequest, GetClientCertificatesRequest,
    RestApi, Stage, UpdateClientCertificateRequest,
};
use gatewright_wire::error::ServiceError;
use gatewright_wire::values::Timestamp;
use rcgen::{CertificateParams, DnType, IsCa, KeyPair, PKCS_RSA_SHA256};
use rsa::RsaPrivateKey;
use rsa::pkcs8::EncodePrivateKey as _;

use super::documents::{api_key, found, new_id, page, patch, transact};
use super::patch::{Rule, Rules, Wording};
use super::refusals::{conflict, not_found};
use super::tags;
use crate::control::{Scope, internal};
use crate::store::{Batch, Page, Stored};

/// The length of a key, in bits.
const KEY_BITS: usize = 2048;
/// How long a certificate is valid.
const VALID: Duration = Duration::from_hours(365 * 24);
/// The subject, who is the issuer too, as the developer guide's example has it \[C\].
const SUBJECT: [(DnType, &str); 5] = [
    (DnType::CountryName, "US"),
    (DnType::StateOrProvinceName, "Washington"),
    (DnType::LocalityName, "Seattle"),
    (DnType::OrganizationName, "Amazon.com"),
    (DnType::CommonName, "ApiGateway"),
];

/// The key of a certificate.
pub(super) fn key(scope: &Scope, id: &str) -> String {
    scope.key(&["clientcertificates", id])
}

/// The refusal of a certificate that is not there. The words are not recorded \[C\].
pub(super) fn no_certificate() -> ServiceError {
    not_found("Invalid Client Certificate identifier specified")
}

/// The batch, if the certificate is there and stays so; none needs nothing.
pub(super) fn expect(scope: &Scope, batch: Batch, id: Option<&str>) -> Result<Batch, ServiceError> {
    let Some(id) = id else { return Ok(batch) };
    let stored: Stored<ClientCertificate> = found(scope, &key(scope, id), no_certificate)?;
    Ok(batch.expect_revision(stored.key, stored.revision))
}

/// A new certificate and its private key (PKCS #8), both as PEM. Of the `rsa` crate only the making of
/// keys is used; what signs is ring, which leaks no key by its timing.
fn generate(now: Duration) -> Result<(String, String), Box<dyn std::error::Error + Send + Sync>> {
    let private = RsaPrivateKey::new(&mut rsa::rand_core::OsRng, KEY_BITS)?;
    let private = private.to_pkcs8_der()?;
    let pair = KeyPair::from_pkcs8_der_and_sign_algo(&private.as_bytes().into(), &PKCS_RSA_SHA256)?;
    let mut params = CertificateParams::default();
    for (kind, text) in SUBJECT {
        params.distinguished_name.push(kind, text);
    }
    params.not_before = rcgen::date_time_ymd(1970, 1, 1) + now;
    params.not_after = params.not_before + VALID;
    params.is_ca = IsCa::ExplicitNoCa;
    let certificate = params.self_signed(&pair)?;
    Ok((certificate.pem(), pair.serialize_pem()))
}

/// GenerateClientCertificate.
pub async fn create(
    scope: &Scope,
    input: GenerateClientCertificateRequest,
) -> Result<ClientCertificate, ServiceError> {
    let seconds = scope.now_ms() / 1000;
    let now = Duration::from_secs(seconds.try_into().map_err(internal)?);
    // Finding primes takes a while.
    let (certificate, private) = tokio::task::spawn_blocking(move || generate(now))
        .await
        .map_err(internal)?
        .map_err(internal)?;
    let expiration = seconds.saturating_add_unsigned(VALID.as_secs());
    transact(scope, || {
        let id = new_id(6);
        let key = key(scope, &id);
        let document = ClientCertificate {
            client_certificate_id: Some(id),
            description: input.description.clone(),
            pem_encoded_certificate: Some(certificate.clone()),
            created_date: Some(Timestamp::from_millis(seconds * 1000)),
            expiration_date: Some(Timestamp::from_millis(expiration * 1000)),
            tags: tags::given(input.tags.clone())?,
        };
        let batch = Batch::new()
            .expect_absent(&*key)
            .put(format!("{key}/private"), &private)
            .put(key, &document);
        Ok((batch, document))
    })
    .await
}

/// GetClientCertificate.
pub async fn get(
    scope: &Scope,
    input: GetClientCertificateRequest,
) -> Result<ClientCertificate, ServiceError> {
    let key = key(scope, &input.client_certificate_id);
    let stored: Stored<ClientCertificate> = found(scope, &key, no_certificate)?;
    Ok(stored.value)
}

/// GetClientCertificates.
pub async fn list(
    scope: &Scope,
    input: GetClientCertificatesRequest,
) -> Result<ClientCertificates, ServiceError> {
    let parent = scope.key(&["clientcertificates"]);
    let (items, position) = page(scope, &parent, input.position.as_deref(), input.limit)?;
    Ok(ClientCertificates {
        position,
        items: Some(items),
    })
}

const RULES: Rules<ClientCertificate> = Rules {
    wording: Wording::ListsPaths,
    rules: &[Rule::text("/description", |it| &mut it.description)],
};

/// UpdateClientCertificate.
pub async fn update(
    scope: &Scope,
    input: UpdateClientCertificateRequest,
) -> Result<ClientCertificate, ServiceError> {
    let key = key(scope, &input.client_certificate_id);
    let operations = input.patch_operations.as_deref();
    patch(scope, &key, no_certificate, &RULES, operations).await
}

/// DeleteClientCertificate, unless a stage shows it. That AWS refuses then is a guess, as are the
/// words \[C\].
pub async fn delete(
    scope: &Scope,
    input: DeleteClientCertificateRequest,
) -> Result<(), ServiceError> {
    let id = &input.client_certificate_id;
    transact(scope, || {
        let key = key(scope, id);
        let stored: Stored<ClientCertificate> = found(scope, &key, no_certificate)?;
        let mut batch = Batch::new().expect_revision(&*key, stored.revision);
        for api in scope.children::<RestApi>(&scope.key(&["restapis"]))? {
            let api = api.id.as_deref().unwrap_or_default();
            let stages: Vec<Stored<Stage>> =
                scope.children_page(&api_key(scope, api, &["stages"]), Page::default())?;
            for stage in stages {
                if stage.value.client_certificate_id.as_ref() == Some(id) {
                    return Err(conflict(format!(
                        "Cannot delete client certificate '{id}', is referenced in stage: {api}/{}",
                        stage.value.stage_name.as_deref().unwrap_or_default()
                    )));
                }
                batch = batch.expect_revision(stage.key, stage.revision);
            }
        }
        Ok((batch.delete_tree(key), ()))
    })
    .await
}
