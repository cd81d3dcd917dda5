//! A PDF with pages of evidence in it: what comes along, what does not, and what it claims.

use std::collections::BTreeSet;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

use dutybound::render::pdf::{Claims, look};
use dutybound::render::{docx, html};

use crate::support::docx::words as word_words;
use crate::support::exhibits::{
    Piece, bundle_of, document, drawing, looks, page_that_says, pdf_of, photograph, piece,
    policy_pdf, stream,
};
use crate::support::pages::{inner_links, page_sizes};
use crate::support::pdf::{assert_valid, fold, page_words};

fn pieces() -> Vec<Piece> {
    vec![
        piece("Policy of the trust", policy_pdf()),
        piece(
            "Visitors",
            page_that_says("Visitors sign in", "/MediaBox[0 0 400 300]"),
        ),
        piece("Photograph", photograph(400, 300, 6)),
        piece("Drawing", drawing(300, 500)),
    ]
}

/// The forms and pictures that a page names, by their names.
fn pictures(file: &Document, page: ObjectId) -> Vec<(ObjectId, &lopdf::Stream)> {
    let page = file.get_dictionary(page).unwrap();
    let resources = page
        .get_deref(b"Resources", file)
        .unwrap()
        .as_dict()
        .unwrap();
    let Ok(named) = resources.get_deref(b"XObject", file) else {
        return Vec::new();
    };
    named
        .as_dict()
        .unwrap()
        .iter()
        .map(|(_, place)| {
            let place = place.as_reference().unwrap();
            (place, file.get_object(place).unwrap().as_stream().unwrap())
        })
        .collect()
}

/// What is drawn in the forms of each page.
fn forms(bytes: &[u8]) -> Vec<String> {
    let file = Document::load_mem(bytes).unwrap();
    file.get_pages()
        .into_values()
        .map(|page| {
            let drawn = pictures(&file, page).into_iter().map(|(_, form)| {
                let is_form = form.dict.has_type(b"XObject") && form.dict.get(b"Matrix").is_ok();
                if is_form {
                    form.get_plain_content().unwrap()
                } else {
                    Vec::new()
                }
            });
            String::from_utf8_lossy(&drawn.flatten().collect::<Vec<u8>>()).into_owned()
        })
        .collect()
}

/// Every byte that a reader of the file can come by: all objects, their streams unpacked.
fn everything(bytes: &[u8]) -> Vec<u8> {
    let file = Document::load_mem(bytes).unwrap();
    let mut all = bytes.to_vec();
    for object in file.objects.values() {
        all.extend(format!("{object:?}").bytes());
        if let Object::Stream(stream) = object {
            all.extend(stream.get_plain_content().unwrap_or_default());
        }
    }
    all
}

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|at| at == words.as_bytes())
}

#[test]
fn every_page_of_evidence_is_a_page() {
    let pieces = pieces();
    let (file, bundled, _) = bundle_of(&pieces);
    let sizes = page_sizes(&file);
    // The index, four titles, and 5 + 1 + 1 + 1 pages of evidence.
    assert_eq!(bundled.pages, 13);
    assert_eq!(sizes.len(), 13);
    assert_eq!(bundled.headings, [1, 2, 8, 10, 12]);
    let across: Vec<usize> = (0..13)
        .filter(|page| sizes[*page].0 > sizes[*page].1)
        .collect();
    // The annex of the policy, and the visitors.
    assert_eq!(across, [6, 8]);
    assert!(forms(&file)[8].contains("(Visitors sign in) Tj"));
    let words = fold(&page_words(&file)[8]);
    assert!(words.contains("Evidence 2, page 1 of 1"), "{}", words);
    assert!(words.contains("Page 9 of 13"), "{}", words);
}

#[test]
fn links_and_bookmarks_lead_to_the_titles() {
    let (file, bundled, _) = bundle_of(&pieces());
    let links: Vec<usize> = inner_links(&file)
        .into_iter()
        .map(|link| link.target)
        .collect();
    assert_eq!(links, bundled.headings[1..]);
    let read = Document::load_mem(&file).unwrap();
    let bookmarks = read.get_toc().unwrap().toc;
    let pages: Vec<usize> = bookmarks.iter().map(|bookmark| bookmark.page).collect();
    assert_eq!(pages, bundled.headings);
    assert_eq!(bookmarks[3].title, "Photograph");
}

#[test]
fn the_same_evidence_gives_the_same_bytes() {
    assert_eq!(bundle_of(&pieces()).0, bundle_of(&pieces()).0);
    // Another page in the same place is another version of the file.
    let version = |words: &str| {
        let page = page_that_says(words, "/MediaBox[0 0 400 300]");
        let (file, ..) = bundle_of(&[piece("Visitors", page)]);
        let read = Document::load_mem(&file).unwrap();
        read.trailer.get(b"ID").unwrap().as_array().unwrap().clone()
    };
    let (one, other) = (version("Visitors sign in"), version("Visitors sign on"));
    assert_eq!(one[0], other[0]);
    assert_ne!(one[1], other[1]);
}

#[test]
fn pictures_allow_every_claim() {
    let pieces = [
        piece("Photograph", photograph(3_000, 2_000, 1)),
        piece("Drawing", drawing(300, 500)),
    ];
    let (file, _, claims) = bundle_of(&pieces);
    assert_eq!(claims, Claims::ALL);
    assert_valid(&file);
}

#[test]
fn archivable_evidence_makes_an_archivable_file() {
    let pieces = [
        piece("Policy of the trust", policy_pdf()),
        piece("Drawing", drawing(300, 500)),
    ];
    let (file, _, claims) = bundle_of(&pieces);
    assert!(claims.archivable && !claims.accessible);
    let options = ValidationOptions::default().profile(ValidationProfile::PdfA2b);
    let failures = validate_pdf_bytes(&file, &options).unwrap().failures;
    assert!(failures.is_empty(), "{failures:#?}");
    assert!(holds(&everything(&file), "pdfaid:part"));
}

#[test]
fn what_is_not_archivable_is_not_claimed_to_be() {
    let with = |font: &str, content: &str, more: &str| {
        let properties = "<x pdfaid:part=\"2\" pdfaid:conformance=\"B\"/>";
        let file = pdf_of(&[
            "<</Type/Catalog/Pages 2 0 R/Metadata 5 0 R>>".into(),
            "<</Type/Pages/Kids[3 0 R]/Count 1>>".into(),
            format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<<{font}{more}>>>>"
            ),
            stream("", content),
            stream("/Type/Metadata/Subtype/XML", properties),
        ]);
        look(file).unwrap().not_archivable
    };
    assert_eq!(with("", "1 0 0 rg 0 0 9 9 re f", ""), None);
    let font = "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>";
    let fonts = "it does not hold all of its fonts".to_string();
    assert_eq!(with(font, "BT /F 9 Tf (a) Tj ET", ""), Some(fonts));
    let inks = Some("it names colours by printing inks (CMYK)".to_string());
    assert_eq!(with("", "0 0 0 1 k 0 0 9 9 re f", ""), inks);
    let spot = "/ColorSpace<</C[/Separation/Spot/DeviceCMYK<</FunctionType 2/Domain[0 1]/N 1>>]>>";
    assert_eq!(with("", "/C cs 1 sc 0 0 9 9 re f", spot), inks);
    let plain = page_that_says("Visitors", "/MediaBox[0 0 99 99]");
    assert!(look(plain).unwrap().not_archivable.is_some());
    let (file, _, claims) = bundle_of(&[piece("Visitors", page_that_says("a", ""))]);
    assert_eq!(
        claims,
        Claims {
            archivable: false,
            accessible: false
        }
    );
    assert!(!holds(&everything(&file), "pdfaid"));
    assert!(!holds(&everything(&file), "pdfuaid"));
}

#[test]
fn pages_are_turned_and_cut_as_they_are_seen() {
    // The lower left corner of what is seen, in the page's own units, and where it is to lie: 0 is left and low.
    for (turned, (x, y)) in [
        (0, (0.0, 0.0)),
        (90, (0.0, 1.0)),
        (180, (1.0, 1.0)),
        (270, (1.0, 0.0)),
    ] {
        let page = format!("/MediaBox[-50 -50 900 900]/CropBox[100 200 300 250]/Rotate {turned}");
        let pieces = [piece("Page", page_that_says("a", &page))];
        let seen = looks(&pieces)[0].pages[0];
        assert_eq!(
            seen,
            if turned % 180 == 0 {
                (200.0, 50.0)
            } else {
                (50.0, 200.0)
            }
        );
        let (file, ..) = bundle_of(&pieces);
        let read = Document::load_mem(&file).unwrap();
        let page = *read.get_pages().values().last().unwrap();
        let (_, form) = pictures(&read, page)[0];
        let numbers = |key: &[u8]| -> Vec<f32> {
            let list = form.dict.get(key).unwrap().as_array().unwrap();
            list.iter()
                .map(|number| number.as_float().unwrap())
                .collect()
        };
        assert_eq!(numbers(b"BBox"), [100.0, 200.0, 300.0, 250.0]);
        let matrix = numbers(b"Matrix");
        let place = |x: f32, y: f32| {
            let across = matrix[0] * x + matrix[2] * y + matrix[4];
            let up = matrix[1] * x + matrix[3] * y + matrix[5];
            (across, up)
        };
        let near = |one: (f32, f32), other: (f32, f32)| {
            (one.0 - other.0).abs() < 1e-4 && (one.1 - other.1).abs() < 1e-4
        };
        assert!(
            near(place(100.0, 200.0), (x, y)),
            "{turned}: {:?}",
            place(100.0, 200.0)
        );
        assert!(near(place(300.0, 250.0), (1.0 - x, 1.0 - y)), "{turned}");
        // Turned, not mirrored: what is to the right goes down at a quarter turn to the right.
        let right = [(1.0, 0.0), (0.0, 0.0), (0.0, 1.0), (1.0, 1.0)][turned / 90];
        assert!(
            near(place(300.0, 200.0), right),
            "{turned}: {:?}",
            place(300.0, 200.0)
        );
    }
}

#[test]
fn photographs_stand_upright_and_say_nothing_of_their_place() {
    let taken = photograph(400, 300, 6);
    assert!(holds(&taken, "TakenByMiraHolgate"));
    let (file, ..) = bundle_of(&[piece("Photograph", taken)]);
    assert!(!holds(&everything(&file), "TakenByMiraHolgate"));
    let read = Document::load_mem(&file).unwrap();
    let page = *read.get_pages().values().last().unwrap();
    let (_, picture) = pictures(&read, page)[0];
    let shown = image::load_from_memory(&picture.content).unwrap().to_rgb8();
    assert_eq!(shown.dimensions(), (300, 400));
    // The red corner was at the upper left; the camera was turned, so it is at the upper right.
    let is_red = |x, y| shown.get_pixel(x, y).0[0] > 150;
    assert!(is_red(280, 20) && !is_red(20, 20) && !is_red(280, 380));
}

#[test]
fn photographs_within_a_pdf_say_nothing_of_their_place() {
    let mut taken = photograph(400, 300, 6);
    taken.extend(b"TakenByMiraHolgate, behind the end");
    let mut deflate = ZlibEncoder::new(Vec::new(), Compression::fast());
    deflate.write_all(&taken).unwrap();
    let digits: String = taken.iter().map(|byte| format!("{byte:02x}")).collect();
    for (filters, packed) in [
        (vec!["DCTDecode"], taken.clone()),
        (vec!["FlateDecode", "DCTDecode"], deflate.finish().unwrap()),
        (vec!["ASCIIHexDecode", "DCTDecode"], digits.into_bytes()),
    ] {
        let filters: Vec<Object> = filters.into_iter().map(Object::from).collect();
        let mut file = Document::load_mem(&page_that_says("a", "/MediaBox[0 0 400 300]")).unwrap();
        let dict = dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => 400, "Height" => 300,
            "BitsPerComponent" => 8, "ColorSpace" => "DeviceRGB", "Filter" => filters,
        };
        let picture = file.add_object(lopdf::Stream::new(dict, packed).with_compression(false));
        let page = *file.get_pages().values().next().unwrap();
        file.add_xobject(page, "Photo", picture).unwrap();
        let mut bytes = Vec::new();
        file.save_to(&mut bytes).unwrap();
        let (file, ..) = bundle_of(&[piece("Photograph", bytes)]);
        assert!(!holds(&everything(&file), "TakenByMiraHolgate"));
        let read = Document::load_mem(&file).unwrap();
        let shown = read
            .objects
            .values()
            .filter_map(|object| object.as_stream().ok());
        let shown = shown.filter(|stream| stream.filters().is_ok_and(|all| all == [b"DCTDecode"]));
        let shown: Vec<_> = shown
            .map(|stream| image::load_from_memory(&stream.content).unwrap())
            .collect();
        assert_eq!(shown.len(), 1);
        let sent = image::load_from_memory(&taken).unwrap();
        assert_eq!(shown[0].to_rgb8(), sent.to_rgb8());
    }
}

#[test]
fn large_pictures_are_made_smaller() {
    let (file, ..) = bundle_of(&[piece("Photograph", photograph(3_600, 1_800, 1))]);
    let read = Document::load_mem(&file).unwrap();
    let page = *read.get_pages().values().last().unwrap();
    let (_, picture) = pictures(&read, page)[0];
    assert_eq!(picture.dict.get(b"Width").unwrap().as_i64().unwrap(), 2_400);
    assert_eq!(
        picture.dict.get(b"Height").unwrap().as_i64().unwrap(),
        1_200
    );
    let error = look(drawing(10_000, 6_000)).unwrap_err();
    assert!(error.message.contains("10000 by 6000 pixels"), "{error}");
}

/// A PDF with everything that must not come along, each with a word that no page shows.
fn laden() -> Vec<u8> {
    pdf_of(&[
        "<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(SecretOpen)>>/Names<</EmbeddedFiles<</Names[(a)8 0 R]>>\
         /JavaScript<</Names[(b)<</S/JavaScript/JS(SecretScript)>>]>>>>/Metadata 10 0 R/AcroForm<</Fields[7 0 R]/XFA(SecretForm)>>>>"
            .into(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".into(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Annots[6 0 R 7 0 R 12 0 R]/AA<</O<</S/JavaScript/JS(SecretPage)>>>>\
         /PieceInfo<</App<</Private(SecretPiece)>>>>/Thumb 8 0 R/B[8 0 R]\
         /Resources<</Font<</F 5 0 R>>/Properties<</P<</Secret(SecretProperty)>>>>/XObject<</X 11 0 R>>/Hidden 8 0 R>>>>"
            .into(),
        stream("/Hidden 8 0 R", "/P <</ActualText(SecretActual)>> BDC BT /F 12 Tf 20 20 Td (Shown) Tj ET /X Do EMC"),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Evil 8 0 R/Encoding<</Differences[65/A]/Evil 8 0 R>>>>".into(),
        "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/Launch/F(SecretLaunch)>>>>".into(),
        "<</Type/Annot/Subtype/Widget/FT/Tx/V(SecretValue)/T(SecretName)/Rect[20 40 120 60]/AA<</K<</S/JavaScript/JS(SecretKey)>>>>\
         /AP<</N 9 0 R>>>>"
            .into(),
        stream("/Type/EmbeddedFile", "SecretAttachment"),
        stream("/Type/XObject/Subtype/Form/BBox[0 0 100 20]/Evil 8 0 R/Resources<</Font<</F 5 0 R>>>>", "/Tx BMC BT /F 12 Tf (FilledIn) Tj ET EMC"),
        stream("/Type/Metadata/Subtype/XML", "<x>SecretMetadata</x>"),
        stream("/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Metadata 10 0 R/Alternates[<</Image 8 0 R>>]/OPI<</F(SecretOpi)>>", "a"),
        "<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(SecretNote)/AP<</N 9 0 R>>>>".into(),
    ])
}

#[test]
fn nothing_but_what_the_pages_show_comes_along() {
    assert!(holds(&laden(), "Secret"));
    let pieces = [piece("Laden", laden())];
    let seen = looks(&pieces);
    assert_eq!(seen[0].left_out.as_deref(), Some("1 comment or attachment"));
    let (file, ..) = bundle_of(&pieces);
    let all = everything(&file);
    let found: BTreeSet<String> = String::from_utf8_lossy(&all)
        .split("Secret")
        .skip(1)
        .map(|rest| rest.chars().take(12).collect())
        .collect();
    assert!(found.is_empty(), "{found:?}");
    // What is filled into a form is seen on the page.
    for shown in ["(Shown) Tj", "(FilledIn) Tj"] {
        assert!(holds(&all, shown), "{shown}");
    }
    let read = Document::load_mem(&file).unwrap();
    let kept: Vec<&Dictionary> = read
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .collect();
    for kind in [&b"EmbeddedFile"[..], b"Action", b"Annot"] {
        let of_kind = kept.iter().filter(|dict| dict.has_type(kind));
        // The one link of the index is the document's own.
        assert_eq!(of_kind.count(), usize::from(kind == b"Annot"), "{kind:?}");
    }
}

#[test]
fn what_was_typed_into_a_form_and_is_not_drawn_is_told() {
    let form = |form: &str, field: &str| {
        let file = pdf_of(&[
            format!("<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]{form}>>>>"),
            "<</Type/Pages/Kids[3 0 R]/Count 1>>".into(),
            "<</Type/Page/Parent 2 0 R/Annots[4 0 R]>>".into(),
            format!("<</Type/Annot/Subtype/Widget/FT/Tx/Rect[0 0 90 20]{field}>>"),
            stream("/Type/XObject/Subtype/Form/BBox[0 0 90 20]", ""),
        ]);
        look(file).unwrap().left_out
    };
    let told = Some("what was typed into 1 field of its form".to_string());
    assert_eq!(form("", "/V(Mira)"), told);
    assert_eq!(
        form("/NeedAppearances true", "/V(Mira)/AP<</N 5 0 R>>"),
        told
    );
    assert_eq!(form("", "/V(Mira)/AP<</N 5 0 R>>"), None);
    assert_eq!(form("/NeedAppearances true", ""), None);
    // Hidden on the screen, too.
    assert_eq!(form("", "/V(Mira)/F 2"), None);
}

#[test]
fn object_streams_are_read() {
    let mut plain = Document::load_mem(&page_that_says("Visitors sign in", "")).unwrap();
    let mut packed = Vec::new();
    plain.save_modern(&mut packed).unwrap();
    assert!(holds(&packed, "/ObjStm"));
    let (file, ..) = bundle_of(&[piece("Packed", packed)]);
    assert!(
        forms(&file)
            .last()
            .unwrap()
            .contains("(Visitors sign in) Tj")
    );
}

#[test]
fn nothing_in_the_place_of_a_drawing_draws_nothing() {
    let bytes = pdf_of(&[
        "<</Type/Catalog/Pages 2 0 R>>".into(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".into(),
        "<</Type/Page/Parent 2 0 R/Contents[null 4 0 R 5 0 R]>>".into(),
        stream("/Filter[/ASCII85Decode]", "1^1^R~>"),
        "null".into(),
    ]);
    assert_eq!(look(bytes).unwrap().pages.len(), 1);
}

#[test]
fn parts_that_refer_to_themselves_come_to_an_end() {
    let pieces = [piece(
        "Circle",
        pdf_of(&[
            "<</Type/Catalog/Pages 2 0 R>>".into(),
            "<</Type/Pages/Kids[3 0 R]/Count 1>>".into(),
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources 5 0 R>>".into(),
            stream("", "/X Do"),
            "<</XObject<</X 6 0 R>>>>".into(),
            stream("/Subtype/Form/BBox[0 0 9 9]/Resources 5 0 R", "/X Do"),
        ]),
    )];
    let (file, bundled, _) = bundle_of(&pieces);
    assert_eq!(page_sizes(&file).len(), bundled.pages);
}

#[test]
fn word_and_the_web_page_say_which_page_it_is() {
    let pieces = pieces();
    let document = document(&pieces, &looks(&pieces));
    let web = html::render(&document).unwrap().bytes;
    assert!(holds(&web, "Evidence 1, page 5 of 5"));
    let word = docx::render(&document, &[], None).unwrap().bytes;
    let said = word_words(&word);
    for page in 1..=5 {
        let caption = format!("Evidence 1, page {page} of 5");
        assert!(said.contains(&caption), "{caption}: {said:?}");
    }
}
