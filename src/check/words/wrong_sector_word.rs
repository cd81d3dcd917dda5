//! Words of another kind of organisation, left over from the plan that this one was made from.

use crate::check::{Example, Passage, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};

use super::scan::{Hit, Scan, hits, is_article, read};
use super::spot::{like, spot};
use super::table::{Of, Sector, TABLE};
use crate::text::{Shape, words_of};

pub(super) const RULE: Rule = Rule {
    code: "wrong-sector-word",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "a text uses a word of another kind of organisation, such as “college” in a school’s plan",
    why: "A word that is left over tells every reader that the plan was written for somebody else.",
    example: Example {
        wrong: "\
organisation: { kind: school, name: Oakfield School }
plan:
  title: Prevent action plan
  introduction: Everyone at the college knows whom to tell.
  #                             ^",
        right: "\
organisation: { kind: school, name: Oakfield School }
plan:
  title: Prevent action plan
  introduction: Everyone at the {{ words.setting }} knows whom to tell. We plan visits with Harbridge College.",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let kind = subject.profile.organisation.kind;
    let mut findings = Vec::new();
    for (passage, scan, hit) in hits(subject) {
        let Of::Sector(number) = hit.of else { continue };
        let sector = &TABLE.sectors[number];
        if sector.kinds.contains(&kind)
            && !passage.path.starts_with("evidence.")
            && !is_own(subject, sector)
            && !is_anothers_name(passage, scan, hit)
            && !speaks_of_another(subject, passage, number)
        {
            findings.push(finding(subject, passage, scan, hit, sector));
        }
    }
    findings.sort_by_key(|finding| finding.place);
    findings.dedup_by_key(|finding| finding.place); // two phrases may mean the same word
    findings
}

/// Whether the organisation uses the words itself: in its name, among its own words, or because a workspace says so.
fn is_own(subject: &Subject<'_>, sector: &Sector) -> bool {
    let organisation = &subject.profile.organisation;
    let setting = subject.profile.checks.get(RULE.code);
    let texts = [organisation.name.as_str(), organisation.short_name()]
        .into_iter()
        .chain(organisation.words.values().map(|text| text.as_str()))
        .chain(
            setting
                .iter()
                .flat_map(|setting| setting.words.iter().map(|text| text.as_str())),
        );
    let mut words = texts.flat_map(|text| words_of(text, char::is_alphanumeric));
    words.any(|word| {
        sector
            .unless
            .iter()
            .any(|own| word.eq_ignore_ascii_case(own))
    })
}

/// "Harbridge College", "College Road".
fn is_anothers_name(passage: &Passage<'_>, scan: &Scan, hit: &Hit) -> bool {
    let at = hit.meant.start;
    scan.in_name(passage.text, at) || scan.after(passage.text, at).eq_ignore_ascii_case("of")
}

/// Whether the same item speaks of another body that has this word for a name.
fn speaks_of_another(subject: &Subject<'_>, passage: &Passage<'_>, sector: usize) -> bool {
    let item = item(&passage.path);
    let words = &TABLE.sectors[sector].unless;
    let within = |path: &str| {
        path.strip_prefix(item)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    read(subject)
        .filter(|(other, _)| within(&other.path))
        .any(|(other, scan)| {
            let named = |at: usize| {
                let word = scan.word(other.text, at);
                let before = scan.before(other.text, at);
                words.iter().any(|known| word.eq_ignore_ascii_case(known))
                    && scan.tokens[at].shape == Shape::Capital
                    && before.starts_with(char::is_uppercase)
                    && !is_article(before)
            };
            scan.hits.iter().any(|hit| hit.of == Of::Elsewhere(sector))
                || (0..scan.tokens.len()).any(named)
        })
}

/// The path of the action, the risk or the like that a text belongs to; of other texts their own.
fn item(path: &str) -> &str {
    const LISTS: [&str; 5] = [
        ".actions.",
        ".risks.",
        ".expectations.",
        ".clauses.",
        ".outcomes.",
    ];
    let list = LISTS
        .iter()
        .find_map(|list| path.find(list).map(|at| at + list.len()));
    match list {
        Some(id) => path[id..].find('.').map_or(path, |end| &path[..id + end]),
        None => path,
    }
}

fn finding(
    subject: &Subject<'_>,
    passage: &Passage<'_>,
    scan: &Scan,
    hit: &Hit,
    sector: &Sector,
) -> Diagnostic {
    let range = scan.range(&hit.meant);
    let words = &passage.text[range.clone()];
    let spot = spot(subject, passage, &range);
    let mut finding = RULE.finding(
        spot.place,
        format!("`{words}` is a word of another kind of organisation"),
    );
    if sector.note {
        finding.severity = Severity::Note;
    }
    let Some(own) = placeholder(sector, words) else {
        return finding.help("Write what is meant here.");
    };
    if passage.path.starts_with("organisation") {
        return finding.help("Write your own word for it.");
    }
    let finding = finding.help(format!(
        "Write {own}: it becomes the right word for each organisation that uses this text. If another body is meant, name it."
    ));
    if !sector.note && spot.takes_placeholder(subject, passage) && article_holds(passage, scan, hit)
    {
        spot.fixed(finding, &own)
    } else {
        finding
    }
}

/// The placeholder that takes the place of some words.
fn placeholder(sector: &Sector, words: &str) -> Option<String> {
    let own = sector.word.as_deref()?;
    let plural = if sector.plural && own != "staff" {
        " | plural"
    } else {
        ""
    };
    let capital = if like(words, "a") == "A" {
        " | capital"
    } else {
        ""
    };
    Some(format!("{{{{ words.{own}{plural}{capital} }}}}"))
}

/// Whether the words around it stay right: "a college" would become "a academy".
fn article_holds(passage: &Passage<'_>, scan: &Scan, hit: &Hit) -> bool {
    let before = scan.before(passage.text, hit.meant.start);
    !["a", "an"]
        .iter()
        .any(|article| before.eq_ignore_ascii_case(article))
}

#[cfg(test)]
mod tests {
    use super::item;

    #[test]
    fn texts_of_an_action_belong_together() {
        assert_eq!(
            item("plan.areas.a.actions.b.text"),
            "plan.areas.a.actions.b"
        );
        assert_eq!(
            item("plan.areas.a.actions.b.outcomes.1.text"),
            "plan.areas.a.actions.b"
        );
        assert_eq!(item("plan.introduction"), "plan.introduction");
    }
}
