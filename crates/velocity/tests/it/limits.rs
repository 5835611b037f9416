//! Templates that would never end, or never fit, end in an error.

use gatewright_velocity::{Params, Profile, Scope, Template};

fn failure(template: &str, profile: Profile) -> String {
    let mut scope = Scope::new().with_input(r#"{"a": [1]}"#, Params::default());
    match Template::parse(template, profile).map(|template| template.render(&mut scope)) {
        Ok(Ok(text)) => format!("{} bytes of text", text.len()),
        Ok(Err(error)) => error.class.to_owned(),
        Err(error) => error.class.to_owned(),
    }
}

#[test]
fn runaway_templates_end_in_an_error() {
    let doubling = format!("#set($s = 'x'){}", "#set($s = \"$s$s\")".repeat(40));
    let nested = "#foreach($i in [1..1000])".repeat(4) + "x" + &"#end".repeat(4);
    let deep_if = "#if(true)".repeat(100_000);
    let deep_list = format!("#set($x = {}", "[".repeat(100_000));
    let deep_parentheses = format!("#set($x = {}", "(".repeat(100_000));
    let deep_calls = format!("$a.b{}", "($a.b".repeat(100_000));
    let long_sum = format!("#set($x = 1{})$x", " + 1".repeat(100_000));
    let self_adding = "#set($l = [1])#foreach($i in [1..60])#set($q = $l.addAll($l))#end";
    for template in [
        doubling.as_str(),
        &nested,
        &deep_if,
        &deep_list,
        &deep_parentheses,
        &deep_calls,
        &long_sum,
        self_adding,
    ] {
        let name = &template[..template.len().min(60)];
        assert_eq!(failure(template, Profile::Aws), "LimitExceeded", "{name}");
    }
    assert_eq!(
        failure("#set($x = [1..2000000000])", Profile::Aws),
        "LimitExceeded"
    );
    assert_eq!(
        failure("#set($s = 'ab')$s.repeat(2000000000)", Profile::Aws),
        "LimitExceeded"
    );
    assert_eq!(
        failure("#macro(m)#m()#end#m()", Profile::Stock),
        "MacroOverflowException"
    );
    assert_eq!(
        failure(
            "#set($s = \"#evaluate($s)\")#set($s = '#evaluate($s)')#evaluate($s)",
            Profile::Stock
        ),
        "LimitExceeded"
    );
}

#[test]
fn a_render_holds_only_so_much() {
    let million = "[1..1000000]";
    let million_times = "#foreach($i in [1..1000])".repeat(2);
    let ends = "#end".repeat(2);
    let long = format!("#set($s = '{}')", "x".repeat(100_000));
    let json = format!("#set($j = '[{}1]')", "1,".repeat(50_000));
    let growing = [
        // Lists of ranges: set one by one, in one literal, by nested loops over them.
        format!(
            "#set($l = []){}",
            format!("#set($q = $l.add({million}))").repeat(30)
        ),
        format!("#set($l = [{}])", [million; 30].join(", ")),
        format!(
            "{}{}",
            format!("#foreach($i in [{million}])").repeat(30),
            "#end".repeat(30)
        ),
        // One item, entry or character after another.
        format!(
            "#set($l = []){million_times}#set($q = $l.addAll([1, 2, 3, 4, 5, 6, 7, 8]))#set($q = $l.add('x')){ends}"
        ),
        format!(
            "{long}#set($m = {{}}){million_times}#set($q = $m.put(\"$s.substring(0, 999)$foreach.parent.index,$foreach.index\", 1)){ends}"
        ),
        format!("#set($m = {{}}){million_times}#set($m.x = {{'x': $m.x}}){ends}"),
        // Copies that are kept.
        format!("{long}#set($l = []){million_times}#set($q = $l.add(\"$s$i\")){ends}"),
        format!("{long}#set($l = []){million_times}#set($q = $l.add($s.replace('x', 'y'))){ends}"),
        format!("{long}#set($l = []){million_times}#set($t = $s + 'x')#set($q = $l.add($t)){ends}"),
        format!(
            "{long}#set($l = []){million_times}#set($q = $l.add($util.base64Encode($s))){ends}"
        ),
        format!("{json}#set($l = []){million_times}#set($q = $l.add($util.parseJson($j))){ends}"),
        "#set($l = [1..900000])#set($k = [])".to_owned()
            + &"#set($q = $k.add($l.subList(0, 800000)))".repeat(30),
    ];
    for template in growing {
        let name = &template[..template.len().min(60)];
        assert_eq!(failure(&template, Profile::Aws), "LimitExceeded", "{name}");
    }
}

#[test]
fn what_one_call_would_make_far_too_much_of_is_not_made() {
    let long = format!(
        "#set($s = '{}')#set($l = []){}",
        "x".repeat(1000),
        "#set($s = \"$s$s\")".repeat(13)
    );
    for call in [
        "#set($q = $s.bytes)",
        "#set($q = $s.getBytes())",
        "#set($q = $s.getBytes('UTF-16'))",
        "#set($q = $s.toCharArray())",
        "#set($l = [$s, $s, $s])#set($q = $s.join(',', $l))",
        "#set($q = $s.repeat(1000))",
        "#set($q = $s.replace('x', 'yyy'))",
        "#set($q = $s.split(''))",
        "#set($q = $s.concat($s).concat($s))",
        "#foreach($i in [1..40])#set($q = $l.add($s.toUpperCase()))#end",
    ] {
        let outcome = failure(&format!("{long}{call}"), Profile::Aws);
        assert_eq!(outcome, "LimitExceeded", "{call}");
    }
}

#[test]
fn regular_expressions_that_take_too_long_are_given_up() {
    let letters = format!(
        "#set($s = 'aaaaaaaaaaaaaaaa'){}",
        "#set($s = \"$s$s\")".repeat(16)
    );
    for call in [
        // Every group of some letters may be split in two.
        "#set($t = $s.substring(0, 60))$t.matches('(?:(a|aa)+)+\\1b')",
        // Every search goes to the end and comes back.
        "$s.replaceAll('[^b]*b|a', 'x')",
        "$s.split('[^b]*b|a')",
    ] {
        let outcome = failure(&format!("{letters}{call}"), Profile::Aws);
        assert_eq!(outcome, "LimitExceeded", "{call}");
    }
}

#[test]
fn what_is_let_go_of_is_not_held() {
    let loops = |body: &str| {
        let source = format!("#foreach($i in [1..1000])#foreach($j in [1..3]){body}#end#end");
        failure(&source, Profile::Aws)
    };
    assert_eq!(loops("#set($l = [1..4000])"), "0 bytes of text");
    // A text of 150,000 characters, put together bit by bit.
    let bit = "x".repeat(50);
    assert_eq!(
        loops(&format!("#set($s = $s + '{bit}')")),
        "0 bytes of text"
    );
    assert_eq!(
        loops(&format!("#set($s = \"$!s{bit}\")")),
        "0 bytes of text"
    );
}

#[test]
fn values_that_hold_themselves_are_printed_and_compared() {
    let template = "#set($m = {})#set($n = {})#set($q = $m.put('n', $n))#set($q = $n.put('m', $m))\
                    #set($l = [$m])#foreach($i in [1..60])#set($l = [$l, $l])#end$l.hashCode()#if($l == $l)T#end";
    let template = Template::parse(template, Profile::Aws).unwrap();
    assert!(template.render(&mut Scope::new()).is_ok());
}

#[test]
fn a_template_is_rendered_by_many_threads() {
    let template =
        Template::parse("#foreach($x in $input.path('$.a'))$x;#end", Profile::Aws).unwrap();
    std::thread::scope(|threads| {
        for number in 0..4 {
            let template = &template;
            threads.spawn(move || {
                let mut scope =
                    Scope::new().with_input(&format!("{{\"a\": [{number}]}}"), Params::default());
                assert_eq!(template.render(&mut scope).unwrap(), format!("{number};"));
            });
        }
    });
}

#[test]
fn values_that_nest_very_deep_are_let_go_of() {
    let nest = |step: &str| {
        format!(
            "{}{step}{}done",
            "#foreach($i in [1..100])".repeat(2),
            "#{end}".repeat(2)
        )
    };
    for step in [
        "#set($l = [$l])",
        "#set($l = {'k': $l})",
        "#set($m = [$l])#set($l = $m.iterator())",
    ] {
        let template = Template::parse(&nest(&step.repeat(20)), Profile::Aws).unwrap();
        assert_eq!(
            template.render(&mut Scope::new()).unwrap(),
            "done",
            "{step}"
        );
    }
}
