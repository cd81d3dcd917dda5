//! House documents, sound and hostile, and what a file makes of them.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::sample::House;
use super::{Reference, ReferenceFault as Fault};
use crate::document::{Design, Document, FieldsLayout, Orientation, TextSize};
use crate::render::Rendered;
use crate::render::docx::render;
use crate::render::docx::sample::sample;
use crate::render::docx::tests::support::{faults, find_all, part, policy, text, value};
use crate::render::docx::xml::Element;

fn opened(house: &House) -> Reference {
    Reference::open(&house.zip()).unwrap()
}

fn fault(house: &House) -> Fault {
    Reference::open(&house.zip()).unwrap_err()
}

fn filled(document: &Document, house: &House) -> Rendered {
    let rendered = render(document, &[], Some(&opened(house))).unwrap();
    assert_eq!(faults(&rendered.bytes), Vec::<String>::new());
    rendered
}

fn letter() -> (Document, Rendered) {
    let document = sample(FieldsLayout::Table);
    let rendered = filled(&document, &House::letter());
    (document, rendered)
}

fn style<'a>(styles: &'a Element, name: &str) -> &'a Element {
    let named = |style: &&&Element| value(style, &["w:name"]).as_deref() == Some(name);
    let found: Vec<&Element> = find_all(styles, "w:style");
    let mut found = found.iter().filter(named);
    let style = found.next().unwrap();
    assert!(found.next().is_none(), "two styles {name}");
    style
}

#[test]
fn styles_of_the_house_win_by_name_and_ours_are_added() {
    let (_, rendered) = letter();
    let styles = part(&rendered.bytes, "word/styles.xml");
    let heading = style(&styles, "Heading 1");
    assert_eq!(heading.attribute("w:styleId"), Some("berschrift1"));
    assert_eq!(value(heading, &["w:rPr", "w:sz"]).as_deref(), Some("40"));
    let subheading = style(&styles, "heading 2");
    assert_eq!(
        value(subheading, &["w:basedOn"]).as_deref(),
        Some("Standard")
    );
    let cell = style(&styles, "Cell Text");
    assert_ne!(
        cell.attribute("w:styleId"),
        Some("CellText"),
        "the house's Address has that id"
    );
    let mut ids: Vec<_> = find_all(&styles, "w:style")
        .into_iter()
        .filter_map(|style| style.attribute("w:styleId").map(str::to_lowercase))
        .collect();
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all);
    let body = part(&rendered.bytes, "word/document.xml");
    let used = super::super::tests::support::styles(&body);
    assert!(used.contains(&"berschrift1".to_owned()) && !used.contains(&"Heading1".to_owned()));
}

#[test]
fn the_language_is_ours_and_colours_are_the_brands() {
    let (document, rendered) = letter();
    let styles = part(&rendered.bytes, "word/styles.xml");
    let languages = find_all(&styles, "w:lang");
    assert_eq!(languages.len(), 1);
    assert_eq!(
        languages[0].attribute("w:val"),
        Some(document.meta.language.as_str())
    );
    let body = part(&rendered.bytes, "word/document.xml");
    for root in [&styles, &body] {
        let mut elements = Vec::new();
        collect(root, &mut elements);
        assert!(
            elements
                .iter()
                .all(|element| element.attribute("w:themeFill").is_none())
        );
    }
}

fn collect<'a>(element: &'a Element, found: &mut Vec<&'a Element>) {
    found.push(element);
    element.elements().for_each(|child| collect(child, found));
}

#[test]
fn our_numbers_stay_and_those_of_the_houses_headings_go() {
    let (_, rendered) = letter();
    let styles = part(&rendered.bytes, "word/styles.xml");
    let number = |name: &str| value(style(&styles, name), &["w:pPr", "w:numPr", "w:numId"]);
    assert_eq!(number("Heading 1").as_deref(), Some("0"));
    assert_eq!(number("List Bullet").as_deref(), Some("1"));
    assert!(
        style(&styles, "List Bullet")
            .find("w:pPr")
            .unwrap()
            .find("w:ind")
            .is_none()
    );
    let numbering = part(&rendered.bytes, "word/numbering.xml");
    let address = number("Address").unwrap();
    let numbers = find_all(&numbering, "w:num");
    let kept = numbers
        .iter()
        .find(|number| number.attribute("w:numId") == Some(&address));
    let kept = value(kept.unwrap(), &["w:abstractNumId"]).unwrap();
    let lists = find_all(&numbering, "w:abstractNum");
    let of_house = lists
        .iter()
        .find(|known| known.attribute("w:abstractNumId") == Some(&kept));
    assert_eq!(
        value(of_house.unwrap(), &["w:lvl", "w:lvlText"]).as_deref(),
        Some("o")
    );
    let mut ids: Vec<_> = lists
        .iter()
        .map(|list| list.attribute("w:abstractNumId"))
        .collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), lists.len());
    let lost = "The house document numbers its headings; the Word file leaves these numbers out, for the plan has its own.";
    assert!(rendered.omissions.contains(&lost.to_owned()));
}

#[test]
fn a_heading_stays_with_what_it_heads_unless_the_house_says_otherwise() {
    let keeps = |house: &House| {
        let rendered = filled(&sample(FieldsLayout::Lines), house);
        let styles = part(&rendered.bytes, "word/styles.xml");
        let heading = style(&styles, "Heading 1").find("w:pPr").unwrap();
        heading.find("w:keepNext").unwrap().attribute("w:val") != Some("0")
    };
    let house = House::letter();
    assert!(keeps(&house.clone().with(
        "word/styles.xml",
        "<w:keepNext/>",
        ""
    )));
    assert!(!keeps(&house.with(
        "word/styles.xml",
        "<w:keepNext/>",
        "<w:keepNext w:val=\"0\"/>"
    )));
}

#[test]
fn header_footer_and_margins_are_the_houses() {
    let (_, rendered) = letter();
    let header = part(&rendered.bytes, "word/house-header-default.xml");
    assert!(text(&header).contains("Riverside House"));
    let links = part(&rendered.bytes, "word/_rels/house-header-default.xml.rels");
    let target = |id: &str| {
        let link = links
            .elements()
            .find(|link| link.attribute("Id") == Some(id))
            .unwrap();
        link.attribute("Target").unwrap().to_owned()
    };
    assert_eq!(
        (target("rId1").as_str(), target("rId2").as_str()),
        ("media/house1.png", "https://www.example.org/")
    );
    let body = part(&rendered.bytes, "word/document.xml");
    let sections = find_all(&body, "w:sectPr");
    assert!(sections.len() > 1);
    for (index, section) in sections.iter().enumerate() {
        let margins = section.find("w:pgMar").unwrap();
        assert_eq!(margins.attribute("w:left"), Some("1700"));
        assert_eq!(
            section.find("w:headerReference").is_some(),
            index == 0,
            "the others inherit it"
        );
    }
    let archive = zip::ZipArchive::new(std::io::Cursor::new(&rendered.bytes)).unwrap();
    let names: Vec<&str> = archive.file_names().collect();
    assert!(!names.contains(&"word/header1.xml") && !names.contains(&"word/footer1.xml"));
    assert!(
        !rendered
            .omissions
            .iter()
            .any(|note| note.contains("page number"))
    );
}

#[test]
fn a_first_page_of_its_own_is_that_of_the_document() {
    let house = House::letter()
        .with(
            "word/document.xml",
            "w:type=\"default\" r:id=\"rId4\"",
            "w:type=\"first\" r:id=\"rId4\"",
        )
        .with(
            "word/document.xml",
            "</w:sectPr>",
            "<w:titlePg/></w:sectPr>",
        );
    let rendered = filled(&sample(FieldsLayout::Table), &house);
    let body = part(&rendered.bytes, "word/document.xml");
    let sections = find_all(&body, "w:sectPr");
    let has_title_page: Vec<bool> = sections
        .iter()
        .map(|section| section.find("w:titlePg").is_some())
        .collect();
    assert!(has_title_page[0] && has_title_page[1..].iter().all(|first| !first));
    let without = house.with(
        "word/document.xml",
        "<w:titlePg/>",
        "<w:titlePg w:val=\"0\"/>",
    );
    let rendered = filled(&sample(FieldsLayout::Table), &without);
    let body = part(&rendered.bytes, "word/document.xml");
    assert!(find_all(&body, "w:titlePg").is_empty());
}

#[test]
fn our_own_header_stands_on_every_page_where_the_house_has_none() {
    let house = House::letter()
        .with(
            "word/document.xml",
            "<w:headerReference w:type=\"default\" r:id=\"rId4\"/>",
            "",
        )
        .with(
            "word/document.xml",
            "</w:sectPr>",
            "<w:titlePg/></w:sectPr>",
        );
    let mut document = sample(FieldsLayout::Table);
    document.title_sheet = None;
    let rendered = filled(&document, &house);
    let body = part(&rendered.bytes, "word/document.xml");
    let first = find_all(&body, "w:sectPr")[0];
    let references = |name: &str| -> Vec<(String, bool)> {
        let found = first.elements().filter(|element| element.name == name);
        found
            .map(|element| {
                let attribute = |name| element.attribute(name).unwrap().to_owned();
                (attribute("w:type"), attribute("r:id").contains("House"))
            })
            .collect()
    };
    let pages = |is_house| {
        vec![
            ("default".to_owned(), is_house),
            ("first".to_owned(), is_house),
        ]
    };
    assert_eq!(references("w:headerReference"), pages(false));
    assert_eq!(references("w:footerReference"), pages(true));
}

#[test]
fn a_draft_is_marked_on_every_page_of_the_house() {
    let house = House::letter().with(
        "word/document.xml",
        "</w:sectPr>",
        "<w:titlePg/></w:sectPr>",
    );
    let mut document = sample(FieldsLayout::Table);
    document.watermark = Some("DRAFT".into());
    let rendered = filled(&document, &house);
    for pages in ["default", "first"] {
        let header = part(&rendered.bytes, &format!("word/house-header-{pages}.xml"));
        let paths = find_all(&header, "v:textpath");
        let marked = paths
            .iter()
            .any(|path| path.attribute("string") == Some("DRAFT"));
        assert!(marked, "{pages}");
    }
}

#[test]
fn a_draft_is_marked_where_the_houses_header_is_a_content_control() {
    let house = House::letter()
        .with(
            "word/header1.xml",
            "<w:p><w:pPr>",
            "<w:sdt><w:sdtContent><w:p><w:pPr>",
        )
        .with(
            "word/header1.xml",
            "</w:p></w:hdr>",
            "</w:p></w:sdtContent></w:sdt></w:hdr>",
        );
    let mut document = sample(FieldsLayout::Table);
    document.watermark = Some("DRAFT".into());
    let rendered = filled(&document, &house);
    let header = part(&rendered.bytes, "word/house-header-default.xml");
    let paths = find_all(&header, "v:textpath");
    assert!(
        paths
            .iter()
            .any(|path| path.attribute("string") == Some("DRAFT"))
    );
}

#[test]
fn pages_of_the_pdf_are_not_those_of_the_house() {
    let policy = policy();
    let pages: Vec<usize> = (101..200).collect();
    let words = |reference: Option<&Reference>| {
        let rendered = render(&policy, &pages, reference).unwrap();
        let told = rendered
            .omissions
            .iter()
            .any(|note| note.contains("dashes"));
        let body = String::from_utf8(part(&rendered.bytes, "word/document.xml").to_bytes());
        (body.unwrap(), told)
    };
    let (alone, told) = words(None);
    assert!(alone.contains(">103<") && !told);
    let (with_house, told) = words(Some(&opened(&House::letter())));
    assert!(!with_house.contains(">103<") && with_house.contains(">–<") && told);
}

#[test]
fn what_the_house_does_not_say_stays_ours() {
    let blank = House::letter()
        .with(
            "word/footer1.xml",
            "<w:t xml:space=\"preserve\">Page </w:t>",
            "",
        )
        .with(
            "word/footer1.xml",
            "<w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple>",
            "",
        );
    let rendered = filled(&sample(FieldsLayout::Table), &blank);
    let body = part(&rendered.bytes, "word/document.xml");
    let footers = find_all(&body, "w:footerReference");
    assert!(
        footers.len() > 1
            && footers
                .iter()
                .all(|footer| !footer.attribute("r:id").unwrap().starts_with("rIdHouse"))
    );
    let without_number = House::letter().with("word/footer1.xml", " PAGE ", " DATE ");
    let rendered = filled(&sample(FieldsLayout::Table), &without_number);
    assert!(
        rendered
            .omissions
            .iter()
            .any(|note| note.contains("no page number"))
    );
}

#[test]
fn large_print_takes_nothing_over() {
    let mut document = sample(FieldsLayout::Table);
    document.theme.design = Design::new("16".parse::<TextSize>().unwrap());
    let house = opened(&House::letter());
    let rendered = render(&document, &[], Some(&house)).unwrap();
    assert_eq!(rendered.bytes, render(&document, &[], None).unwrap().bytes);
    assert!(
        rendered
            .omissions
            .iter()
            .any(|note| note.contains("large print"))
    );
}

#[test]
fn landscape_pages_are_told_of_when_tabs_do_not_reach_their_edge() {
    let (mut document, rendered) = letter();
    let told = |rendered: &Rendered| {
        rendered
            .omissions
            .iter()
            .any(|note| note.contains("landscape"))
    };
    assert!(told(&rendered));
    for section in &mut document.sections {
        section.orientation = Orientation::Portrait;
    }
    assert!(!told(&filled(&document, &House::letter())));
}

#[test]
fn a_template_is_a_house_document_too() {
    let house = House::letter().with("[Content_Types].xml", ".document.main", ".template.main");
    opened(&house);
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn what_is_no_house_document_is_refused_with_its_reason() {
    let sound = House::letter();
    let document = "word/document.xml";
    let header = "word/header1.xml";
    let links = "word/_rels/header1.xml.rels";
    let picture = "/image\" Target=\"media/logo.png\"";
    let cases = [
        (
            sound.clone().with(
                "[Content_Types].xml",
                &content("document"),
                "application/vnd.ms-word.document.macroEnabled.main+xml",
            ),
            Fault::Macros,
        ),
        (
            sound.clone().with(
                "[Content_Types].xml",
                "wordprocessingml.document",
                "spreadsheetml.sheet",
            ),
            Fault::NotWord,
        ),
        (
            sound
                .clone()
                .with("_rels/.rels", "/officeDocument\"", "/other\""),
            Fault::NotWord,
        ),
        (
            sound
                .clone()
                .with("_rels/.rels", "word/document.xml", "../document.xml"),
            Fault::Names,
        ),
        (
            sound
                .clone()
                .with(document, "<w:document", "<!DOCTYPE a><w:document"),
            Fault::Declarations,
        ),
        (
            sound.clone().with(document, "</w:body>", ""),
            Fault::Damaged,
        ),
        (
            sound.clone().with(
                document,
                "schemas.openxmlformats.org/wordprocessingml/2006/main",
                "purl.oclc.org/ooxml/wordprocessingml/main",
            ),
            Fault::Unusual,
        ),
        (
            sound
                .clone()
                .with(document, "w:left=\"1700\"", "w:left=\"6000\""),
            Fault::Margins,
        ),
        (sound.clone().with(document, "rId4", "rId9"), Fault::Missing),
        (
            sound
                .clone()
                .with(links, picture, "/image\" Target=\"media/absent.png\""),
            Fault::Missing,
        ),
        (
            sound
                .clone()
                .with(links, picture, "/image\" Target=\"../../logo.png\""),
            Fault::Names,
        ),
        (
            sound.clone().with(
                links,
                picture,
                "/image\" Target=\"https://example.org/a.png\" TargetMode=\"External\"",
            ),
            Fault::Outside,
        ),
        (
            sound
                .clone()
                .with(links, "https://www.example.org/", "file:///etc/passwd"),
            Fault::Outside,
        ),
        (
            sound.clone().with(links, "/image\"", "/oleObject\""),
            Fault::Embedded,
        ),
        (
            sound.clone().with(
                header,
                "<w:r><w:t>Riverside House</w:t></w:r>",
                "<w:fldSimple w:instr=\" includepicture &quot;http://x&quot;\"/>",
            ),
            Fault::Field,
        ),
        (without(&sound, "word/styles.xml"), Fault::Missing),
        (without(&sound, "[Content_Types].xml"), Fault::NotWord),
        (without(&sound, document), Fault::Missing),
        (with_part(&sound, "word/vbaProject.bin"), Fault::Macros),
        (with_part(&sound, "../outside.xml"), Fault::Names),
        (with_part(&sound, "word\\outside.xml"), Fault::Names),
        (with_part(&sound, "/outside.xml"), Fault::Names),
    ];
    for (number, (house, expected)) in cases.iter().enumerate() {
        assert_eq!(fault(house), *expected, "case {number}");
    }
    assert_eq!(Reference::open(b"plan: {}").unwrap_err(), Fault::NotWord);
    assert_eq!(Reference::open(b"").unwrap_err(), Fault::NotWord);
    assert_eq!(Reference::open(b"PK rubbish").unwrap_err(), Fault::Damaged);
    assert_eq!(
        Reference::open(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1").unwrap_err(),
        Fault::Locked
    );
}

fn content(kind: &str) -> String {
    format!("application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}.main+xml")
}

fn without(house: &House, name: &str) -> House {
    let mut house = house.clone();
    house.drop(name);
    house
}

fn with_part(house: &House, name: &str) -> House {
    let mut house = house.clone();
    house.set(name, "");
    house
}

#[test]
fn a_link_whose_address_names_a_field_is_no_field() {
    let house = House::letter().with(
        "word/header1.xml",
        "<w:r><w:t>Riverside House</w:t></w:r>",
        "<w:fldSimple w:instr=\" HYPERLINK &quot;https://link.example.org/include&quot;\"><w:r><w:t>Link</w:t></w:r></w:fldSimple>",
    );
    opened(&house);
}

#[test]
fn addresses_are_safe_in_capitals_too_and_drawings_name_no_files() {
    let shape = |attribute: &str| {
        let house = House::letter()
            .with(
                "word/_rels/header1.xml.rels",
                "https://www.example.org/",
                "HTTPS://www.example.org/our page",
            )
            .with(
                "word/header1.xml",
                "<v:shape ",
                &format!("<v:shape {attribute} "),
            );
        let rendered = filled(&sample(FieldsLayout::Table), &house);
        let header = part(&rendered.bytes, "word/house-header-default.xml");
        find_all(&header, "v:shape")[0].attributes.len()
    };
    let kept = shape("href=\"https://example.org/\"");
    assert_eq!(shape("href=\"file:///etc/passwd\""), kept - 1);
    assert_eq!(shape("src=\"https://example.org/a.png\""), kept - 1);
}

#[test]
fn styles_that_lead_nowhere_or_in_circles_are_mended() {
    let house = House::letter()
        .with("word/styles.xml", "<w:basedOn w:val=\"Standard\"/><w:pPr><w:keepNext/>", "<w:basedOn w:val=\"Kopfzeile\"/><w:pPr><w:keepNext/>")
        .with("word/styles.xml", "<w:name w:val=\"header\"/><w:basedOn w:val=\"Standard\"/>", "<w:name w:val=\"header\"/><w:basedOn w:val=\"berschrift1\"/><w:next w:val=\"Nowhere\"/>");
    let rendered = filled(&sample(FieldsLayout::Lines), &house);
    let styles = part(&rendered.bytes, "word/styles.xml");
    assert!(style(&styles, "Heading 1").find("w:basedOn").is_none());
}

#[test]
fn bombs_are_refused_before_they_unpack() {
    let spaces = " ".repeat(9 * 1024 * 1024);
    let bomb = House::letter().with(
        "word/styles.xml",
        "<w:docDefaults>",
        &format!("{spaces}<w:docDefaults>"),
    );
    let start = Instant::now();
    assert_eq!(fault(&bomb), Fault::TooLarge);
    let many = (0..2_100).fold(House::letter(), |house, number| {
        with_part(&house, &format!("word/{number}.xml"))
    });
    assert_eq!(fault(&many), Fault::TooLarge);
    let deep = format!(
        "<w:body>{}{}",
        "<w:p>".repeat(5_000),
        "</w:p>".repeat(5_000)
    );
    let deep = House::letter().with("word/document.xml", "<w:body>", &deep);
    assert_eq!(fault(&deep), Fault::TooLarge);
    assert!(start.elapsed() < Duration::from_secs(20));
}

#[test]
fn every_cut_is_refused() {
    let file = House::letter().zip();
    for length in (0..file.len()).step_by(7) {
        assert!(Reference::open(&file[..length]).is_err(), "{length}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_mutated_file_is_refused_or_fills_a_sound_document(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        in_parts in any::<bool>(),
    ) {
        let mut house = House::letter();
        let file = if in_parts {
            for (place, byte) in changes {
                let part = place.index(house.parts.len());
                let bytes = &mut house.parts[part].1;
                let place = place.index(bytes.len());
                bytes[place] = byte;
            }
            house.zip()
        } else {
            let mut file = house.zip();
            for (place, byte) in changes {
                let place = place.index(file.len());
                file[place] = byte;
            }
            file
        };
        let start = Instant::now();
        if let Ok(reference) = Reference::open(&file) {
            let document = sample(FieldsLayout::Lines);
            let rendered = render(&document, &[], Some(&reference)).unwrap();
            part(&rendered.bytes, "word/styles.xml");
            part(&rendered.bytes, "word/document.xml");
        }
        prop_assert!(start.elapsed() < Duration::from_secs(5));
    }
}
