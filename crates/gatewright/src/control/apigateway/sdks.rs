//! GetSdk: a client of a stage as an archive. It is one file without dependencies, for browsers and
//! for Node.js from 20 on: a script for `javascript`, an ECMAScript module with its types for
//! `typescript`. It has a function for each method, named as AWS names them, that takes parameters,
//! a body and additional parameters, as those of AWS's client do.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use gatewright_gateway::api::Api;
use gatewright_wire::apigateway::{GetSdkRequest, Method, SdkResponse, Stage};
use gatewright_wire::error::ServiceError;
use gatewright_wire::values::Blob;
use serde::Serialize;
use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::documents::api;
use super::refusals::{bad_request, no_stage};
use super::sdk_types::is_sdk_type;
use super::snapshot::snapshot_key;
use super::stages::stage_key;
use crate::control::{Scope, internal};

/// What a client needs to be told of nothing but its API.
const CLIENT: &str = include_str!("sdks/client.js");
/// The types of the same.
const TYPES: &str = include_str!("sdks/client.d.ts");

/// The verbs that a method `ANY` stands for.
const ANY: [&str; 7] = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

/// GetSdk. AWS's clients for other languages are not made; the words of the refusals are not
/// recorded \[C\].
pub async fn get(scope: &Scope, input: GetSdkRequest) -> Result<SdkResponse, ServiceError> {
    let (api_id, kind) = (&input.rest_api_id, input.sdk_type.as_str());
    api(scope, api_id)?;
    let stage: Stage = scope
        .get(&stage_key(scope, api_id, &input.stage_name))?
        .ok_or_else(no_stage)?;
    let deployment = stage.deployment_id.as_deref().unwrap_or_default();
    let deployed: Api = scope
        .get(&snapshot_key(scope, api_id, deployment))?
        .ok_or_else(no_stage)?;
    let calls = calls(&deployed);
    let script = script(scope, &deployed, &input.stage_name, &calls)?;
    let files = match kind {
        "javascript" => vec![
            ("apiGateway-js-sdk/apigClient.js", javascript(&script)),
            (
                "apiGateway-js-sdk/README.md",
                readme(&deployed, &calls, JAVASCRIPT_USE),
            ),
        ],
        "typescript" => vec![
            (
                "apiGateway-ts-sdk/apigClient.js",
                format!("{script}\nexport default apigClientFactory;\nexport {{ newClient }};\n"),
            ),
            ("apiGateway-ts-sdk/apigClient.d.ts", types(&calls)),
            (
                "apiGateway-ts-sdk/package.json",
                package(&deployed, &input.stage_name),
            ),
            (
                "apiGateway-ts-sdk/README.md",
                readme(&deployed, &calls, TYPESCRIPT_USE),
            ),
        ],
        kind if is_sdk_type(kind) => {
            return Err(bad_request(format!(
                "SDKs of type '{kind}' cannot be generated here. Supported types are javascript,typescript"
            )));
        }
        kind => {
            return Err(bad_request(format!("Invalid SDK type specified: {kind}")));
        }
    };
    Ok(SdkResponse {
        content_type: Some("application/octet-stream".to_owned()),
        content_disposition: Some(format!("attachment; filename=\"{kind}_{deployment}.zip\"")),
        body: Some(Blob(archive(&files).map_err(internal)?.into())),
    })
}

/// A function of the client.
#[derive(Debug, Serialize)]
struct Call {
    #[serde(skip)]
    name: String,
    verb: String,
    path: String,
    /// The names of the parameters that have to be there; those of the path are among them.
    required: Vec<String>,
    query: Vec<String>,
    header: Vec<String>,
}

/// The functions for the methods of an API, in the order of their paths.
fn calls(api: &Api) -> Vec<Call> {
    let mut methods: Vec<(&str, &str, &Method)> = Vec::new();
    for (resource, verb, method) in api.methods() {
        let path = resource.path.as_deref().unwrap_or("/");
        if verb == "ANY" {
            let own = resource.resource_methods.iter().flatten();
            let own: BTreeSet<_> = own.map(|(verb, _)| verb.as_str()).collect();
            let rest = ANY.iter().filter(|verb| !own.contains(*verb));
            methods.extend(rest.map(|verb| (path, *verb, method)));
        } else {
            methods.push((path, verb, method));
        }
    }
    methods.sort_by_key(|(path, verb, _)| (*path, *verb));
    let mut names = BTreeSet::new();
    let calls = methods.into_iter().map(|(path, verb, method)| {
        let plain = name(path, verb);
        let mut name = plain.clone();
        let mut number = 2;
        while !names.insert(name.clone()) {
            name = format!("{plain}{number}");
            number += 1;
        }
        let mut call = Call {
            name,
            verb: verb.to_owned(),
            path: path.to_owned(),
            required: variables(path).map(str::to_owned).collect(),
            query: Vec::new(),
            header: Vec::new(),
        };
        for (parameter, required) in method.request_parameters.iter().flatten() {
            let Some((place, name)) = parameter
                .strip_prefix("method.request.")
                .and_then(|rest| rest.split_once('.'))
            else {
                continue;
            };
            match place {
                "querystring" | "multivaluequerystring" => call.query.push(name.to_owned()),
                "header" | "multivalueheader" => call.header.push(name.to_owned()),
                _ => continue,
            }
            if *required {
                call.required.push(name.to_owned());
            }
        }
        call
    });
    calls.collect()
}

/// `/pets/{petId}` and `GET` give `petsPetIdGet`, `/` gives `rootGet`.
fn name(path: &str, verb: &str) -> String {
    let mut name = String::new();
    let words = path.split(|character: char| !character.is_ascii_alphanumeric());
    for word in words.filter(|word| !word.is_empty()) {
        let (first, rest) = word.split_at(1);
        if name.is_empty() {
            name.push_str(&first.to_ascii_lowercase());
        } else {
            name.push_str(&first.to_ascii_uppercase());
        }
        name.push_str(rest);
    }
    if name.is_empty() {
        name.push_str("root");
    }
    let (first, rest) = verb.split_at(1);
    name + first + &rest.to_ascii_lowercase()
}

/// The names of a path's variables.
fn variables(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter_map(|segment| {
        let name = segment.strip_prefix('{')?.strip_suffix('}')?;
        Some(name.strip_suffix('+').unwrap_or(name))
    })
}

/// Where this server answers for the stage: by path, for a host name below `localhost` does not
/// resolve everywhere.
fn invoke_url(scope: &Scope, api_id: &str, stage: &str) -> String {
    let mut address = scope.server.settings.listen;
    if address.ip().is_unspecified() {
        address.set_ip(match address.ip() {
            IpAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
        });
    }
    format!("http://{address}/_aws/execute-api/{api_id}/{stage}")
}

/// The client's code, without what makes it a script or a module.
fn script(scope: &Scope, api: &Api, stage: &str, calls: &[Call]) -> Result<String, ServiceError> {
    let mut methods = String::new();
    for call in calls {
        let described = serde_json::to_string(call).map_err(internal)?;
        // A name may begin with a digit, which only a quoted one can.
        let _ = writeln!(methods, "  \"{}\": {described},", call.name);
    }
    let title = api.rest_api.name.as_deref().unwrap_or_default();
    let title = title.replace(['\n', '\r', '\u{2028}', '\u{2029}'], " ");
    Ok(format!(
        "// The client of the API {title}, stage {stage}.\n\nconst INVOKE_URL = {};\nconst REGION = {};\nconst METHODS = {{\n{methods}}};\n\n{CLIENT}",
        Value::from(invoke_url(scope, api.id(), stage)),
        Value::from(api.region.as_str()),
    ))
}

/// A script: the factory is global in a browser and the module in Node.js.
fn javascript(script: &str) -> String {
    format!(
        "'use strict';\n\n(function () {{\n{script}\nif (typeof module === 'object' && module.exports) {{\n  module.exports = apigClientFactory;\n}} else {{\n  globalThis.apigClientFactory = apigClientFactory;\n}}\n}}());\n"
    )
}

/// The types of the client's functions.
fn types(calls: &[Call]) -> String {
    let mut types = format!("{TYPES}\nexport interface ApigClient {{\n");
    for call in calls {
        let mut members = String::new();
        let mut all: Vec<&String> = call.required.iter().collect();
        all.extend(call.query.iter().chain(&call.header));
        let mut written = BTreeSet::new();
        for name in all.into_iter().filter(|name| written.insert(*name)) {
            let optional = if call.required.contains(name) {
                ""
            } else {
                "?"
            };
            let several = if call.query.contains(name) {
                " | string[]"
            } else {
                ""
            };
            let quoted = Value::from(name.as_str());
            let _ = write!(members, " {quoted}{optional}: string{several};");
        }
        let params = match (members.is_empty(), call.required.is_empty()) {
            (true, _) => "params?: {}".to_owned(),
            (false, true) => format!("params?: {{{members} }}"),
            (false, false) => format!("params: {{{members} }}"),
        };
        let _ = writeln!(
            types,
            "  /** {} {} */\n  \"{}\"<T = any>({params}, body?: unknown, additionalParams?: AdditionalParams): Promise<ApigResponse<T>>;",
            call.verb,
            // A path cannot hold what ends a comment: a star is no character of one.
            call.path,
            call.name
        );
    }
    types.push_str(
        "}\n\nexport function newClient(config?: ApigClientConfig): ApigClient;\ndeclare const apigClientFactory: { newClient: typeof newClient };\nexport default apigClientFactory;\n",
    );
    types
}

fn package(api: &Api, stage: &str) -> String {
    let package = serde_json::json!({
        "name": format!("apig-client-{}-{}", api.id(), stage.to_ascii_lowercase()),
        "version": "1.0.0",
        "type": "module",
        "main": "apigClient.js",
        "types": "apigClient.d.ts",
    });
    format!("{package:#}\n")
}

const JAVASCRIPT_USE: &str = "```html\n<script src=\"apigClient.js\"></script>\n```\n\nor, in Node.js, `const apigClientFactory = require('./apigClient.js');`. Then:\n\n```js\nconst client = apigClientFactory.newClient();\n```\n";
const TYPESCRIPT_USE: &str =
    "```ts\nimport { newClient } from './apigClient.js';\n\nconst client = newClient();\n```\n";

fn readme(api: &Api, calls: &[Call], use_it: &str) -> String {
    let title = api.rest_api.name.as_deref().unwrap_or_default();
    let title = title.replace(['\n', '\r'], " ");
    let mut text = format!(
        "# {title}\n\n{use_it}\n`newClient` takes `invokeUrl`, `apiKey`, and for methods with `AWS_IAM` authorization\n`accessKey`, `secretKey`, `sessionToken` and `region`. Each function takes parameters, a body, and\n`{{headers, queryParams}}`, and gives a promise of `{{status, headers, data}}`. It rejects with an\nerror whose `response` is the same, if the status is not of success.\n\n| function | calls | parameters |\n| --- | --- | --- |\n"
    );
    for call in calls {
        let mut parameters = call.required.clone();
        for name in call.query.iter().chain(&call.header) {
            if !parameters.contains(name) {
                parameters.push(format!("{name}?"));
            }
        }
        let _ = writeln!(
            text,
            "| `{}` | `{} {}` | {} |",
            call.name,
            call.verb,
            call.path,
            parameters.join(", ")
        );
    }
    text
}

fn archive(files: &[(&str, String)]) -> Result<Vec<u8>, zip::result::ZipError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        archive.start_file(*name, SimpleFileOptions::default())?;
        archive.write_all(text.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_named_as_aws_names_them() {
        for (path, verb, expected) in [
            ("/", "GET", "rootGet"),
            ("/pets", "POST", "petsPost"),
            ("/pets/{petId}", "GET", "petsPetIdGet"),
            (
                "/Pets-and-more/{proxy+}",
                "DELETE",
                "petsAndMoreProxyDelete",
            ),
        ] {
            assert_eq!(name(path, verb), expected);
        }
    }
}
