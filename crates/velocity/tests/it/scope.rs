//! What a scope hands to a template and what it keeps of it.

use gatewright_velocity::{Params, Plain, Profile, Scope, Template};

fn map(entries: &[(&str, Plain)]) -> Plain {
    Plain::Map(
        entries
            .iter()
            .map(|(key, value)| ((*key).to_owned(), value.clone()))
            .collect(),
    )
}

fn text(text: &str) -> Plain {
    Plain::Str(text.to_owned())
}

#[test]
fn what_the_request_template_sets_reaches_the_response_template() {
    let request = "#set($context.responseOverride.status = 201)#set($context.requestOverride.path.id = ['a', 1])\
                   #set($context.mine = {'k': $input.params('id')})";
    let params = Params {
        path: vec![("id".into(), "42".into())],
        ..Params::default()
    };
    let mut scope = Scope::new()
        .with_input("", params)
        .with_context(&map(&[("stage", text("prod"))]));
    Template::parse(request, Profile::Aws)
        .unwrap()
        .render(&mut scope)
        .unwrap();

    let left = scope.context();
    assert_eq!(
        left.get("responseOverride").unwrap().get("status"),
        Some(&Plain::Int(201))
    );
    assert_eq!(
        left.get("requestOverride")
            .unwrap()
            .get("path")
            .unwrap()
            .get("id"),
        Some(&Plain::List(vec![text("a"), Plain::Int(1)]))
    );

    let response = "$context.stage $context.mine.k $context.responseOverride.status $input.body";
    let mut scope = Scope::new()
        .with_input("{\"ok\": true}", Params::default())
        .with_context(&left);
    let rendered = Template::parse(response, Profile::Aws)
        .unwrap()
        .render(&mut scope)
        .unwrap();
    assert_eq!(rendered, "prod 42 201 {\"ok\": true}");
}

#[test]
fn each_render_parses_its_body_once_and_keeps_changes() {
    let template = "#set($input.path('$').x = 1)$input.json('$') $input.body";
    let mut scope = Scope::new().with_input("{\"a\": 2}", Params::default());
    let rendered = Template::parse(template, Profile::Aws)
        .unwrap()
        .render(&mut scope)
        .unwrap();
    assert_eq!(rendered, r#"{"a":2,"x":1} {"a": 2}"#);
}

#[test]
fn the_profiles_differ_in_what_is_unresolved() {
    let render = |profile| {
        Template::parse("[$x]#if($x)T#{else}F#end", profile)
            .unwrap()
            .render(&mut Scope::new())
            .unwrap()
    };
    assert_eq!(render(Profile::Aws), "[]T");
    assert_eq!(render(Profile::Stock), "[$x]F");
}
