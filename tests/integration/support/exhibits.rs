//! Files of evidence made by hand, and a document that holds pages of them.

use std::fmt::Write as _;
use std::io::Cursor;

use dutybound::document::{Block, Document, ExhibitPage, Inline, Orientation, Section};
use dutybound::render::pdf::{
    BundleError, Bundled, Claims, ExhibitLook, PdfWriter, look, on_worker_thread,
};
use image::{DynamicImage, GrayImage, ImageFormat, Luma, Rgb, RgbImage};

use super::policy::{policy, reference};
use super::sample::{heading, plain, section};

/// A file of evidence and what it is called.
pub(crate) struct Piece {
    pub(crate) title: &'static str,
    pub(crate) bytes: Vec<u8>,
}

/// Names a file.
pub(crate) fn piece(title: &'static str, bytes: Vec<u8>) -> Piece {
    Piece { title, bytes }
}

/// A PDF/A of several pages, upright and across, that Dutybound wrote.
pub(crate) fn policy_pdf() -> Vec<u8> {
    on_worker_thread(|| PdfWriter::new().render(&policy()).unwrap().bytes).unwrap()
}

/// A PDF of objects that are written here as they stand in it, numbered from 1; the first is the catalog.
pub(crate) fn pdf_of(objects: &[String]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in objects.iter().enumerate() {
        writeln!(table, "{:010} 00000 n ", file.len()).unwrap();
        file.extend(format!("{} 0 obj\n{object}\nendobj\n", number + 1).bytes());
    }
    let place = file.len();
    let size = objects.len() + 1;
    file.extend(
        format!("{table}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{place}\n%%EOF").bytes(),
    );
    file
}

/// A stream as an object.
pub(crate) fn stream(entries: &str, content: &str) -> String {
    format!(
        "<<{entries}/Length {}>>\nstream\n{content}\nendstream",
        content.len()
    )
}

/// A PDF of one page that says some words, with more entries for its page; resources are inherited.
pub(crate) fn page_that_says(words: &str, page: &str) -> Vec<u8> {
    let content = format!(
        "/P <</MCID 0>> BDC q BT /F1 24 Tf 40 60 Td ({words}) Tj ET Q EMC 2 w 5 5 m 20 5 l 5 20 l s"
    );
    pdf_of(&[
        "<</Type/Catalog/Pages 2 0 R>>".into(),
        "<</Type/Pages/Kids[3 0 R]/Count 1/Resources<</Font<</F1 4 0 R>>>>>>".into(),
        format!("<</Type/Page/Parent 2 0 R/Contents 5 0 R{page}>>"),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".into(),
        stream("", &content),
    ])
}

/// A photograph, `wide` by `high` as it was taken, with the words of who took it and, where wanted, how it is turned.
pub(crate) fn photograph(wide: u32, high: u32, orientation: u8) -> Vec<u8> {
    let picture = RgbImage::from_fn(wide, high, |x, y| {
        // The corner at the upper left is red.
        if x < wide / 4 && y < high / 4 {
            Rgb([200, 30, 30])
        } else {
            Rgb([70, shade(x, wide), shade(y, high)])
        }
    });
    let mut file = Vec::new();
    DynamicImage::ImageRgb8(picture)
        .write_to(&mut Cursor::new(&mut file), ImageFormat::Jpeg)
        .unwrap();
    // The orientation, and the words of the photographer.
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([
        orientation,
        0,
        0,
        0x82,
        0x98,
        0,
        2,
        0,
        0,
        0,
        18,
        0,
        0,
        0,
        38,
        0,
        0,
        0,
        0,
    ]);
    exif.extend(b"TakenByMiraHolgate\0");
    let mut with = file[..2].to_vec();
    with.extend([0xff, 0xe1]);
    with.extend(u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
    with.extend(exif);
    with.extend(&file[2..]);
    with
}

/// How far along a side something is.
fn shade(at: u32, side: u32) -> u8 {
    u8::try_from(at * 200 / side).unwrap()
}

/// A drawing in shades of grey.
pub(crate) fn drawing(wide: u32, high: u32) -> Vec<u8> {
    let picture = GrayImage::from_fn(wide, high, |x, y| {
        Luma([if (x / 8 + y / 8) % 2 == 0 { 30 } else { 230 }])
    });
    let mut file = Vec::new();
    DynamicImage::ImageLuma8(picture)
        .write_to(&mut Cursor::new(&mut file), ImageFormat::Png)
        .unwrap();
    file
}

/// What is seen of some pieces.
pub(crate) fn looks(pieces: &[Piece]) -> Vec<ExhibitLook> {
    pieces
        .iter()
        .map(|piece| {
            look(piece.bytes.clone()).unwrap_or_else(|fault| panic!("{}: {fault}", piece.title))
        })
        .collect()
}

/// A document with an index, and every page of every piece.
pub(crate) fn document(pieces: &[Piece], looks: &[ExhibitLook]) -> Document {
    let mut document = plain(vec![heading(1, "Index")]);
    for (number, piece) in pieces.iter().enumerate() {
        let content = vec![reference(&format!("evidence-{number}"), piece.title)];
        document.sections[0]
            .blocks
            .push(Block::Paragraph { content });
    }
    for (exhibit, (piece, look)) in pieces.iter().zip(looks).enumerate() {
        let mut title = heading(1, piece.title);
        if let Block::Heading(title) = &mut title {
            title.anchor = Some(format!("evidence-{exhibit}"));
        }
        document
            .sections
            .push(section(Orientation::Portrait, vec![title]));
        for (page, (width, height)) in look.pages.iter().enumerate() {
            let page = ExhibitPage {
                exhibit,
                page: page + 1,
                width: *width,
                height: *height,
                is_paper: piece.bytes.starts_with(b"%PDF-"),
                alternative: format!("{}, page {}", piece.title, page + 1),
                caption: vec![Inline::text(format!(
                    "Evidence {}, page {} of {}",
                    exhibit + 1,
                    page + 1,
                    look.pages.len()
                ))],
            };
            let orientation = if page.is_landscape() {
                Orientation::Landscape
            } else {
                Orientation::Portrait
            };
            document.sections.push(Section {
                running_header: Some(piece.title.into()),
                paper: page.paper(),
                ..section(orientation, vec![Block::Exhibit(page)])
            });
        }
    }
    document
}

/// Bundles a document and these files.
pub(crate) fn bundle(
    document: &Document,
    claims: Claims,
    pieces: &[Piece],
) -> Result<(Vec<u8>, Bundled), BundleError> {
    on_worker_thread(|| {
        let mut file = Vec::new();
        let mut load = |number: usize| Ok(pieces[number].bytes.clone());
        let bundled = PdfWriter::new().bundle(document, claims, &mut load, &mut file)?;
        Ok((file, bundled))
    })
    .unwrap()
}

/// Looks at files and bundles them, claiming what they allow.
pub(crate) fn bundle_of(pieces: &[Piece]) -> (Vec<u8>, Bundled, Claims) {
    let looks = looks(pieces);
    let claims = Claims::of(&looks);
    let (file, bundled) = bundle(&document(pieces, &looks), claims, pieces).unwrap();
    (file, bundled, claims)
}
