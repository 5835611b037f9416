//! What CloudWatch counts of requests to stages: Count, 4XXError, 5XXError, CacheHitCount, CacheMissCount, Latency and
//! IntegrationLatency, of each stage and, where `metricsEnabled` is on, of each method. Counted since the server's start, in memory.
//!
//! `GET /_gatewright/metrics` gives all for Prometheus; `GET /_gatewright/metrics/{api}/{stage}` one stage's in
//! CloudWatch's words:
//!
//! ```json
//! {"api": "abc123", "stage": "prod",
//!  "metrics": {"Count": 3, "4XXError": 1, "5XXError": 0, "CacheHitCount": 0, "CacheMissCount": 0,
//!              "Latency": {"SampleCount": 3, "Sum": 12, "Minimum": 2, "Maximum": 7, "Average": 4.0},
//!              "IntegrationLatency": {"SampleCount": 0, "Sum": 0, "Minimum": null, "Maximum": null, "Average": null}},
//!  "methods": [{"resource": "/pets", "method": "GET", "metrics": {…}}]}
//! ```

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use serde_json::{Value, json};

/// The upper bounds of the histograms, in milliseconds; API Gateway's default time-out is among them.
const BOUNDS: [u64; 14] = [
    1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 29_000,
];

/// The metrics of all stages.
#[derive(Debug, Default)]
pub struct Metrics {
    /// By API and stage.
    stages: Mutex<BTreeMap<(String, String), Arc<StageMetrics>>>,
}

/// One stage's.
#[derive(Debug, Default)]
pub struct StageMetrics {
    all: Counts,
    /// Of the methods that are measured by themselves, by resource path and verb.
    methods: RwLock<BTreeMap<(String, String), Arc<Counts>>>,
}

/// One request, as it is counted.
#[derive(Clone, Copy, Debug)]
pub struct Measured {
    /// The answer's status.
    pub status: u16,
    /// From the request's arrival to its answer, in milliseconds.
    pub latency: u64,
    /// How long the integration took, in milliseconds, if it was called.
    pub integration_latency: Option<u64>,
    /// Whether a response that the stage keeps answered, if one was looked for.
    pub cache_hit: Option<bool>,
}

/// Every request has a latency, so that the latencies count the requests.
#[derive(Debug, Default)]
struct Counts {
    client_errors: AtomicU64,
    server_errors: AtomicU64,
    cache_hits: AtomicU64,
    cache_misses: AtomicU64,
    latency: Distribution,
    integration_latency: Distribution,
}

/// Values in milliseconds.
#[derive(Debug)]
struct Distribution {
    sum: AtomicU64,
    minimum: AtomicU64,
    maximum: AtomicU64,
    /// How many are in each bound and above the one before; the last has what is above all.
    buckets: [AtomicU64; BOUNDS.len() + 1],
}

impl Default for Distribution {
    fn default() -> Self {
        Self {
            sum: AtomicU64::new(0),
            minimum: AtomicU64::new(u64::MAX),
            maximum: AtomicU64::new(0),
            buckets: Default::default(),
        }
    }
}

impl Metrics {
    /// The metrics of a stage, which begin now if it has none.
    pub fn stage(&self, api: &str, stage: &str) -> Arc<StageMetrics> {
        let mut stages = self.stages.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (api.to_owned(), stage.to_owned());
        Arc::clone(stages.entry(key).or_default())
    }

    /// Forgets what was counted.
    pub fn clear(&self) {
        self.stages
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }

    /// One stage's metrics in CloudWatch's words, if it was called.
    pub fn json(&self, api: &str, stage: &str) -> Option<Value> {
        let key = (api.to_owned(), stage.to_owned());
        let metrics = {
            let stages = self.stages.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(stages.get(&key)?)
        };
        let methods: Vec<Value> = metrics
            .methods()
            .into_iter()
            .map(|((resource, method), counts)| {
                json!({"resource": resource, "method": method, "metrics": counts.json()})
            })
            .collect();
        Some(json!({
            "api": api,
            "stage": stage,
            "metrics": metrics.all.json(),
            "methods": methods,
        }))
    }

    /// All metrics in Prometheus's text format, version 0.0.4.
    pub fn prometheus(&self) -> String {
        let stages: Vec<_> = {
            let stages = self.stages.lock().unwrap_or_else(PoisonError::into_inner);
            let stages = stages.iter();
            stages
                .map(|(key, metrics)| (key.clone(), Arc::clone(metrics)))
                .collect()
        };
        let mut of_methods = Vec::new();
        for ((api, stage), metrics) in &stages {
            for ((resource, method), counts) in metrics.methods() {
                let labels = labels(&[
                    ("api", api),
                    ("stage", stage),
                    ("resource", &resource),
                    ("method", &method),
                ]);
                of_methods.push((labels, counts));
            }
        }
        let of_methods: Vec<(&str, &Counts)> = of_methods
            .iter()
            .map(|(labels, counts)| (labels.as_str(), &**counts))
            .collect();
        let of_stages: Vec<(String, &Counts)> = stages
            .iter()
            .map(|((api, stage), metrics)| {
                (labels(&[("api", api), ("stage", stage)]), &metrics.all)
            })
            .collect();
        let of_stages: Vec<(&str, &Counts)> = of_stages
            .iter()
            .map(|(labels, counts)| (labels.as_str(), *counts))
            .collect();
        let mut text = String::new();
        families(&mut text, "stage", &of_stages);
        families(&mut text, "method", &of_methods);
        text
    }
}

impl StageMetrics {
    /// Counts a request. `method` is the resource's path and the verb of the method that served it, if that is measured
    /// by itself.
    pub fn observe(&self, measured: Measured, method: Option<(&str, &str)>) {
        self.all.observe(measured);
        if let Some((resource, verb)) = method {
            self.method(resource, verb).observe(measured);
        }
    }

    fn method(&self, resource: &str, verb: &str) -> Arc<Counts> {
        let key = (resource.to_owned(), verb.to_owned());
        {
            let methods = self.methods.read().unwrap_or_else(PoisonError::into_inner);
            if let Some(counts) = methods.get(&key) {
                return Arc::clone(counts);
            }
        }
        let mut methods = self.methods.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(methods.entry(key).or_default())
    }

    fn methods(&self) -> Vec<((String, String), Arc<Counts>)> {
        let methods = self.methods.read().unwrap_or_else(PoisonError::into_inner);
        methods
            .iter()
            .map(|(key, counts)| (key.clone(), Arc::clone(counts)))
            .collect()
    }
}

impl Counts {
    fn observe(&self, measured: Measured) {
        match measured.status {
            400..=499 => self.client_errors.fetch_add(1, Ordering::Relaxed),
            500..=599 => self.server_errors.fetch_add(1, Ordering::Relaxed),
            _ => 0,
        };
        match measured.cache_hit {
            Some(true) => self.cache_hits.fetch_add(1, Ordering::Relaxed),
            Some(false) => self.cache_misses.fetch_add(1, Ordering::Relaxed),
            None => 0,
        };
        self.latency.observe(measured.latency);
        if let Some(latency) = measured.integration_latency {
            self.integration_latency.observe(latency);
        }
    }

    fn json(&self) -> Value {
        json!({
            "Count": self.latency.count(),
            "4XXError": self.client_errors.load(Ordering::Relaxed),
            "5XXError": self.server_errors.load(Ordering::Relaxed),
            "CacheHitCount": self.cache_hits.load(Ordering::Relaxed),
            "CacheMissCount": self.cache_misses.load(Ordering::Relaxed),
            "Latency": self.latency.json(),
            "IntegrationLatency": self.integration_latency.json(),
        })
    }
}

impl Distribution {
    fn observe(&self, value: u64) {
        let bucket = BOUNDS.partition_point(|bound| *bound < value);
        if let Some(bucket) = self.buckets.get(bucket) {
            bucket.fetch_add(1, Ordering::Relaxed);
        }
        self.sum.fetch_add(value, Ordering::Relaxed);
        // Seldom new, and looking costs less than writing.
        if value < self.minimum.load(Ordering::Relaxed) {
            self.minimum.fetch_min(value, Ordering::Relaxed);
        }
        if value > self.maximum.load(Ordering::Relaxed) {
            self.maximum.fetch_max(value, Ordering::Relaxed);
        }
    }

    /// How many values there are.
    fn count(&self) -> u64 {
        self.buckets
            .iter()
            .map(|bucket| bucket.load(Ordering::Relaxed))
            .sum()
    }

    /// How many are not above each bound, and how many there are.
    fn cumulative(&self) -> ([u64; BOUNDS.len()], u64) {
        let mut total = 0;
        let mut up_to = [0; BOUNDS.len()];
        for (at, bucket) in self.buckets.iter().enumerate() {
            total += bucket.load(Ordering::Relaxed);
            if let Some(up_to) = up_to.get_mut(at) {
                *up_to = total;
            }
        }
        (up_to, total)
    }

    fn json(&self) -> Value {
        let count = self.count();
        let sum = self.sum.load(Ordering::Relaxed);
        let known = |value: &AtomicU64| (count > 0).then(|| value.load(Ordering::Relaxed));
        json!({
            "SampleCount": count,
            "Sum": sum,
            "Minimum": known(&self.minimum),
            "Maximum": known(&self.maximum),
            "Average": (count > 0).then(|| sum as f64 / count as f64),
        })
    }
}

/// The families of stages or of methods, each with its samples.
fn families(text: &mut String, of: &str, samples: &[(&str, &Counts)]) {
    type Counter = fn(&Counts) -> u64;
    type Histogram = fn(&Counts) -> &Distribution;
    let counters: [(&str, &str, Counter); 5] = [
        ("requests", "Requests (Count)", |it| it.latency.count()),
        (
            "4xx_errors",
            "Answers with a client error (4XXError)",
            |it| it.client_errors.load(Ordering::Relaxed),
        ),
        (
            "5xx_errors",
            "Answers with a server error (5XXError)",
            |it| it.server_errors.load(Ordering::Relaxed),
        ),
        (
            "cache_hits",
            "Answers from the stage's cache (CacheHitCount)",
            |it| it.cache_hits.load(Ordering::Relaxed),
        ),
        (
            "cache_misses",
            "Answers that could have been cached and were not (CacheMissCount)",
            |it| it.cache_misses.load(Ordering::Relaxed),
        ),
    ];
    let histograms: [(&str, &str, Histogram); 2] = [
        (
            "latency",
            "From a request's arrival to its answer (Latency)",
            |it| &it.latency,
        ),
        (
            "integration_latency",
            "What the integration took of it (IntegrationLatency)",
            |it| &it.integration_latency,
        ),
    ];
    if samples.is_empty() {
        return;
    }
    for (name, help, value) in counters {
        let name = format!("gatewright_{of}_{name}_total");
        head(text, &name, help, of, "counter");
        for (labels, counts) in samples {
            let value = value(counts);
            line(text, format_args!("{name}{{{labels}}} {value}"));
        }
    }
    for (name, help, value) in histograms {
        let name = format!("gatewright_{of}_{name}_milliseconds");
        head(text, &name, help, of, "histogram");
        for (labels, counts) in samples {
            let distribution = value(counts);
            let (up_to, count) = distribution.cumulative();
            for (bound, up_to) in BOUNDS.iter().zip(up_to) {
                line(
                    text,
                    format_args!("{name}_bucket{{{labels},le=\"{bound}\"}} {up_to}"),
                );
            }
            let sum = distribution.sum.load(Ordering::Relaxed);
            line(
                text,
                format_args!("{name}_bucket{{{labels},le=\"+Inf\"}} {count}"),
            );
            line(text, format_args!("{name}_sum{{{labels}}} {sum}"));
            line(text, format_args!("{name}_count{{{labels}}} {count}"));
        }
    }
}

fn head(text: &mut String, name: &str, help: &str, of: &str, kind: &str) {
    line(text, format_args!("# HELP {name} {help}, by {of}."));
    line(text, format_args!("# TYPE {name} {kind}"));
}

fn line(text: &mut String, line: std::fmt::Arguments<'_>) {
    // Writing to a text does not fail.
    let _ = writeln!(text, "{line}");
}

/// Labels as they stand between braces.
fn labels(pairs: &[(&str, &str)]) -> String {
    let pairs = pairs.iter().map(|(name, value)| {
        let value = value.replace('\\', r"\\").replace('"', "\\\"");
        format!("{name}=\"{}\"", value.replace('\n', r"\n"))
    });
    pairs.collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(status: u16, latency: u64, integration_latency: Option<u64>) -> Measured {
        Measured {
            status,
            latency,
            integration_latency,
            cache_hit: None,
        }
    }

    #[test]
    fn requests_are_counted_by_stage_and_method() {
        let metrics = Metrics::default();
        let stage = metrics.stage("abc123", "prod");
        stage.observe(measured(200, 4, Some(3)), Some(("/pets", "GET")));
        stage.observe(measured(404, 2, None), None);
        stage.observe(measured(502, 40_000, Some(30_001)), None);
        for cache_hit in [Some(true), Some(false), Some(true)] {
            let measured = Measured {
                cache_hit,
                ..measured(200, 2, None)
            };
            stage.observe(measured, None);
        }
        let shown = metrics.json("abc123", "prod").unwrap();
        assert_eq!(
            shown["metrics"],
            json!({
                "Count": 6, "4XXError": 1, "5XXError": 1, "CacheHitCount": 2, "CacheMissCount": 1,
                "Latency": {"SampleCount": 6, "Sum": 40_012, "Minimum": 2, "Maximum": 40_000, "Average": 40_012.0 / 6.0},
                "IntegrationLatency": {"SampleCount": 2, "Sum": 30_004, "Minimum": 3, "Maximum": 30_001, "Average": 15_002.0},
            })
        );
        let [method] = shown["methods"].as_array().unwrap().as_slice() else {
            panic!("one method: {shown}");
        };
        assert_eq!(method["resource"], "/pets");
        assert_eq!(method["metrics"]["Count"], 1);
        assert_eq!(metrics.json("abc123", "dev"), None);
        metrics.clear();
        assert_eq!(metrics.json("abc123", "prod"), None);
        assert_eq!(metrics.prometheus(), "");
    }

    #[test]
    fn what_is_empty_has_no_average() {
        let metrics = Metrics::default();
        metrics.stage("a", "b");
        let shown = metrics.json("a", "b").unwrap();
        assert_eq!(
            shown["metrics"]["Latency"],
            json!({"SampleCount": 0, "Sum": 0, "Minimum": null, "Maximum": null, "Average": null})
        );
    }

    #[test]
    fn prometheus_reads_counters_and_cumulative_buckets() {
        let metrics = Metrics::default();
        let stage = metrics.stage("abc123", "prod");
        stage.observe(measured(200, 1, Some(0)), Some(("/a\"b\\c", "GET")));
        stage.observe(measured(500, 30_000, None), None);
        let text = metrics.prometheus();
        let labels = "api=\"abc123\",stage=\"prod\"";
        for expected in [
            format!("gatewright_stage_requests_total{{{labels}}} 2"),
            format!("gatewright_stage_5xx_errors_total{{{labels}}} 1"),
            format!("gatewright_stage_latency_milliseconds_bucket{{{labels},le=\"1\"}} 1"),
            format!("gatewright_stage_latency_milliseconds_bucket{{{labels},le=\"29000\"}} 1"),
            format!("gatewright_stage_latency_milliseconds_bucket{{{labels},le=\"+Inf\"}} 2"),
            format!("gatewright_stage_latency_milliseconds_sum{{{labels}}} 30001"),
            format!("gatewright_stage_integration_latency_milliseconds_count{{{labels}}} 1"),
            format!(
                "gatewright_method_requests_total{{{labels},resource=\"/a\\\"b\\\\c\",method=\"GET\"}} 1"
            ),
        ] {
            assert!(
                text.lines().any(|line| line == expected),
                "{expected}\nis not in\n{text}"
            );
        }
    }
}
