//! Where access logs go, and their formats.

use std::borrow::Cow;

use gatewright_gateway::access_log::{Destination, Format};
use proptest::prelude::*;

fn line(format: &str) -> String {
    let known = [
        ("requestId", "r-1"),
        ("identity.sourceIp", "192.0.2.1"),
        ("authorizer.claims.cognito:username", "ann"),
        ("authorizer.tenant-id", "7"),
    ];
    Format::parse(format).line(|path| {
        let mut known = known.iter();
        known
            .find(|(name, _)| *name == path)
            .map(|(_, value)| Cow::Borrowed(*value))
    })
}

#[test]
fn variables_stand_in_any_text() {
    let cases = [
        ("$context.requestId", "r-1"),
        (
            "$context.identity.sourceIp [$context.requestTime] $context.requestId",
            "192.0.2.1 [-] r-1",
        ),
        (
            r#"{"id":"$context.requestId","no":"$context.nothing"}"#,
            r#"{"id":"r-1","no":"-"}"#,
        ),
        ("<id>$context.requestId</id>", "<id>r-1</id>"),
        (
            "$context.requestId,$context.identity.sourceIp,",
            "r-1,192.0.2.1,",
        ),
        ("$context.requestId.", "r-1."),
        ("$context.requestId-$context.requestId", "r-1-r-1"),
        ("$context.authorizer.claims.cognito:username: x", "ann: x"),
        ("$context.authorizer.tenant-id", "7"),
        (
            "$context. $contextual $input.path",
            "$context. $contextual $input.path",
        ),
        ("$$context.requestId", "$r-1"),
        ("€$context.requestId€", "€r-1€"),
        ("", ""),
    ];
    for (format, expected) in cases {
        assert_eq!(line(format), expected, "{format}");
    }
}

#[test]
fn destinations_are_groups_and_delivery_streams() {
    let (account, region) = ("123456789012".to_owned(), "us-east-1".to_owned());
    let group = |name: &str| {
        Some(Destination::LogGroup {
            account: account.clone(),
            region: region.clone(),
            name: name.to_owned(),
        })
    };
    let stream = Some(Destination::DeliveryStream {
        account: account.clone(),
        region: region.clone(),
        name: "amazon-apigateway-pets".to_owned(),
    });
    let cases = [
        (
            "logs:us-east-1:123456789012:log-group:access",
            group("access"),
        ),
        (
            "logs:us-east-1:123456789012:log-group:/aws/a.b_c:*",
            group("/aws/a.b_c"),
        ),
        (
            "firehose:us-east-1:123456789012:deliverystream/amazon-apigateway-pets",
            stream,
        ),
        ("logs:us-east-1:123456789012:log-group:", None),
        ("logs:us-east-1:123456789012:log-group:a:log-stream:b", None),
        ("firehose:us-east-1:123456789012:deliverystream/a b", None),
        ("firehose:us-east-1:123456789012:deliverystream/pets", None),
        (
            "firehose:../..:123456789012:deliverystream/amazon-apigateway-pets",
            None,
        ),
        (
            "firehose:us-east-1:..:deliverystream/amazon-apigateway-pets",
            None,
        ),
        (
            "firehose:us-east-1:123456789012:deliverystream/amazon-apigateway-/../x",
            None,
        ),
        ("s3:::bucket", None),
    ];
    for (text, expected) in cases {
        let parsed: Option<Destination> = format!("arn:aws:{text}").parse().ok();
        assert_eq!(parsed, expected, "{text}");
    }
    assert!("access".parse::<Destination>().is_err());
}

proptest! {
    #[test]
    fn what_is_no_variable_stays(text in "[^$]*", after in "[^$]*") {
        prop_assert_eq!(line(&text), text.clone());
        let format = format!("{text}$context.requestId {after}");
        prop_assert_eq!(line(&format), format!("{text}r-1 {after}"));
    }

    #[test]
    fn any_text_is_a_format(text in ".*") {
        let format = Format::parse(&text);
        // With its variables as they are written, a line is the format.
        let back = format.line(|path| Some(Cow::Owned(format!("$context.{path}"))));
        prop_assert_eq!(back, text);
    }
}
