//! Fixes as blocks and arguments of Terraform's language: a plan is no file that people edit.

use std::fmt::Write as _;

use serde_json::Value as Json;

use super::super::physical::STACK;
use super::super::{Loaded, Part};
use crate::fix::{Fix, PRINCIPAL};
use crate::subject::Place;

/// What is to be written where, one thing after the other; nothing where nothing is.
pub(in super::super) fn write(loaded: &Loaded, part: &Part, fixes: &[Fix]) -> String {
    let mut text = String::new();
    for fix in fixes {
        match fix {
            Fix::GrantInvoke {
                function,
                qualifier,
                statement_id,
                source_arn,
            } => grant(
                &mut text,
                loaded,
                function,
                qualifier.as_deref(),
                statement_id,
                source_arn,
            ),
            Fix::RevokeInvoke {
                function,
                statement_id,
                ..
            } => {
                let named = loaded.address(statement_id);
                let named = named.unwrap_or_else(|| loaded.say(function));
                line(&mut text, &format!("# remove {named}"));
            }
            Fix::ProxyToFunction { path, verb, uri } => {
                let thing = crate::subject::Thing::method(path, verb);
                let place = thing.member("/methodIntegration");
                let of = loaded.address_of(part, &place).unwrap_or_default();
                line(&mut text, &format!("# in {of}"));
                line(&mut text, "type                    = \"AWS_PROXY\"");
                line(&mut text, "integration_http_method = \"POST\"");
                line(
                    &mut text,
                    &format!("uri                     = {}", invoke(loaded, uri)),
                );
            }
            Fix::Set { place, value } => {
                let of = loaded.address_of(part, place).unwrap_or_default();
                line(&mut text, &format!("# in {of}"));
                let name = argument(place);
                match value {
                    Json::Object(members) => {
                        line(&mut text, &format!("# {name}"));
                        for (name, value) in members {
                            line(&mut text, &format!("{} = {}", snake(name), literal(value)));
                        }
                    }
                    value => line(&mut text, &format!("{name} = {}", literal(value))),
                }
            }
            Fix::Remove { place } => {
                let of = loaded.address_of(part, place).unwrap_or_default();
                line(&mut text, &format!("# in {of}: remove {}", argument(place)));
            }
            Fix::Redeploy { .. } => {}
        }
    }
    text
}

fn line(text: &mut String, more: &str) {
    text.push_str(more);
    text.push('\n');
}

/// An address as the module that the resource is in writes it.
fn local(address: &str) -> &str {
    let start = address.rfind("aws_").filter(|_| !address.contains('['));
    let start = start.or_else(|| address.find("aws_"));
    start
        .and_then(|start| address.get(start..))
        .unwrap_or(address)
}

fn grant(
    text: &mut String,
    loaded: &Loaded,
    function: &str,
    qualifier: Option<&str>,
    statement: &str,
    source: &str,
) {
    let address = |arn: &str| {
        let named = loaded.functions.get(arn)?;
        loaded.address(named.split('.').next().unwrap_or_default())
    };
    let name = address(function).map_or_else(
        || literal(&Json::String(loaded.say(function))),
        |address| format!("{}.function_name", local(&address)),
    );
    let _ = writeln!(
        text,
        "resource \"aws_lambda_permission\" \"{statement}\" {{"
    );
    let _ = writeln!(text, "  action        = \"lambda:InvokeFunction\"");
    let _ = writeln!(text, "  function_name = {name}");
    if let Some(qualifier) = qualifier {
        let alias = address(&format!("{function}:{qualifier}"));
        let qualifier = alias.map_or_else(
            || literal(&Json::String(qualifier.to_owned())),
            |alias| format!("{}.name", local(&alias)),
        );
        let _ = writeln!(text, "  qualifier     = {qualifier}");
    }
    let _ = writeln!(text, "  principal     = \"{PRINCIPAL}\"");
    let made = source.split_once(STACK).and_then(|(_, rest)| {
        let (logical, rest) = rest.split_once('/')?;
        let address = loaded.address(logical)?;
        Some(format!("\"${{{}.execution_arn}}/{rest}\"", local(&address)))
    });
    let made = made.unwrap_or_else(|| literal(&Json::String(loaded.say(source))));
    let _ = writeln!(text, "  source_arn    = {made}\n}}");
}

/// The URI that invokes a function.
fn invoke(loaded: &Loaded, uri: &str) -> String {
    let function = uri.split_once("/functions/");
    let function = function.and_then(|(_, arn)| arn.strip_suffix("/invocations"));
    let named = function.and_then(|arn| loaded.functions.get(arn));
    let address = named.and_then(|it| loaded.address(it.split('.').next().unwrap_or_default()));
    match address {
        Some(address) => format!("{}.invoke_arn", local(&address)),
        None => literal(&Json::String(loaded.say(uri))),
    }
}

/// An argument by Terraform's name.
fn argument(place: &Place) -> String {
    let pointer = place.pointer.trim_start_matches('/');
    let last = pointer.rsplit('/').next().unwrap_or_default();
    match pointer {
        "methodIntegration/httpMethod" => "integration_http_method".to_owned(),
        "methodIntegration/timeoutInMillis" => "timeout_milliseconds".to_owned(),
        "authorizationType" => "authorization".to_owned(),
        "tracingEnabled" => "xray_tracing_enabled".to_owned(),
        _ => {
            let mut parts = pointer.rsplit('/').skip(1);
            match parts.next() {
                // A member of a map has a key that is its own.
                Some(of) if of != "methodIntegration" => {
                    format!("{}[\"{}\"]", snake(of), last.replace("~1", "/"))
                }
                _ => snake(last),
            }
        }
    }
}

/// `timeout_in_millis` for `timeoutInMillis`.
fn snake(name: &str) -> String {
    let mut made = String::with_capacity(name.len() + 4);
    for letter in name.chars() {
        if letter.is_ascii_uppercase() {
            made.push('_');
        }
        made.push(letter.to_ascii_lowercase());
    }
    made
}

/// A value as Terraform writes it: like JSON, where a `${` in a text is told from an expression.
fn literal(value: &Json) -> String {
    value.to_string().replace("${", "$${")
}
