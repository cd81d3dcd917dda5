//! Evidence that cannot be put into a PDF, and what becomes of the whole.

use std::io;

use lopdf::{Dictionary, Document, Object};

use dutybound::document::Block;
use dutybound::render::pdf::{BundleError, Claims, PdfWriter, look};

use crate::support::exhibits::{
    bundle, document, drawing, looks, page_that_says, pdf_of, photograph, piece, policy_pdf, stream,
};

/// Files that cannot be put in, with what is said of them.
fn refused() -> Vec<(Vec<u8>, &'static str)> {
    let policy = policy_pdf();
    let page = |page: &str, more: &str, content: String| {
        pdf_of(&[
            format!("<</Type/Catalog/Pages 2 0 R{more}>>"),
            "<</Type/Pages/Kids[3 0 R]/Count 1>>".into(),
            format!("<</Type/Page/Parent 2 0 R/Contents 4 0 R{page}>>"),
            content,
            "<</Type/OCG/Name(Answers)>>".into(),
        ])
    };
    let plain = || stream("", "0 0 9 9 re f");
    let bomb = {
        let mut file = Document::load_mem(&page("", "", plain())).unwrap();
        let drawing = vec![b' '; 70 << 20];
        let mut stream = lopdf::Stream::new(Dictionary::new(), drawing);
        stream.compress().unwrap();
        file.objects.insert((4, 0), Object::Stream(stream));
        let mut bytes = Vec::new();
        file.save_to(&mut bytes).unwrap();
        assert!(bytes.len() < 200_000);
        bytes
    };
    let many = pdf_of(&[
        "<</Type/Catalog/Pages 2 0 R>>".into(),
        format!("<</Type/Pages/Kids[{}]/Count 501>>", "3 0 R ".repeat(501)),
        "<</Type/Page/Parent 2 0 R>>".into(),
    ]);
    let photograph = photograph(400, 300, 1);
    vec![
        (Vec::new(), "it is no PDF, PNG or JPEG"),
        (b"PK\x03\x04".to_vec(), "it is no PDF, PNG or JPEG"),
        (b"%PDF-1.7\nnothing".to_vec(), "it is damaged"),
        (policy[..300].to_vec(), "it is damaged"),
        (
            photograph[..photograph.len() / 3].to_vec(),
            "the picture is damaged",
        ),
        (drawing(90, 90)[..120].to_vec(), "the picture is damaged"),
        (page("", "", "<</No/Stream>>".into()), "it is damaged"),
        (
            page("", "", stream("/Filter/FlateDecode", "no such thing")),
            "a part of its pages is damaged",
        ),
        (
            page("/MediaBox[0 0 90000 9]", "", plain()),
            "more than five metres long",
        ),
        (
            page(
                "",
                "/OCProperties<</OCGs[5 0 R]/D<</OFF[5 0 R]>>>>",
                plain(),
            ),
            "layers that are switched off",
        ),
        (
            page(
                "",
                "/OCProperties<</OCGs[5 0 R]/D<</BaseState/OFF>>>>",
                plain(),
            ),
            "layers that are switched off",
        ),
        (bomb, "larger than can be put in"),
        (
            page("", "", stream("/Filter[/RunLengthDecode/FlateDecode]", "x")),
            "packed in a way that is not known",
        ),
        (
            page("", "", stream("/Filter[/FlateDecode/FlateDecode]", "x")),
            "packed in a way that is not known",
        ),
        (
            page("", "", stream("/Filter[/A85/Fl]", "87cURDZ~>")),
            "a part of its pages is damaged",
        ),
        (many, "it has 501 pages"),
        (vec![b'%'; (100 << 20) + 1], "it is larger than 100 MB"),
    ]
}

#[test]
fn what_cannot_be_put_in_is_refused_by_name() {
    for (bytes, said) in refused() {
        let error = look(bytes.clone()).expect_err(said);
        assert!(error.message.contains(said), "{said}: {error}");
        assert!(error.help.ends_with('.'), "{said}: {}", error.help);
        // It was sound when it was looked at.
        let mut pieces = vec![
            piece("Drawing", drawing(90, 90)),
            piece("Visitors", page_that_says("a", "")),
        ];
        let looks = looks(&pieces);
        let document = document(&pieces, &looks);
        pieces[1].bytes = bytes;
        match bundle(&document, Claims::of(&looks), &pieces) {
            Err(BundleError::Exhibit { exhibit: 1, fault }) => assert_eq!(fault, error),
            other => panic!("{said}: {other:?}"),
        }
    }
}

#[test]
fn a_locked_file_is_refused() {
    let mut file = Document::load_mem(&page_that_says("a", "")).unwrap();
    file.trailer
        .set("ID", vec![Object::string_literal("0123456789abcdef"); 2]);
    let version = lopdf::EncryptionVersion::V2 {
        document: &file,
        owner_password: "owner",
        user_password: "user",
        key_length: 128,
        permissions: lopdf::Permissions::all(),
    };
    let state = lopdf::EncryptionState::try_from(version).unwrap();
    file.encrypt(&state).unwrap();
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).unwrap();
    let error = look(bytes).unwrap_err();
    assert_eq!(error.message, "it can only be opened with a password");
}

#[test]
fn a_file_that_changed_after_it_was_looked_at_stops_the_bundle() {
    let mut pieces = vec![piece(
        "Visitors",
        page_that_says("a", "/MediaBox[0 0 400 300]"),
    )];
    let looks = looks(&pieces);
    let document = document(&pieces, &looks);
    pieces[0].bytes = page_that_says("a", "/MediaBox[0 0 300 400]");
    let error = bundle(&document, Claims::of(&looks), &pieces).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("evidence 1 cannot be put in: it was changed"),
        "{error}"
    );
}

#[test]
fn no_claim_is_made_that_does_not_hold() {
    let pieces = [piece("Visitors", page_that_says("a", ""))];
    let document = document(&pieces, &looks(&pieces));
    for (archivable, accessible, why) in [
        (true, false, "since it does not hold all of its fonts"),
        (false, true, "since a screen reader says which page it is"),
    ] {
        let claims = Claims {
            archivable,
            accessible,
        };
        let error = bundle(&document, claims, &pieces).unwrap_err();
        assert!(error.to_string().contains(why), "{error}");
    }
}

#[test]
fn what_is_cut_short_anywhere_never_panics() {
    let whole = policy_pdf();
    for length in (0..whole.len()).step_by(whole.len() / 40) {
        // Some can still be read: what a reader of PDF finds in them is put in.
        let Ok(seen) = look(whole[..length].to_vec()) else {
            continue;
        };
        let pieces = [piece("Cut short", whole[..length].to_vec())];
        let (file, ..) = bundle(
            &document(&pieces, &[seen]),
            Claims {
                archivable: false,
                accessible: false,
            },
            &pieces,
        )
        .unwrap();
        Document::load_mem(&file).unwrap();
    }
}

#[test]
fn the_end_of_the_disk_is_told() {
    struct Full;
    impl io::Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let pieces = [piece("Drawing", drawing(90, 90))];
    let looks = looks(&pieces);
    let document = document(&pieces, &looks);
    let mut load = |_| Ok(pieces[0].bytes.clone());
    let error = PdfWriter::new()
        .bundle(&document, Claims::ALL, &mut load, &mut Full)
        .unwrap_err();
    assert!(matches!(error, BundleError::Write(_)), "{error}");
}

#[test]
fn only_a_bundle_holds_pages_of_evidence() {
    let pieces = [piece("Drawing", drawing(90, 90))];
    let document = document(&pieces, &looks(&pieces));
    let error = PdfWriter::new().render(&document).unwrap_err();
    assert!(error.message.contains("only a bundle can hold"), "{error}");
    let mut nameless = document.clone();
    let section = nameless.sections.last_mut().unwrap();
    if let Some(Block::Exhibit(page)) = section.blocks.first_mut() {
        page.alternative.clear();
    }
    let mut load = |_| Ok(pieces[0].bytes.clone());
    let error = PdfWriter::new()
        .bundle(&nameless, Claims::ALL, &mut load, &mut io::sink())
        .unwrap_err();
    assert!(
        error
            .to_string()
            .contains("page 1 of evidence 1 has no words"),
        "{error}"
    );
}
