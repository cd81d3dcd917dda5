//! All findings as one SARIF log.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use dutybound::check::{Rule, Usual, rules};
use dutybound::diagnostic::{CODES, sentence};

use super::Checked;

/// The whole log, as JSON.
pub(super) fn log(checked: &Checked) -> String {
    let described: Vec<Value> = rules()
        .map(of_rule)
        .chain(
            CODES
                .iter()
                .flat_map(|group| group.codes)
                .map(|(code, severity, meaning)| {
                    json!({
                        "id": code,
                        "shortDescription": { "text": meaning.replace('`', "'") },
                        "defaultConfiguration": { "level": severity.word() },
                    })
                }),
        )
        .collect();
    let ids = described.iter().enumerate();
    let index: BTreeMap<&str, usize> = ids
        .filter_map(|(index, rule)| Some((rule["id"].as_str()?, index)))
        .collect();
    let results: Vec<Value> = checked
        .each()
        .map(|(workspace, finding)| {
            let sources = workspace.sources();
            sources.sarif(finding, index.get(finding.code).copied())
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": "dutybound",
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": described,
                },
            },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).unwrap_or_default()
}

fn of_rule(rule: &Rule) -> Value {
    let plain = |text: &str| sentence(text).replace('`', "'");
    let help = format!(
        "{}\n\nReported:\n\n{}\n\nPut right:\n\n{}",
        rule.why, rule.example.wrong, rule.example.right
    );
    let markdown = format!(
        "{}\n\nReported:\n\n```yaml\n{}\n```\n\nPut right:\n\n```yaml\n{}\n```",
        rule.why, rule.example.wrong, rule.example.right
    );
    json!({
        "id": rule.code,
        "shortDescription": { "text": plain(rule.about) },
        "fullDescription": { "text": plain(rule.why) },
        "help": { "text": help, "markdown": markdown },
        "defaultConfiguration": {
            "enabled": rule.usual == Usual::On,
            "level": rule.severity.word(),
        },
    })
}
