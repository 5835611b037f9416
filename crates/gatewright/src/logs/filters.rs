//! Metric filters and subscription filters of log groups. Metric filters are kept and shown: there
//! are no metrics to count. What a subscription filter selects is handed to whoever takes
//! [`LogService::take_deliveries`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::constraints::Constraints;
use super::filter::{FilterPattern, MAX_LENGTH};
use super::groups::Settings;
use super::{LogError, LogService, token};
use crate::home::Home;

/// AWS's quotas for one log group.
const MAX_METRIC_FILTERS: usize = 100;
const MAX_SUBSCRIPTION_FILTERS: usize = 2;
const MAX_DESCRIBED: i64 = 50;

/// A metric filter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MetricFilter {
    /// Its name.
    pub name: String,
    /// Its pattern.
    pub pattern: String,
    /// What it makes of what it selects.
    pub transformations: Vec<MetricTransformation>,
    /// Epoch milliseconds.
    pub creation_time: i64,
}

/// How a metric is made of selected events.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct MetricTransformation {
    /// The metric's name.
    pub name: String,
    /// Its namespace.
    pub namespace: String,
    /// The value of an event: a number or `$field`.
    pub value: String,
    /// The value while nothing is selected.
    pub default_value: Option<f64>,
    /// Its dimensions.
    pub dimensions: Option<BTreeMap<String, String>>,
    /// Its unit.
    pub unit: Option<String>,
}

/// A subscription filter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubscriptionFilter {
    /// Its name.
    pub name: String,
    /// Its pattern.
    pub pattern: String,
    /// The ARN of what is delivered to.
    pub destination: String,
    /// The role that would deliver to a stream.
    pub role: Option<String>,
    /// `ByLogStream` or `Random`.
    pub distribution: String,
    /// Epoch milliseconds.
    pub creation_time: i64,
}

/// Which metric filters to describe.
#[derive(Debug, Clone, Default)]
pub struct DescribeMetricFilters {
    /// Of which group; all if not given.
    pub group: Option<String>,
    /// What their names start with.
    pub prefix: Option<String>,
    /// The name and the namespace of a metric that they make.
    pub metric: Option<(String, String)>,
    /// At most so many, 50 if not given.
    pub limit: Option<i64>,
    /// The token of the page before.
    pub next_token: Option<String>,
}

/// A metric filter with its group's name.
pub type GroupsMetricFilter = (String, MetricFilter);

impl LogService {
    /// `PutMetricFilter`: makes or replaces one.
    ///
    /// # Errors
    /// [`LogError::NoSuchGroup`], [`LogError::InvalidParameter`] for a pattern that is none,
    /// [`LogError::LimitExceeded`].
    pub async fn put_metric_filter(
        &self,
        home: &Home,
        group: &str,
        name: &str,
        pattern: &str,
        transformations: Vec<MetricTransformation>,
    ) -> Result<(), LogError> {
        check_filter(name, pattern)?;
        let found = self.find_group(home, group).await?;
        let filters = &found.settings.metric_filters;
        if filters.len() >= MAX_METRIC_FILTERS && !filters.contains_key(name) {
            return Err(LogError::LimitExceeded);
        }
        let filter = MetricFilter {
            name: name.to_owned(),
            pattern: pattern.to_owned(),
            transformations,
            creation_time: self.now(),
        };
        let update = move |settings: &mut Settings| {
            settings.metric_filters.insert(filter.name.clone(), filter);
        };
        self.update_group(home, group, update).await
    }

    /// `DeleteMetricFilter`.
    ///
    /// # Errors
    /// [`LogError::NoSuchGroup`], [`LogError::NoSuchMetricFilter`].
    pub async fn delete_metric_filter(
        &self,
        home: &Home,
        group: &str,
        name: &str,
    ) -> Result<(), LogError> {
        let found = self.find_group(home, group).await?;
        if !found.settings.metric_filters.contains_key(name) {
            return Err(LogError::NoSuchMetricFilter);
        }
        let name = name.to_owned();
        let update = move |settings: &mut Settings| {
            settings.metric_filters.remove(&name);
        };
        self.update_group(home, group, update).await
    }

    /// `DescribeMetricFilters`: a page of metric filters by group and name, and the token of the next
    /// page.
    ///
    /// # Errors
    /// [`LogError::NoSuchGroup`], [`LogError::InvalidParameter`].
    pub async fn describe_metric_filters(
        &self,
        home: &Home,
        request: DescribeMetricFilters,
    ) -> Result<(Vec<GroupsMetricFilter>, Option<String>), LogError> {
        let after = request
            .next_token
            .as_deref()
            .map(token::unseal)
            .transpose()?;
        let groups = if let Some(group) = &request.group {
            vec![self.find_group(home, group).await?]
        } else {
            self.writer.flush().await;
            self.store
                .log_groups::<Settings>(&home.to_string(), "", None, usize::MAX)?
        };
        let prefix = request.prefix.as_deref().unwrap_or_default();
        let filters = groups.into_iter().flat_map(|group| {
            let name = group.name;
            let filters = group.settings.metric_filters.into_values();
            filters.map(move |filter| (name.clone(), filter))
        });
        let makes = |filter: &MetricFilter| {
            request.metric.as_ref().is_none_or(|(name, namespace)| {
                let mut made = filter.transformations.iter();
                made.any(|metric| metric.name == *name && metric.namespace == *namespace)
            })
        };
        let wanted = filters.filter(|(_, filter)| filter.name.starts_with(prefix) && makes(filter));
        // Neither name has a NUL.
        let place = |(group, filter): &GroupsMetricFilter| format!("{group}\0{}", filter.name);
        page(wanted, place, after, request.limit)
    }

    /// `PutSubscriptionFilter`: makes or replaces one. Whether its destination can be delivered to is
    /// the caller's to ask.
    ///
    /// # Errors
    /// [`LogError::NoSuchGroup`], [`LogError::InvalidParameter`] for a pattern that is none,
    /// [`LogError::LimitExceeded`].
    pub async fn put_subscription_filter(
        &self,
        home: &Home,
        group: &str,
        mut filter: SubscriptionFilter,
    ) -> Result<(), LogError> {
        check_filter(&filter.name, &filter.pattern)?;
        let found = self.find_group(home, group).await?;
        let filters = &found.settings.subscription_filters;
        if filters.len() >= MAX_SUBSCRIPTION_FILTERS && !filters.contains_key(&filter.name) {
            return Err(LogError::LimitExceeded);
        }
        filter.creation_time = self.now();
        let update = move |settings: &mut Settings| {
            let filters = &mut settings.subscription_filters;
            filters.insert(filter.name.clone(), filter);
        };
        self.update_group(home, group, update).await?;
        self.refresh_subscriptions(home, group).await
    }

    /// `DeleteSubscriptionFilter`.
    ///
    /// # Errors
    /// [`LogError::NoSuchGroup`], [`LogError::NoSuchSubscriptionFilter`].
    pub async fn delete_subscription_filter(
        &self,
        home: &Home,
        group: &str,
        name: &str,
    ) -> Result<(), LogError> {
        let found = self.find_group(home, group).await?;
        if !found.settings.subscription_filters.contains_key(name) {
            return Err(LogError::NoSuchSubscriptionFilter);
        }
        let name = name.to_owned();
        let update = move |settings: &mut Settings| {
            settings.subscription_filters.remove(&name);
        };
        self.update_group(home, group, update).await?;
        self.refresh_subscriptions(home, group).await
    }

    /// `DescribeSubscriptionFilters`: a page of a group's subscription filters by name, and the token
    /// of the next page.
    ///
    /// # Errors
    /// [`LogError::NoSuchGroup`], [`LogError::InvalidParameter`].
    pub async fn describe_subscription_filters(
        &self,
        home: &Home,
        group: &str,
        prefix: Option<&str>,
        limit: Option<i64>,
        next_token: Option<&str>,
    ) -> Result<(Vec<SubscriptionFilter>, Option<String>), LogError> {
        let after = next_token.map(token::unseal).transpose()?;
        let found = self.find_group(home, group).await?;
        let prefix = prefix.unwrap_or_default();
        let filters = found.settings.subscription_filters.into_values();
        let wanted = filters.filter(|filter| filter.name.starts_with(prefix));
        page(wanted, |filter| filter.name.clone(), after, limit)
    }

    /// Tells those who watch what is written which filters the group has now.
    async fn refresh_subscriptions(&self, home: &Home, group: &str) -> Result<(), LogError> {
        let found = self.find_group(home, group).await?;
        let filters = found.settings.subscription_filters.into_values();
        self.watch
            .subscribe(&home.to_string(), &found.name, filters);
        Ok(())
    }
}

fn check_filter(name: &str, pattern: &str) -> Result<(), LogError> {
    Constraints::default()
        .stream_name("filterName", name)
        .length("filterPattern", pattern, 0..=MAX_LENGTH)
        .check()?;
    FilterPattern::parse(pattern)?;
    Ok(())
}

/// A page of sorted things: those that come after the place `after`, and the token of the next page.
fn page<T>(
    things: impl Iterator<Item = T>,
    place: impl Fn(&T) -> String,
    after: Option<String>,
    limit: Option<i64>,
) -> Result<(Vec<T>, Option<String>), LogError> {
    let limit = limit.unwrap_or(MAX_DESCRIBED);
    Constraints::default()
        .range("limit", limit, 1..=MAX_DESCRIBED)
        .check()?;
    let limit = limit as usize;
    let mut found: Vec<T> = things
        .filter(|thing| after.as_ref().is_none_or(|after| place(thing) > *after))
        .take(limit + 1)
        .collect();
    let more = found.len() > limit;
    found.truncate(limit);
    let last = found.last().filter(|_| more);
    let token = last.map(|last| token::seal(&place(last)));
    Ok((found, token))
}
