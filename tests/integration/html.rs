//! Web pages from outside: what they stand on, what they refuse, and how they are read aloud.

use std::sync::Arc;

use dutybound::document::{
    Block, Cover, Document, Fonts, Heading, HeadingLevel, Inline, Palette, PictureFormat, Series,
    Theme, inlines, words,
};
use dutybound::render::html;

use crate::support::html::{assert_sound, style, tree, words as shown};
use crate::support::pdf::fold;
use crate::support::policy::{clause, numbered, policy, reference};
use crate::support::sample::{heading, landscape_plan, plain, plan, png_logo, svg_logo};
use crate::support::xml::Element;

fn page(document: &Document) -> Vec<u8> {
    html::render(document).unwrap().bytes
}

fn texts(page: &Element, name: &str) -> Vec<String> {
    let elements = page.all(name).into_iter();
    elements.map(|element| fold(&element.all_text())).collect()
}

#[test]
fn every_part_of_the_model_is_shown_in_order() {
    for mut document in [plan(), landscape_plan(), policy()] {
        let sheet = document.title_sheet.as_mut().unwrap();
        sheet.statement = Some("Draft: not yet approved".into());
        document.watermark = Some("DRAFT".into());
        for cover in [Cover::Plain, Cover::Band, Cover::Full] {
            document.theme.cover = cover;
            let page = page(&document);
            assert_sound(&page);
            assert_eq!(fold(&shown(&page)), fold(&words(&document).join(" ")));
        }
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(page(&plan()), page(&plan()));
}

#[test]
fn the_head_says_what_the_document_is() {
    let mut document = plain(vec![heading(1, "Plan")]);
    document.meta.language = "cy".into();
    let page = tree(&page(&document));
    assert_eq!(page.attribute("lang"), Some("cy"));
    assert_eq!(
        texts(&page, "title"),
        ["Prevent action plan – Larkfield Trust"]
    );
    let named = |name: &str| {
        let metas = page.all("meta").into_iter();
        let mut metas = metas.filter(|meta| meta.attribute("name") == Some(name));
        metas.next().and_then(|meta| meta.attribute("content"))
    };
    assert_eq!(named("author"), Some("Larkfield Trust"));
    assert_eq!(
        named("description"),
        Some("What the school does under the Prevent duty")
    );
    assert_eq!(named("dcterms.date"), Some("2026-11-01"));
    assert!(named("generator").unwrap().starts_with("Dutybound "));
    assert!(named("viewport").unwrap().starts_with("width=device-width"));
}

#[test]
fn the_title_is_the_first_heading_and_the_body_goes_on_below_it() {
    let page = tree(&page(&policy()));
    assert_eq!(texts(&page, "h1"), ["Prevent policy"]);
    assert!(texts(&page, "h2").contains(&"1 Aims".to_owned()));
    assert!(texts(&page, "h3").contains(&"Whom to tell".to_owned()));
}

#[test]
fn without_a_title_sheet_the_body_begins_at_the_top_and_no_level_is_skipped() {
    let deep = Block::Heading(Heading::plain(
        HeadingLevel::new(5).unwrap(),
        inlines("Deep"),
    ));
    let document = plain(vec![
        heading(1, "Plan"),
        deep,
        heading(2, "Area"),
        heading(1, "More"),
    ]);
    let page = page(&document);
    assert_sound(&page);
    let page = tree(&page);
    assert_eq!(texts(&page, "h1"), ["Plan", "More"]);
    assert_eq!(texts(&page, "h2"), ["Deep", "Area"]);
    assert_eq!(page.all("header").len(), 0);
    assert!(page.all("a").is_empty(), "there is nothing to skip");
}

#[test]
fn contents_and_references_lead_to_their_places() {
    let page = tree(&page(&policy()));
    let nav = page.all("nav")[0];
    let title = nav.attribute("aria-labelledby").unwrap();
    let titled = page
        .all("h2")
        .into_iter()
        .find(|heading| heading.attribute("id") == Some(title));
    assert_eq!(titled.unwrap().all_text(), "Contents");
    assert!(
        !fold(&nav.all_text()).contains("Contents"),
        "they do not list their own title"
    );
    let listed = texts(nav, "a");
    assert_eq!(
        listed[..3],
        ["1 Aims", "Whom to tell", "Who must know this policy"]
    );
    assert_eq!(nav.all("ol").len(), 2, "deeper headings stand below theirs");
    let clauses = page
        .all("ol")
        .into_iter()
        .find(|list| list.attribute("class") == Some("clauses"));
    let first = clauses.unwrap().all("li")[0];
    assert_eq!(first.attribute("id"), Some("clause-1-1"));
    assert!(fold(&first.all_text()).starts_with("1.1 The trust has due regard"));
    let main = page.all("main")[0];
    let to = |label: &str| {
        let mut links = main.all("a").into_iter().skip(nav.all("a").len());
        links
            .find(|link| link.all_text() == label)
            .and_then(|link| link.attribute("href"))
    };
    assert_eq!(to("1.2"), Some("#clause-1-2"));
    assert_eq!(to("Annex A"), Some("#actions"));
    assert_eq!(to("9.9"), None, "what leads nowhere is words");
}

#[test]
fn anchors_that_are_odd_or_stand_twice_get_ids_that_stand_once() {
    let mut twice = vec![
        clause("1.1", "One"),
        clause("1.2", "Two"),
        clause("1.3", "Three"),
    ];
    twice[1].anchor = Some("main_content".into());
    twice[2].anchor = twice[0].anchor.clone();
    let document = plain(vec![
        numbered(Series::Section, "1", "\"><b>x", "Odd"),
        numbered(Series::Section, "2", "\"><b>x", "The same"),
        numbered(Series::Section, "3", "heading_2", "Ours"),
        Block::Clauses { clauses: twice },
        Block::Paragraph {
            content: vec![reference("\"><b>x", "1"), reference("main_content", "1.2")],
        },
    ]);
    let page = page(&document);
    assert_sound(&page);
    let odd = tree(&page).all("h1")[0].attribute("id").unwrap().to_owned();
    let links = tree(&page);
    assert_eq!(
        links.all("a")[0].attribute("href"),
        Some(&*format!("#{odd}"))
    );
    assert_eq!(links.all("a").len(), 2);
}

#[test]
fn groups_of_rows_have_headings_that_say_what_they_head() {
    let page = tree(&page(&plan()));
    let bands = page.all("th").into_iter();
    let bands = bands.filter(|band| band.attribute("scope") == Some("rowgroup"));
    assert!(bands.clone().count() > 0);
    for table in page.all("table") {
        for group in table.elements().filter(|part| part.name == "tbody") {
            let mut rows = group.elements();
            let first = rows.next().unwrap();
            let is_band = |row: &Element| row.attribute("class") == Some("band");
            assert!(rows.all(|row| !is_band(row)), "a band begins its group");
            if is_band(first) {
                let columns = table.all("col").len().to_string();
                assert_eq!(first.all("th")[0].attribute("colspan"), Some(&*columns));
            }
        }
    }
    for (scope, tables) in [("col", 1), ("row", 1)] {
        let headings = page.all("th").into_iter();
        let headings = headings.filter(|heading| heading.attribute("scope") == Some(scope));
        assert!(headings.count() >= tables, "{scope}");
    }
    let cells = page.everything().into_iter();
    assert!(
        cells
            .filter(|cell| cell.attribute("rowspan").is_some())
            .count()
            > 0
    );
}

#[test]
fn a_wide_table_can_be_moved_by_keyboard_and_says_what_it_is() {
    let page = tree(&page(&plan()));
    let mut moved = 0;
    for element in page.everything() {
        if element.attribute("tabindex").is_some() {
            let name = element.attribute("aria-labelledby").unwrap();
            let caption = element.all("caption")[0];
            assert_eq!(caption.attribute("id"), Some(name));
            moved += 1;
        }
    }
    assert!(moved > 0);
}

#[test]
fn hostile_words_stay_words() {
    let hostile = "</style></title><script>alert(1)</script>\"'&amp;<!-- ]]> \u{202e}rtl\u{0}\u{7}\u{1b}[0m {{x}}";
    let mut document = policy();
    document.meta.title = hostile.into();
    document.meta.author = hostile.into();
    document.meta.subject = hostile.into();
    document.meta.keywords = vec![hostile.into()];
    document.meta.language = "en\"><script>".into();
    document.watermark = Some(hostile.into());
    document.theme.fonts = Fonts {
        pdf: hostile.into(),
        word: hostile.into(),
        files: Vec::new(),
    };
    let sheet = document.title_sheet.as_mut().unwrap();
    sheet.organisation = Some(hostile.into());
    sheet.statement = Some(hostile.into());
    sheet.strapline = Some(hostile.into());
    sheet.logos[0].alt = hostile.into();
    let link = |target: &str| Inline::Link {
        target: target.into(),
        content: vec![Inline::text(hostile)],
    };
    document.sections[0].blocks.push(Block::Paragraph {
        content: vec![
            link("javascript:alert(1)"),
            link("https://example.org/\"><script>alert(1)</script>"),
            link("data:text/html,<script>alert(1)</script>"),
            reference("nowhere\"><script>", hostile),
        ],
    });
    document.sections[0]
        .blocks
        .push(numbered(Series::Section, hostile, hostile, hostile));
    let page = page(&document);
    assert_sound(&page);
    let clean = |text: &str| fold(&text.replace(['\u{0}', '\u{7}', '\u{1b}', '\u{202e}'], ""));
    assert_eq!(fold(&shown(&page)), clean(&words(&document).join(" ")));
    assert_eq!(tree(&page).all("style").len(), 1);
    assert!(!String::from_utf8(page).unwrap().contains("<script"));
}

#[test]
fn an_address_that_is_not_safe_is_words_alone() {
    let link = |target: &str| Inline::Link {
        target: target.into(),
        content: vec![Inline::text("words")],
    };
    let addresses = [
        "javascript:x",
        "tel:+441632960011",
        "mailto:a@example.org",
        "vbscript:x",
    ];
    let document = plain(vec![Block::Paragraph {
        content: addresses.map(link).into(),
    }]);
    let page = page(&document);
    let links = tree(&page);
    let kept: Vec<_> = links
        .all("a")
        .iter()
        .map(|link| link.attribute("href").unwrap())
        .collect();
    assert_eq!(kept, ["tel:+441632960011", "mailto:a@example.org"]);
    assert_eq!(fold(&shown(&page)), "wordswordswordswords");
}

#[test]
fn logos_lie_in_the_page_and_make_it_no_larger_than_they_are() {
    let mut document = policy();
    let bare = page(&Document {
        title_sheet: document.title_sheet.take().map(|mut sheet| {
            sheet.logos.clear();
            sheet
        }),
        ..document.clone()
    });
    let logos = vec![svg_logo(), png_logo()];
    let room: usize = logos
        .iter()
        .map(|logo| logo.bytes.len().div_ceil(3) * 4 + 200)
        .sum();
    document.title_sheet = policy().title_sheet;
    document.title_sheet.as_mut().unwrap().logos = logos.clone();
    let page = page(&document);
    assert!(page.len() < bare.len() + room, "{} bytes", page.len());
    assert!(
        bare.len() < 64 * 1024,
        "{} bytes without a logo",
        bare.len()
    );
    let page = tree(&page);
    let sources: Vec<_> = page
        .all("img")
        .iter()
        .map(|logo| logo.attribute("src").unwrap())
        .collect();
    assert!(
        sources[0].starts_with("data:image/svg+xml;base64,"),
        "never as markup"
    );
    assert!(sources[1].starts_with("data:image/png;base64,iVBORw0KGgo"));
    assert!(page.all("svg").is_empty());
    assert_eq!(page.all("img")[0].attribute("alt"), Some(&*logos[0].alt));
    let mut photograph = png_logo();
    photograph.format = PictureFormat::Jpeg;
    photograph.bytes = Arc::from(&b"\xff\xd8\xff"[..]);
    document.title_sheet.as_mut().unwrap().logos = vec![photograph];
    let page = tree(&html::render(&document).unwrap().bytes);
    assert_eq!(
        page.all("img")[0].attribute("src"),
        Some("data:image/jpeg;base64,/9j/")
    );
}

#[test]
fn a_watermark_is_an_ornament_and_no_words() {
    let mut document = policy();
    let without = page(&document);
    document.watermark = Some("DRAFT".into());
    let with = page(&document);
    assert_eq!(shown(&with), shown(&without));
    assert!(
        style(&with).contains("content: var(--watermark) / \"\";"),
        "read as nothing"
    );
    assert!(style(&with).contains("--watermark: \"DRAFT\";"));
    assert!(!style(&without).contains("watermark"));
}

#[test]
fn a_brand_and_its_design_fill_the_style_and_every_name_in_it_is_known() {
    let mut document = plan();
    document.watermark = Some("DRAFT".into());
    document.theme = Theme {
        cover: Cover::Band,
        ..Theme::new(
            Palette::new("#ffe066".parse().unwrap(), "#d7263d".parse().unwrap()),
            Fonts::default(),
        )
    };
    let page = page(&document);
    let style = style(&page);
    for value in [
        "--primary: #ffe066;",
        "--on-primary: #000000;",
        "--accent: #d7263d;",
        "margin: 68pt 51pt 60pt",
    ] {
        assert!(style.contains(value), "{value}");
    }
    assert_eq!(
        tree(&page).all("header")[0].attribute("class"),
        Some("sheet cover-band")
    );
    let names = style
        .split("var(--")
        .skip(1)
        .map(|rest| rest.split([',', ')']).next().unwrap());
    let known = |name: &str| style.contains(&format!("--{name}: "));
    let unknown: Vec<&str> = names.filter(|name| !known(name)).collect();
    assert_eq!(unknown, [""; 0]);
}

#[test]
fn a_table_that_breaks_its_promises_is_refused() {
    let mut document = plan();
    for block in &mut document.sections[1].blocks {
        if let Block::Table(table) = block {
            table.groups[0].rows[0].cells.pop();
        }
    }
    let error = html::render(&document).unwrap_err();
    assert_eq!(error.format, "html");
    assert!(error.message.contains("do not fill the columns"), "{error}");
}

#[test]
fn words_of_another_language_say_so() {
    let document = plain(vec![Block::Paragraph {
        content: vec![
            Inline::text("The school is "),
            Inline::Foreign {
                language: "cy".into(),
                content: inlines("Ysgol y *Bryn*"),
            },
            Inline::text("."),
        ],
    }]);
    let page = tree(&page(&document));
    let foreign = page.all("span")[0];
    assert_eq!(foreign.attribute("lang"), Some("cy"));
    assert_eq!(foreign.all_text(), "Ysgol y Bryn");
    assert_eq!(texts(&page, "p"), ["The school is Ysgol y Bryn."]);
}
