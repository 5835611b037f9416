//! Logs Insights' queries, run over a few events.

use gatewright::logs::insights::{Event, Query, Run};
use proptest::prelude::*;

const LAMBDA: &str = "/aws/lambda/f";

fn event(number: i64, group: &str, message: &str) -> Event {
    Event {
        timestamp: 1_700_000_000_000 - number * 60_000,
        ingestion_time: 1_700_000_000_500,
        message: message.to_owned(),
        stream: format!("stream-{}", number % 2),
        group: group.to_owned(),
        log: format!("123456789012:{group}"),
        pointer: format!("pointer-{number}"),
    }
}

/// The rows of a query over messages, newest first, a minute apart; each as `field=value …`, without
/// the pointers.
fn rows_of(group: &str, messages: &[&str], query: &str) -> Vec<String> {
    let query = Query::parse(query).unwrap_or_else(|error| panic!("{query}: {error}"));
    let mut run = Run::new(&query, 1_700_000_100_000);
    for (number, message) in (0..).zip(messages) {
        if !run.take(event(number, group, message)) {
            break;
        }
    }
    let rows = run.finish(10_000);
    let shown = |row: Vec<(String, String)>| {
        let cells = row.into_iter().filter(|(field, _)| field != "@ptr");
        let cells: Vec<String> = cells
            .map(|(field, value)| format!("{field}={value}"))
            .collect();
        cells.join(" ")
    };
    rows.into_iter().map(shown).collect()
}

#[test]
fn queries_give_what_the_reference_says() {
    let json = [
        r#"{"level": "ERROR", "took": 30, "user": {"name": "ann", "tags": ["x", "y"]}, "ok": true}"#,
        r#"{"level": "INFO", "took": 10, "user": {"name": "bob"}, "ok": false}"#,
        r#"{"level": "ERROR", "took": 20.5, "user": {"name": "ann"}}"#,
        "no JSON",
    ];
    // The query, and its rows.
    let cases: &[(&str, &[&str])] = &[
        (
            "limit 1",
            &[
                r#"@timestamp=2023-11-14 22:13:20.000 @message={"level": "ERROR", "took": 30, "user": {"name": "ann", "tags": ["x", "y"]}, "ok": true}"#,
            ],
        ),
        (
            "fields level, took | limit 2",
            &["level=ERROR took=30", "level=INFO took=10"],
        ),
        (
            "fields user.name as who, user.tags.1 | filter level = 'ERROR'",
            &["who=ann user.tags.1=y", "who=ann"],
        ),
        (
            "fields took * 2 + 1 as more, took % 7, -took, 2 ^ 3 | limit 1",
            &["more=61 took % 7=2 -took=-30 2 ^ 3=8"],
        ),
        (
            "filter took > 10 and took < 30 | fields took",
            &["took=20.5"],
        ),
        (
            "filter not (level = \"ERROR\") and ispresent(took) | display took",
            &["took=10"],
        ),
        (
            "filter level != 'ERROR' | fields @message | sort @timestamp asc | limit 1",
            &["@message=no JSON"],
        ),
        (
            "filter @message like /(?i)NO j/ | fields @logStream, @log",
            &["@logStream=stream-1 @log=123456789012:g"],
        ),
        (
            "filter @message like 'bob' or user.name =~ /^a.n$/ | stats count(*)",
            &["count(*)=3"],
        ),
        (
            "filter @message not like /level/ | stats count() as n",
            &["n=1"],
        ),
        (
            "filter level in ['INFO', 'WARN'] | fields level",
            &["level=INFO"],
        ),
        (
            "filter took not in [10, 30] and ispresent(took) | fields took",
            &["took=20.5"],
        ),
        ("filter ok = true | fields ok", &["ok=1"]),
        ("filter ok = 0 | fields took", &["took=10"]),
        (
            "stats count(*), avg(took), min(took) as least, max(took), sum(took) by level | sort level desc",
            &[
                "level=INFO count(*)=1 avg(took)=10 least=10 max(took)=10 sum(took)=10",
                "level=ERROR count(*)=2 avg(took)=25.25 least=20.5 max(took)=30 sum(took)=50.5",
                "count(*)=1",
            ],
        ),
        (
            "stats count(*) by bin(2m) | sort `bin(2m)` asc",
            &[
                "bin(2m)=2023-11-14 22:10:00.000 count(*)=2",
                "bin(2m)=2023-11-14 22:12:00.000 count(*)=2",
            ],
        ),
        (
            "stats count_distinct(user.name) as users, pct(took, 50), median(took) as m, stddev(took) as s",
            &["users=2 pct(took, 50)=20.5 m=20.5 s=8.1684"],
        ),
        (
            "stats latest(took) as new, earliest(took) as old, sortsFirst(level) as a, sortsLast(level) as b",
            &["new=30 old=20.5 a=ERROR b=INFO"],
        ),
        ("stats sum(took) / count(took) as mean", &["mean=20.1667"]),
        (
            "filter level = 'NOTHING' | stats count(*) as none",
            &["none=0"],
        ),
        (
            "stats max(took) as most by user.name | filter most > 10 | fields most * 2 as twice",
            &["user.name=ann most=30 twice=60"],
        ),
        (
            "stats count(*) as n by level | stats max(n) as most",
            &["most=2"],
        ),
        (
            "fields took | filter ispresent(took) | sort took desc | limit 2",
            &["took=30", "took=20.5"],
        ),
        (
            "fields level, took | sort level asc, took asc | filter ispresent(took)",
            &[
                "level=ERROR took=20.5",
                "level=ERROR took=30",
                "level=INFO took=10",
            ],
        ),
        (
            "fields user.name as who | filter ispresent(who) | dedup who",
            &["who=ann", "who=bob"],
        ),
        (
            "parse @message '\"name\": \"*\"' as name | filter ispresent(name) | display name",
            &["name=ann", "name=bob", "name=ann"],
        ),
        (
            "fields level | parse @message /took\": (?<t>[0-9]+)/ | filter level = 'INFO'",
            &["level=INFO t=10"],
        ),
        (
            "parse user.name 'b*' as rest | filter rest = 'ob' | display rest",
            &["rest=ob"],
        ),
        (
            "fields toupper(user.name) as u, strlen(level) as l, substr(level, 1, 2) as s | limit 1",
            &["u=ANN l=5 s=RR"],
        ),
        (
            "fields concat(level, '-', took) as c, replace(level, 'R', 'r') as r | limit 1",
            &["c=ERROR-30 r=ErrOr"],
        ),
        (
            "fields trim('  a ') as t, ltrim('xxa', 'x') as l, isempty('') as e, isblank(' ') as b | limit 1",
            &["t=a l=a e=1 b=1"],
        ),
        (
            "fields coalesce(nothing, level) as c, greatest(took, 40) as g, floor(20.7) as f, abs(-1) as a, sqrt(9) as s | limit 1",
            &["c=ERROR g=40 f=20 a=1 s=3"],
        ),
        (
            "fields datefloor(@timestamp, 1h) as h, dateceil(@timestamp, 1h) as c, datefloor(@timestamp, 1mo) as m | limit 1",
            &["h=2023-11-14 22:00:00.000 c=2023-11-14 23:00:00.000 m=2023-11-01 00:00:00.000"],
        ),
        (
            "fields tomillis(@timestamp) as ms, now() as now, frommillis(0) as zero | limit 1",
            &["ms=1700000000000 now=1700000100 zero=1970-01-01 00:00:00.000"],
        ),
        (
            "filter @timestamp >= 1700000000000 | stats count(*) as n",
            &["n=1"],
        ),
        (
            "# a comment\nfields level # another\n| limit 1",
            &["level=ERROR"],
        ),
        ("fields 1 / 0 as none, level | limit 1", &["level=ERROR"]),
        (
            "fields if(took > 20, 'slow', 'fast') as speed | filter ispresent(took)",
            &["speed=slow", "speed=fast", "speed=slow"],
        ),
    ];
    for (query, rows) in cases {
        assert_eq!(rows_of("g", &json, query), *rows, "{query}");
    }
}

#[test]
fn lambdas_lines_have_fields_of_their_own() {
    let id = "8f507cfc-0b7d-4f0e-9b1e-2f1e4c8f3f2a";
    let start = format!("START RequestId: {id} Version: $LATEST\n");
    let own = format!("2023-11-14T22:13:20.000Z\t{id}\tINFO\thello {{\"a\": {{\"b\": 1}}}}\n");
    let report = format!(
        "REPORT RequestId: {id}\tDuration: 12.50 ms\tBilled Duration: 13 ms\tMemory Size: 128 MB\tMax Memory Used: 40 MB\tInit Duration: 100.25 ms\t\n"
    );
    let messages = [report.as_str(), own.as_str(), start.as_str()];
    let cases: &[(&str, &[&str])] = &[
        (
            "filter @type = 'REPORT' | stats max(@memorySize / 1000 / 1000) as mb, avg(@duration), max(@billedDuration), max(@initDuration)",
            &["mb=128 avg(@duration)=12.5 max(@billedDuration)=13 max(@initDuration)=100.25"],
        ),
        (
            "filter @type != 'REPORT' and @type != 'START' | fields a.b",
            &["a.b=1"],
        ),
        (
            "stats count(*) by @requestId",
            &["@requestId=8f507cfc-0b7d-4f0e-9b1e-2f1e4c8f3f2a count(*)=3"],
        ),
    ];
    for (query, rows) in cases {
        assert_eq!(rows_of(LAMBDA, &messages, query), *rows, "{query}");
    }
}

#[test]
fn what_is_no_query_is_refused_with_its_place() {
    let cases = [
        (
            "",
            "unexpected symbol found <EOF> at line 1 and position 0",
            0,
        ),
        (
            "fields",
            "unexpected symbol found <EOF> at line 1 and position 6",
            6,
        ),
        (
            "fields @message |",
            "unexpected symbol found <EOF> at line 1 and position 17",
            17,
        ),
        (
            "fields @message\n| filer a = 1",
            "unexpected symbol found filer at line 2 and position 2",
            18,
        ),
        (
            "filter a = ",
            "unexpected symbol found <EOF> at line 1 and position 11",
            11,
        ),
        (
            "filter (a = 1",
            "unexpected symbol found <EOF> at line 1 and position 13",
            13,
        ),
        (
            "filter a = 1)",
            "unexpected symbol found ) at line 1 and position 12",
            12,
        ),
        ("filter a like /(/", "invalid regular expression: /(/", 14),
        ("filter a = 'x", "unterminated string", 11),
        ("fields nothing(a)", "unknown function nothing", 7),
        ("fields strlen(a, b)", "strlen does not take 2 arguments", 7),
        (
            "fields count(*)",
            "count can be used in stats only, and not within an aggregate",
            7,
        ),
        (
            "stats a by b",
            "unexpected symbol found by at line 1 and position 8",
            8,
        ),
        (
            "stats sum(count(*))",
            "count can be used in stats only, and not within an aggregate",
            10,
        ),
        ("limit 0", "limit must be a whole number from 1 to 10000", 6),
        (
            "limit 20000",
            "limit must be a whole number from 1 to 10000",
            6,
        ),
        (
            "parse @message '*-*' as a",
            "the number of fields (1) must be the number of wildcards (2) in the parse expression",
            15,
        ),
        (
            "parse @message /a(b)/",
            "the parse expression has no named group: (?<field>…)",
            15,
        ),
        (
            "stats count(*) by bin(5 parsecs)",
            "unexpected symbol found 5 at line 1 and position 22",
            22,
        ),
        (
            "fields a | pattern @message",
            "gatewright does not run the command pattern of Logs Insights",
            11,
        ),
    ];
    for (query, message, start) in cases {
        let error = Query::parse(query).expect_err(query);
        assert_eq!(
            (error.message.as_str(), error.start),
            (message, start),
            "{query}"
        );
    }
    let deep = format!("filter {}1{}", "(".repeat(10_000), ")".repeat(10_000));
    let error = Query::parse(&deep).unwrap_err();
    assert_eq!(error.message, "the expression is nested too deeply");
}

/// Pieces of queries, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("fields "),
        Just("filter "),
        Just("stats "),
        Just("sort "),
        Just("limit "),
        Just("parse "),
        Just("display "),
        Just("dedup "),
        Just("| "),
        Just(", "),
        Just("( "),
        Just(") "),
        Just("[ "),
        Just("] "),
        Just("a "),
        Just("@message "),
        Just("@timestamp "),
        Just("a.b.0 "),
        Just("`x y` "),
        Just("'text' "),
        Just("\"*,*\" "),
        Just("/(?<n>[a-z]+)/ "),
        Just("1 "),
        Just("-2.5e3 "),
        Just("5m "),
        Just("count(*) "),
        Just("avg(a) "),
        Just("pct(a, 95) "),
        Just("bin(1h) "),
        Just("datefloor(a, 1mo) "),
        Just("strlen(a) "),
        Just("substr(a, 1, 2) "),
        Just("frommillis(a) "),
        Just("dateceil(frommillis(a * 1e15), 3mo) "),
        Just("by "),
        Just("as "),
        Just("asc "),
        Just("desc "),
        Just("and "),
        Just("or "),
        Just("not "),
        Just("like "),
        Just("in "),
        Just("= "),
        Just("!= "),
        Just("< "),
        Just(">= "),
        Just("=~ "),
        Just("+ "),
        Just("- "),
        Just("* "),
        Just("/ "),
        Just("% "),
        Just("^ "),
        Just("# comment\n"),
        Just("'"),
        Just("`"),
        Just("ü"),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// Queries that are ones, for the most part.
fn queries() -> impl Strategy<Value = String> {
    let value = prop_oneof![
        Just("a"),
        Just("b.c"),
        Just("@timestamp"),
        Just("@message"),
        Just("12"),
        Just("'x'"),
        Just("a * 1e300 * 1e300"),
        Just("strlen(@message)"),
        Just("bin(5m)"),
        Just("datefloor(frommillis(a * 1e18), 2mo)"),
        Just("a / 0"),
        Just("substr(@message, a, 5)"),
        Just("coalesce(x, b.c, -a)"),
        Just("(a = 1 or not b.c like 'y')"),
        Just("dateceil(frommillis(-9e18), 7w)"),
        Just("greatest(a, 2) % 0"),
    ];
    let command = (value.clone(), value, 0..8).prop_map(|(one, other, kind)| match kind {
        0 => format!("fields {one} as a, {other}"),
        1 => format!("filter {one} < {other}"),
        2 => format!("stats count(*), max({one}) as a, pct({other}, 90), latest({one}) by {other}"),
        3 => format!("sort {one} desc, {other}"),
        4 => "limit 2".to_owned(),
        5 => format!("parse ({one}) '*=*' as a, x"),
        6 => format!("dedup {one}, {other}"),
        _ => format!("display {one}, {other} as b"),
    });
    prop::collection::vec(command, 1..5).prop_map(|commands| commands.join(" | "))
}

fn messages() -> impl Strategy<Value = Vec<String>> {
    let message = prop_oneof![
        any::<String>(),
        any::<f64>().prop_map(|a| format!("{{\"a\": {a:e}, \"b\": {{\"c\": \"a=b\"}}}}")),
        any::<i64>().prop_map(|a| format!("{{\"a\": {a}}}")),
    ];
    prop::collection::vec(message, 0..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_the_parser_panic(text in prop_oneof![pieces(), any::<String>()]) {
        if let Err(error) = Query::parse(&text) {
            prop_assert!(error.start <= error.end);
            prop_assert!(error.start <= text.chars().count());
        }
    }

    #[test]
    fn no_query_panics_whatever_the_events(query in queries(), messages in messages()) {
        let query = Query::parse(&query).unwrap();
        let mut run = Run::new(&query, 0);
        for (number, message) in (0..).zip(&messages) {
            if !run.take(event(number, LAMBDA, message)) {
                break;
            }
        }
        let (scanned, matched) = (run.scanned(), run.matched());
        let rows = run.finish(3);
        prop_assert!(matched <= scanned && scanned <= messages.len() as u64);
        prop_assert!(rows.len() <= messages.len().max(1));
        for (field, _) in rows.iter().flatten() {
            prop_assert!(!field.is_empty());
        }
    }
}
