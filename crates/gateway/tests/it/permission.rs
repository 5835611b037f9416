//! Policies, conditions and decisions.

use gatewright_gateway::arn::{FunctionArn, SourceArn};
use gatewright_gateway::fault::{Fault, InvokeRefusal, RefusalReason};
use gatewright_gateway::permission::{
    Caller, Condition, Context, NamedPolicy, Operator, Policy, Request, Verdict, evaluate,
    may_invoke, role_may_invoke,
};
use proptest::prelude::*;
use serde_json::{Value, json};

const FUNCTION: &str = "arn:aws:lambda:us-east-1:123456789012:function:f";
const SOURCE: &str = "arn:aws:execute-api:us-east-1:123456789012:abc123/prod/GET/pets/{petId}";

fn rows(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).expect(line))
        .collect()
}

/// What AddPermission writes for a source ARN (F§4.4).
fn added(resource: &str, source_arn: &str) -> Policy {
    let statement = json!({
        "Sid": "s",
        "Effect": "Allow",
        "Principal": {"Service": "apigateway.amazonaws.com"},
        "Action": "lambda:InvokeFunction",
        "Resource": resource,
        "Condition": {"ArnLike": {"AWS:SourceArn": source_arn}},
    });
    Policy::try_from(&json!({"Version": "2012-10-17", "Id": "default", "Statement": [statement]}))
        .unwrap()
}

#[test]
fn resource_policies() {
    let function: FunctionArn = FUNCTION.parse().unwrap();
    let source: SourceArn = SOURCE.parse().unwrap();
    for row in rows(include_str!("../data/permissions.jsonl")) {
        let policy = match (&row["policy"], row["source_arn"].as_str()) {
            (_, Some(arn)) => Some(added(FUNCTION, arn)),
            (Value::Null, None) => None,
            (policy, None) => Some(Policy::try_from(policy).unwrap()),
        };
        let decision = may_invoke(policy.as_ref(), &function, &source);
        assert_eq!(
            decision.is_allowed(),
            row["allowed"] == true,
            "{row}: {decision}"
        );
        if let Some(rule) = row["rule"].as_str() {
            let near = row["near"].as_str().unwrap_or_default();
            assert!(decision.to_string().contains(near), "{row}: {decision}");
            let reason = if policy.is_some() {
                RefusalReason::Policy(decision)
            } else {
                RefusalReason::NoPolicy
            };
            let refusal = InvokeRefusal {
                function: FUNCTION.to_owned(),
                source_arn: Some(SOURCE.to_owned()),
                reason,
            };
            assert_eq!(
                Fault::InvokeRefused(Box::new(refusal)).rule().to_string(),
                rule,
                "{row}"
            );
        }
    }
}

#[test]
fn a_qualifier_has_its_own_policy() {
    let source: SourceArn = SOURCE.parse().unwrap();
    let alias: FunctionArn = format!("{FUNCTION}:prod").parse().unwrap();
    let latest: FunctionArn = format!("{FUNCTION}:$LATEST").parse().unwrap();
    let of_function = added(FUNCTION, SOURCE);
    assert!(!may_invoke(Some(&of_function), &alias, &source).is_allowed());
    assert!(may_invoke(Some(&of_function), &latest, &source).is_allowed());
    assert!(may_invoke(Some(&added(&alias.to_string(), SOURCE)), &alias, &source).is_allowed());
}

#[test]
fn roles() {
    let role = "arn:aws:iam::123456789012:role/r";
    let function: FunctionArn = format!("{FUNCTION}:prod").parse().unwrap();
    let trust = |service: &str| {
        let statement = json!({"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"});
        Policy::try_from(&json!({"Statement": statement})).unwrap()
    };
    let identity = |resource: &str| {
        let statement =
            json!({"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": resource});
        Policy::try_from(&json!({"Statement": statement})).unwrap()
    };
    let denied = Policy::try_from(
        &json!({"Statement": {"Sid": "never", "Effect": "Deny", "Action": "lambda:*", "Resource": "*"}}),
    )
    .unwrap();
    let decide = |trust: &Policy, policies: &[(&str, &Policy)]| {
        let policies: Vec<_> = policies
            .iter()
            .map(|(name, policy)| NamedPolicy {
                name: Some(name),
                policy,
            })
            .collect();
        role_may_invoke(trust, &policies, None, role, &function, &Context::default())
    };
    let (ours, theirs) = (
        trust("apigateway.amazonaws.com"),
        trust("lambda.amazonaws.com"),
    );
    let (exact, any) = (
        identity(&function.to_string()),
        identity(&format!("{FUNCTION}*")),
    );
    let unqualified = identity(FUNCTION);

    assert!(decide(&ours, &[("a", &exact)]).is_allowed());
    assert!(decide(&ours, &[("a", &unqualified), ("b", &any)]).is_allowed());

    let untrusted = decide(&theirs, &[("a", &exact)]);
    assert!(!untrusted.assume.is_allowed() && untrusted.invoke.is_allowed());
    assert!(
        untrusted
            .assume
            .to_string()
            .contains("not 'apigateway.amazonaws.com'"),
        "{}",
        untrusted.assume
    );

    let short = decide(&ours, &[("inline", &unqualified)]);
    assert!(short.assume.is_allowed() && !short.invoke.is_allowed());
    assert!(
        short.invoke.to_string().contains("policy 'inline'"),
        "{}",
        short.invoke
    );

    let barred = decide(&ours, &[("a", &exact), ("b", &denied)]).invoke;
    assert!(
        matches!(&barred.verdict, Verdict::ExplicitlyDenied(id) if id.sid.as_deref() == Some("never"))
    );
    assert_eq!(
        barred.to_string(),
        "statement 'never' of policy 'b' denies it"
    );

    assert_eq!(decide(&ours, &[]).invoke.verdict, Verdict::NotAllowed);
}

/// A role that may invoke, and what the function's resource policy says of it.
#[test]
fn a_functions_policy_denies_roles_too() {
    let role = "arn:aws:iam::123456789012:role/path/r";
    let function: FunctionArn = FUNCTION.parse().unwrap();
    let policy = |statement: Value| Policy::try_from(&json!({"Statement": statement})).unwrap();
    let trust = policy(
        json!({"Effect": "Allow", "Principal": {"Service": "apigateway.amazonaws.com"}, "Action": "sts:AssumeRole"}),
    );
    let identity =
        policy(json!({"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": "*"}));
    for row in rows(include_str!("../data/role-denials.jsonl")) {
        let of_function = Policy::try_from(&row["policy"]).unwrap();
        let decision = role_may_invoke(
            &trust,
            &[(&identity).into()],
            Some(&of_function),
            role,
            &function,
            &Context::default(),
        );
        assert!(decision.assume.is_allowed() && decision.invoke.is_allowed());
        let denied = decision
            .denied_by_function
            .as_ref()
            .map(ToString::to_string);
        assert_eq!(denied.as_deref(), row["denied"].as_str(), "{row}");
        assert_eq!(decision.is_allowed(), denied.is_none(), "{row}");
    }
}

#[test]
fn callers() {
    let user = |arn: &str| Caller::Aws {
        arn: arn.to_owned(),
        account: "123456789012".to_owned(),
    };
    let session = "arn:aws:sts::123456789012:assumed-role/r/s";
    for (principal, caller, allowed) in [
        (json!("*"), Caller::Anonymous, true),
        (
            json!({"AWS": "123456789012"}),
            user("arn:aws:iam::123456789012:user/u"),
            true,
        ),
        (
            json!({"AWS": "arn:aws:iam::123456789012:root"}),
            user("arn:aws:iam::123456789012:user/u"),
            true,
        ),
        (
            json!({"AWS": "arn:aws:iam::999999999999:root"}),
            user("arn:aws:iam::123456789012:user/u"),
            false,
        ),
        (
            json!({"AWS": ["x", "arn:aws:iam::123456789012:user/u"]}),
            user("arn:aws:iam::123456789012:user/u"),
            true,
        ),
        (
            json!({"AWS": "arn:aws:iam::123456789012:role/path/r"}),
            user(session),
            true,
        ),
        (
            json!({"AWS": "arn:aws:iam::123456789012:role/other"}),
            user(session),
            false,
        ),
        (json!({"AWS": "123456789012"}), Caller::Anonymous, false),
        (
            json!({"Service": "apigateway.amazonaws.com"}),
            Caller::Anonymous,
            false,
        ),
        (
            json!({"Federated": "cognito-identity.amazonaws.com"}),
            Caller::Anonymous,
            false,
        ),
    ] {
        let statement = json!({"Effect": "Allow", "Principal": principal, "Action": "execute-api:Invoke",
            "Resource": "arn:aws:execute-api:*:*:abc123/*"});
        let policy = Policy::try_from(&json!({"Statement": statement})).unwrap();
        let request = Request {
            caller: &caller,
            action: "execute-api:Invoke",
            resource: "arn:aws:execute-api:us-east-1:123456789012:abc123/prod/GET/",
            context: &Context::default(),
        };
        let decision = evaluate(&[(&policy).into()], &request);
        assert_eq!(
            decision.is_allowed(),
            allowed,
            "{principal} {caller:?}: {decision}"
        );
    }
}

#[test]
fn conditions() {
    for row in rows(include_str!("../data/conditions.jsonl")) {
        let operator = row["operator"].as_str().unwrap();
        let parsed = operator.parse::<Operator>();
        if row["error"] == true {
            assert!(parsed.is_err(), "{row}");
            continue;
        }
        let operator = parsed.unwrap();
        let strings = |value: &Value| -> Vec<String> {
            value
                .as_array()
                .into_iter()
                .flatten()
                .map(|text| text.as_str().unwrap().to_owned())
                .collect()
        };
        let context = strings(&row["sent"])
            .into_iter()
            .fold(Context::default(), |c, text| c.with("aws:Key", text));
        let condition = Condition {
            operator,
            key: "AWS:key".to_owned(),
            values: strings(&row["values"]),
        };
        assert_eq!(condition.holds(&context), row["holds"] == true, "{row}");
    }
}

#[test]
fn malformed_policies_say_where() {
    for row in rows(include_str!("../data/malformed-policies.jsonl")) {
        let error = row["policy"]
            .as_str()
            .unwrap()
            .parse::<Policy>()
            .unwrap_err()
            .to_string();
        assert!(
            error.contains(row["error"].as_str().unwrap()),
            "{row}: {error}"
        );
    }
}

/// Any JSON, with a liking for the words of policies.
fn any_json() -> impl Strategy<Value = Value> {
    let word = prop::sample::select(vec![
        "*",
        "Allow",
        "Deny",
        "AWS",
        "Service",
        "ArnLike",
        "StringEqualsIfExists",
        "aws:SourceArn",
        "lambda:*",
        "x",
    ]);
    let key = prop::sample::select(vec![
        "Statement",
        "Sid",
        "Effect",
        "Principal",
        "Action",
        "NotAction",
        "Resource",
        "Condition",
        "AWS",
        "Service",
        "ArnLike",
        "Null",
        "aws:SourceArn",
    ]);
    let leaf = prop_oneof![
        word.prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        Just(Value::Null)
    ];
    leaf.prop_recursive(5, 40, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((key.clone(), inner), 0..6).prop_map(|pairs| pairs
                .into_iter()
                .map(|(key, value)| (key.to_owned(), value))
                .collect()),
        ]
    })
}

proptest! {
    #[test]
    fn reading_and_evaluating_never_panic(document in any_json(), text in "\\PC{0,60}") {
        let _ = text.parse::<Policy>();
        if let Ok(policy) = Policy::try_from(&document) {
            let function: FunctionArn = FUNCTION.parse().unwrap();
            let decision = may_invoke(Some(&policy), &function, &SOURCE.parse().unwrap());
            // Every Allow that did not match says why, unless another statement decided.
            if decision.verdict == Verdict::NotAllowed {
                prop_assert!(decision.near_misses.len() <= policy.statements.len());
            }
        }
    }

    /// A statement written with lists decides as one written without.
    #[test]
    fn one_or_a_list_is_the_same(
        effect in prop::sample::select(vec!["Allow", "Deny"]),
        action in prop::sample::select(vec!["lambda:InvokeFunction", "lambda:*", "s3:GetObject"]),
        resource in prop::sample::select(vec!["*", FUNCTION, "arn:aws:lambda:*:*:function:g"]),
        principal in prop::sample::select(vec!["apigateway.amazonaws.com", "s3.amazonaws.com"]),
        source in prop::sample::select(vec![SOURCE, "arn:aws:execute-api:us-east-1:123456789012:zzz999/*"]),
    ) {
        let single = json!({"Statement": {"Effect": effect, "Principal": {"Service": principal}, "Action": action,
            "Resource": resource, "Condition": {"ArnLike": {"AWS:SourceArn": source}}}});
        let listed = json!({"Statement": [{"Effect": effect, "Principal": {"Service": [principal]},
            "Action": [action], "Resource": [resource], "Condition": {"ArnLike": {"aws:sourcearn": [source]}}}]});
        let function: FunctionArn = FUNCTION.parse().unwrap();
        let decide = |policy: &Value| {
            may_invoke(Some(&Policy::try_from(policy).unwrap()), &function, &SOURCE.parse().unwrap()).verdict
        };
        prop_assert_eq!(decide(&single), decide(&listed));
    }
}

/// Whether Rex, or another caller, may do this to this by a policy whose one statement has these elements.
fn may(version: &str, elements: Value, resource: &str, arn: &str) -> bool {
    let mut statement = json!({"Effect": "Allow", "Action": "*"});
    let elements = elements.as_object().unwrap().clone();
    statement.as_object_mut().unwrap().extend(elements);
    let policy = json!({"Version": version, "Statement": statement});
    let policy = Policy::try_from(&policy).unwrap();
    let caller = Caller::Aws {
        arn: arn.to_owned(),
        account: "123456789012".to_owned(),
    };
    let context = Context::default()
        .with_principal(arn, "123456789012")
        .with("aws:SourceIp", "192.0.2.1")
        .with("several", "a")
        .with("several", "b")
        .with("star", "*");
    let request = Request {
        caller: &caller,
        action: "execute-api:Invoke",
        resource,
        context: &context,
    };
    evaluate(&[(&policy).into()], &request).is_allowed()
}

#[test]
fn variables_have_the_values_of_the_request() {
    let rex = "arn:aws:iam::123456789012:user/dogs/Rex";
    let session = "arn:aws:sts::123456789012:assumed-role/vet/Rex";
    let of =
        |path: &str| format!("arn:aws:execute-api:us-east-1:123456789012:abc123/prod/GET/{path}");
    let resource = |path: &str| json!({"Resource": of(path)});
    let condition = |operator: &str, key: &str, value: &str| json!({"Resource": "*", "Condition": {operator: {key: value}}});
    let new = "2012-10-17";
    for (version, elements, path, arn, allowed) in [
        (new, resource("${aws:username}/*"), "Rex/bones", rex, true),
        (new, resource("${AWS:UserName}/*"), "Tom/bones", rex, false),
        // Before that version, and without one, they are their own text.
        (
            "2008-10-17",
            resource("${aws:username}/*"),
            "Rex/bones",
            rex,
            false,
        ),
        (
            "2008-10-17",
            resource("${aws:username}/*"),
            "${aws:username}/",
            rex,
            true,
        ),
        // Whoever is no user has no name, and a statement that wants one is for nobody else.
        (
            new,
            resource("${aws:username}/*"),
            "Rex/bones",
            session,
            false,
        ),
        (
            new,
            json!({"NotResource": of("${aws:username}/*")}),
            "Tom",
            session,
            false,
        ),
        (
            new,
            json!({"NotResource": of("${aws:username}/*")}),
            "Tom",
            rex,
            true,
        ),
        (
            new,
            resource("${aws:username, 'guest'}"),
            "guest",
            session,
            true,
        ),
        (
            new,
            resource("${aws:username,'guest'}"),
            "guest",
            rex,
            false,
        ),
        (new, resource("${several}"), "a", rex, false),
        // Of values no character means others.
        (new, resource("${star}"), "*", rex, true),
        (new, resource("${star}"), "bones", rex, false),
        (new, resource("${*}${?}${$}{x}"), "*?${x}", rex, true),
        (new, resource("${*}"), "bones", rex, false),
        (new, resource("${open"), "${open", rex, true),
        (
            new,
            condition("StringEquals", "aws:username", "${aws:username}"),
            "",
            rex,
            true,
        ),
        (
            new,
            condition("StringEquals", "star", "${*}"),
            "",
            rex,
            true,
        ),
        (
            new,
            condition("StringLike", "aws:username", "${star}"),
            "",
            rex,
            false,
        ),
        (
            new,
            condition("StringNotEquals", "aws:username", "${aws:username}"),
            "",
            session,
            false,
        ),
        (
            new,
            condition(
                "ArnLike",
                "aws:PrincipalArn",
                "arn:aws:iam::*:user/*/${aws:username}",
            ),
            "",
            rex,
            true,
        ),
        (
            new,
            condition("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/vet"),
            "",
            session,
            true,
        ),
        (
            new,
            condition("StringEquals", "aws:PrincipalType", "User"),
            "",
            rex,
            true,
        ),
        (
            new,
            condition("StringEquals", "aws:PrincipalType", "AssumedRole"),
            "",
            session,
            true,
        ),
        (
            new,
            condition("StringEquals", "aws:PrincipalType", "Account"),
            "",
            "arn:aws:iam::123456789012:root",
            true,
        ),
        // Networks have no variables.
        (
            new,
            condition("IpAddress", "aws:SourceIp", "${aws:SourceIp}"),
            "",
            rex,
            false,
        ),
    ] {
        assert_eq!(
            may(version, elements.clone(), &of(path), arn),
            allowed,
            "{version} {elements} {path} {arn}"
        );
    }
}
