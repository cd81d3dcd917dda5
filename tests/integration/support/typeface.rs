//! Fonts made of a shipped one, sound and otherwise.

use std::fs;

/// The four files of Liberation Sans.
pub(crate) const FILES: [&str; 4] = [
    "LiberationSans-Regular.ttf",
    "LiberationSans-Bold.ttf",
    "LiberationSans-Italic.ttf",
    "LiberationSans-BoldItalic.ttf",
];

/// The faces of a font that nobody ships, under a name as long as `Liberation Sans`.
pub(crate) fn faces(name: &str) -> [Vec<u8>; 4] {
    FILES.map(|file| {
        let bytes = fs::read(format!("fonts/liberation-sans/{file}")).unwrap();
        renamed(bytes, name)
    })
}

/// The font under another name, in all the places where it says its own.
fn renamed(mut bytes: Vec<u8>, name: &str) -> Vec<u8> {
    let wide = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_be_bytes).collect() };
    let (from, without) = ("Liberation Sans", "LiberationSans");
    let joined = name.replace(' ', "");
    assert_eq!((name.len(), joined.len()), (from.len(), without.len()));
    for (from, to) in [
        (wide(from), wide(name)),
        (wide(without), wide(&joined)),
        (from.into(), name.into()),
        (without.into(), joined.clone().into()),
    ] {
        let mut at = 0;
        while let Some(found) = find(&bytes[at..], &from) {
            bytes[at + found..at + found + to.len()].copy_from_slice(&to);
            at += found;
        }
    }
    bytes
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}

/// The tables of a font, each with its tag, in the order of its directory.
pub(crate) fn tables(font: &[u8]) -> Vec<(String, Vec<u8>)> {
    let number = |at: usize| {
        let number = u32::from_be_bytes(font[at..at + 4].try_into().unwrap());
        usize::try_from(number).unwrap()
    };
    let count = u16::from_be_bytes([font[4], font[5]]);
    (0..usize::from(count))
        .map(|index| 12 + 16 * index)
        .map(|at| {
            let tag = String::from_utf8(font[at..at + 4].to_vec()).unwrap();
            let (start, length) = (number(at + 8), number(at + 12));
            (tag, font[start..start + length].to_vec())
        })
        .collect()
}

/// A font of these tables; no reader that we know looks at the sums of a font.
pub(crate) fn font(tables: &[(String, Vec<u8>)]) -> Vec<u8> {
    let number = |length: usize| u32::try_from(length).unwrap().to_be_bytes();
    let mut head = vec![0, 1, 0, 0];
    head.extend(u16::try_from(tables.len()).unwrap().to_be_bytes());
    head.extend([0; 6]);
    let mut body = Vec::new();
    for (tag, bytes) in tables {
        head.extend(tag.as_bytes());
        head.extend([0; 4]);
        head.extend(number(12 + 16 * tables.len() + body.len()));
        head.extend(number(bytes.len()));
        body.extend(bytes);
        body.resize(body.len().next_multiple_of(4), 0);
    }
    head.extend(body);
    head
}

/// The font with one of its tables changed.
pub(crate) fn with(font_bytes: &[u8], tag: &str, change: impl Fn(&mut Vec<u8>)) -> Vec<u8> {
    let mut tables = tables(font_bytes);
    let table = tables.iter_mut().find(|(known, _)| known == tag).unwrap();
    change(&mut table.1);
    font(&tables)
}

/// The font with one of its tables called something else.
pub(crate) fn relabelled(font_bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let mut tables = tables(font_bytes);
    let table = tables.iter_mut().find(|(known, _)| known == from).unwrap();
    table.0 = to.into();
    font(&tables)
}
