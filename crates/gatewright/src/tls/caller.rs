//! A caller's certificate as API Gateway shows it (F§3.11).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gatewright_gateway::request::ClientCertificate;
use x509_cert::Certificate;
use x509_cert::der::Decode as _;
use x509_cert::time::Time;

/// What a certificate says; `None` for what is none.
pub fn read(der: &[u8]) -> Option<ClientCertificate> {
    let certificate = Certificate::from_der(der).ok()?.tbs_certificate;
    let serial_number = certificate.serial_number.to_string().to_lowercase();
    Some(ClientCertificate {
        pem: pem(der),
        subject_dn: certificate.subject.to_string(),
        issuer_dn: certificate.issuer.to_string(),
        // As the developer guide's example has it [C]; a first zero is its encoding's.
        serial_number: serial_number.trim_start_matches("00:").to_owned(),
        not_before: time(&certificate.validity.not_before),
        not_after: time(&certificate.validity.not_after),
    })
}

fn pem(der: &[u8]) -> String {
    let mut pem = "-----BEGIN CERTIFICATE-----\n".to_owned();
    let mut rest = &*STANDARD.encode(der);
    while !rest.is_empty() {
        let (line, more) = rest.split_at(rest.len().min(64));
        pem.push_str(line);
        pem.push('\n');
        rest = more;
    }
    pem.push_str("-----END CERTIFICATE-----\n");
    pem
}

/// `May  8 12:30:02 2019 GMT`
fn time(time: &Time) -> String {
    let seconds = time.to_unix_duration().as_secs();
    let at = i64::try_from(seconds).ok();
    let at = at.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    at.unwrap_or_default()
        .strftime("%b %e %H:%M:%S %Y GMT")
        .to_string()
}
