//! One plan under three very different brands (`tests/brands`), in every format.

use std::collections::BTreeSet;
use std::path::Path;

use dutybound::diagnostic::Severity;
use dutybound::document::{Contrast, Cover, Document, PictureFormat, words};
use dutybound::pipeline::{Prepared, compose_document, prepare};
use dutybound::render::docx;
use dutybound::render::pdf::PdfWriter;
use dutybound::workspace::Workspace;
use lopdf::content::Content;

use crate::support::pdf::{assert_valid, fold, tags};
use crate::support::typeface::faces;
use crate::support::{docx as word, options, pages};

const SCHOOLS: [&str; 3] = ["marigold-lane", "puddlewick", "wrenfield"];

fn workspace() -> Workspace {
    let workspace = Workspace::open(Path::new("tests/brands")).unwrap();
    assert_eq!(workspace.diagnostics(), []);
    workspace
}

fn prepared(workspace: &Workspace, id: &str) -> Prepared {
    prepare(workspace, id, &options(), &PdfWriter::new()).unwrap()
}

fn document(workspace: &Workspace, id: &str, template: &str) -> Document {
    let prepared = prepared(workspace, id);
    let template = workspace.template_asked(template).unwrap();
    compose_document(workspace, &prepared, template, &options(), &mut Vec::new())
        .unwrap()
        .document
}

#[test]
fn every_document_of_every_brand_is_valid_and_says_the_same_in_all_formats() {
    let (workspace, writer) = (workspace(), PdfWriter::new());
    let ids: Vec<&str> = workspace.organisations().collect();
    assert_eq!(
        ids,
        ["longshore", "marigold-lane", "puddlewick", "wrenfield"]
    );
    for id in ids {
        let prepared = prepared(&workspace, id);
        for template in &prepared.checked.as_ref().unwrap().get().documents {
            let document = document(&workspace, id, template);
            let name = format!("{id}/{}", template.value);
            let pdf = writer.render(&document).unwrap();
            assert_valid(&pdf.bytes);
            pages::assert_on_pages(&pdf.bytes);
            let said = fold(&words(&document).join(" "));
            assert_eq!(fold(&tags(&pdf.bytes).words()), said, "PDF of {name}");
            let written = docx::render(&document, &pdf.headings, None).unwrap();
            let written = word::words(&written.bytes).join(" ");
            assert_eq!(fold(&written), said, "Word file of {name}");
        }
    }
}

#[test]
fn the_pale_yellow_and_nothing_else_is_found_too_pale_and_its_correction_passes() {
    let workspace = workspace();
    for id in SCHOOLS {
        let prepared = prepared(&workspace, id);
        let found = prepared
            .diagnostics
            .iter()
            .find(|found| found.code == "brand-contrast");
        assert_eq!(found.is_some(), id == "marigold-lane", "{found:?}");
    }
    let prepared = prepared(&workspace, "marigold-lane");
    let found = prepared
        .diagnostics
        .iter()
        .find(|found| found.code == "brand-contrast");
    let found = found.unwrap();
    assert_eq!(found.severity, Severity::Warning);
    let said = workspace.sources().human(found, false);
    assert!(
        said.contains("headings in #ffe27a would be hard to read"),
        "{said}"
    );
    let corrected = "#7b6d3a";
    assert!(
        said.contains(&format!("write: primary: \"{corrected}\"")),
        "{said}"
    );

    // What is to be pasted needs no second correction.
    let plan = std::fs::read_to_string("tests/brands/schools/marigold-lane.yaml").unwrap();
    assert!(plan.contains("#ffe27a"));
    let corrected: dutybound::document::Colour = corrected.parse().unwrap();
    assert_eq!(corrected.for_letters(), corrected);
}

#[test]
fn headings_have_the_corrected_colour_in_pdf_and_word() {
    let document = document(&workspace(), "marigold-lane", "school");
    let palette = document.theme.palette;
    assert_eq!(palette.primary.to_string(), "#ffe27a");
    assert_eq!(palette.heading.to_string(), "#7b6d3a");
    for (letters, ground) in [
        (palette.heading, palette.tint),
        (palette.on_primary, palette.primary),
    ] {
        assert!(letters.contrast(ground) >= Contrast::TEXT_AA);
    }
    let pdf = PdfWriter::new().render(&document).unwrap().bytes;
    assert!(
        fills(&pdf, [0x7b, 0x6d, 0x3a]),
        "no heading in the corrected colour"
    );
    assert!(
        fills(&pdf, [0xff, 0xe2, 0x7a]),
        "no cover in the brand's colour"
    );
    assert!(!fills(&pdf, [0x7b, 0x6d, 0x3b]), "any colour is found");
    let written = docx::render(&document, &[], None).unwrap().bytes;
    let colours =
        word::part(&written, "word/theme/theme1.xml") + &word::part(&written, "word/styles.xml");
    assert!(colours.contains("7B6D3A"), "no heading colour in Word");
}

#[test]
fn a_school_beside_its_trust_shows_both_logos_in_pdf_and_word() {
    let document = document(&workspace(), "wrenfield", "school");
    assert_eq!(document.theme.cover, Cover::Plain);
    assert_eq!(document.theme.fonts.word, "Arial");
    let logos = &document.title_sheet.as_ref().unwrap().logos;
    let [trust, school] = &logos[..] else {
        panic!("{} logos", logos.len());
    };
    assert_eq!(
        (trust.format, school.format),
        (PictureFormat::Svg, PictureFormat::Png)
    );
    assert!(trust.alt.contains("lighthouse") && school.alt.contains("wren"));
    let pdf = PdfWriter::new().render(&document).unwrap().bytes;
    assert_eq!(
        alternatives(&pdf),
        BTreeSet::from([trust.alt.clone(), school.alt.clone()])
    );
    let written = docx::render(&document, &[], None).unwrap().bytes;
    let body = word::part(&written, "word/document.xml");
    let (first, second) = (
        body.find(&*trust.alt).unwrap(),
        body.find(&*school.alt).unwrap(),
    );
    assert!(first < second);
    let pictures = word::parts(&written, "word/media/");
    assert_eq!(
        pictures.len(),
        3,
        "an SVG, its copy, and a PNG: {pictures:?}"
    );
}

/// Whether anything on the pages is filled in a colour.
fn fills(pdf: &[u8], colour: [u8; 3]) -> bool {
    let file = lopdf::Document::load_mem(pdf).unwrap();
    file.get_pages().values().any(|page| {
        let content = Content::decode(&file.get_page_content(*page)).unwrap();
        content.operations.iter().any(|operation| {
            let parts: Vec<f32> = operation
                .operands
                .iter()
                .filter_map(|part| part.as_float().ok())
                .collect();
            let near =
                |(part, wanted): (&f32, &u8)| (part * 255.0 - f32::from(*wanted)).abs() < 0.2;
            matches!(&*operation.operator, "rg" | "sc" | "scn")
                && parts.len() == 3
                && parts.iter().zip(&colour).all(near)
        })
    })
}

/// What is said in the place of each picture of a PDF.
fn alternatives(pdf: &[u8]) -> BTreeSet<String> {
    let file = lopdf::Document::load_mem(pdf).unwrap();
    let figures = file.objects.values().filter_map(|object| {
        let element = object.as_dict().ok()?;
        let is_figure = element.get(b"S").ok()?.as_name().ok()? == b"Figure";
        let alt = is_figure.then(|| element.get(b"Alt").ok()).flatten()?;
        lopdf::decode_text_string(alt).ok()
    });
    figures.collect()
}

#[test]
fn a_pale_second_colour_is_noted_and_no_more_than_that() {
    let plan = std::fs::read_to_string("tests/cases/pale-colour/trust.yaml").unwrap();
    for (accent, found) in [("#ffcc00", true), ("#8a5a00", false)] {
        let folder = tempfile::tempdir().unwrap();
        let brand = format!("brand: {{ colours: {{ primary: '#14315c', accent: '{accent}' }} }}");
        std::fs::write(
            folder.path().join("trust.yaml"),
            format!("{plan}\n{brand}\n"),
        )
        .unwrap();
        let workspace = Workspace::open(folder.path()).unwrap();
        let mut findings = prepared(&workspace, "riverside").diagnostics;
        findings.retain(|finding| finding.code == "brand-contrast");
        assert_eq!(findings.len(), usize::from(found), "{accent}");
        for finding in findings {
            assert_eq!(finding.severity, Severity::Note);
            assert!(
                finding.message.contains("accent: \"#"),
                "{}",
                finding.message
            );
        }
    }
}

/// The README's table of `brand` and its example, beside the type that reads the files.
#[test]
fn the_readme_names_every_key_of_a_brand_and_each_is_accepted() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let (_, section) = readme.split_once("`brand`, how documents look").unwrap();
    let (section, _) = section.split_once("`people`, each by key").unwrap();
    let known = serde_json::to_value(dutybound::model::Brand::default()).unwrap();
    let mut keys: BTreeSet<String> = known.as_object().unwrap().keys().cloned().collect();
    for inner in ["colours", "fonts"] {
        keys.extend(known[inner].as_object().unwrap().keys().cloned());
    }
    assert!(keys.len() > 12);
    let named: BTreeSet<&str> = section.split(['`', ':', ' ', '{', '\n']).collect();
    let missing: Vec<&String> = keys.iter().filter(|key| !named.contains(&***key)).collect();
    assert!(missing.is_empty(), "the README does not name {missing:?}");

    let rows = section.lines().filter(|line| line.starts_with("| `"));
    let in_table = rows.flat_map(|row| {
        let cell = row.split('|').nth(1).unwrap();
        cell.split('`').skip(1).step_by(2)
    });
    for key in in_table {
        assert!(keys.contains(key), "`{key}` of the README is no key");
    }
    let (_, example) = section.split_once("```yaml\n").unwrap();
    let (example, _) = example.split_once("```").unwrap();
    let plan = std::fs::read_to_string("tests/cases/pale-colour/trust.yaml").unwrap();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("trust.yaml"),
        format!("{plan}\n{example}"),
    )
    .unwrap();
    std::fs::create_dir(folder.path().join("brand")).unwrap();
    std::fs::copy(
        "tests/brands/brand/longshore.svg",
        folder.path().join("brand/longshore.svg"),
    )
    .unwrap();
    for (face, name) in
        faces("Saltby Handbook")
            .iter()
            .zip(["Regular", "Bold", "Italic", "BoldItalic"])
    {
        std::fs::write(folder.path().join(format!("brand/{name}.ttf")), face).unwrap();
    }
    let workspace = Workspace::open(folder.path()).unwrap();
    let prepared = prepared(&workspace, "riverside");
    let faults: Vec<_> = prepared
        .diagnostics
        .iter()
        .filter(|fault| fault.is_error())
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
    let brand = &prepared.checked.as_ref().unwrap().get().brand;
    assert_eq!(brand.fonts.files.len(), 4);
    assert_eq!(prepared.resolved.fonts.len(), 4);
}

/// A school that gives a logo or a font of its own has no use for the words and files of its trust's.
#[test]
fn what_goes_with_a_replaced_logo_or_font_is_not_inherited() {
    let trust = std::fs::read_to_string("tests/cases/pale-colour/trust.yaml").unwrap();
    let brand = "brand: { logo: a.svg, logo_alt: First words, second_logo: b.svg, second_logo_alt: Second words, \
                 fonts: { pdf: Saltby Handbook, word: Georgia, files: [brand/r.ttf] } }\n";
    for (own, kept, dropped) in [
        (
            "{ logo: c.svg }",
            vec!["Second words", "Georgia"],
            vec!["First words"],
        ),
        (
            "{ second_logo: c.svg }",
            vec!["First words", "a.svg"],
            vec!["Second words", "b.svg"],
        ),
        (
            "{ second_logo: c.svg, second_logo_alt: New words }",
            vec!["First words", "New words"],
            vec!["Second words"],
        ),
        (
            "{ second_logo: c.svg, second_logo_alt: }",
            vec!["First words"],
            vec!["Second words"],
        ),
        (
            "{ second_logo: , logo: }",
            vec!["a.svg", "b.svg", "First words", "Second words"],
            vec![],
        ),
        (
            "{ fonts: { pdf: Carlito } }",
            vec!["First words"],
            vec!["Georgia", "r.ttf", "Saltby"],
        ),
        (
            "{ fonts: { pdf: Carlito, word: Verdana } }",
            vec!["Verdana"],
            vec!["Georgia", "r.ttf"],
        ),
        (
            "{ cover: band }",
            vec!["Georgia", "r.ttf", "First words", "Second words"],
            vec![],
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("trust.yaml"), format!("{trust}{brand}")).unwrap();
        let school = format!(
            "extends: trust.yaml\nid: oakfield\norganisation: {{ kind: school, name: Oakfield School }}\nbrand: {own}\n"
        );
        std::fs::write(folder.path().join("oakfield.yaml"), school).unwrap();
        let workspace = Workspace::open(folder.path()).unwrap();
        let merged = workspace.resolve("oakfield").unwrap().merged;
        let merged = serde_yaml::to_string(merged.get("brand").unwrap()).unwrap();
        for words in kept {
            assert!(merged.contains(words), "{own} loses {words}:\n{merged}");
        }
        for words in dropped {
            assert!(!merged.contains(words), "{own} keeps {words}:\n{merged}");
        }
    }
}

#[test]
fn a_logo_of_its_own_takes_the_trusts_place_with_its_own_words() {
    for (id, words, format, cover) in [
        ("puddlewick", "drops", PictureFormat::Svg, Cover::Band),
        (
            "marigold-lane",
            "marigold",
            PictureFormat::Jpeg,
            Cover::Full,
        ),
    ] {
        let document = document(&workspace(), id, "school");
        let logos = &document.title_sheet.as_ref().unwrap().logos;
        assert_eq!(logos.len(), 1, "{id}");
        assert!(
            logos[0].alt.contains(words) && logos[0].format == format,
            "{id}"
        );
        assert_eq!(document.theme.cover, cover, "{id}");
    }
}
