//! Content codings (AWS's guide on payload compression).

use bytes::Bytes;
use gatewright_gateway::compression::{Coding, NotDecoded, decode};
use proptest::prelude::*;

#[test]
fn the_coding_that_the_client_likes_best_is_taken() {
    for (accept_encoding, coding) in [
        ("gzip", Some(Coding::Gzip)),
        ("GZIP", Some(Coding::Gzip)),
        ("deflate", Some(Coding::Deflate)),
        ("gzip, deflate, br", Some(Coding::Gzip)),
        ("deflate;q=0.5, gzip;q=1.0", Some(Coding::Gzip)),
        ("gzip;q=0.5,deflate; q=0.8", Some(Coding::Deflate)),
        ("*", Some(Coding::Gzip)),
        ("gzip;q=0.5, *;q=0", Some(Coding::Gzip)),
        ("gzip;q=0", None),
        ("identity", None),
        ("identity, gzip;q=0.5", None),
        ("br, gzip;q=0.9", None),
        ("gzip;q=x", None),
        ("", None),
    ] {
        assert_eq!(
            Coding::accepted(accept_encoding),
            coding,
            "{accept_encoding}"
        );
    }
}

#[test]
fn what_cannot_be_decoded_is_told() {
    let body = Bytes::from_static(b"plain");
    let long = Coding::Gzip.encode(&[b'x'; 1001]).unwrap();
    assert!(matches!(
        decode(&body, "gzip", 1000),
        Err(NotDecoded::Malformed { .. })
    ));
    assert!(matches!(
        decode(&body, "deflate", 1000),
        Err(NotDecoded::Malformed { .. })
    ));
    assert!(matches!(
        decode(&body, "br", 1000),
        Err(NotDecoded::Unsupported(_))
    ));
    assert!(matches!(
        decode(&long, "gzip, gzip", 1000),
        Err(NotDecoded::Unsupported(_))
    ));
    assert!(matches!(
        decode(&long, "gzip", 1000),
        Err(NotDecoded::TooLong)
    ));
    assert_eq!(decode(&long, "gzip", 1001).unwrap(), vec![b'x'; 1001]);
    let cut = long.slice(..long.len() - 1);
    assert!(matches!(
        decode(&cut, "gzip", 2000),
        Err(NotDecoded::Malformed { .. })
    ));
    assert_eq!(decode(&body, " Identity ", 1).unwrap(), body);
    assert_eq!(decode(&Bytes::new(), "gzip", 1).unwrap(), Bytes::new());
}

proptest! {
    #[test]
    fn what_is_encoded_is_decoded(body in prop::collection::vec(any::<u8>(), 1..2000)) {
        for coding in [Coding::Gzip, Coding::Deflate] {
            let encoded = coding.encode(&body).unwrap();
            prop_assert_eq!(&decode(&encoded, coding.as_str(), body.len()).unwrap(), &body);
        }
    }

    #[test]
    fn anything_is_decoded_or_refused(body in prop::collection::vec(any::<u8>(), 0..500), name in ".{0,12}") {
        for coding in ["gzip", "deflate", &name] {
            if let Ok(decoded) = decode(&body.clone().into(), coding, 10_000) {
                prop_assert!(decoded.len() <= 10_000);
            }
        }
        let _ = Coding::accepted(&name);
    }
}
