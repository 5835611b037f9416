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
