//! What the keys of a usage plan have used of its quota, day by day (F§3.5). The data plane counts no
//! requests of keys yet, so what is used is nothing; what remains is the quota, or what UpdateUsage
//! granted since the period began.

use std::collections::BTreeMap;

use gatewright_wire::apigateway::{
    GetUsageRequest, QuotaSettings, UpdateUsageRequest, Usage, UsagePlan, UsagePlanKey,
};
use gatewright_wire::error::ServiceError;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

use super::documents::{found, page, transact};
use super::patch::{Op, Otherwise, Rule, Rules, Wording};
use super::refusals::{bad_request, no_api_key, no_usage_plan};
use super::usage_plans::{key as plan_key, plan_key_key};
use crate::control::Scope;
use crate::store::{Batch, Stored};

/// How many days one answer has at most. AWS keeps as many.
const DAYS: i32 = 90;

/// What UpdateUsage granted to a key, by day: the requests that remained then.
type Granted = BTreeMap<String, i64>;

/// The key of what was granted to an API key in a plan.
pub(super) fn granted_key(scope: &Scope, plan: &str, key: &str) -> String {
    scope.key(&["usageplans", plan, "granted", key])
}

/// The first day of the quota's period that the day is in. A week's days count from Sunday and a
/// month's from its first; the offset is the period's first day among them \[C\].
fn period_start(quota: &QuotaSettings, day: Date) -> Date {
    let offset = quota.offset.unwrap_or(0);
    let (passed, length) = match quota.period.as_deref() {
        Some("WEEK") => (i32::from(day.weekday().to_sunday_zero_offset()) - offset, 7),
        Some("MONTH") => {
            let passed = i32::from(day.day()) - 1 - offset;
            let before = day.first_of_month().saturating_sub(Span::new().days(1));
            (passed, i32::from(before.days_in_month()))
        }
        _ => return day,
    };
    let passed = if passed < 0 { passed + length } else { passed };
    day.saturating_sub(Span::new().days(passed))
}

/// What remains of the quota on a day.
fn remaining(quota: &QuotaSettings, granted: &Granted, day: Date) -> i64 {
    let since = period_start(quota, day).to_string();
    granted
        .range(since..=day.to_string())
        .next_back()
        .map_or(i64::from(quota.limit.unwrap_or(0)), |(_, remaining)| {
            *remaining
        })
}

fn today(scope: &Scope) -> Date {
    let now = Timestamp::from_millisecond(scope.now_ms()).unwrap_or_default();
    now.to_zoned(TimeZone::UTC).date()
}

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
        let granted: Option<Granted> = scope.get(&granted_key(scope, id, &key))?;
        let granted = granted.unwrap_or_default();
        let quota = plan.value.quota.as_ref();
        let day = |day: &Date| vec![0, quota.map_or(0, |quota| remaining(quota, &granted, *day))];
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
    transact(scope, || {
        let plan: Stored<UsagePlan> = found(scope, &plan_key(scope, id), no_usage_plan)?;
        let place: Stored<UsagePlanKey> =
            found(scope, &plan_key_key(scope, id, key_id), no_api_key)?;
        let quota = plan
            .value
            .quota
            .ok_or_else(|| bad_request("Usage Plan has no quota to change the remainder of"))?; // [C]
        let key = granted_key(scope, id, key_id);
        let before: Option<Stored<Granted>> = scope.find(&key)?;
        let mut batch = Batch::new()
            .expect_revision(plan.key, plan.revision)
            .expect_revision(place.key, place.revision);
        batch = match &before {
            Some(before) => batch.expect_revision(&*key, before.revision),
            None => batch.expect_absent(&*key),
        };
        let mut granted = before.map(|before| before.value).unwrap_or_default();
        let today = today(scope);
        let mut grant = None;
        RULES.apply(&mut grant, input.patch_operations.as_deref())?;
        if let Some(remaining) = grant {
            let oldest = today.saturating_sub(Span::new().days(DAYS)).to_string();
            granted.retain(|day, _| *day >= oldest);
            granted.insert(today.to_string(), remaining);
            batch = batch.put(key, &granted);
        }
        let now = vec![vec![0, remaining(&quota, &granted, today)]];
        Ok((
            batch,
            Usage {
                usage_plan_id: Some(id.clone()),
                start_date: Some(today.to_string()),
                end_date: Some(today.to_string()),
                position: None,
                items: Some([(key_id.clone(), now)].into()),
            },
        ))
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_begins_on_the_day_of_its_offset() {
        for (period, offset, day, start) in [
            ("DAY", 0, "2026-11-23", "2026-11-23"),
            ("WEEK", 0, "2026-11-23", "2026-11-22"),
            ("WEEK", 1, "2026-11-22", "2026-11-16"),
            ("WEEK", 6, "2026-11-28", "2026-11-28"),
            ("MONTH", 0, "2026-11-23", "2026-11-01"),
            ("MONTH", 22, "2026-11-23", "2026-11-23"),
            ("MONTH", 23, "2026-11-23", "2026-10-24"),
            ("MONTH", 1, "2026-03-01", "2026-02-02"),
        ] {
            let quota = QuotaSettings {
                limit: Some(1),
                offset: Some(offset),
                period: Some(period.to_owned()),
            };
            let start: Date = start.parse().unwrap();
            assert_eq!(
                period_start(&quota, day.parse().unwrap()),
                start,
                "{period} {offset} {day}"
            );
        }
    }
}
