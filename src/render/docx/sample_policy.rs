//! A policy for tests: contents, numbered sections and clauses, quotations, panels, columns and annexes.

use super::sample::{field, heading};
use crate::document::{
    Block, Cell, Clause, Column, Fields, FieldsLayout, Group, Heading, HeadingLevel, Inline, List,
    ListKind, Number, Orientation, Paper, Row, Section, Series, Table, blocks, inlines,
};

/// The policy, on the pages of one section.
pub(super) fn policy_section() -> Section {
    let depth = HeadingLevel::new(2).unwrap();
    let mut body = vec![
        heading(1, "Contents of this policy"),
        Block::Contents { depth },
        heading(1, "Foreword"),
    ];
    body.extend(blocks(
        "The governing body has agreed this policy. [3.2](#referral) says what to do with a concern, [Annex \
         B](#contacts) whom to call, [section two](#duties) what all of us owe, [1](#scope) to whom. [9.9](#nowhere) \
         leads nowhere.",
    ));
    body.push(numbered(Series::Section, "1", Some("scope"), "Scope"));
    body.push(clauses([
        ("1.1", None, "This policy binds everybody who works at the school, paid or not, and the governors; it is read \
          with the safeguarding policy and the *behaviour* policy."),
        ("1.2", None, "It covers:\n\n- lessons and clubs\n  - in the hall\n  - online\n- trips, which the leader \
          plans with the risk assessment in hand and the list of those to call\n\n  and which the head agrees\n- \
          lettings\n\nA letting is agreed by the head, who may say no without giving any reason, and who tells the \
          chair that evening.\n\n1. in writing\n2. for one term"),
    ]));
    body.push(numbered(
        Series::Section,
        "2",
        Some("duties"),
        "What the law asks of every school, college and provider in the country",
    ));
    body.push(clauses([(
        "2.1",
        None,
        "The Act says:\n\n> A specified authority must, in the exercise of its functions, have due regard to the need \
         to prevent people from being drawn into terrorism.\n>\n> - schools\n> - colleges that take learners of any \
         age, and their partners wherever these may be\n>\n>   with their governors\n>   - and providers\n>\n> That \
         is section 26.\n\nWhat follows is how we do it.",
    )]));
    body.push(heading(2, "In plain words"));
    body.push(clauses([
        ("2.2", Some("notice"), "Notice, check, share."),
        ("2.3", None, "As [2.2](#notice) says, and [3.2](#referral)."),
    ]));
    body.push(Block::Quotation {
        blocks: blocks(
            "A quotation on the page itself, long enough that it must run on to a second line below the first, however \
             small the letters are.\n\n1. First\n2. Second\n   1. Deeper\n   2. Deeper still",
        ),
    });
    body.push(Block::Quotation {
        blocks: blocks("Another one."),
    });
    body.push(numbered(Series::Section, "3", None, "Concerns"));
    body.push(clauses([
        ("3.1", None, "Speak to the lead."),
        ("3.2", Some("referral"), "The lead refers, within the day."),
    ]));
    body.push(panel("In an emergency, or when somebody is at risk now"));
    body.push(panel("For advice"));
    body.push(heading(2, "Signs that are easily missed"));
    let mut signs = list(&[
        "Withdrawing",
        "New friends online",
        "Secrecy",
        "Changed clothes",
        "Anger",
        "Missing \
        lessons or whole days without any reason that holds",
        "Symbols",
    ]);
    signs.columns = 3;
    body.push(Block::List(signs));
    body.extend(blocks(
        "After the list the text is as wide as before, and the page goes on.",
    ));
    body.push(numbered(Series::Annex, "Annex A", None, "The law"));
    body.extend(blocks("What the law says is in section [2](#duties)."));
    body.push(numbered(
        Series::Annex,
        "Annex B",
        Some("contacts"),
        "Whom to call about a learner, a colleague or a visitor",
    ));
    body.push(heading(2, "By day"));
    let mut people = list(&["The lead", "Her deputy", "The head"]);
    people.columns = 2;
    body.push(Block::List(people));
    Section {
        paper: Paper::A4,
        orientation: Orientation::Portrait,
        running_header: Some("Prevent policy".into()),
        running_footer: Some("Oakfield “Learning” Trust".into()),
        blocks: body,
    }
}

/// What stands below the fields of the title sheet: where the board signs.
pub(super) fn signatures() -> Vec<Block> {
    let row = |role: &str| Row {
        fill_in: true,
        ..Row::new(vec![
            Cell::data(blocks(role)),
            Cell::data(vec![]),
            Cell::data(vec![]),
        ])
    };
    vec![
        Block::paragraph("Signed for the governing body"),
        Block::Table(Table {
            summary: "Signatures".into(),
            columns: [2, 3, 1].map(|width| Column { width }).to_vec(),
            head: vec![Row::new(
                ["Role", "Signature", "Date"]
                    .map(Cell::column_header)
                    .to_vec(),
            )],
            groups: vec![Group {
                band: None,
                continued: None,
                rows: vec![row("Chair"), row("Headteacher")],
            }],
            whole: true,
        }),
    ]
}

fn numbered(series: Series, label: &str, anchor: Option<&str>, words: &str) -> Block {
    Block::Heading(Heading {
        level: HeadingLevel::TOP,
        number: Some(Number {
            series,
            label: label.into(),
        }),
        anchor: anchor.map(str::to_owned),
        content: inlines(words),
    })
}

fn clauses<const COUNT: usize>(clauses: [(&str, Option<&str>, &str); COUNT]) -> Block {
    let clause = |(label, anchor, text): (&str, Option<&str>, &str)| Clause {
        label: label.into(),
        anchor: anchor.map(str::to_owned),
        blocks: blocks(text),
    };
    Block::Clauses {
        clauses: clauses.map(clause).to_vec(),
    }
}

fn panel(title: &str) -> Block {
    let mut inside = blocks(
        "Call the local authority’s officer on 0300 123 4567, at any hour, and say who you are, where you are, and what \
         you have seen and heard:\n\n- the lead, **Asha Khan**, on 0300 123 4568, or in her room beside the library \
         where the door is always open\n\n  or her deputy\n  - by [e-mail](mailto:prevent@example.org)\n- the head\n\n> \
         Do not wait.\n\nKeep a note.",
    );
    inside.push(Block::Fields(Fields {
        layout: FieldsLayout::Lines,
        summary: "Whom to call".into(),
        fields: vec![field("Police", "101"), field("Our own number", "")],
    }));
    Block::Panel {
        title: inlines(title),
        blocks: inside,
    }
}

fn list(items: &[&str]) -> List {
    List {
        kind: ListKind::Bullet,
        columns: 1,
        items: items
            .iter()
            .map(|item| {
                vec![Block::Paragraph {
                    content: vec![Inline::text(*item)],
                }]
            })
            .collect(),
    }
}
