//! Binary media types and `contentHandling`: every row of the guide's tables.

use gatewright_gateway::media::{
    BinaryMediaTypes, ContentHandling, NotBase64, Payload, convert_request, convert_response,
    first, mime,
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Tables {
    matching: Vec<Matching>,
    request: Vec<Conversion>,
    response: Vec<Conversion>,
}

#[derive(Deserialize)]
struct Matching {
    types: Vec<String>,
    binary: Vec<Option<String>>,
    text: Vec<Option<String>>,
}

#[derive(Deserialize, Debug)]
struct Conversion {
    binary: bool,
    #[serde(default)]
    accepts: bool,
    handling: Option<String>,
    body: String,
    gives: Option<Given>,
}

#[derive(Deserialize, Debug)]
#[serde(rename_all = "lowercase")]
enum Given {
    Binary(String),
    Text(String),
}

fn tables() -> Tables {
    serde_json::from_str(include_str!("../data/media.json")).unwrap()
}

#[test]
fn the_first_media_type_decides() {
    for row in tables().matching {
        let types = BinaryMediaTypes::new(row.types.iter().map(String::as_str));
        for (headers, binary) in [(&row.binary, true), (&row.text, false)] {
            for header in headers {
                let found = types.contains(header.as_deref());
                assert_eq!(found, binary, "{header:?} in {:?}", row.types);
            }
        }
    }
}

#[test]
fn payloads_are_converted_as_the_tables_say() {
    let check = |row: &Conversion, found: Result<Payload, NotBase64>| {
        let expected = match &row.gives {
            Some(Given::Binary(bytes)) => Ok(Payload::Binary(bytes.clone().into())),
            Some(Given::Text(text)) => Ok(Payload::Text(text.clone())),
            None => Err(NotBase64),
        };
        assert_eq!(found, expected, "{row:?}");
    };
    let handling = |row: &Conversion| {
        row.handling
            .as_deref()
            .map(|it| ContentHandling::parse(it).unwrap())
    };
    let tables = tables();
    for row in &tables.request {
        check(
            row,
            convert_request(row.body.clone().into(), row.binary, handling(row)),
        );
    }
    for row in &tables.response {
        let body = row.body.clone().into();
        check(
            row,
            convert_response(body, row.binary, row.accepts, handling(row)),
        );
    }
    let broken = convert_request(b"a\xff".as_slice().into(), false, None);
    assert_eq!(broken, Ok(Payload::Text("a\u{fffd}".to_owned())));
}

#[test]
fn media_types_are_read_off_their_headers() {
    assert_eq!(mime("text/html ; charset=utf-8"), "text/html");
    assert_eq!(first(" image/webp,image/*;q=0.8"), "image/webp");
}
