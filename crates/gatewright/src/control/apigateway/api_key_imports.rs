//! ImportApiKeys: API keys from a file of comma-separated values. The columns are the developer
//! guide's ("API Gateway API key file format"): `name` and `key`, and `description`, `enabled` and
//! `usageplanIds` if wanted, in any order and spelled in any case.

use gatewright_wire::apigateway::{
    ApiKey, ApiKeyIds, ImportApiKeysRequest, UsagePlan, UsagePlanKey,
};
use gatewright_wire::error::ServiceError;

use super::api_keys::{self, check, check_value, now, value_key};
use super::documents::{found, new_id, transact};
use super::plans_changed;
use super::refusals::{bad_request, no_usage_plan};
use super::usage_plans::{self, plan_key_key};
use crate::control::Scope;
use crate::store::{Batch, Stored};

/// ImportApiKeys. A row that cannot be imported is a warning, or, with `failonwarnings`, refuses all
/// of them. The warnings' words are not recorded \[C\].
pub async fn import(scope: &Scope, input: ImportApiKeysRequest) -> Result<ApiKeyIds, ServiceError> {
    let text = std::str::from_utf8(&input.body.0).map_err(|_| no_file("it is not UTF-8"))?;
    let rows = rows(text)?;
    let done = transact(scope, || {
        let mut batch = Batch::new();
        let (mut ids, mut warnings, mut values) = (Vec::new(), Vec::new(), Vec::new());
        for (line, row) in &rows {
            match created(scope, row, &values) {
                Ok((key, plans)) => {
                    batch = put(scope, batch, &key, plans);
                    values.push(row.value.as_str());
                    ids.extend(key.id);
                }
                Err(error) => warnings.push(format!("Row {line}: {}", error.message)),
            }
        }
        if input.fail_on_warnings == Some(true) && !warnings.is_empty() {
            return Err(bad_request(format!(
                "Warnings found during import:\n\t{}",
                warnings.join("\n\t")
            )));
        }
        Ok((
            batch,
            ApiKeyIds {
                ids: Some(ids),
                warnings: Some(warnings).filter(|warnings| !warnings.is_empty()),
            },
        ))
    })
    .await;
    plans_changed(scope);
    done
}

/// The refusal of a file that is none; the words are not recorded \[C\].
fn no_file(why: &str) -> ServiceError {
    bad_request(format!("Failed to parse the API key file: {why}"))
}

/// One key of the file.
#[derive(Debug, Default, PartialEq)]
struct Row {
    name: String,
    value: String,
    description: Option<String>,
    enabled: bool,
    usage_plans: Vec<String>,
}

/// What the row creates: a key, and the plans that it is put into. `earlier` are the values of the
/// rows above.
fn created(
    scope: &Scope,
    row: &Row,
    earlier: &[&str],
) -> Result<(ApiKey, Vec<Stored<UsagePlan>>), ServiceError> {
    check_value(&row.value)?;
    let index = value_key(scope, &row.value);
    if earlier.contains(&row.value.as_str()) || scope.get::<String>(&index)?.is_some() {
        return Err(api_keys::taken());
    }
    let key = ApiKey {
        id: Some(new_id(10)),
        value: Some(row.value.clone()),
        name: Some(row.name.clone()),
        description: row.description.clone(),
        enabled: Some(row.enabled),
        created_date: Some(now(scope)),
        last_updated_date: Some(now(scope)),
        stage_keys: Some(Vec::new()),
        ..ApiKey::default()
    };
    check(&key)?;
    let plan = |id: &String| found(scope, &usage_plans::key(scope, id), no_usage_plan);
    let plans: Result<_, _> = row.usage_plans.iter().map(plan).collect();
    Ok((key, plans?))
}

fn put(scope: &Scope, batch: Batch, key: &ApiKey, plans: Vec<Stored<UsagePlan>>) -> Batch {
    let id = key.id.as_deref().unwrap_or_default();
    let index = value_key(scope, key.value.as_deref().unwrap_or_default());
    let mut batch = batch
        .expect_absent(&*index)
        .put(index, id)
        .put(api_keys::key(scope, id), key);
    for plan in plans {
        let place = UsagePlanKey {
            id: Some(id.to_owned()),
            r#type: Some("API_KEY".to_owned()),
            ..UsagePlanKey::default()
        };
        let plan_id = plan.value.id.as_deref().unwrap_or_default();
        batch = batch
            .expect_revision(plan.key, plan.revision)
            .put(plan_key_key(scope, plan_id, id), &place);
    }
    batch
}

/// The rows below the header, with their numbers in the file.
fn rows(text: &str) -> Result<Vec<(usize, Row)>, ServiceError> {
    let mut records = records(text.strip_prefix('\u{feff}').unwrap_or(text)).into_iter();
    let header = records.next().unwrap_or_default();
    let column = |name: &str| {
        header
            .iter()
            .position(|column| column.trim().eq_ignore_ascii_case(name))
    };
    let (Some(name), Some(key)) = (column("name"), column("key")) else {
        return Err(no_file("its header has to name the columns name and key"));
    };
    let optional = ["description", "enabled", "usageplanIds"].map(column);
    let rows = records.enumerate().filter_map(|(index, record)| {
        if record.iter().all(|field| field.trim().is_empty()) {
            return None;
        }
        let field = |at: Option<usize>| at.and_then(|at| record.get(at)).map(|it| it.trim());
        let [description, enabled, plans] = optional.map(field);
        let text = |at| field(Some(at)).unwrap_or_default().to_owned();
        let row = Row {
            name: text(name),
            value: text(key),
            description: description
                .filter(|text| !text.is_empty())
                .map(str::to_owned),
            enabled: enabled.is_some_and(|word| word.eq_ignore_ascii_case("true")),
            usage_plans: plans
                .unwrap_or_default()
                .split(',')
                .map(str::trim)
                .filter(|plan| !plan.is_empty())
                .map(str::to_owned)
                .collect(),
        };
        // The header is the first.
        Some((index + 2, row))
    });
    Ok(rows.collect())
}

/// Comma-separated values as RFC 4180 has them: what is in quotation marks may hold commas, line
/// ends and, doubled, quotation marks.
fn records(text: &str) -> Vec<Vec<String>> {
    let mut records = Vec::new();
    let (mut record, mut field) = (Vec::new(), String::new());
    let mut quoted = false;
    let mut rest = text.chars().peekable();
    while let Some(next) = rest.next() {
        match next {
            '"' if quoted && rest.next_if_eq(&'"').is_some() => field.push('"'),
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(std::mem::take(&mut field)),
            '\r' if !quoted && rest.peek() == Some(&'\n') => {}
            '\n' if !quoted => {
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
            }
            other => field.push(other),
        }
    }
    if !field.is_empty() || !record.is_empty() {
        record.push(field);
        records.push(record);
    }
    records
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn columns_in_any_order_and_values_in_quotation_marks() {
        let file = "Key,usageplanIds,NAME,Enabled,description\r\nk1,\"a, b\",one,TRUE,\"says \"\"hi\"\"\"\r\n\r\nk2,,two,,\n";
        let row = |name: &str, value: &str| Row {
            name: name.to_owned(),
            value: value.to_owned(),
            ..Row::default()
        };
        let first = Row {
            description: Some("says \"hi\"".to_owned()),
            enabled: true,
            usage_plans: vec!["a".to_owned(), "b".to_owned()],
            ..row("one", "k1")
        };
        assert_eq!(rows(file).unwrap(), [(2, first), (4, row("two", "k2"))]);
    }

    #[test]
    fn a_file_without_the_columns_is_none() {
        for file in ["", "name\nx", "k,v\na,b"] {
            assert!(rows(file).is_err(), "{file}");
        }
    }

    proptest! {
        #[test]
        fn what_is_quoted_comes_back(fields in prop::collection::vec(prop::collection::vec(".*", 1..4), 1..4)) {
            let line = |record: &Vec<String>| {
                let quoted: Vec<_> = record
                    .iter()
                    .map(|field| format!("\"{}\"", field.replace('"', "\"\"")))
                    .collect();
                quoted.join(",")
            };
            let text: Vec<_> = fields.iter().map(line).collect();
            prop_assert_eq!(records(&(text.join("\n") + "\n")), fields);
        }
    }
}
