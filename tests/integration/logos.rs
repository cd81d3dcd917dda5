//! Logos from strangers: each is taken or refused at once, with its reason, and what is taken can be printed.

use std::io::Cursor;
use std::time::{Duration, Instant};

use dutybound::document::PictureFormat;
use dutybound::render::docx;
use dutybound::render::pdf::PdfWriter;
use dutybound::template::{Logo, LogoFault};
use image::{ImageFormat, RgbImage};

use crate::support::pdf::assert_valid;
use crate::support::sample;

/// An SVG with this inside.
fn svg(inside: &str) -> String {
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 20"><path d="M0 0h40v20z"/>{inside}</svg>"#
    )
}

fn encoded(format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    RgbImage::from_fn(40, 20, |x, y| {
        image::Rgb([x.to_be_bytes()[3], y.to_be_bytes()[3], 99])
    })
    .write_to(&mut Cursor::new(&mut bytes), format)
    .unwrap();
    bytes
}

/// A chunk of a PNG with its checksum.
fn chunk(kind: &[u8], data: &[u8]) -> Vec<u8> {
    let mut sum = u32::MAX;
    for byte in kind.iter().chain(data) {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 {
                (sum >> 1) ^ 0xedb8_8320
            } else {
                sum >> 1
            };
        }
    }
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&length, kind, data, &(!sum).to_be_bytes()].concat()
}

/// A PNG that says it has this many pixels a side.
fn png_of(length: u32) -> Vec<u8> {
    let mut png = encoded(ImageFormat::Png);
    let sides = [length.to_be_bytes(), length.to_be_bytes()].concat();
    let header = chunk(b"IHDR", &[&sides, &png[24..29]].concat());
    png.splice(8..33, header);
    png
}

/// A PNG with a second picture that is shown after the first.
fn moving_png() -> Vec<u8> {
    let mut png = encoded(ImageFormat::Png);
    let control = chunk(b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0]);
    let mut frame = vec![0; 26];
    (frame[7], frame[11], frame[21], frame[23]) = (40, 20, 1, 10);
    let frame = chunk(b"fcTL", &frame);
    png.splice(33..33, [control, frame].concat());
    png
}

/// A JPEG in the four inks of printers; the smallest that says so.
fn cmyk_jpeg() -> Vec<u8> {
    let mut jpeg = encoded(ImageFormat::Jpeg);
    let frame = jpeg
        .windows(2)
        .position(|mark| mark == [0xff, 0xc0])
        .unwrap();
    jpeg[frame + 9] = 4;
    let length = frame + 2;
    jpeg[length + 1] += 3;
    jpeg.splice(frame + 19..frame + 19, [4, 0x11, 0]);
    jpeg
}

#[test]
fn hostile_pictures_are_refused_at_once_and_say_why() {
    let jpeg = encoded(ImageFormat::Jpeg);
    let png = encoded(ImageFormat::Png);
    let laughs = (1..=9)
        .map(|level| {
            let uses = format!(r##"<use href="#g{}"/>"##, level - 1).repeat(10);
            format!(r#"<g id="g{level}">{uses}</g>"#)
        })
        .collect::<Vec<String>>()
        .concat();
    let laughs = format!(r#"<defs><g id="g0"><path d="M0 0h1v1z"/></g></defs>{laughs}"#);
    let nested = format!("{}{}", "<g>".repeat(5000), "</g>".repeat(5000));
    let patterns = (0..40)
        .map(|level| format!(r#"<pattern id="p{level}" width="1" height="1"><path fill="url(#p{})" d="M0 0h1v1z"/></pattern>"#, level + 1))
        .collect::<Vec<String>>()
        .concat();
    let entity = r#"<!DOCTYPE svg [<!ENTITY file SYSTEM "file:///etc/passwd">]>"#;
    for (name, bytes, wanted) in [
        ("an entity", format!("{entity}{}", svg("<text>&file;</text>")), LogoFault::Refers),
        ("a script", svg("<script>alert(1)</script>"), LogoFault::Active),
        ("a click", svg(r#"<path onclick="alert(1)" d="M0 0h1v1z"/>"#), LogoFault::Active),
        ("a page", svg(r#"<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">Hello</p></foreignObject>"#), LogoFault::Active),
        ("a picture", svg(r#"<image href="file:///etc/passwd"/>"#), LogoFault::Refers),
        ("a picture by another name", svg(r#"<s:image xmlns:s="http://www.w3.org/2000/svg" s:href="file:///etc/passwd"/>"#), LogoFault::Refers),
        ("a part of a file", svg(r#"<use xlink:href="file:///etc/passwd#a"/>"#), LogoFault::Refers),
        ("a link", svg(r#"<a href="https://example.org"><path d="M0 0h1v1z"/></a>"#), LogoFault::Refers),
        ("a style", svg("<style>@import url('https://example.org/a.css');</style>"), LogoFault::Refers),
        ("a font", svg("<style>@font-face { src: url(file:///etc/passwd) }</style>"), LogoFault::Refers),
        ("a fill", svg(r#"<path fill="url( 'https://example.org#a')" d="M0 0h1v1z"/>"#), LogoFault::Refers),
        ("a style sheet", format!("<?xml-stylesheet href='https://example.org/a.css'?>{}", svg("")), LogoFault::Refers),
        ("a shadow", svg(r#"<filter id="f"/><path style="filter:url(#f)" d="M0 0h1v1z"/>"#), LogoFault::Effects),
        ("a blur", svg(r#"<g filter="blur(9)"><path d="M0 0h1v1z"/></g>"#), LogoFault::Effects),
        ("a blur in a style", svg(r#"<path style="fill: red; Filter : blur(9)" d="M0 0h1v1z"/>"#), LogoFault::Effects),
        ("a blur in a sheet", svg("<style>path { filter/* so */: blur(9) }</style>"), LogoFault::Effects),
        ("words", svg("<text x='1'>\n<tspan>Oakfield</tspan></text>"), LogoFault::Letters),
        ("masks", svg(&"<mask></mask >".repeat(11)), LogoFault::Intricate),
        ("patterns", svg(&"<pattern/>".repeat(11)), LogoFault::Intricate),
        ("layers", svg(&r#"<path fill-opacity="0.5" d="M0 0h1v1z"/>"#.repeat(201)), LogoFault::Intricate),
        ("layers in disguise", svg(&r#"<path style="o&#112;acity: 0.5" d="M0 0h1v1z"/>"#.repeat(201)), LogoFault::Intricate),
        ("what is masked again and again", svg(&r#"<path mask="url(#m)" d="M0 0h1v1z"/>"#.repeat(21)), LogoFault::Intricate),
        ("deep groups", svg(&nested), LogoFault::Intricate),
        ("patterns of patterns", svg(&patterns), LogoFault::Intricate),
        ("uses of uses of uses", svg(&laughs), LogoFault::Damaged),
        ("half an SVG", svg("")[..90].to_string(), LogoFault::Damaged),
        ("a web page", "<html><body><svg></svg></body></html>".into(), LogoFault::Format),
    ]
    .map(|(name, text, wanted)| (name, text.into_bytes(), wanted))
    .into_iter()
    .chain([
        ("four inks", cmyk_jpeg(), LogoFault::Cmyk),
        ("a giant PNG", png_of(20_000), LogoFault::Size),
        ("a PNG of more pixels than it holds", png_of(3_999), LogoFault::Damaged),
        ("half a PNG", png[..png.len() / 2].to_vec(), LogoFault::Damaged),
        ("the beginning of a JPEG", jpeg[..20].to_vec(), LogoFault::Damaged),
        ("a JPEG without a picture", jpeg[..jpeg.len() / 3].to_vec(), LogoFault::Damaged),
        ("a WebP", b"RIFF\0\0\0\0WEBPVP8 ".to_vec(), LogoFault::Format),
    ]) {
        let started = Instant::now();
        assert_eq!(Logo::open(&bytes).map(|_| ()), Err(wanted), "{name}");
        assert!(started.elapsed() < Duration::from_secs(10), "{name}: {:?}", started.elapsed());
    }
}

#[test]
fn a_drawing_that_refers_to_its_own_parts_is_taken() {
    for inside in [
        r##"<defs><linearGradient id="a"><stop stop-color="#123456"/></linearGradient></defs><path fill="url(#a)" d="M0 0h9v9z"/>"##,
        r##"<g id="b"><path d="M0 0h1v1z"/></g><use xlink:href="#b" x="3"/>"##,
        "<title>Oakfield</title><text> <tspan/></text><desc>because we use masks, pattern> and opacity</desc>",
        "<style>.a { fill: url( '#a' ) }</style><!-- drawn by hand --><metadata>https://example.org</metadata>",
    ] {
        Logo::open(svg(inside).as_bytes()).unwrap();
    }
    let declared = r#"<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">"#;
    Logo::open(format!("{declared}{}", svg("")).as_bytes()).unwrap();
}

/// What cannot be refused for sure is at least printed, or refused by the writer with a word on why.
#[test]
fn odd_pictures_are_printed_or_refused_and_nothing_panics() {
    let jpeg = encoded(ImageFormat::Jpeg);
    let cut = jpeg[..jpeg.len() - 60].to_vec();
    for (name, bytes) in [("moving", moving_png()), ("cut", cut)] {
        let Ok(logo) = Logo::open(&bytes) else {
            continue;
        };
        let mut document = sample::plan();
        let sheet = document.title_sheet.as_mut().unwrap();
        let mut picture = logo.picture();
        picture.alt = "A logo".into();
        sheet.logos = vec![picture.clone(), picture];
        let pdf = PdfWriter::new().render(&document);
        assert_valid(&pdf.unwrap_or_else(|fault| panic!("{name}: {fault}")).bytes);
        docx::render(&document, &[], None).unwrap();
    }
    let moving = Logo::open(&moving_png()).unwrap().picture();
    assert_eq!(
        (moving.format, moving.width, moving.height),
        (PictureFormat::Png, 40, 20)
    );
}
