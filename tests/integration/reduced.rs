//! What stays of a plan for the public where a part of something is hidden: neither the rest of it, nor what the rest
//! would falsely say without it.

use dutybound::model::Audience;
use dutybound::pipeline::{Format, Options, build};
use dutybound::publish::OutputFolder;
use dutybound::render::pdf::PdfWriter;
use dutybound::workspace::Workspace;

use crate::support::command::dutybound;
use crate::support::options;

/// The public web pages of the school `elm` in a workspace of these files, one after the other.
fn page(files: &[(&str, &str)]) -> String {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let workspace = Workspace::open(folder.path()).unwrap();
    let options = Options {
        only: Some(vec!["elm".into()]),
        audience: Some(Audience::Public),
        formats: vec![Format::Html],
        ..options()
    };
    let output = folder.path().join("output");
    let built = OutputFolder::new(&output);
    let report = build(
        &[workspace],
        &options,
        Some(&built),
        &PdfWriter::new(),
        &|_| {},
    )
    .unwrap();
    let (_, outcome) = &report.outcomes[0];
    let mut pages = String::new();
    for file in std::fs::read_dir(output.join("elm")).into_iter().flatten() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|end| end == "html") {
            pages.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
    assert!(!pages.is_empty(), "{:#?}", outcome.diagnostics);
    pages
}

const HEAD: &str = "\
id: elm
organisation: { kind: school, name: Elm School }
";

/// A template that prints all people of a plan with their numbers.
const BOX: (&str, &str) = (
    "templates/box.yaml",
    "template: box\ntitle: Box\nbody:\n  - contacts: { heading: Whom to ask }\n",
);

/// The public page of a plan with these people, all of whom are contacts.
fn with_people(keys: &str, people: &str) -> String {
    let plan = format!(
        "{HEAD}documents: [box]\npeople:\n{people}contacts:\n  - {{ id: all, people: [{keys}] }}\nplan: {{ title: Plan }}\n"
    );
    page(&[("elm.yaml", &plan), BOX])
}

/// The public page of a plan with one area that holds these lines, made with some templates.
fn with_area(documents: &str, more: &str, area: &str) -> String {
    let plan = format!(
        "{HEAD}documents: [{documents}]\npeople:\n  dsl: {{ role: Designated Safeguarding Lead }}\n{more}\
         plan:\n  title: Prevent plan\n  period: 2026/27\n  introduction: We keep pupils safe.\n  areas:\n    - id: one\n      \
         title: Leadership\n{area}"
    );
    page(&[("elm.yaml", &plan)])
}

#[test]
fn a_school_can_keep_more_from_the_public_than_its_trust_and_not_less_without_saying_so() {
    let trust = "id: trust\norganisation: { kind: trust, name: Trust }\npeople:\n  \
        clerk: { name: Pat Trustman, role: Clerk, email: pat@example.org, phone: 01632 960123, not_public: [email, phone] }\n\
        contacts: [{ id: all, people: [clerk] }]\ndocuments: [box]\nplan: { title: Plan }\n";
    for (own, name, email) in [
        ("name: Nora Quill, not_public: [name]", false, false),
        ("name: Nora Quill, not_public: []", true, false),
        ("name: Nora Quill, not_public: [email]", true, false),
        (
            "name: Nora Quill, not_public: { add: [name] }",
            false,
            false,
        ),
        (
            "name: Nora Quill, not_public: { remove: [email] }",
            true,
            true,
        ),
    ] {
        let school = format!(
            "extends: ../trust.yaml\nid: elm\norganisation: {{ kind: school, name: Elm }}\npeople: {{ clerk: {{ {own} }} }}\n"
        );
        let page = page(&[("trust.yaml", trust), ("schools/elm.yaml", &school), BOX]);
        let printed = (
            page.contains("Nora Quill"),
            page.contains("pat@example.org"),
        );
        assert_eq!(printed, (name, email), "{own}");
        assert!(!page.contains("960123"), "{own}");
    }
}

#[test]
fn a_trusts_consent_is_not_for_the_number_that_a_school_gives() {
    let trust = "id: trust\norganisation: { kind: trust, name: Trust }\npeople:\n  dsl: { role: Lead, public: yes }\n\
        contacts: [{ id: all, people: [dsl] }]\ndocuments: [box]\nplan: { title: Plan }\n";
    for (own, printed) in [("", false), (", public: yes", true)] {
        let school = format!(
            "extends: ../trust.yaml\nid: elm\norganisation: {{ kind: school, name: Elm }}\n\
             people: {{ dsl: {{ name: Robin Vale, phone: 01632 960111{own} }} }}\n"
        );
        let page = page(&[("trust.yaml", trust), ("schools/elm.yaml", &school), BOX]);
        assert_eq!(page.contains("960111"), printed, "{own}");
    }
}

#[test]
fn a_number_is_ones_own_in_two_posts_and_however_it_is_written() {
    let two = "  head: { name: Ada Stone, role: Headteacher, phone: 01632 960110 }\n  \
        lead: { name: Ms Ada Stone, role: Prevent Lead, phone: 01632 960110 }\n";
    let shared = two.replace("Ms Ada Stone", "Ben Moss");
    assert!(!with_people("head, lead", two).contains("960110"));
    assert!(with_people("head, lead", &shared).contains("960110"));
    for (phone, marked) in [
        ("+353 87 123 4567", ""),
        ("960110", ""),
        ("01632 960100 (mobile 07700 900123)", ", public: yes"),
    ] {
        let people = format!(
            "  head: {{ name: Ada Stone, role: Headteacher, phone: \"{phone}\"{marked} }}\n"
        );
        let page = with_people("head", &people);
        assert!(
            page.contains("Ada Stone") && !page.contains(phone),
            "{phone}"
        );
    }
    let line = "  head: { name: Ada Stone, role: Headteacher, phone: \"101\" }\n";
    assert!(
        with_people("head", line).contains("101"),
        "everybody’s line"
    );
}

#[test]
fn an_older_review_is_not_taken_for_the_latest_where_its_day_is_hidden() {
    let action = |older: &str, latest: &str| {
        let area = format!(
            "      actions:\n        - id: first\n          text: Do the work.\n          reviews:\n            \
             - {{ on: 2026-09-01, rag: red, note: Nothing was done at all.{older} }}\n            \
             - {{ on: 2026-11-05, rag: green, note: All of it is in place.{latest} }}\n"
        );
        let page = with_area("rag", "", &area);
        ["Nothing was done at all", "All of it is in place", "5 Nov"]
            .map(|words| page.contains(words))
    };
    let on = ", not_public: [on]";
    for (older, latest) in [("", ""), (on, ""), ("", on), (on, on), (", public: no", on)] {
        let [first, last, _] = action(older, latest);
        assert_eq!((first, last), (false, true), "{older} and {latest}");
    }
    let hidden = ", public: no, not_public: [on]";
    for older in ["", on] {
        assert_eq!(action(older, hidden), [false; 3], "{older}");
    }
}

#[test]
fn what_belongs_to_a_hidden_field_goes_with_it() {
    let template = "template: own\ntitle: Own\nbody:\n  - table:\n      summary: Evidence\n      row: evidence\n      columns:\n        \
        - { heading: Title, value: evidence.title, width: 40% }\n        - { heading: Cited, value: evidence.cited_on | long_date, width: 60% }\n  \
        - table:\n      summary: Risks\n      row: area\n      columns:\n        \
        - { heading: Area, value: area.title, width: 40% }\n        - { heading: Score, value: area.risk.reviews.result, width: 60% }\n";
    let made = |log: &str, of_risk: &str| {
        let plan = format!(
            "{HEAD}documents: [own]\npeople:\n  dsl: {{ role: Safeguarding Lead }}\nevidence:\n  \
             - {{ id: log, title: Log of all, file: log.txt, owner: dsl, date: 2026-10-01, cited_on: 2026-09-19{log} }}\n\
             plan:\n  title: Plan\n  areas:\n    - id: one\n      title: Leadership\n      evidence: [log]\n      risk:\n        \
             description: Pupils may be drawn in.\n        reviews: [{{ on: 2026-11-05, score: {{ likelihood: 4, impact: 3 }} }}]\n{of_risk}"
        );
        page(&[
            ("elm.yaml", &plan),
            ("log.txt", "x"),
            ("templates/own.yaml", template),
        ])
    };
    let open = made("", "");
    for words in ["September", "Log of all", "<p>12</p>"] {
        assert!(open.contains(words), "{words}: {open}");
    }
    for field in ["file", "date"] {
        let page = made(&format!(", not_public: [{field}]"), "");
        assert!(!page.contains("September"), "{field}");
    }
    assert!(made(", public: no", "").contains("held by Safeguarding Lead"));
    let owner = made(", public: no, not_public: [owner]", "");
    assert!(owner.contains("held by Elm School"), "{owner}");
    let risk = made("", "        not_public: [residual]\n");
    assert!(
        !risk.contains("<p>12</p>"),
        "the score of each review is one of what is left of the risk"
    );
}

#[test]
fn guidance_is_no_reference_where_only_something_hidden_cites_it() {
    let cites = |hidden: &str, open: &str| {
        let area = format!(
            "      actions:\n        - {{ id: first, text: \"Do the work{open}.\" }}\n        \
             - {{ id: pupil, text: \"Follow {hidden} for the pupil.\", public: no }}\n"
        );
        with_area("duty", "", &area).contains("Counter-Terrorism and Security Act")
    };
    let act = "{{ cite('ctsa-2015') }}";
    assert!(!cites(act, ""));
    assert!(cites("it", &format!(" as in {act}")));
    assert!(cites(act, &format!(" as in {act}")));
}

#[test]
fn the_ids_of_hidden_clauses_and_annexes_stand_in_no_page() {
    let plan = format!(
        "{HEAD}documents: [policy]\npeople: {{ dsl: {{ role: Lead }} }}\nplan:\n  title: Plan\n  policy:\n    sections:\n      \
         - id: scope\n        title: Scope\n        clauses:\n          \
         - {{ id: all, text: \"See {{{{ clause('allegation-smith') }}}}, {{{{ clause('raids') }}}} and {{{{ annex('raid-plan') }}}}.\" }}\n          \
         - {{ id: allegation-smith, text: What was said of somebody., public: no }}\n      \
         - {{ id: raids, title: What the police plan, public: no }}\n  \
         annexes: [{{ id: raid-plan, title: The plan of a raid, text: Come at dawn with many people., public: no }}]\n"
    );
    let page = page(&[("elm.yaml", &plan)]);
    for id in ["allegation-smith", "raids", "raid-plan"] {
        assert!(!page.contains(id), "{id}");
    }
    for anchor in ["clause--1-2", "section--2", "annex--a"] {
        assert!(page.contains(&format!("id=\"{anchor}\"")), "{anchor}");
        assert!(page.contains(&format!("href=\"#{anchor}\"")), "{anchor}");
    }
}

#[test]
fn how_often_and_by_when_are_looked_for_where_they_are_told_in_words() {
    for field in ["frequency", "deadline"] {
        let plan = format!(
            "{HEAD}documents: [school]\npeople: {{ dsl: {{ role: Lead }} }}\nplan:\n  title: Plan\n  \
             introduction: We meet whenever the informant at Elm Road has rung us.\n  areas:\n    - id: one\n      title: Leadership\n      \
             actions:\n        - {{ id: first, text: Do the work., {field}: whenever the informant at Elm Road has rung us, not_public: [{field}] }}\n"
        );
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("elm.yaml"), plan).unwrap();
        let (code, _, said) = dutybound(
            folder.path(),
            &[
                "build",
                ".",
                "--audience",
                "public",
                "--format",
                "html",
                "--as-of",
                "2026-11-21",
            ],
        );
        assert_eq!(code, 1, "{field}: {said}");
        assert!(said.contains("error[not-public]"), "{field}: {said}");
    }
}

#[cfg(unix)]
#[test]
fn the_list_of_what_is_left_out_reaches_the_documents_through_no_link() {
    let folder = tempfile::tempdir().unwrap();
    let plan = format!(
        "{HEAD}documents: []\npeople: {{ dsl: {{ role: Lead }} }}\nplan: {{ title: Plan }}\n"
    );
    std::fs::write(folder.path().join("elm.yaml"), plan).unwrap();
    // The folder of the documents is not there yet.
    std::os::unix::fs::symlink("out/within", folder.path().join("link")).unwrap();
    std::os::unix::fs::symlink("link", folder.path().join("again")).unwrap();
    for file in ["link/left-out.txt", "again/left-out.txt"] {
        let build = [
            "build",
            ".",
            "--audience",
            "public",
            "--as-of",
            "2026-11-21",
        ];
        let more = ["--output", "out", "--removals-to", file];
        let (code, _, said) = dutybound(folder.path(), &[&build[..], &more].concat());
        assert_eq!(code, 2, "{file}: {said}");
        assert!(
            said.contains("lies in the folder of the documents"),
            "{said}"
        );
    }
}

#[test]
fn what_is_hidden_does_not_read_as_missing() {
    let plan = |area: &str| {
        let area = format!(
            "      progress: The governors were told.{area}\n      actions:\n        - {{ id: first, text: Do the work., rag: green"
        );
        move |action: &str| {
            let documents = "school, rag, authority, risk";
            with_area(documents, "", &format!("{area}{action} }}\n"))
        }
    };
    let missing = [
        "No further action.",
        "No update yet.",
        "No progress recorded yet.",
        "<td class=\"tone unrated\"><p>Not rated</p>",
        "Nothing more is to be done.",
    ];
    let read = |page: &str| missing.map(|words| page.contains(words));
    let open = plan("")("");
    assert_eq!(
        read(&open),
        [false, false, false, false, true],
        "no action answers a risk"
    );
    assert!(!open.contains("Not published"));
    let hidden = plan("\n      not_public: [progress]")(", public: no");
    assert_eq!(read(&hidden), [false; 5]);
    assert!(hidden.matches("Not published").count() > 4);
    let unrated = plan("")(", not_public: [rag]");
    assert!(!read(&unrated)[3]);
}
