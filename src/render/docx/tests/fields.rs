//! References and the table of contents.

use super::super::xml::{Element, Node};
use super::numbers::printed;
use super::support::{find_all, policy, text, value, written};
use crate::document::{Block, Heading, HeadingLevel, Inline, Number, Series, blocks};

pub(super) fn instructions(body: &Element) -> Vec<String> {
    let fields = find_all(body, "w:instrText").into_iter();
    fields
        .map(|field| match field.children.first() {
            Some(Node::Text(words)) => words.trim().to_owned(),
            _ => String::new(),
        })
        .collect()
}

/// What each field that begins with `name` leads to, with what it shows.
fn fields(body: &Element, name: &str) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for parent in find_all(body, "w:p")
        .into_iter()
        .chain(find_all(body, "w:hyperlink"))
    {
        let runs: Vec<_> = parent
            .elements()
            .filter(|child| child.name == "w:r")
            .collect();
        for (place, run) in runs.iter().enumerate() {
            let instruction = instructions(run).join("");
            let mut words = instruction.split(' ');
            if words.next() == Some(name) {
                fields.push((words.next().unwrap().to_owned(), text(runs[place + 2])));
            }
        }
    }
    fields
}

fn bookmarked<'a>(body: &'a Element, bookmark: &str) -> Option<(usize, &'a Element)> {
    let mut paragraphs = find_all(body, "w:p").into_iter().enumerate();
    paragraphs.find(|(_, paragraph)| {
        let starts = find_all(paragraph, "w:bookmarkStart");
        starts
            .iter()
            .any(|start| start.attribute("w:name") == Some(bookmark))
    })
}

#[test]
fn references_show_the_number_of_the_place_they_lead_to() {
    let (body, numbering) = written(&policy(), &[]);
    let numbers = printed(&body, &numbering);
    let references = fields(&body, "REF");
    let shown: Vec<_> = references.iter().map(|(_, label)| label.as_str()).collect();
    assert_eq!(shown, ["3.2", "Annex B", "1", "2.2", "3.2", "2"]);
    for (bookmark, label) in references {
        let (place, _) = bookmarked(&body, &bookmark).unwrap();
        assert_eq!(numbers[place], label);
    }
    assert!(
        instructions(&body)
            .iter()
            .filter(|field| field.starts_with("REF "))
            .all(|field| field.ends_with(" \\r \\h"))
    );
}

#[test]
fn a_reference_by_other_words_is_a_link_and_one_to_nowhere_is_text() {
    let (body, _) = written(&policy(), &[]);
    let links = find_all(&body, "w:hyperlink");
    let to = |words: &str| {
        let link = links.iter().find(|link| text(link) == words)?;
        link.attribute("w:anchor")
    };
    let target = to("section two").unwrap();
    let (_, heading) = bookmarked(&body, target).unwrap();
    assert!(text(heading).starts_with("What the law asks"));
    assert_eq!(to("9.9"), None);
    assert!(text(&body).contains("9.9 leads nowhere."));
}

#[test]
fn contents_list_headings_with_number_and_page() {
    let mut document = policy();
    let pages: Vec<usize> = (11..).take(11).collect();
    let (body, _) = written(&document, &pages);
    let entries = |body: &Element| -> Vec<String> {
        let paragraphs = find_all(body, "w:p").into_iter();
        paragraphs
            .filter(|p| {
                value(p, &["w:pPr", "w:pStyle"]).is_some_and(|style| {
                    style.starts_with("TOC") && !style.starts_with("TOCHeading")
                })
            })
            .map(text)
            .collect()
    };
    assert_eq!(
        entries(&body)[1..5],
        [
            "1\tScope\t13",
            "2\tWhat the law asks of every school, college and provider in the country\t14",
            "In plain words\t15",
            "3\tConcerns\t16",
        ]
    );
    assert_eq!(entries(&body)[6], "Annex A The law\t18");
    // Two pages fewer than headings.
    let (short, _) = written(&document, &pages[..8]);
    assert!(entries(&short)[6].ends_with("\t18") && entries(&short)[7].ends_with("\t–"));
    assert!(
        !entries(&body)
            .iter()
            .any(|entry| entry.starts_with("Contents")),
        "they do not list themselves"
    );
    let listed = fields(&body, "PAGEREF");
    assert_eq!(listed.len(), entries(&body).len());
    for ((bookmark, _), entry) in listed.iter().zip(entries(&body)) {
        let (_, heading) = bookmarked(&body, bookmark).unwrap();
        assert!(entry.contains(&text(heading)), "{entry}");
    }
    let fields = instructions(&body);
    assert_eq!(fields[0], "TOC \\o \"1-2\" \\h \\z \\u");
    for paragraph in find_all(&body, "w:p") {
        assert!(
            find_all(paragraph, "w:fldChar")
                .iter()
                .all(|mark| mark.attribute("w:dirty").is_none())
        );
    }

    for block in &mut document.sections[0].blocks {
        if let Block::Contents { depth } = block {
            *depth = HeadingLevel::TOP;
        }
    }
    let (body, _) = written(&document, &pages);
    assert_eq!(entries(&body).len(), listed.len() - 3);
    document.sections[0]
        .blocks
        .retain(|block| matches!(block, Block::Contents { .. }));
    assert!(instructions(&written(&document, &[]).0).is_empty());
}

#[test]
fn an_anchor_with_odd_characters_reaches_no_field() {
    let mut document = policy();
    let odd = "\"\\ } <w:p/> & a name that is much longer than the forty characters of a bookmark";
    document.sections[0].blocks.push(Block::Heading(Heading {
        level: HeadingLevel::TOP,
        number: Some(Number {
            series: Series::Annex,
            label: "Annex C".into(),
        }),
        anchor: Some(odd.into()),
        content: vec![Inline::text("More")],
    }));
    document.sections[0].blocks.push(Block::Paragraph {
        content: vec![Inline::Reference {
            anchor: odd.into(),
            label: "Annex C".into(),
        }],
    });
    let (body, _) = written(&document, &[]);
    assert_eq!(fields(&body, "REF").pop().unwrap().1, "Annex C");
}

#[test]
fn words_of_another_language_say_which_beside_their_style() {
    let mut document = policy();
    let heard = "A motto: [Semper sursum](lang:la), or **[Ymlaen](lang:cy)**.";
    document.sections[0].blocks.extend(blocks(heard));
    let (body, _) = written(&document, &[]);
    let said: Vec<_> = find_all(&body, "w:r")
        .into_iter()
        .filter_map(|run| {
            let language = value(run, &["w:rPr", "w:lang"])?;
            Some((language, value(run, &["w:rPr", "w:rStyle"]), text(run)))
        })
        .collect();
    let said: Vec<_> = said
        .iter()
        .map(|(language, style, words)| (language.as_str(), style.as_deref(), words.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            ("la", None, "Semper sursum"),
            ("cy", Some("Strong"), "Ymlaen")
        ]
    );
}
