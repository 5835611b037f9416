//! Every rule is explained in sentences.

use gatewright_doctor::explain::explain;
use gatewright_gateway::fault::RuleCode;

#[test]
fn every_rule_is_explained_in_sentences() {
    for rule in RuleCode::ALL {
        let explanation = explain(*rule);
        assert_eq!(explanation.title, rule.summary());
        for sentence in [explanation.why, explanation.advice] {
            assert!(sentence.ends_with('.'), "{rule}: {sentence}");
            assert!(!sentence.contains(". "), "{rule}: {sentence}");
            assert!(sentence.len() < 200, "{rule}: {sentence}");
        }
        assert_ne!(explanation.why, explanation.title, "{rule}");
    }
}
