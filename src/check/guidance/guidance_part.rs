//! Guidance is named with a part or an annex that is about something else, or that it does not have.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::model::{Provision, Status};
use crate::text::words;

use super::provisions::{Named, known, named, reference_of, references, spoken_of};
use super::said::{place, typed_place};

pub(super) const RULE: Rule = Rule {
    code: "guidance-part",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "guidance is named with a part or an annex that is about something else, or that it does not have",
    why: "Annexes change their letters from edition to edition, and staff are sent to the wrong pages.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  introduction: \"All staff have read {{ cite('kcsie-2025') }}, Part one and Annex A.\"
#                                                                           ^
",
        right: "\
plan:
  title: Prevent action plan
  introduction: \"All staff have read {{ cite('kcsie-2025') }}, Part one and Annex B.\"
",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    named(subject, false)
        .iter()
        .filter_map(|named| of_part(named, subject))
        .collect()
}

fn of_part(named: &Named<'_, '_>, subject: &Subject<'_>) -> Option<Diagnostic> {
    let reference = &named.reference;
    let place = place(subject, named.passage, named.text, &reference.words)?;
    let typed = &named.text[reference.words.clone()];
    let title = &named.entry.title.value;
    let Some(provision) = named.known else {
        return unknown(named).then(|| {
            let message = format!("the guidance register knows no {typed} of “{title}”");
            RULE.note(place, message)
                .help("Look into the edition that you name, and write the annex as it has it.")
        });
    };
    let message = format!("{typed} of “{title}” is {}", provision.means.value);
    if let Some(instead) = repeated_beside(named, provision) {
        let right = reference_of(instead)?;
        let words = &named.text[reference.words.start..reference.number.start];
        let finding = sure(named, provision, RULE.finding(place, message)).help(format!(
            "Those who read {} need no shorter one. For Prevent, {} is meant: {}.",
            provision.repeats.as_ref()?.value,
            instead.name.value,
            instead.means.value
        ));
        let place = typed_place(subject, named.passage, named.text, &reference.words);
        return Some(match place {
            Some(place) => finding.fix(Fix::replace(place, format!("{words}{}", right.label))),
            None => finding,
        });
    }
    let meant = spoken_of(named.entry, reference.division, named.sentence);
    let itself = meant.iter().any(|meant| std::ptr::eq(*meant, provision));
    let named_rightly = named
        .beside
        .iter()
        .filter_map(|beside| known(named.entry, beside))
        .any(|beside| meant.iter().any(|meant| std::ptr::eq(*meant, beside)));
    let only = meant.first().filter(|_| !itself && !named_rightly)?;
    (!provision.speaks_of.is_empty()).then(|| {
        sure(named, provision, RULE.finding(place, message)).help(format!(
            "This sentence speaks of what stands in {}: {}.",
            only.name.value, only.means.value
        ))
    })
}

/// Whether the register lists parts of this kind, and this is none of them.
fn unknown(named: &Named<'_, '_>) -> bool {
    let same = |provision: &&Provision| {
        reference_of(provision).is_some_and(|known| known.division == named.reference.division)
    };
    named.entry.sections.iter().filter(same).count() > 1
}

/// The part that is meant where one is named beside the very part that it repeats: "Part one and Annex A".
fn repeated_beside<'a>(named: &Named<'_, 'a>, provision: &Provision) -> Option<&'a Provision> {
    let repeats = references(provision.repeats.as_ref()?).into_iter().next()?;
    let joined = named.beside.iter().any(|beside| {
        let same = beside.division == repeats.division && beside.label == repeats.label;
        let gap = named
            .text
            .get(beside.words.end..named.reference.words.start);
        let gap = gap.unwrap_or(" or ");
        let between = words(gap);
        let joins = match between.as_slice() {
            [] => gap.contains(['&', ',', '+']),
            [word] => ["and", "plus", "with"].contains(&&gap[word.clone()]),
            _ => false,
        };
        same && joins
    });
    let instead = references(provision.instead.as_ref()?).into_iter().next()?;
    known(named.entry, &instead).filter(|_| joined)
}

/// A finding that is as sure as what the register says.
fn sure(named: &Named<'_, '_>, provision: &Provision, finding: Diagnostic) -> Diagnostic {
    let verified = named.entry.status_of(provision.status.as_ref()) == Status::Verified;
    let severity = if verified {
        finding.severity
    } else {
        Severity::Note
    };
    Diagnostic {
        severity,
        ..finding
    }
}
