//! What the keys of a usage plan have used of its quota, day by day (F§3.5).

use std::collections::BTreeMap;

use gatewright_wire::apigateway::{
    GetUsageRequest, UpdateUsageRequest, Usage, UsagePlan, UsagePlanKey,
};
use gatewright_wire::error::ServiceError;
use jiff::Span;
use jiff::civil::Date;

use super::documents::{found, page};
use super::patch::{Op, Otherwise, Rule, Rules, Wording};
use super::refusals::{bad_request, no_api_key, no_usage_plan};
use super::usage_plans::{key as plan_key, plan_key_key};
use crate::control::{Scope, internal};
use crate::plans::{counted, usage_key};
use crate::store::Stored;
use crate::usage::{DAYS, day};

/// The days from the first to the last. The words of the refusals are not recorded \[C\].
fn days(first: &str, last: &str) -> Result<Vec<Date>, ServiceError> {
    let date = |text: &str, name: &str| {
        Date::strptime("%Y-%m-%d", text)
            .map_err(|_| bad_request(format!("Invalid {name} specified, must be yyyy-MM-dd")))
    };
    let (first, last) = (date(first, "startDate")?, date(last, "endDate")?);
    if last < first {
        return Err(bad_request("startDate must not be after endDate"));
    }
    let length = first.until(last).map_or(DAYS, |span| span.get_days());
    if length >= DAYS {
        return Err(bad_request(format!(
            "The range of dates must not exceed {DAYS} days"
        )));
    }
    let days = (0..=length).map(|passed| first.saturating_add(Span::new().days(passed)));
    Ok(days.collect())
}

/// GetUsage: for each key of the plan, or for one, and each day what was used and what remained. A
/// plan without a quota leaves nothing to count down from; it shows as none remaining \[C\].
pub async fn get(scope: &Scope, input: GetUsageRequest) -> Result<Usage, ServiceError> {
    let id = &input.usage_plan_id;
    let plan: Stored<UsagePlan> = found(scope, &plan_key(scope, id), no_usage_plan)?;
    let days = days(&input.start_date, &input.end_date)?;
    let (places, position) = match &input.key_id {
        Some(key) => {
            let place: Stored<UsagePlanKey> =
                found(scope, &plan_key_key(scope, id, key), no_api_key)?;
            (vec![place.value], None)
        }
        None => page(
            scope,
            &scope.key(&["usageplans", id, "keys"]),
            input.position.as_deref(),
            input.limit,
        )?,
    };
    let mut items = BTreeMap::new();
    for key in places.into_iter().filter_map(|place| place.id) {
        let quota = plan.value.quota.as_ref();
        let counter = usage_key(&plan.key, &key);
        let quota = quota.map(|quota| counted(&counter, quota));
        let used = scope.server.usage.load(&counter).await;
        let used = used.map_err(internal)?.days();
        let day = |day: &Date| {
            let remaining = quota
                .as_ref()
                .map_or(0, |quota| used.remaining(quota, *day));
            vec![used.used(*day), remaining]
        };
        items.insert(key, days.iter().map(day).collect());
    }
    Ok(Usage {
        usage_plan_id: Some(id.clone()),
        start_date: Some(input.start_date),
        end_date: Some(input.end_date),
        position,
        items: Some(items),
    })
}

const RULES: Rules<Option<i64>> = Rules {
    wording: Wording::ListsPaths,
    rules: &[Rule::<Option<i64>>::with("/remaining", |remaining, patch| {
        let number = patch.value.and_then(|value| value.parse().ok());
        // [C]: no recording of these words.
        let number = number
            .filter(|number| *number >= 0)
            .ok_or_else(|| bad_request("Invalid remaining quota specified"))?;
        *remaining = Some(number);
        Ok(())
    })
    .on(Op::REPLACE, Otherwise::ListsOps)],
};

/// UpdateUsage: what remains to a key until its quota's period ends.
pub async fn update(scope: &Scope, input: UpdateUsageRequest) -> Result<Usage, ServiceError> {
    let (id, key_id) = (&input.usage_plan_id, &input.key_id);
    let plan: Stored<UsagePlan> = found(scope, &plan_key(scope, id), no_usage_plan)?;
    found::<UsagePlanKey>(scope, &plan_key_key(scope, id, key_id), no_api_key)?;
    let counter = usage_key(&plan.key, key_id);
    let quota = plan
        .value
        .quota
        .map(|quota| counted(&counter, &quota))
        .ok_or_else(|| bad_request("Usage Plan has no quota to change the remainder of"))?; // [C]
    let mut grant = None;
    RULES.apply(&mut grant, input.patch_operations.as_deref())?;
    let (usage, now) = (&scope.server.usage, scope.now_ms());
    if let Some(remaining) = grant {
        let granted = usage.grant(&quota, now, remaining).await;
        granted.map_err(internal)?;
    }
    let used = usage.load(&counter).await.map_err(internal)?.days();
    let today = day(now);
    let shown = vec![vec![used.used(today), used.remaining(&quota, today)]];
    Ok(Usage {
        usage_plan_id: Some(id.clone()),
        start_date: Some(today.to_string()),
        end_date: Some(today.to_string()),
        position: None,
        items: Some([(key_id.clone(), shown)].into()),
    })
}
