//! What comes of searching for a word and replacing it everywhere.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};

use super::scan::{hits, read};
use super::spot::{like, spot};
use super::table::{Of, TABLE};

pub(super) const RULE: Rule = Rule {
    code: "over-substitution",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "a word stands where it makes no sense, as after searching and replacing: “pupils or pupils”",
    why: "Such a sentence says something that nobody meant, and shows that nobody has read it.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  introduction: We work with local trusts, local authorities and the police, for all pupils or pupils.
  #                                ^                                                           ^",
        right: "\
plan:
  title: Prevent action plan
  introduction: We work with local colleges, local authorities and the police, for all pupils or students.",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (passage, scan, hit) in hits(subject) {
        let Of::OverSubstitution(number) = hit.of else {
            continue;
        };
        let wording = &TABLE.over_substitution[number];
        if !wording.applies(passage.text, scan, hit) {
            continue;
        }
        let range = scan.range(&hit.meant);
        let spot = spot(subject, passage, &range);
        let (whole, why) = (
            &passage.text[scan.range(&hit.whole)],
            wording.why.as_deref().unwrap_or_default(),
        );
        let message = format!("`{whole}` is odd: {why}");
        findings.push(if let Some(write) = &wording.write {
                let write = like(&passage.text[range], write);
                let finding = RULE.finding(spot.place, message).help(format!(
                    "Write `{write}`; before a placeholder, let it choose: {{{{ words.setting | with_article }}}}."
                ));
                if passage.written == passage.text {
                    spot.fixed(finding, &write)
                } else {
                    finding
                }
            } else {
                let mut finding = RULE
                    .finding(spot.place, message)
                    .help("Write which bodies are meant.");
                if wording.note {
                    finding.severity = Severity::Note;
                }
                finding
            });
    }
    findings.sort_by_key(|finding| (finding.place, finding.severity == Severity::Note));
    findings.dedup_by_key(|finding| finding.place);
    for (passage, scan) in read(subject) {
        for &at in &scan.doubled {
            let spot = spot(subject, passage, &scan.range(&(at..at + 1)));
            let said = &passage.text[scan.range(&(at - 2..at + 1))];
            let message = format!("`{said}` says the same word twice");
            findings.push(
                RULE.finding(spot.place, message)
                    .help("Write the word once, or the other word that is meant."),
            );
        }
    }
    findings
}
