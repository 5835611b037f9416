//! What a trace keeps and shows: levels, records, test logs, names.

use std::cell::Cell;

use gatewright_gateway::trace::{
    Body, ConfigurationError, Event, JavaMap, LogLevel, Logging, STREAMS_PER_STAGE, Secret, Trace,
    TraceRecord, java_date, log_group, log_stream,
};

/// 8 June 2023, 15:09:51 UTC.
const NOW: i64 = 1_686_236_991_000;

/// A request with every kind of line, which fails or does not.
fn request(logging: Logging, watched: bool, failure: Option<ConfigurationError>) -> Trace {
    let mut trace = Trace::new("ID", NOW, watched);
    trace.set_logging(logging);
    trace.emit(Event::ExtendedRequestId("Vts2pH6ArPEFcuQ=".into()));
    trace.emit(Event::VerifyingUsagePlan {
        request_id: "ID".into(),
        key: Secret::default(),
        stage: "h733q2j6gb/Prod".into(),
    });
    trace.emit(Event::StartingExecution("ID".into()));
    trace.data(|| Event::MethodRequestHeaders(JavaMap::default()));
    trace.at(NOW + 41);
    trace.emit(Event::ReceivedResponse {
        status: Some(200),
        latency: 40,
    });
    trace.evidence(|| Event::EndpointResponseBody("answer".into()));
    if let Some(error) = failure {
        trace.emit(Event::ConfigurationError(error));
        trace.emit(Event::MethodCompleted(502));
    } else {
        trace.emit(Event::SuccessfullyCompleted);
        trace.emit(Event::MethodCompleted(200));
    }
    trace
}

fn logged(level: LogLevel, data_trace: bool, failure: Option<ConfigurationError>) -> Vec<String> {
    let record = request(Logging { level, data_trace }, false, failure).record();
    record.log_events().map(|(_, message)| message).collect()
}

#[test]
fn levels_show_what_the_table_says() {
    use ConfigurationError::{InternalError, MalformedProxyResponse};
    const OPENING: &str = "(ID) Extended Request Id: Vts2pH6ArPEFcuQ=";
    const PLAN: &str =
        "(ID) Verifying Usage Plan for request: ID. API Key:  API Stage: h733q2j6gb/Prod";
    const START: &str = "(ID) Starting execution for request: ID";
    const HEADERS: &str = "(ID) Method request headers: {}";
    const RECEIVED: &str = "(ID) Received response. Status: 200, Integration latency: 40 ms";
    const BODY: &str = "(ID) Endpoint response body before transformations: answer";
    const MALFORMED: &str =
        "(ID) Execution failed due to configuration error: Malformed Lambda proxy response";
    const VPC: &str = "(ID) Execution failed due to configuration error: There was an internal error while executing your request";
    const FAILED: &str = "(ID) Method completed with status: 502";
    const SUCCESS: &str = "(ID) Successfully completed execution";
    const DONE: &str = "(ID) Method completed with status: 200";
    let none: [&str; 0] = [];

    for data_trace in [false, true] {
        assert_eq!(logged(LogLevel::Off, data_trace, Some(InternalError)), none);
    }
    assert_eq!(logged(LogLevel::Error, false, None), none);
    assert_eq!(
        logged(LogLevel::Error, false, Some(InternalError)),
        [VPC, FAILED]
    );
    assert_eq!(
        logged(LogLevel::Error, false, Some(MalformedProxyResponse)),
        [BODY, MALFORMED, FAILED]
    );
    assert_eq!(
        logged(LogLevel::Error, true, None),
        [OPENING, HEADERS, BODY]
    );
    assert_eq!(
        logged(LogLevel::Error, true, Some(InternalError)),
        [OPENING, HEADERS, BODY, VPC, FAILED]
    );
    assert_eq!(
        logged(LogLevel::Info, false, None),
        [OPENING, PLAN, START, RECEIVED, SUCCESS, DONE]
    );
    assert_eq!(
        logged(LogLevel::Info, false, Some(InternalError)),
        [OPENING, PLAN, START, RECEIVED, VPC, FAILED]
    );
    assert_eq!(
        logged(LogLevel::Info, true, None),
        [OPENING, PLAN, START, HEADERS, RECEIVED, BODY, SUCCESS, DONE]
    );
}

#[test]
fn levels_are_named_as_in_a_stage() {
    for level in [LogLevel::Off, LogLevel::Error, LogLevel::Info] {
        assert_eq!(level.to_string().parse(), Ok(level));
    }
    assert!("info".parse::<LogLevel>().is_err());
}

#[test]
fn nothing_is_built_that_nobody_reads() {
    let built = Cell::new(0);
    let emit = |logging, watched| {
        let mut trace = Trace::new("ID", NOW, watched);
        trace.set_logging(logging);
        trace.data(|| {
            built.set(built.get() + 1);
            Event::MethodRequestBody(Body::EMPTY)
        });
        trace.events().count()
    };
    let at = |level, data_trace| Logging { level, data_trace };
    assert_eq!(emit(Logging::default(), false), 0);
    assert_eq!(emit(at(LogLevel::Off, true), false), 0);
    assert_eq!(emit(at(LogLevel::Info, false), false), 0);
    assert_eq!(built.get(), 0);
    assert_eq!(emit(at(LogLevel::Error, true), false), 1);
    assert_eq!(emit(Logging::default(), true), 1);
    assert_eq!(built.get(), 2);
}

/// A watcher gets everything, and the log group no more for it.
#[test]
fn a_watcher_changes_nothing_in_the_log_group() {
    let record = request(Logging::default(), true, None).record();
    assert_eq!(record.lines.len(), 8);
    assert!(!record.is_logged());
    assert_eq!(record.log_events().count(), 0);
    let watched = request(
        Logging {
            level: LogLevel::Info,
            data_trace: false,
        },
        true,
        None,
    )
    .record();
    let alone = request(
        Logging {
            level: LogLevel::Info,
            data_trace: false,
        },
        false,
        None,
    )
    .record();
    assert!(watched.log_events().eq(alone.log_events()));
}

#[test]
fn records_are_compact_and_give_events_back() {
    let trace = request(
        Logging {
            level: LogLevel::Info,
            data_trace: true,
        },
        false,
        None,
    );
    let record = trace.record();
    let text = serde_json::to_string(&record).unwrap();
    assert!(text.starts_with(
        r#"{"id":"ID","at":1686236991000,"lines":[[0,true,"Extended Request Id: Vts2pH6ArPEFcuQ="],"#
    ));
    assert_eq!(serde_json::from_str::<TraceRecord>(&text).unwrap(), record);
    assert_eq!(record.log_events().last().unwrap().0, NOW + 41);
    let events: Vec<Event> = record
        .lines
        .iter()
        .map(|line| line.event().unwrap())
        .collect();
    assert!(events.iter().eq(trace.events().map(|(_, event)| event)));
}

/// F§1.4, recorded.
#[test]
fn a_test_invocations_log() {
    let log = request(
        Logging::default(),
        true,
        Some(ConfigurationError::InvalidEndpointAddress),
    )
    .test_log();
    assert_eq!(
        log,
        "Execution log for request ID\n\
         Thu Jun 08 15:09:51 UTC 2023 : Starting execution for request: ID\n\
         Thu Jun 08 15:09:51 UTC 2023 : Method request headers: {}\n\
         Thu Jun 08 15:09:51 UTC 2023 : Received response. Status: 200, Integration latency: 40 ms\n\
         Thu Jun 08 15:09:51 UTC 2023 : Endpoint response body before transformations: answer\n\
         Thu Jun 08 15:09:51 UTC 2023 : Execution failed due to configuration error: Invalid endpoint address\n\
         Thu Jun 08 15:09:51 UTC 2023 : Method completed with status: 502\n"
    );
    assert_eq!(java_date(0), "Thu Jan 01 00:00:00 UTC 1970");
}

#[test]
fn groups_and_streams() {
    assert_eq!(
        log_group("h733q2j6gb", "Prod"),
        "API-Gateway-Execution-Logs_h733q2j6gb/Prod"
    );
    let stream = |n: u32| log_stream("h733q2j6gb", "Prod", &format!("request-{n}"));
    assert_eq!(stream(1), stream(1));
    let all: std::collections::BTreeSet<String> = (0..1000).map(stream).collect();
    assert_eq!(all.len() as u128, STREAMS_PER_STAGE);
    assert!(all.iter().all(
        |name| name.len() == 32 && name.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    ));
    assert!(!all.contains(&log_stream("h733q2j6gb", "Other", "request-1")));
}
