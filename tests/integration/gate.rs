//! What a finished public document is searched for, and what is no secret.

use std::path::Path;

use dutybound::diagnostic::Diagnostic;
use dutybound::model::Audience;
use dutybound::pipeline::{Format, Options, build};
use dutybound::publish::OutputFolder;
use dutybound::render::pdf::PdfWriter;
use dutybound::workspace::Workspace;

use crate::support::house::{GERMAN, House};
use crate::support::options;

/// A plan with something more in its file, more in its plan, and an introduction.
fn plan(file: &str, plan: &str, said: &str) -> String {
    let is_named = file.contains("organisation:");
    let organisation = if is_named {
        ""
    } else {
        "organisation: { kind: school, name: Oak School }\n"
    };
    let documents = if file.contains("documents:") {
        ""
    } else {
        "documents: [school]\n"
    };
    let approval = if plan.contains("approval:") {
        ""
    } else {
        "  approval: { approved_by: Governing Body }\n"
    };
    format!(
        "id: oak\n{organisation}{documents}{file}plan:\n  title: Prevent plan\n  introduction: '{}'\n{approval}{plan}\
         \x20 areas:\n    - id: one\n      title: Leadership\n      actions:\n        - {{ id: first, text: Do the work., deadline: 2027-03-01 }}\n",
        said.replace('\'', "''")
    )
}

/// What keeps the public documents of a folder back.
fn refusals(folder: &Path, formats: &[Format]) -> Vec<Diagnostic> {
    let workspace = Workspace::open(folder).unwrap();
    let options = Options {
        audience: Some(Audience::Public),
        formats: formats.to_vec(),
        ..options()
    };
    let output = tempfile::tempdir().unwrap();
    let output = OutputFolder::new(output.path());
    let report = build(
        &[workspace],
        &options,
        Some(&output),
        &PdfWriter::new(),
        &|_| {},
    )
    .unwrap();
    let (_, outcome) = report.outcomes.into_iter().next().unwrap();
    let mut errors = outcome.diagnostics;
    errors.retain(Diagnostic::is_error);
    assert!(
        errors.iter().all(|error| error.code == "not-public"),
        "{errors:#?}"
    );
    assert_eq!(outcome.published.is_empty(), !errors.is_empty());
    errors
}

fn of_text(text: &str) -> Vec<Diagnostic> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("plan.yaml"), text).unwrap();
    refusals(folder.path(), &[Format::Html])
}

const ADA: &str = "people:\n  x: { name: Ada Quill, role: Clerk, public: no }\n";

#[test]
fn what_is_no_secret_refuses_nothing() {
    let history = "  history: [{ version: '1', on: 2026-01-02, by: Governing Body, note: First., public: no }]\n";
    let site = "organisation: { kind: school, name: Oak School, website: https://oak.example.org, not_public: [website] }\n";
    let urn = "organisation: { kind: school, name: Oak School, urn: 999240, not_public: [urn] }\n";
    let namesake = "organisation: { kind: school, name: Ada Quill School }\n";
    let logs = "documents: [rag]\nevidence:\n  - { id: a, title: Training log, link: https://oak.example.org/staff, public: no }\n  - { id: b, title: Training log 2025, link: https://oak.example.org/staff/poster }\n";
    let facts =
        "facts: { trained: Every member of staff at the school has been trained this year. }\n";
    let stated =
        "  context: { local: '{{ facts.trained }} A parent complained.', not_public: [local] }\n";
    let annex = "  annexes: [{ id: a, title: RAG action plan, template: rag, public: no }]\n";
    let greens = "people:\n  x: { name: Priya Green, role: Clerk, public: no }\n  y: { name: Tom Green, role: Chair, public: yes }\n";
    let day = "people:\n  x: { name: Anna Day, role: Clerk, public: no }\n";
    let twice = "people:\n  x: { name: Ada Quill, role: Clerk, public: no }\n  y: { name: Ms Ada Quill, role: Chair, public: yes }\n";
    let desk =
        "people:\n  x: { name: Ada Quill, role: Clerk, phone: 01632 960100 ext 204, public: no }\n";
    let parents =
        "contacts: [{ id: c, audience: Parents and carers, text: Ring us., public: no }]\n";
    for (file, more, said) in [
        ("", history, "Hello."),
        (
            site,
            "",
            "Write to dsl@oak.example.org, see https://oak.example.org/a and www.oak.example.org/b.",
        ),
        (urn, "", "Ring 01632 999240."),
        (&format!("{namesake}{ADA}"), "", "Hello."),
        (
            logs,
            "",
            "See https://oak.example.org/staff/poster. Training log entries are read.",
        ),
        (facts, stated, "{{ facts.trained }} More follows."),
        ("documents: [rag, policy]\n", annex, "Hello."),
        (greens, "", "Mr Green is in the chair."),
        (day, "", "Nobody should miss day one."),
        (twice, "", "Ada Quill is in the chair."),
        (desk, "", "Ring the office on 01632 960100."),
        (parents, "", "Parents and carers are told."),
    ] {
        let found = of_text(&plan(file, more, said));
        assert!(found.is_empty(), "{file}{more}{said}: {found:#?}");
    }
}

#[test]
fn what_is_hidden_is_refused_in_other_words_too() {
    let councillor = "people:\n  x: { name: Cllr Ada Quill OBE, role: Clerk, public: no }\n";
    let desk = "people:\n  x: { name: Ada Quill, role: Clerk, phone: 01632 960100 ext 204 }\n  office: { role: Office, phone: 01632 960100 }\n";
    let met = "  context: { local: \"We met. The parish priest of St. Mary's was seen at approx. ten by Cllr. Pike and two others.\", not_public: [local] }\n";
    let mail = "people:\n  x: { name: Ada Quill, role: Clerk, email: a.quill@oak.example.org, public: no }\n";
    for (file, more, said) in [
        (councillor, "", "We thank Ada Quill."),
        (ADA, "", "We thank Cllr Quill."),
        (ADA, "", "Present: Quill, Ada."),
        (ADA, "", "Minutes by A. Quill."),
        (ADA, "", "See [this](https://oak.example.org/ada-quill)."),
        (desk, "", "Ring {{ people.x.phone }}."),
        (
            "",
            met,
            "The parish priest of St. Mary's was seen at approx. ten by Cllr. Pike and two others.",
        ),
        (mail, "", "Write [here](mailto:a.quill%40oak.example.org)."),
    ] {
        let found = of_text(&plan(file, more, said));
        assert_eq!(found.len(), 1, "{file}{more}{said}: {found:#?}");
    }
}

#[test]
fn a_placeholder_prints_no_hidden_field() {
    let more = "  approval: { approved_by: Board, minute: 26/77, effective_on: 2026-10-19, not_public: [minute, effective_on] }\n\
                \x20 version: '7.3'\n  owner: x\n  actions_review_on: 2027-04-09\n  custom: { k: Zone one }\n  not_public: [version, owner, actions_review_on, custom]\n";
    let people = "people:\n  x: { name: Robin Vale, role: Clerk, public: yes }\n";
    for name in [
        "approval.minute",
        "approval.effective_on | long_date",
        "plan.version",
        "plan.owner.name",
        "plan.actions_review_on | long_date",
        "plan.custom.k",
        "plan.custom['k']",
    ] {
        let found = of_text(&plan(people, more, &format!("It is {{{{ {name} }}}}.")));
        let [refused] = &found[..] else {
            panic!("{name}: {found:#?}");
        };
        assert!(
            refused.message.starts_with("this prints `"),
            "{}",
            refused.message
        );
        assert_eq!(refused.place.unwrap().line, 8, "{name}: the introduction");
        assert_eq!(refused.related.len(), 1, "{name}: and the mark");
    }
    // What is open can be named, and a text that is hidden itself.
    let open = plan(
        people,
        more,
        "{{ approval.approved_by }} {{ people.x.name }}",
    );
    assert_eq!(of_text(&open), []);
    let hidden = plan(people, more, "It is {{ plan.custom.k }}.");
    let hidden = hidden.replace("not_public: [version", "not_public: [introduction, version");
    assert_eq!(of_text(&hidden), []);
}

#[test]
fn letterheads_and_drawings_are_searched_where_they_go_into_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let letter = House {
        footer: "<w:p><w:r><w:t>Clerk: Ada Qu</w:t></w:r><w:r><w:t>ill</w:t></w:r></w:p>",
        ..GERMAN
    };
    std::fs::write(folder.path().join("letter.docx"), letter.zip()).unwrap();
    let logo = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><desc>By Ada Quill</desc><path d='M0 0h9v9z'/></svg>";
    std::fs::write(folder.path().join("logo.svg"), logo).unwrap();
    let found = |brand: &str, format| {
        let text = plan(&format!("brand: {{ {brand} }}\n{ADA}"), "", "Hello.");
        std::fs::write(folder.path().join("plan.yaml"), text).unwrap();
        refusals(folder.path(), &[format])
    };
    for (brand, format, refused) in [
        ("word_reference: letter.docx", Format::Docx, true),
        ("word_reference: letter.docx", Format::Html, false),
        ("logo: logo.svg, logo_alt: Our sign", Format::Docx, true),
        ("logo: logo.svg, logo_alt: Our sign", Format::Html, true),
    ] {
        let found = found(brand, format);
        assert_eq!(found.len(), usize::from(refused), "{brand}: {found:#?}");
        for one in found {
            assert!(
                one.message.starts_with("this file says `Ada Quill`"),
                "{}",
                one.message
            );
            assert_eq!(one.place.unwrap().line, 4);
        }
    }
}

#[test]
fn who_marked_nothing_is_not_told_to_take_a_mark_away() {
    let head = "people:\n  head: { name: Ada Quill, role: Headteacher, phone: 01632 960300 }\n";
    let text = plan(head, "", "Ring the school on 01632 960300.");
    let found = of_text(&text);
    let help = found[0].help.as_ref().unwrap();
    assert!(
        found[0].message.contains("one named person alone"),
        "{}",
        found[0].message
    );
    assert!(
        help.contains("`public: yes`") && help.contains("without a name"),
        "{help}"
    );
    assert!(!help.contains("take the mark away"), "{help}");
    // And both ways help.
    for (from, to) in [
        ("960300 }", "960300, public: yes }"),
        (
            "plan:\n",
            "  office: { role: Office, phone: 01632 960300 }\nplan:\n",
        ),
    ] {
        assert_eq!(of_text(&text.replace(from, to)), [], "{to}");
    }
}
