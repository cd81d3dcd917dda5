//! Fonts that a workspace brings along: used where they are sound, and refused with their reason where they are not.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use dutybound::document::{Block, Document, FontFile, Fonts, words};
use dutybound::pipeline::{compose_document, prepare};
use dutybound::render::docx;
use dutybound::render::pdf::{PdfWriter, on_worker_thread};
use dutybound::template::{FaceStyle, FontFace, FontFault};
use dutybound::workspace::Workspace;
use proptest::prelude::*;

use crate::support::pdf::{assert_valid, fold, tags};
use crate::support::typeface::{FILES, faces, font, relabelled, tables, with};
use crate::support::{docx as word, options, sample};

const NAME: &str = "Saltby Handbook";

/// A workspace of one school whose brand has these fonts, with these files in its folder `brand`.
fn workspace(fonts: &str, files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let plan = fs::read_to_string("tests/cases/pale-colour/trust.yaml").unwrap();
    let plan = plan.replace("documents: []", "documents: [trust]");
    fs::write(
        folder.path().join("trust.yaml"),
        format!("{plan}\nbrand:\n  fonts: {fonts}\n"),
    )
    .unwrap();
    fs::create_dir(folder.path().join("brand")).unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join("brand").join(name), bytes).unwrap();
    }
    folder
}

/// What is said about the fonts of a workspace.
fn said(folder: &Path) -> String {
    let workspace = Workspace::open(folder).unwrap();
    let prepared = prepare(&workspace, "riverside", &options(), &PdfWriter::new()).unwrap();
    let mut findings = prepared.diagnostics;
    findings.retain(|finding| matches!(finding.code, "font-file" | "brand-font"));
    let said: Vec<String> = findings
        .iter()
        .map(|finding| workspace.sources().human(finding, false))
        .collect();
    said.join("\n")
}

fn composed(folder: &Path, writer: &PdfWriter) -> Document {
    let workspace = Workspace::open(folder).unwrap();
    let prepared = prepare(&workspace, "riverside", &options(), writer).unwrap();
    assert!(prepared.checked.is_some(), "{:#?}", prepared.diagnostics);
    let template = workspace.template_asked("trust").unwrap();
    compose_document(&workspace, &prepared, template, &options(), &mut Vec::new())
        .unwrap()
        .document
}

/// The names of the fonts that a PDF embeds, without the letters that mark a part of a font.
fn embedded(pdf: &[u8]) -> BTreeSet<String> {
    let file = lopdf::Document::load_mem(pdf).unwrap();
    let fonts = file.objects.values().filter_map(|object| {
        let name = object.as_dict().ok()?.get(b"FontName").ok()?;
        Some(String::from_utf8_lossy(name.as_name().ok()?).into_owned())
    });
    fonts
        .map(|name| {
            name.split_once('+')
                .map_or(name.clone(), |(_, name)| name.into())
        })
        .collect()
}

const LIST: &str = "[brand/r.ttf, brand/b.ttf, brand/i.ttf, brand/bi.ttf]";

fn four(faces: &[Vec<u8>; 4]) -> Vec<(&'static str, &[u8])> {
    let names = ["r.ttf", "b.ttf", "i.ttf", "bi.ttf"];
    names
        .into_iter()
        .zip(faces.iter().map(Vec::as_slice))
        .collect()
}

#[test]
fn two_workspaces_with_fonts_of_their_own_are_built_by_one_writer() {
    let writer = PdfWriter::new();
    let mut seen = Vec::new();
    for (name, looks) in [
        (NAME, NAME),
        ("Hillby Notebook", "Hillby Notebook"),
        (NAME, "Saltby Notebook"),
    ] {
        // The third font calls itself like the first one, and is another.
        let mut faces = faces(looks);
        if name != looks {
            faces = faces.map(|face| {
                with(&face, "name", |table| {
                    let wide = |text: &str| -> Vec<u8> {
                        text.encode_utf16().flat_map(u16::to_be_bytes).collect()
                    };
                    let (from, to) = (wide(looks), wide(name));
                    while let Some(at) = table.windows(from.len()).position(|window| window == from)
                    {
                        table[at..at + to.len()].copy_from_slice(&to);
                    }
                })
            });
        }
        let fonts = format!("{{ pdf: {name}, files: {LIST} }}");
        let folder = workspace(&fonts, &four(&faces));
        assert_eq!(said(folder.path()), "");
        let document = composed(folder.path(), &writer);
        assert_eq!(document.theme.fonts.pdf, name);
        assert_eq!(document.theme.fonts.word, name, "follows the PDF's");
        let bytes = writer.render(&document).unwrap().bytes;
        assert_valid(&bytes);
        assert_eq!(
            fold(&tags(&bytes).words()),
            fold(&words(&document).join(" "))
        );
        let plain = looks.replace(' ', "");
        let embedded = embedded(&bytes);
        assert!(embedded.contains(&format!("{plain}-Bold")), "{embedded:?}");
        assert!(
            embedded.iter().all(|font| font.starts_with(&plain)),
            "{embedded:?}"
        );
        let again = writer.render(&document).unwrap().bytes;
        assert!(again == bytes, "the same document twice");
        let written = docx::render(&document, &[], None).unwrap();
        assert!(word::part(&written.bytes, "word/theme/theme1.xml").contains(name));
        seen.push(bytes);
    }
    assert_ne!(seen[0], seen[2]);
    // A shipped font is still what it was.
    let bytes = writer.render(&sample::plan()).unwrap().bytes;
    assert!(
        embedded(&bytes)
            .iter()
            .all(|font| font.starts_with("Carlito"))
    );
}

#[test]
fn files_are_told_apart_by_what_they_hold_and_not_by_their_names() {
    let faces = faces(NAME);
    let styles = faces
        .clone()
        .map(|face| FontFace::open(face).unwrap().style());
    assert_eq!(styles, FaceStyle::ALL);
    let files = [
        ("one.otf", faces[3].as_slice()),
        ("two.bin", faces[0].as_slice()),
        ("three.png", faces[2].as_slice()),
        ("four", faces[1].as_slice()),
    ];
    let list = "[brand/one.otf, brand/two.bin, brand/three.png, brand/four]";
    let folder = workspace(&format!("{{ pdf: {NAME}, files: {list} }}"), &files);
    assert_eq!(said(folder.path()), "");
    let writer = PdfWriter::new();
    let pdf = writer.render(&composed(folder.path(), &writer)).unwrap();
    assert!(embedded(&pdf.bytes).contains("SaltbyHandbook"));
}

#[test]
fn a_character_that_the_own_font_lacks_is_found_at_its_place() {
    let faces = faces(NAME);
    let folder = workspace(&format!("{{ pdf: {NAME}, files: {LIST} }}"), &four(&faces));
    let path = folder.path().join("trust.yaml");
    let plan = fs::read_to_string(&path).unwrap();
    fs::write(&path, plan.replace("Train all staff", "Train all staff ✓")).unwrap();
    let workspace = Workspace::open(folder.path()).unwrap();
    let prepared = prepare(&workspace, "riverside", &options(), &PdfWriter::new()).unwrap();
    let codes: Vec<&str> = prepared
        .diagnostics
        .iter()
        .map(|finding| finding.code)
        .collect();
    assert!(codes.contains(&"missing-character"), "{codes:?}");
}

#[test]
fn what_is_wrong_with_a_brands_fonts_is_said_at_the_path_with_a_way_out() {
    let faces = faces(NAME);
    let all = four(&faces);
    let other = self::faces("Hillby Notebook");
    let mut mixed = all.clone();
    mixed[2].1 = other[2].as_slice();
    let mut twice = all.clone();
    twice[1].1 = faces[0].as_slice();
    let named = |name: &str| format!("{{ pdf: {name}, files: {LIST} }}");
    for (fonts, files, wanted) in [
        (
            named(NAME),
            &mixed,
            "this file is of the font `Hillby Notebook`, not of `Saltby Handbook`",
        ),
        (
            named("Poppins"),
            &all,
            "Write `pdf: Saltby Handbook`, or name the files of `Poppins`.",
        ),
        (
            format!("{{ files: {LIST} }}"),
            &all,
            "Write `pdf: Saltby Handbook` beside `files`.",
        ),
        (
            named(NAME),
            &twice,
            "this is the regular face of the font once more",
        ),
        (named(NAME), &twice, "the font has no bold face"),
        (
            format!("{{ pdf: {NAME}, files: [brand/r.ttf, brand/b.ttf] }}"),
            &all,
            "the font has no italic and no bold italic face",
        ),
        (
            format!("{{ pdf: {NAME}, files: [brand/none.ttf] }}"),
            &all,
            "there is no file `brand/none.ttf`",
        ),
        (
            format!("{{ pdf: {NAME}, files: [../../etc/hosts] }}"),
            &all,
            "`../../etc/hosts`",
        ),
        (
            format!("{{ pdf: {NAME}, files: [/etc/hosts] }}"),
            &all,
            "lies outside this workspace",
        ),
        (
            format!("{{ pdf: {NAME}, files: [brand] }}"),
            &all,
            "is not a file",
        ),
        (
            "{ pdf: Poppins }".into(),
            &all,
            "needs its four files under `files`",
        ),
        (
            "{ pdf: Arial }".into(),
            &all,
            "Did you mean `Liberation Sans`, which is as wide as Arial?",
        ),
        ("{ pdf: calibri }".into(), &all, "Did you mean `Carlito`"),
    ] {
        let folder = workspace(&fonts, files);
        let said = said(folder.path());
        assert!(said.contains(wanted), "{fonts} says:\n{said}");
        assert!(said.contains("trust.yaml:"), "{said}");
        assert_eq!(
            said.matches("error[").count(),
            said.matches("= help").count(),
            "{said}"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_workspace_is_refused() {
    let faces = faces(NAME);
    let folder = workspace(
        &format!("{{ pdf: {NAME}, files: {LIST} }}"),
        &four(&faces)[1..],
    );
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("r.ttf"), &faces[0]).unwrap();
    std::os::unix::fs::symlink(
        outside.path().join("r.ttf"),
        folder.path().join("brand/r.ttf"),
    )
    .unwrap();
    assert!(said(folder.path()).contains("`brand/r.ttf` lies outside this workspace"));
}

#[test]
fn a_font_without_end_is_not_read() {
    let folder = workspace(
        &format!("{{ pdf: {NAME}, files: [brand/huge.ttf] }}"),
        &[("huge.ttf", &vec![0; 9 << 20])],
    );
    let said = said(folder.path());
    assert!(said.contains("the file is larger than 8192 kB"), "{said}");
}

/// A composite letter: these letters drawn on top of each other.
fn composite(of: u16, times: u16) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0];
    for n in 1..=times {
        let more: u16 = if n < times { 0x20 } else { 0 };
        bytes.extend((more | 2).to_be_bytes()); // with offsets of one byte each
        bytes.extend(of.to_be_bytes());
        bytes.extend([0, 0]);
    }
    bytes
}

/// A font in which the letters after the first thousand are each made of many of the next.
fn bomb(face: &[u8]) -> Vec<u8> {
    let mut tables = tables(face);
    let take = |tag: &str| tables.iter().position(|(known, _)| known == tag).unwrap();
    let (glyf, loca, head) = (take("glyf"), take("loca"), take("head"));
    assert_eq!(tables[head].1[51], 1, "places of letters in four bytes");
    let place = |loca: &[u8], glyph: usize| {
        let at = loca[glyph * 4..glyph * 4 + 4].try_into().unwrap();
        usize::try_from(u32::from_be_bytes(at)).unwrap()
    };
    let old = tables[loca].1.clone();
    let mut shapes: Vec<Vec<u8>> = (0..old.len() / 4 - 1)
        .map(|glyph| tables[glyf].1[place(&old, glyph)..place(&old, glyph + 1)].to_vec())
        .collect();
    let letter = shapes.iter().position(|shape| shape.len() > 100).unwrap();
    for (glyph, shape) in shapes.iter_mut().enumerate().skip(1000).take(30) {
        let of = if glyph == 1029 { letter } else { glyph + 1 };
        *shape = composite(u16::try_from(of).unwrap(), 60);
    }
    let (mut places, mut all) = (Vec::new(), Vec::new());
    for mut shape in shapes {
        places.extend(u32::try_from(all.len()).unwrap().to_be_bytes());
        shape.resize(shape.len().next_multiple_of(4), 0);
        all.extend(shape);
    }
    places.extend(u32::try_from(all.len()).unwrap().to_be_bytes());
    tables[glyf].1 = all;
    tables[loca].1 = places;
    font(&tables)
}

/// A table of characters that says that every number is one.
fn endless_characters() -> Vec<u8> {
    let mut bytes = vec![0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12];
    bytes.extend([0, 12, 0, 0, 0, 0, 0, 28, 0, 0, 0, 0, 0, 0, 0, 1]);
    bytes.extend([0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]);
    bytes
}

#[test]
#[expect(clippy::too_many_lines, reason = "one list of faults")]
fn hostile_fonts_are_refused_at_once_and_say_why() {
    let [regular, ..] = faces(NAME);
    let embedding = |permission: [u8; 2]| {
        with(&regular, "OS/2", |table| {
            table[8..10].copy_from_slice(&permission);
        })
    };
    let mut drawing = Vec::new();
    image::RgbImage::new(8, 8)
        .write_to(
            &mut std::io::Cursor::new(&mut drawing),
            image::ImageFormat::Png,
        )
        .unwrap();
    let noise: Vec<u8> = (0..200_000u32)
        .map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()[1])
        .collect();
    let signed = [b"\0\x01\0\0".as_slice(), &noise].concat();
    for (name, bytes, wanted) in [
        ("nothing", Vec::new(), FontFault::Format),
        ("a picture", drawing, FontFault::Format),
        ("noise", noise, FontFault::Format),
        ("noise that begins well", signed, FontFault::Damaged),
        ("WOFF", b"wOFF\0\x01\0\0".to_vec(), FontFault::Web),
        ("WOFF 2", b"wOF2\0\x01\0\0".to_vec(), FontFault::Web),
        (
            "a collection",
            b"ttcf\0\x01\0\0".to_vec(),
            FontFault::Collection,
        ),
        (
            "the beginning alone",
            regular[..12].to_vec(),
            FontFault::Damaged,
        ),
        (
            "the first half",
            regular[..regular.len() / 2].to_vec(),
            FontFault::Damaged,
        ),
        (
            "all but the end",
            regular[..regular.len() - 1000].to_vec(),
            FontFault::Damaged,
        ),
        (
            "no letters",
            with(&regular, "maxp", |table| table[4..6].fill(0)),
            FontFault::Damaged,
        ),
        (
            "one letter",
            with(&regular, "maxp", |table| {
                table[4..6].copy_from_slice(&[0, 1]);
            }),
            FontFault::Letters,
        ),
        (
            "no shapes",
            with(&regular, "glyf", |table| table.fill(0)),
            FontFault::Letters,
        ),
        (
            "no table of shapes",
            relabelled(&regular, "glyf", "none"),
            FontFault::Damaged,
        ),
        (
            "no table of characters",
            relabelled(&regular, "cmap", "none"),
            FontFault::Damaged,
        ),
        (
            "no names",
            with(&regular, "name", |table| table[2..4].fill(0)),
            FontFault::Damaged,
        ),
        (
            "lines as high as a page",
            with(&regular, "hhea", |table| table[4..6].fill(0x7f)),
            FontFault::Damaged,
        ),
        (
            "endless characters",
            with(&regular, "cmap", |table| *table = endless_characters()),
            FontFault::Intricate,
        ),
        (
            "pictures",
            relabelled(&regular, "gasp", "SVG "),
            FontFault::Pictures,
        ),
        ("restricted", embedding([0, 2]), FontFault::Forbidden),
        ("never in part", embedding([1, 0]), FontFault::Forbidden),
        (
            "pictures of letters alone",
            embedding([2, 0]),
            FontFault::Forbidden,
        ),
        (
            "letters of letters of letters",
            bomb(&regular),
            FontFault::Intricate,
        ),
    ] {
        let started = Instant::now();
        assert_eq!(FontFace::open(bytes).map(|_| ()), Err(wanted), "{name}");
        assert!(started.elapsed() < Duration::from_mins(1), "{name}");
        assert!(wanted.help().ends_with('.') || wanted.help().ends_with('?'));
    }
    for allowed in [[0, 0], [0, 4], [0, 8]] {
        FontFace::open(embedding(allowed)).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// A font with wrong bytes is refused, or else a page can be drawn or refused: nothing panics, nothing hangs.
    #[test]
    fn no_change_to_a_font_brings_the_program_down(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<u8>()), 1..12),
    ) {
        let original = faces(NAME);
        let mut parts = tables(&original[0]);
        for (table, at, byte) in changes {
            let table = &mut parts[table.index(20).min(18)].1;
            if !table.is_empty() {
                let at = at.index(table.len());
                table[at] = byte;
            }
        }
        let started = Instant::now();
        if let Ok(face) = FontFace::open(font(&parts)) {
            let mut document = sample::plain(vec![
                Block::paragraph("Office, fjord, AVATAR: “naïve” – 26 £ … WAVE https://example.org/first"),
                Block::paragraph("The quick brown fox jumps over the lazy dog; 0123456789 (ÀÉÎÕÜ)."),
            ]);
            let mut files = FontFace::files(&[face.into()]);
            files.extend(original[1..].iter().map(|face| FontFile(face.clone().into())));
            document.theme.fonts = Fonts { pdf: NAME.into(), word: NAME.into(), files };
            let _ = on_worker_thread(|| PdfWriter::new().render(&document)).unwrap();
        }
        prop_assert!(started.elapsed() < Duration::from_secs(30));
    }
}

#[test]
fn every_shipped_font_would_be_accepted_as_a_workspaces_own() {
    for (folder, name) in [
        ("carlito", "Carlito"),
        ("open-sans", "Open Sans"),
        ("liberation-sans", "Liberation Sans"),
    ] {
        let mut styles = BTreeSet::new();
        for entry in fs::read_dir(Path::new("fonts").join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "ttf") {
                let face = FontFace::open(fs::read(&path).unwrap()).unwrap();
                assert!(
                    face.names().contains(&name.to_string()),
                    "{:?}",
                    face.names()
                );
                styles.insert(face.style());
            }
        }
        assert_eq!(styles.len(), FILES.len(), "{name}");
    }
}
