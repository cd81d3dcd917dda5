//! A document is laid out in a way that a screen reader reads out of order, or that some people cannot read.

use crate::check::{DocumentLayout, Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    code: "reading-order",
    severity: Severity::Note,
    // Most tables of plans have cells that span rows, and are tagged so that they are read in order.
    usual: Usual::Off,
    about: "a document has turned text, a list in columns, or cells that span rows",
    why: "Somebody who enlarges the page, or has it read out, may lose the thread.",
    example: Example {
        wrong: "\
documents: [authority]
#           ^
",
        right: "\
documents: []
",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let documents = subject.profile.documents.iter();
    documents
        .filter_map(|name| {
            let layout = subject
                .documents
                .iter()
                .find(|layout| layout.template == name.as_str())?;
            let traits = traits(layout)?;
            Some(
                RULE.finding(
                    name.place,
                    format!("the document `{}` has {traits}", layout.template),
                )
                .help(way_out(layout)),
            )
        })
        .collect()
}

fn way_out(layout: &DocumentLayout) -> &'static str {
    if layout.turned || layout.spanning {
        "`dutybound build --accessible` makes a copy with headings and simple tables, for whoever asks for one; `layout: \
         accessible` in a template of your own makes it so for everybody."
    } else {
        "Leave `columns` of the list out in a template of your own."
    }
}

/// What is hard to read in a document, in words.
fn traits(layout: &DocumentLayout) -> Option<String> {
    let traits = [
        (layout.turned, "text that runs from the foot to the top"),
        (layout.columns, "a list in several columns"),
        (layout.spanning, "cells that span several rows"),
    ];
    let traits: Vec<&str> = traits
        .into_iter()
        .filter_map(|(has, words)| has.then_some(words))
        .collect();
    let (last, others) = traits.split_last()?;
    Some(if others.is_empty() {
        (*last).to_string()
    } else {
        format!("{} and {last}", others.join(", "))
    })
}
