//! Files of evidence that mean harm, or are broken: each is refused or flagged for its own reason, soon, and nothing
//! ends the program. Those that mean no harm are read.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::time::{Duration, Instant};

use dutybound::evidence::{Examined, FaultSort, FileKind, examine, examine_bytes, said};
use dutybound::render::pdf::PdfWriter;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::support::command::dutybound;
use crate::support::pdf::page_words;
use crate::support::sample;

/// How long a file may take on a slow and busy machine; the code of these tests is not optimised.
const SOON: Duration = Duration::from_secs(10);

/// What is found of a file.
fn found(name: &str, bytes: &[u8]) -> Examined {
    let began = Instant::now();
    let examined = examine_bytes(name, bytes, bytes.len() as u64);
    assert!(began.elapsed() < SOON, "{name} took {:?}", began.elapsed());
    for fault in &examined.faults {
        assert!(
            fault.way_out().ends_with('.') && !fault.message.ends_with('.'),
            "{fault:?}"
        );
    }
    examined
}

/// The sorts of faults of a file.
fn sorts(name: &str, bytes: &[u8]) -> Vec<FaultSort> {
    let examined = found(name, bytes);
    examined.faults.iter().map(|fault| fault.sort).collect()
}

/// A file is refused for one reason.
#[track_caller]
fn refused(name: &str, bytes: &[u8], sort: FaultSort) {
    let examined = found(name, bytes);
    let sorts: Vec<FaultSort> = examined.faults.iter().map(|fault| fault.sort).collect();
    assert!(sorts.contains(&sort), "{name}: {:?}", examined.faults);
    assert!(examined.is_refused() && examined.texts.is_empty(), "{name}");
}

/// An archive of some files.
fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const TYPES: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");

/// A Word file of one paragraph, with more files in it.
pub(crate) fn word(text: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let document = format!(
        "<w:document><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
    );
    let mut files = vec![TYPES, ("word/document.xml", document.as_bytes())];
    files.extend_from_slice(more);
    archive(&files)
}

/// A PDF of some objects, numbered from 1, of which the first is the root.
fn pdf(objects: &[&[u8]]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in (1..).zip(objects) {
        writeln!(table, "{:010} 00000 n ", bytes.len()).unwrap();
        writeln!(bytes, "{number} 0 obj").unwrap();
        bytes.extend_from_slice(object);
        bytes.extend(b"\nendobj\n");
    }
    let at = bytes.len();
    write!(
        bytes,
        "{table}trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{at}\n%%EOF\n",
        objects.len() + 1
    )
    .unwrap();
    bytes
}

/// A stream with the entries of its group.
fn stream(entries: &str, body: &[u8]) -> Vec<u8> {
    let mut stream = format!("<<{entries}/Length {}>>\nstream\n", body.len()).into_bytes();
    stream.extend_from_slice(body);
    stream.extend(b"\nendstream");
    stream
}

/// A PDF of one page with some words.
pub(crate) fn page(commands: &str, more: &[&[u8]]) -> Vec<u8> {
    let content = stream("", commands.as_bytes());
    let mut objects: Vec<&[u8]> = vec![
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R/Y 7 0 R>>>>>>",
        &content,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ];
    objects.extend_from_slice(more);
    pdf(&objects)
}

const HELLO: &str = "BT /F 12 Tf 72 700 Td (Hello there) Tj 0 -14 Td (and goodbye) Tj ET";

/// What zlib makes of some bytes, by way of an archive.
fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    zip.start_file("x", options).unwrap();
    zip.write_all(bytes).unwrap();
    let zip = zip.finish().unwrap().into_inner();
    let mut archive = zip::ZipArchive::new(Cursor::new(&zip)).unwrap();
    let file = archive.by_index_raw(0).unwrap();
    let start = usize::try_from(file.data_start().unwrap()).unwrap();
    let length = usize::try_from(file.compressed_size()).unwrap();
    [b"\x78\x9c", &zip[start..start + length]].concat()
}

#[test]
fn a_pdf_is_read_page_by_page() {
    let examined = found("report.pdf", &page(HELLO, &[]));
    assert_eq!((examined.kind, examined.pages), (FileKind::Pdf, Some(1)));
    assert_eq!(examined.faults, []);
    assert_eq!(examined.texts[0].place, "page 1");
    assert_eq!(examined.texts[0].text, "Hello there\nand goodbye");
}

#[test]
fn the_words_of_a_whole_plan_are_those_of_its_pages() {
    let document = sample::plan();
    let bytes = PdfWriter::new().render(&document).unwrap().bytes;
    let examined = found("plan.pdf", &bytes);
    assert_eq!(examined.faults, []);
    let pages = page_words(&bytes);
    assert_eq!(examined.pages, Some(pages.len()));
    let squeezed = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>()
    };
    let read: String = examined
        .texts
        .iter()
        .map(|part| squeezed(&part.text))
        .collect();
    let words = pages.iter().flat_map(|page| page.split_whitespace());
    let words: Vec<String> = words.map(squeezed).filter(|word| word.len() > 3).collect();
    assert!(words.len() > 300, "{}", words.len());
    let lacking: Vec<&String> = words
        .iter()
        .filter(|word| !read.contains(word.as_str()))
        .collect();
    // Words that are parted at the end of a line.
    assert!(lacking.len() * 50 < words.len(), "{lacking:?}");
    // And the words are parted from each other.
    let all: Vec<&str> = examined
        .texts
        .iter()
        .flat_map(|part| part.text.split_whitespace())
        .collect();
    let all = all.join(" ");
    for words in [
        "Prevent risk assessment and action plan",
        "Every child, every day",
        "September 2026 to August 2027",
    ] {
        assert!(all.contains(words), "{words}: {all}");
    }
}

#[test]
fn packed_content_and_drawings_in_drawings_are_read() {
    let inner = stream(
        "/Type/XObject/Subtype/Form/Filter/FlateDecode/Resources<</Font<</F 5 0 R>>>>",
        &deflated(HELLO.as_bytes()),
    );
    let examined = found("report.pdf", &page("q 1 0 0 1 10 10 cm /X Do Q", &[&inner]));
    assert_eq!(examined.texts[0].text, "Hello there\nand goodbye");
}

#[test]
fn words_that_are_drawn_in_pieces_are_put_together() {
    let commands = "BT /F 10 Tf 1 0 0 1 72 700 Tm [(UP) -20 (N: A1)] TJ ET q 1 0 0 1 0 0 cm BT /F 10 Tf 1 0 0 1 107 700 Tm (2345) Tj ET Q";
    let examined = found("report.pdf", &page(commands, &[]));
    assert_eq!(examined.texts[0].text, "UPN: A12345");
}

#[test]
fn what_a_pdf_says_behind_its_pages_is_read() {
    let letters = "Orla Quigley".encode_utf16().flat_map(u16::to_be_bytes);
    let wide: String = letters.map(|byte| format!("{byte:02x}")).collect();
    let properties = format!("<</Author <feff{wide}>>>");
    let packed = stream(
        "/Type/Metadata/Subtype/XML/Filter/FlateDecode",
        &deflated(b"<dc:creator>Tamsin Hale</dc:creator>"),
    );
    let comment = b"<</Type/Annot/Subtype/Text/Contents(Ask Idris Bowen)>>";
    let examined = found(
        "report.pdf",
        &page(HELLO, &[properties.as_bytes(), &packed, comment]),
    );
    assert_eq!(examined.faults, []);
    let part = &examined.texts[1];
    assert_eq!(part.place, "the properties, comments and fields");
    for name in ["Orla Quigley", "Tamsin Hale", "Idris Bowen"] {
        assert!(part.text.contains(name), "{name}: {}", part.text);
    }
}

#[test]
fn commands_in_a_pdf_are_refused_and_files_in_it_are_flagged() {
    for object in [
        "<</S/JavaScript/JS(app.alert(1))>>",
        "<</S/Java#53cript/JS 9 0 R>>",
        "<</S/Launch/F(cmd.exe)>>",
        "[<</A<</S/Launch>>>>]",
        "<</XFA[(template)]>>",
    ] {
        refused(
            "form.pdf",
            &page(HELLO, &[object.as_bytes()]),
            FaultSort::Scripts,
        );
    }
    let attached = stream("/Type/EmbeddedFile", b"some bytes");
    for attached in [&attached, b"<</EF 8 0 R>>".as_slice()] {
        let bytes = page(HELLO, &[attached]);
        assert_eq!(sorts("form.pdf", &bytes), [FaultSort::Attachments]);
    }
    // Commands hidden in a stream of objects.
    let list = b"8 0 9 24 <</S/JavaScript/JS(1)>>   null";
    let list = stream(
        "/Type/ObjStm/N 2/First 9/Filter/FlateDecode",
        &deflated(list),
    );
    refused("form.pdf", &page(HELLO, &[&list]), FaultSort::Scripts);
}

#[test]
fn what_programs_read_in_different_ways_is_refused() {
    for (object, sort) in [
        ("<</S 7 0 R>> endobj 7 0 obj /Launch", FaultSort::Scripts),
        ("<</S/URI/S/Launch>>", FaultSort::TwoKinds),
        ("<</Contents 4 0 R/Contents 7 0 R>>", FaultSort::TwoKinds),
        ("null endobj 8 %\n0 obj <<>>", FaultSort::TwoKinds),
        (
            "null endobj 8                              0 obj <<>>",
            FaultSort::TwoKinds,
        ),
        (
            "(8 0                              obj <<>>)",
            FaultSort::TwoKinds,
        ),
    ] {
        refused("form.pdf", &page(HELLO, &[object.as_bytes()]), sort);
    }
    let twice = b"<</Title(Plan)/Title(Plans)/N 1/N 1>>".as_slice();
    assert_eq!(sorts("report.pdf", &page(HELLO, &[twice])), []);
    // Streams of objects that one program unpacks and another does not.
    for entries in [
        "/N 7 0 R/First 4",
        "/N 1/First 4/DecodeParms<</Predictor 2>>",
        "/N 1/First 4/DecodeParms<</Predictor 12/Colors 3>>",
        "/N 1/First 4/Filter/LZWDecode",
    ] {
        let list = stream(&format!("/Type/ObjStm{entries}"), b"8 0 <<>>");
        refused("form.pdf", &page(HELLO, &[&list]), FaultSort::Broken);
    }
}

#[test]
fn the_newest_version_of_a_page_is_read() {
    let old = "3 0 <</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>";
    let list = stream("/Type/ObjStm/N 1/First 4", old.as_bytes());
    let new = stream("", b"BT /F 12 Tf (Tamsin Hale) Tj ET");
    let mut bytes = page(HELLO, &[&list]);
    let first = bytes.windows(7).position(|part| part == b"3 0 obj");
    let second = bytes.windows(7).position(|part| part == b"4 0 obj");
    bytes.drain(first.unwrap()..second.unwrap());
    bytes.extend(b"3 0 obj");
    bytes.extend(old[4..].replace("4 0 R", "7 0 R").bytes());
    bytes.extend(b"endobj 7 0 obj");
    bytes.extend(new);
    bytes.extend(b"endobj trailer <</Root 1 0 R>> startxref\n0\n%%EOF");
    let examined = found("report.pdf", &bytes);
    assert_eq!(examined.pages, Some(1));
    let texts: Vec<(&str, &str)> = examined
        .texts
        .iter()
        .map(|part| (part.place.as_str(), part.text.as_str()))
        .collect();
    let earlier = ("an earlier version of a page", "Hello there\nand goodbye");
    assert_eq!(texts, [("page 1", "Tamsin Hale"), earlier]);
}

#[test]
fn what_is_laid_upon_pages_and_told_of_words_is_read() {
    let look = stream(
        "/Subtype/Form/Resources<</Font<</F 5 0 R>>>>/Filter/FlateDecode",
        &deflated(b"BT /F 9 Tf (Tamsin Hale) Tj ET"),
    );
    let commands =
        format!("/Span<</ActualText<feff005a006f00eb>/Lang(en)/E(Idris)>> BDC {HELLO} EMC");
    for stamp in ["<</AP<</N 6 0 R>>>>", "[<</AP<</N<</On 6 0 R>>>>>>]"] {
        let examined = found("report.pdf", &page(&commands, &[&look, stamp.as_bytes()]));
        assert_eq!(examined.faults, []);
        let texts: Vec<&str> = examined.texts.iter().map(|part| &*part.text).collect();
        assert_eq!(
            texts,
            ["Hello there\nand goodbye\nZoë Idris", "Tamsin Hale"]
        );
    }
}

#[test]
fn pages_that_are_pictures_are_told_of() {
    let two = |second: &str| {
        let content = stream("", second.as_bytes());
        let picture = stream("/Subtype/Image/Width 1/Height 1", b"x");
        let bytes = page(HELLO, &[&picture, b"<</Type/Page/Contents 8 0 R/Parent 2 0 R/Resources<</XObject<</X 6 0 R>>/Font<</F 5 0 R>>>>>>", &content]);
        let bytes = String::from_utf8(bytes).unwrap();
        found(
            "report.pdf",
            bytes.replace("Kids[3 0 R]", "Kids[3 0 R 7 0 R]").as_bytes(),
        )
    };
    for picture in ["/X Do", "q BI /W 1 /H 1 ID x EI Q"] {
        let faults = two(picture).faults;
        assert!(
            faults[0].message.contains("has pages without words"),
            "{faults:?}"
        );
    }
    assert_eq!(two("/X Do BT /F 9 Tf (A picture) Tj ET").faults, []);
    assert_eq!(two("0 0 9 9 re f").faults, []);
    // Words that are there and cannot be read are another matter.
    let closed = stream("/Subtype/Form/Filter/LZWDecode", b"x");
    let faults = found("report.pdf", &page("/X Do", &[&closed])).faults;
    assert!(faults[0].message.contains("packed in a way"), "{faults:?}");
}

#[test]
fn of_more_words_than_are_looked_through_the_first_are() {
    let notes = format!("<</Contents({})>>", "word ".repeat(500_000));
    let examined = found("report.pdf", &page(HELLO, &[notes.as_bytes()]));
    assert_eq!(examined.faults[0].sort, FaultSort::Unread);
    assert_eq!(examined.texts[0].text, "Hello there\nand goodbye");
    assert!(examined.texts[1].text.len() > 1_900_000);
    let line = format!("Seen on 2 October {}", "é".repeat(1_500_000));
    let examined = found("a.txt", line.as_bytes());
    assert!(examined.texts[0].text.starts_with("Seen on 2 October é"));
}

#[test]
fn a_pdf_that_says_again_and_again_what_it_is_takes_no_longer() {
    let mut bytes = page(HELLO, &[]);
    bytes.extend("trailer(".repeat(100_000).bytes());
    bytes.extend("trailer<</A(".repeat(50_000).bytes());
    bytes.extend(b"startxref\n0\n%%EOF");
    assert_eq!(sorts("report.pdf", &bytes), []);
    let mut bytes = page(HELLO, &[]);
    bytes.extend("trailer<<>>".repeat(1_001).bytes());
    bytes.extend(b"startxref\n0\n%%EOF");
    refused("report.pdf", &bytes, FaultSort::Objects);
}

#[test]
fn a_pdf_of_a_million_objects_is_refused() {
    let mut bytes = page(HELLO, &[]);
    for number in 10..1_000_010 {
        writeln!(bytes, "{number} 0 obj 0 endobj").unwrap();
    }
    bytes.extend(b"startxref\n0\n%%EOF");
    refused("large.pdf", &bytes, FaultSort::Objects);
    // The same in a stream of objects, small on disk.
    let mut heads = String::new();
    for number in 10..400_000 {
        write!(heads, "{number} 0 ").unwrap();
    }
    let list = stream(
        &format!(
            "/Type/ObjStm/N 400000/First {}/Filter/FlateDecode",
            heads.len()
        ),
        &deflated(heads.as_bytes()),
    );
    refused("small.pdf", &page(HELLO, &[&list]), FaultSort::Objects);
}

#[test]
fn bombs_in_a_pdf_are_refused() {
    let zeros = deflated(&vec![0; 40_000_000]);
    let many: Vec<Vec<u8>> = (0..12)
        .map(|_| stream("/Filter/FlateDecode", &zeros))
        .collect();
    let many: Vec<&[u8]> = many.iter().map(Vec::as_slice).collect();
    refused("bomb.pdf", &page(HELLO, &many), FaultSort::Bomb);
    // Packed twice, so that a kilobyte is enough, and by a name that stands elsewhere.
    let twice = deflated(&deflated(&vec![0; 320_000_000]));
    assert!(twice.len() < 10_000, "{}", twice.len());
    let bomb = stream("/Filter[7 0 R/Fl]", &twice);
    refused(
        "bomb.pdf",
        &page(HELLO, &[&bomb, b"/FlateDecode"]),
        FaultSort::Bomb,
    );
    let step = deflated(&vec![b'z'; 30_000_000]);
    let steps = deflated(&vec![b'>'; 90_000_000]);
    for packed in [
        stream("/Filter[/Fl/Fl/Fl/Fl/Fl/Fl]", b"x"),
        // What cannot be measured, with more behind it.
        stream("/Filter[/RunLengthDecode/FlateDecode]", b"x"),
        stream("/Filter[/Crypt/FlateDecode]", b"x"),
        // Each `z` is four bytes, and what is between two steps counts.
        stream("/Filter[/Fl/A85/AHx]", &step),
        [
            stream("/Filter[/Fl/AHx]", &steps),
            b"endobj 7 0 obj".to_vec(),
            stream("/Filter[/Fl/AHx]", &steps),
            b"endobj 8 0 obj".to_vec(),
            stream("/Filter[/Fl/AHx]", &steps),
            b"endobj 9 0 obj".to_vec(),
            stream("/Filter[/Fl/AHx]", &steps),
        ]
        .concat(),
    ] {
        refused("bomb.pdf", &page(HELLO, &[&packed]), FaultSort::Bomb);
    }
}

#[test]
fn pages_that_lead_in_a_circle_or_have_no_end_are_refused() {
    let circle: [&[u8]; 3] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]>>",
        b"<</Type/Pages/Kids[2 0 R]>>",
    ];
    refused("circle.pdf", &pdf(&circle), FaultSort::Objects);
    let itself: [&[u8]; 2] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids 3 0 R>>",
    ];
    let list: &[u8] = b"[3 0 R 2 0 R]";
    refused(
        "circle.pdf",
        &pdf(&[itself[0], itself[1], list]),
        FaultSort::Objects,
    );
    // Each branch names the next one ten times: 10^30 pages.
    let mut branches: Vec<String> = vec!["<</Type/Catalog/Pages 2 0 R>>".into()];
    for number in 3..33 {
        branches.push(format!(
            "<</Type/Pages/Kids[{}]>>",
            format!("{number} 0 R ").repeat(10)
        ));
    }
    branches.push("<</Type/Page>>".into());
    let branches: Vec<&[u8]> = branches.iter().map(String::as_bytes).collect();
    refused("fan.pdf", &pdf(&branches), FaultSort::Objects);
    let mut deep: Vec<String> = vec!["<</Type/Catalog/Pages 2 0 R>>".into()];
    for number in 3..5_000 {
        deep.push(format!("<</Type/Pages/Kids[{number} 0 R]>>"));
    }
    let deep: Vec<&[u8]> = deep.iter().map(String::as_bytes).collect();
    refused("deep.pdf", &pdf(&deep), FaultSort::Objects);
    // An object that is only a reference to itself.
    refused("self.pdf", &page(HELLO, &[b"6 0 R"]), FaultSort::Objects);
    // Lists in lists.
    let lists = "[".repeat(1_000_000);
    refused(
        "lists.pdf",
        &page(HELLO, &[lists.as_bytes()]),
        FaultSort::Objects,
    );
    let groups = "<</A".repeat(100_000);
    refused(
        "groups.pdf",
        &page(HELLO, &[groups.as_bytes()]),
        FaultSort::Objects,
    );
}

#[test]
fn drawings_that_draw_each_other_come_to_an_end() {
    let resources =
        "/Type/XObject/Subtype/Form/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R/Y 7 0 R>>>>";
    let content = "/X Do /Y Do ".repeat(200);
    let (one, two) = (
        stream(resources, content.as_bytes()),
        stream(resources, content.as_bytes()),
    );
    let commands = format!("{HELLO} {content}");
    let sorts = sorts("drawings.pdf", &page(&commands, &[&one, &two]));
    assert_eq!(sorts, [FaultSort::Unread]);
}

#[test]
fn a_locked_or_broken_pdf_is_refused() {
    let mut locked = page(HELLO, &[]);
    let at = locked
        .windows(7)
        .position(|part| part == b"trailer")
        .unwrap();
    locked.splice(at + 10..at + 10, *b"/Encrypt 9 0 R");
    refused("locked.pdf", &locked, FaultSort::Locked);
    let whole = page(HELLO, &[]);
    refused("cut.pdf", &whole[..whole.len() / 2], FaultSort::Broken);
    refused("cut.pdf", b"%PDF-1.7\n", FaultSort::Broken);
    let missing: [&[u8]; 2] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[7 0 R]>>",
    ];
    refused("missing.pdf", &pdf(&missing), FaultSort::Broken);
    // Objects within objects are seen by some programs only.
    refused(
        "hidden.pdf",
        &page(HELLO, &[b"(9 0 obj <</S/Launch>> endobj)"]),
        FaultSort::TwoKinds,
    );
}

#[test]
fn what_a_cut_or_changed_file_holds_never_ends_the_program() {
    let files = [
        (
            "a.pdf",
            page(
                HELLO,
                &[&stream(
                    "/Type/ObjStm/N 1/First 4/Filter/FlateDecode",
                    &deflated(b"9 0 null"),
                )],
            ),
        ),
        ("a.docx", word("Hello", &[])),
        ("a.png", png(20, 20)),
        (
            "a.jpg",
            jpeg(Some(b"Exif\0\0II*\0\x08\0\0\0\x01\0\x25\x88")),
        ),
        ("a.eml", MESSAGE.into()),
    ];
    for (name, whole) in &files {
        for length in (0..whole.len()).step_by(whole.len() / 60 + 1) {
            found(name, &whole[..length]);
            let mut changed = whole.clone();
            changed[length] = changed[length].wrapping_add(91);
            found(name, &changed);
        }
    }
}

#[test]
fn word_excel_and_power_point_are_read() {
    let examined = found("minutes.docx", &word("Hello &amp; goodbye", &[]));
    assert_eq!(
        (examined.kind, examined.faults.as_slice()),
        (FileKind::Word, [].as_slice())
    );
    assert_eq!(
        (
            examined.texts[0].place.as_str(),
            examined.texts[0].text.as_str()
        ),
        ("paragraph 1", "Hello & goodbye")
    );
    let sheet = b"<worksheet><sheetData><row r=\"4\"><c r=\"B4\" t=\"s\"><v>1</v></c></row><row r=\"5\"><c r=\"A5\" t=\"inlineStr\"><is><t>Sam</t></is></c><c r=\"B5\" t=\"s\"><v>0</v></c></row></sheetData></worksheet>";
    let excel = archive(&[
        TYPES,
        ("xl/workbook.xml", b"<workbook><sheets><sheet name=\"Attendance\" r:id=\"r1\"/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", b"<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
        ("xl/sharedStrings.xml", b"<sst><si><t>Yes</t></si><si><r><t>Tra</t></r><r><t>ined</t></r></si></sst>"),
        ("xl/worksheets/sheet1.xml", sheet),
    ]);
    let examined = found("log.xlsx", &excel);
    let texts: Vec<(&str, &str)> = examined
        .texts
        .iter()
        .map(|part| (part.place.as_str(), part.text.as_str()))
        .collect();
    assert_eq!(examined.kind, FileKind::Excel);
    assert_eq!(
        texts,
        [
            ("sheet Attendance, cell B4", "Trained"),
            ("sheet Attendance, row 5", "Sam | Yes")
        ]
    );
    let slide = b"<p:sld><a:p><a:r><a:t>Hello</a:t></a:r></a:p></p:sld>";
    let slides = archive(&[
        TYPES,
        ("ppt/presentation.xml", b"<p/>"),
        ("ppt/slides/slide10.xml", slide),
        ("ppt/slides/slide2.xml", slide),
    ]);
    let examined = found("talk.pptx", &slides);
    assert_eq!(
        (examined.kind, examined.pages),
        (FileKind::PowerPoint, Some(2))
    );
    assert_eq!(examined.texts[1].place, "slide 2");
}

#[test]
fn harm_in_office_files_is_refused() {
    refused(
        "a.docx",
        &word("x", &[("word/vbaProject.bin", b"x")]),
        FaultSort::Macros,
    );
    let types: (&str, &[u8]) = ("[Content_Types].xml", b"<Types><Override ContentType=\"application/vnd.ms-word.document.macroEnabled.main+xml\"/></Types>");
    refused(
        "a.docx",
        &archive(&[types, ("word/document.xml", b"<x/>")]),
        FaultSort::Macros,
    );
    let fetched: &[u8] = b"<Relationships><Relationship Id=\"r\" Type=\"http://x/attachedTemplate\" Target=\"https://example.org/t.dotm\" TargetMode=\"External\"/></Relationships>";
    refused(
        "a.docx",
        &word("x", &[("word/_rels/settings.xml.rels", fetched)]),
        FaultSort::Scripts,
    );
    let link = String::from_utf8(fetched.into())
        .unwrap()
        .replace("attachedTemplate", "hyperlink");
    assert_eq!(
        sorts(
            "a.docx",
            &word("x", &[("word/_rels/document.xml.rels", link.as_bytes())])
        ),
        []
    );
    assert_eq!(
        sorts("a.docx", &word("x", &[("word/embeddings/book.xlsx", b"x")])),
        [FaultSort::Attachments]
    );
    for name in [
        "../../evil.docx",
        "/etc/passwd",
        "C:\\evil",
        "word/../../x",
        "..\\x",
    ] {
        refused("a.docx", &word("x", &[(name, b"x")]), FaultSort::Path);
    }
    let entity =
        b"<!DOCTYPE x [<!ENTITY a \"aaaa\">]><w:document><w:p><w:t>&a;</w:t></w:p></w:document>";
    let sorts = sorts("a.docx", &archive(&[TYPES, ("word/document.xml", entity)]));
    assert_eq!(sorts, [FaultSort::Unread]);
}

#[test]
fn links_that_cannot_be_read_or_lead_to_another_machine_are_refused() {
    let part = "word/_rels/settings.xml.rels";
    let fetched = "<Relationships><Relationship Id=\"r\" Type=\"http://x/attachedTemplate\" Target=\"TARGET\" TargetMode=\"External\"/></Relationships>";
    let to = |target: &str| fetched.replace("TARGET", target);
    let wide: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(
            to("https://example.org/t.dotm")
                .encode_utf16()
                .flat_map(u16::to_le_bytes),
        )
        .collect();
    let host = to("file://example.org/share/t.dotm");
    for links in [wide.as_slice(), host.as_bytes()] {
        refused("a.docx", &word("x", &[(part, links)]), FaultSort::Scripts);
    }
    let long = to("https://example.org/t.dotm").replace(
        "<Relationship ",
        &format!("{}<Relationship ", " ".repeat(50_000_001)),
    );
    for links in [
        long.as_str(),
        "<!DOCTYPE x><Relationships/>",
        "<Relationships>\0",
    ] {
        refused(
            "a.docx",
            &word("x", &[(part, links.as_bytes())]),
            FaultSort::Broken,
        );
    }
    let own = to("file:///C:/Users/sam/Normal.dotm");
    assert_eq!(sorts("a.docx", &word("x", &[(part, own.as_bytes())])), []);
    let types: Vec<u8> = "<Types><Override ContentType=\"application/vnd.ms-word.document.MacroEnabled.main+xml\"/></Types>"
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    let files: [(&str, &[u8]); 2] = [
        ("[Content_Types].xml", &types),
        ("word/document.xml", b"<x/>"),
    ];
    refused("a.docx", &archive(&files), FaultSort::Macros);
}

/// A workbook whose one cell says something, with these shared texts.
fn workbook(texts: &[u8], more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut files = vec![
        TYPES,
        ("xl/workbook.xml", b"<workbook><sheets><sheet name=\"S\" r:id=\"r1\"/></sheets></workbook>".as_slice()),
        ("xl/_rels/workbook.xml.rels", b"<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
        ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row></sheetData></worksheet>"),
        ("xl/sharedStrings.xml", texts),
    ];
    files.extend_from_slice(more);
    archive(&files)
}

#[test]
fn words_beside_the_text_of_office_files_are_read_and_those_that_cannot_be_are_told() {
    let shape: &[u8] = b"<x><a:p><a:r><a:t>Said </a:t></a:r><a:r><a:t>here</a:t></a:r></a:p></x>";
    let talk: [(&str, &[u8]); 4] = [
        TYPES,
        ("ppt/presentation.xml", b"<p/>"),
        ("ppt/slides/slide1.xml", b"<x/>"),
        ("ppt/comments/modernComment_100_0.xml", shape),
    ];
    for (name, bytes, at) in [
        ("a.pptx", archive(&talk), "a comment"),
        (
            "a.docx",
            word("x", &[("word/diagrams/data1.xml", shape)]),
            "a diagram",
        ),
        (
            "a.docx",
            word(
                "x",
                &[(
                    "docProps/core.xml",
                    b"<c><dc:title>Said here</dc:title><dc:creator>Jo</dc:creator></c>",
                )],
            ),
            "its properties",
        ),
        (
            "a.xlsx",
            workbook(b"<sst/>", &[("xl/drawings/drawing1.xml", shape)]),
            "a drawing",
        ),
    ] {
        let examined = found(name, &bytes);
        assert_eq!(examined.faults, [], "{name}");
        let mut parts = examined.texts.iter();
        assert!(
            parts.any(|part| part.place == at && part.text == "Said here"),
            "{:?}",
            examined.texts
        );
    }
    let long = [
        b"<sst><si><t>x</t></si>".as_slice(),
        &b" ".repeat(50_000_001),
        b"</sst>",
    ]
    .concat();
    for texts in [long.as_slice(), b"<!DOCTYPE x><sst><si><t>x</t></si></sst>"] {
        assert_eq!(sorts("a.xlsx", &workbook(texts, &[])), [FaultSort::Unread]);
    }
}

#[test]
fn all_that_a_file_says_is_heard() {
    let wide: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(
            "<w:document><w:p><w:t>Orla Quigley</w:t></w:p></w:document>"
                .encode_utf16()
                .flat_map(u16::to_le_bytes),
        )
        .collect();
    let artist = jpeg(Some(b"Exif\0\0II*\0Orla Quigley\0"));
    let begins =
        "From: a@example.org\r\nTo: b@example.org\r\nSubject: Hello\r\nMIME-Version: 1.0\r\n";
    for (name, bytes) in [
        ("a.docx", archive(&[TYPES, ("word/document.xml", &wide)])),
        ("a.docx", word("x", &[("word/charts/chart1.xml", b"<v>Orla&#32;Qui&#103;ley</v>")])),
        ("a.docx", word("x", &[("word/comments.xml", b"<c w:author='Orla Quigley'/>")])),
        ("a.docx", word("x", &[("word/_rels/document.xml.rels", b"<Relationships><Relationship Target=\"https://example.org/Orla%20Quigley\"/></Relationships>")])),
        ("a.docx", word("x", &[("word/media/image1.jpg", &artist)])),
        ("a.xlsx", workbook(b"<sst/>", &[("xl/drawings/vmlDrawing1.vml", b"<xml><div>Orla Quigley</div></xml>")])),
        ("a.xlsx", workbook(b"<sst><si><t>Orla Quigley</t></si></sst>", &[])),
        ("a.jpg", artist.clone()),
        ("a.eml", format!("{begins}X-Kept-By: =?utf-8?B?T3JsYSBRdWlnbGV5?=\r\n\r\nHello").into_bytes()),
        ("a.eml", format!("{begins}Content-Type: text/html\r\n\r\n<a href=\"mailto:Orla%20Quigley\">x</a>").into_bytes()),
        ("a.ics", b"BEGIN:VCALENDAR\r\nSUMMARY:Orla Qui\r\n gley\r\nEND:VCALENDAR\r\n".to_vec()),
        ("a.csv", b"7,Quigley,Orla,yes".to_vec()),
        ("a.txt", b"O\x92Brien, Orla\nQuigley".to_vec()),
    ] {
        let examined = found(name, &bytes);
        assert!(!examined.is_refused(), "{name}: {:?}", examined.faults);
        let mut heard = String::new();
        let is_all = said(&examined, name, &bytes, &mut |text| {
            heard.push_str(text);
            heard.push('\0');
        });
        let heard = heard.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(is_all && heard.contains("Orla Quigley"), "{name}: {heard}");
    }
    let broken = word(
        "x",
        &[("word/charts/chart1.xml", b"<!DOCTYPE x><v>Orla</v>")],
    );
    let examined = found("a.docx", &broken);
    assert!(!said(&examined, "a.docx", &broken, &mut |_| ()));
}

#[test]
fn bombs_among_archives_are_refused() {
    let zeros = vec![0; 32_000_000];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("[Content_Types].xml", SimpleFileOptions::default())
        .unwrap();
    zip.start_file("word/document.xml", SimpleFileOptions::default())
        .unwrap();
    for _ in 0..10 {
        zip.write_all(&zeros).unwrap();
    }
    let bomb = zip.finish().unwrap().into_inner();
    assert!(bomb.len() < 1_000_000);
    refused("bomb.docx", &bomb, FaultSort::Bomb);
    // It says of itself that it is small.
    let mut lies = bomb.clone();
    let length = 320_000_000_u32.to_le_bytes();
    while let Some(at) = lies.windows(4).position(|part| part == length) {
        lies[at..at + 4].copy_from_slice(&1_000_u32.to_le_bytes());
    }
    assert!(found("lies.docx", &lies).is_refused());
    let inner = archive(&[("zeros.txt", &[0; 1_000])]);
    refused(
        "nested.zip",
        &archive(&[("inner.zip", &inner)]),
        FaultSort::Bomb,
    );
    let many: Vec<String> = (0..10_001).map(|number| format!("{number}")).collect();
    let many: Vec<(&str, &[u8])> = many
        .iter()
        .map(|name| (name.as_str(), b"".as_slice()))
        .collect();
    refused("many.zip", &archive(&many), FaultSort::Objects);
}

#[test]
fn old_and_locked_office_files_are_told_apart() {
    let named = |name: &str| {
        let name = name.encode_utf16().flat_map(u16::to_le_bytes);
        let start = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            .iter()
            .copied()
            .chain([0; 600]);
        start.chain(name).chain([0; 600]).collect::<Vec<u8>>()
    };
    refused("a.docx", &named("EncryptedPackage"), FaultSort::Locked);
    refused(
        "a.doc",
        &named("WordDocument _VBA_PROJECT"),
        FaultSort::Macros,
    );
    assert_eq!(
        sorts("a.doc", &named("WordDocument")),
        [FaultSort::OldOffice]
    );
    assert_eq!(
        sorts("a.msg", &named("__properties_version1.0")),
        [FaultSort::Unknown]
    );
}

/// A PNG that says how large it is, with nothing in it.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut header = b"IHDR".to_vec();
    header.extend(width.to_be_bytes());
    header.extend(height.to_be_bytes());
    header.extend([8, 0, 0, 0, 0]);
    for chunk in [header, b"IDATxxxx".to_vec(), b"IEND".to_vec()] {
        bytes.extend(u32::try_from(chunk.len() - 4).unwrap().to_be_bytes());
        bytes.extend(&chunk);
        bytes.extend(sum(&chunk).to_be_bytes());
    }
    bytes
}

/// The sum of a PNG's chunk (CRC-32).
fn sum(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg());
        }
    }
    !sum
}

/// A JPEG of 16 × 16 pixels with what a camera wrote.
pub(crate) fn jpeg(camera: Option<&[u8]>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let pixels = image::GrayImage::new(16, 16);
    pixels
        .write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Jpeg)
        .unwrap();
    if let Some(camera) = camera {
        let length = u16::try_from(camera.len() + 2).unwrap().to_be_bytes();
        let segment = [&[0xff, 0xe1], &length[..], camera].concat();
        bytes.splice(2..2, segment);
    }
    bytes
}

#[test]
fn pictures_are_looked_at_without_being_drawn() {
    let small = png(800, 600);
    assert_eq!(
        (found("a.png", &small).pages, sorts("a.png", &small)),
        (Some(1), vec![])
    );
    refused("a.png", &png(20_000, 20_000), FaultSort::Picture);
    refused("a.png", &small[..40], FaultSort::Broken);
    let plain = jpeg(None);
    assert_eq!(
        (found("a.jpeg", &plain).kind, sorts("a.jpeg", &plain)),
        (FileKind::Jpeg, vec![])
    );
    assert!(found("a.jpeg", &plain).has_pictures);
    refused("a.jpg", &plain[..plain.len() - 2], FaultSort::Broken);
    for camera in [
        b"Exif\0\0II*\0\x08\0\0\0\x01\0\x25\x88\x04\0\x01\0\0\0\0\0\0\0".as_slice(),
        b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\0",
        b"http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude=\"51,30N\"/>",
    ] {
        assert_eq!(sorts("a.jpg", &jpeg(Some(camera))), [FaultSort::Located]);
    }
    let located = jpeg(Some(
        b"http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude=\"51,30N\"/>",
    ));
    let document = word("x", &[("word/media/image1.jpeg", &located)]);
    assert_eq!(sorts("a.docx", &document), [FaultSort::Located]);
    let document = word("x", &[("word/media/image1.jpeg", &plain)]);
    let examined = found("a.docx", &document);
    assert_eq!((examined.has_pictures, examined.faults.len()), (true, 0));
    assert!(!found("a.docx", &word("x", &[])).has_pictures);
    // The end of a small picture within is not that of the whole.
    let small = [b"Exif\0\0".as_slice(), &plain].concat();
    let cut = jpeg(Some(&small));
    refused("a.jpg", &cut[..cut.len() - 2], FaultSort::Broken);
    let other = jpeg(Some(
        b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x04\0\x01\0\0\0\0\0\0\0",
    ));
    assert_eq!(sorts("a.jpg", &other), []);
}

const MESSAGE: &str = "From: Sam <sam@example.org>\r\nTo: Jo <jo@example.org>\r\nSubject: Case reference 48213\r\nDate: Mon, 5 Oct 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nSGVsbG8gdGhlcmU=\r\n--b\r\nContent-Type: application/pdf; name=\"plan.pdf\"\r\nContent-Disposition: attachment; filename=\"plan.pdf\"\r\n\r\nx\r\n--b--\r\n";

#[test]
fn the_web_page_of_a_message_is_read_beside_its_plain_text() {
    let message = "From: Sam <sam@example.org>\r\nTo: Jo <jo@example.org>\r\nSubject: Hello\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nThe plain words.\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Other <b>words</b> &amp; signs.</p>\r\n--b--\r\n";
    let texts = found("a.eml", message.as_bytes()).texts;
    let words: Vec<&str> = texts.iter().map(|part| part.text.trim()).collect();
    assert_eq!(words[2..], ["The plain words.", "Other words & signs."]);
}

#[test]
fn messages_are_read_and_what_is_attached_is_named() {
    let examined = found("a.eml", MESSAGE.as_bytes());
    assert_eq!(examined.kind, FileKind::Email);
    let texts: Vec<&str> = examined
        .texts
        .iter()
        .map(|part| part.text.as_str())
        .collect();
    assert_eq!(
        texts,
        [
            "Case reference 48213",
            "Sam\nsam@example.org\nJo\njo@example.org",
            "Hello there"
        ]
    );
    assert_eq!(examined.faults[0].sort, FaultSort::Attachments);
    assert!(
        examined.faults[0].message.contains("`plan.pdf`"),
        "{:?}",
        examined.faults
    );
    let program = MESSAGE.replace("plan.pdf", "plan.pdf.exe");
    refused("a.eml", program.as_bytes(), FaultSort::Program);
    let parts = MESSAGE.replace("--b--", &"--b\r\n\r\nx\r\n".repeat(3_000));
    refused("a.eml", parts.as_bytes(), FaultSort::Objects);
}

#[test]
fn two_kinds_in_one_are_refused() {
    let zip = archive(&[("x", b"x")]);
    refused(
        "a.pdf",
        &[page(HELLO, &[]), zip.clone()].concat(),
        FaultSort::TwoKinds,
    );
    refused(
        "a.png",
        &[png(8, 8), zip.clone()].concat(),
        FaultSort::TwoKinds,
    );
    refused("a.jpg", &[jpeg(None), zip].concat(), FaultSort::TwoKinds);
    refused("a.jpg", &jpeg(Some(&page(HELLO, &[]))), FaultSort::TwoKinds);
    let web = [
        b"<html><script>alert(1)</script>".to_vec(),
        page(HELLO, &[]),
    ]
    .concat();
    assert!(found("a.pdf", &web).is_refused());
}

#[test]
fn programs_and_web_pages_are_refused_whatever_their_names() {
    let exe = [b"MZ\x90\0\x03\0\0\0".as_slice(), &[0; 200]].concat();
    refused("report.pdf", &exe, FaultSort::Program);
    refused("report.txt", b"#!/bin/sh\nrm -r /\n", FaultSort::Program);
    refused("report.ps1", b"Remove-Item x\n", FaultSort::Program);
    refused(
        "page.html",
        b"<!doctype html><p onload=x><script>x()</script>",
        FaultSort::Scripts,
    );
    assert_eq!(
        sorts("page.html", b"<!doctype html><p>Hello"),
        [FaultSort::Unknown]
    );
    assert_eq!(
        sorts("film.mp4", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom"),
        [FaultSort::Unknown]
    );
}

#[test]
fn names_that_say_something_else_are_flagged() {
    assert_eq!(sorts("notes.pdf", b"Hello there"), [FaultSort::OtherKind]);
    assert_eq!(sorts("notes", &page(HELLO, &[])), [FaultSort::OtherKind]);
    assert_eq!(sorts("photo.png", &jpeg(None)), [FaultSort::OtherKind]);
    assert_eq!(sorts("notes.md", b"Hello there"), []);
    assert_eq!(sorts("data.json", b"{}"), []);
    // Its own program could not open it either.
    refused("notes.pdf", b"\x01\x02\x03\x04", FaultSort::Broken);
    refused("notes.txt", b"", FaultSort::Empty);
}

#[test]
fn text_is_read_however_its_letters_are_stored() {
    let wide: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain("Zoë\nJo".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    for bytes in ["Zoë\nJo".as_bytes(), b"Zo\xeb\nJo", &wide] {
        let examined = found("a.txt", bytes);
        let texts: Vec<(&str, &str)> = examined
            .texts
            .iter()
            .map(|part| (part.place.as_str(), part.text.as_str()))
            .collect();
        assert_eq!(texts, [("line 1", "Zoë"), ("line 2", "Jo")]);
    }
    let long = "word "
        .repeat(20)
        .repeat(30_000)
        .replace(" word word", " word\nword");
    let examined = found("a.txt", long.as_bytes());
    assert_eq!(examined.faults[0].sort, FaultSort::Unread);
    let taken: usize = examined.texts.iter().map(|part| part.text.len()).sum();
    assert!((1_000_000..=2_000_000).contains(&taken), "{taken}");
}

#[test]
fn a_file_larger_than_what_is_looked_into_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("huge.pdf");
    std::fs::write(&path, page(HELLO, &[])).unwrap();
    let file = std::fs::File::options().write(true).open(&path).unwrap();
    file.set_len(90_000_000_000).unwrap();
    let examined = examine(&path).unwrap();
    assert_eq!(
        (examined.kind, examined.bytes),
        (FileKind::Pdf, 90_000_000_000)
    );
    assert_eq!(examined.faults[0].sort, FaultSort::TooLarge);
    assert!(examine(folder.path()).is_err());
}

#[test]
fn check_looks_into_files_only_when_it_is_asked_to() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("workspace");
    std::fs::create_dir_all(root.join("evidence")).unwrap();
    std::fs::write(
        root.join("evidence/log.txt"),
        "Seen on 2 October.\nUPN H801200001001\n",
    )
    .unwrap();
    std::fs::write(root.join("evidence/cut.pdf"), "%PDF-1.7\n").unwrap();
    std::fs::write(folder.path().join("secret.txt"), "UPN H801200001001\n").unwrap();
    let plan = "id: example\norganisation: { kind: school, name: Example School }\nplan: { title: Plan }\nevidence:\n\
                \x20 - { id: log, title: Log, file: evidence/log.txt }\n\
                \x20 - { id: cut, title: Cut, file: evidence/cut.pdf }\n\
                \x20 - { id: out, title: Out, file: ../secret.txt }\n\
                \x20 - { id: link, title: Link, file: evidence/link.txt }\n";
    std::fs::write(root.join("plan.yaml"), plan).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("../../secret.txt", root.join("evidence/link.txt")).unwrap();
    let (_, _, unasked) = dutybound(&root, &["check", "--all", "."]);
    let (status, _, asked) = dutybound(&root, &["check", "--all", "--evidence", "."]);
    for code in ["evidence-refused", "pupil-data-in-evidence"] {
        assert!(!unasked.contains(code), "{unasked}");
        assert_eq!(
            asked.matches(&format!("[{code}]")).count(),
            1,
            "{code}: {asked}"
        );
    }
    assert_eq!(status, 0, "warnings alone");
    assert!(
        asked.contains("`evidence/log.txt` seems to have a unique pupil number (UPN) (line 2)"),
        "{asked}"
    );
    assert!(
        !asked.contains("801200001001"),
        "what it is stays in the file: {asked}"
    );
    assert!(!asked.contains("`../secret.txt` seems"), "{asked}");
}
