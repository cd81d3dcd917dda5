//! Reading where the links of a PDF lead, how large its pages are, and whether all text lies on them.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Document, Object, ObjectId};

/// A link to a place in the same file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Inner {
    /// The page that it stands on, from 1.
    pub(crate) page: usize,
    /// What a reader who cannot see it is told.
    pub(crate) says: String,
    /// The page that it leads to, from 1.
    pub(crate) target: usize,
}

/// The links within the file, in no particular order. Each leads to a page that is there.
pub(crate) fn inner_links(bytes: &[u8]) -> Vec<Inner> {
    let file = Document::load_mem(bytes).unwrap();
    let pages: BTreeMap<_, usize> = file
        .get_pages()
        .into_iter()
        .map(|(number, id)| (id, usize::try_from(number).unwrap()))
        .collect();
    let names = named_places(&file);
    let mut links = Vec::new();
    for (id, page) in &pages {
        for link in file.get_page_annotations(*id).unwrap() {
            let Ok(place) = link.get_deref(b"Dest", &file) else {
                continue;
            };
            let place = match place {
                Object::String(name, _) => names[name.as_slice()],
                place => place.as_array().unwrap(),
            };
            links.push(Inner {
                page: *page,
                says: lopdf::decode_text_string(link.get(b"Contents").unwrap())
                    .unwrap()
                    .trim()
                    .to_string(),
                target: pages[&place[0].as_reference().unwrap()],
            });
        }
    }
    links
}

/// The places of the file that have a name.
fn named_places(file: &Document) -> BTreeMap<&[u8], &Vec<Object>> {
    let places = file
        .catalog()
        .and_then(|catalog| catalog.get_deref(b"Names", file))
        .and_then(|names| names.as_dict()?.get_deref(b"Dests", file))
        .and_then(|places| places.as_dict()?.get_deref(b"Names", file));
    let Ok(Object::Array(places)) = places else {
        return BTreeMap::new();
    };
    places
        .chunks_exact(2)
        .map(|pair| {
            let place = file.dereference(&pair[1]).unwrap().1;
            (pair[0].as_str().unwrap(), place.as_array().unwrap())
        })
        .collect()
}

/// Width and height of each page in whole millimetres.
pub(crate) fn page_sizes(bytes: &[u8]) -> Vec<(u32, u32)> {
    let file = Document::load_mem(bytes).unwrap();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a page has some hundred millimetres"
    )]
    let millimetres = |points: f32| (points * 25.4 / 72.0).round() as u32;
    file.get_pages()
        .into_values()
        .map(|page| size(&file, page))
        .map(|(width, height)| (millimetres(width), millimetres(height)))
        .collect()
}

/// Width and height of a page in points.
fn size(file: &Document, page: ObjectId) -> (f32, f32) {
    let sides = file
        .get_dictionary(page)
        .and_then(|page| page.get_deref(b"MediaBox", file))
        .and_then(Object::as_array)
        .map(|sides| numbers(sides))
        .unwrap();
    (sides[2], sides[3])
}

/// Asserts that every piece of text begins within the margins of its page. What is too high for its place would be in
/// the file, and in its tags, but below the end of the page.
pub(crate) fn assert_on_pages(bytes: &[u8]) {
    const MARGIN: f32 = 25.0; // points; the footer is the lowest text
    let file = Document::load_mem(bytes).unwrap();
    for (number, page) in file.get_pages() {
        let (width, height) = size(&file, page);
        let content = Content::decode(&file.get_page_content(page)).unwrap();
        let mut outer = Vec::new();
        let mut matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
        let mut pieces = 0;
        for operation in &content.operations {
            match operation.operator.as_str() {
                "q" => outer.push(matrix),
                "Q" => matrix = outer.pop().unwrap(),
                "cm" => matrix = product(&numbers(&operation.operands), &matrix),
                "Tm" => {
                    let [.., x, y] = product(&numbers(&operation.operands), &matrix);
                    assert!(
                        (MARGIN..width - MARGIN).contains(&x)
                            && (MARGIN..height - MARGIN).contains(&y),
                        "text at {x}, {y} of page {number}"
                    );
                    pieces += 1;
                }
                "Td" | "TD" | "T*" => panic!("a way to place text that is not read here"),
                _ => {}
            }
        }
        assert!(pieces > 0, "page {number} is empty");
    }
}

/// The left, lower, right and upper edge of something on a page, in points.
pub(crate) type Edges = [f32; 4];

/// The picture that is drawn last on each page, and the frame that is drawn last.
pub(crate) fn pictures_and_frames(bytes: &[u8]) -> Vec<(Option<Edges>, Option<Edges>)> {
    let file = Document::load_mem(bytes).unwrap();
    let pages = file.get_pages().into_values().map(|page| {
        let content = Content::decode(&file.get_page_content(page)).unwrap();
        let mut outer = Vec::new();
        let mut matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
        let (mut path, mut picture, mut frame) = (Vec::new(), None, None);
        for operation in &content.operations {
            let operands = || numbers(&operation.operands);
            match operation.operator.as_str() {
                "q" => outer.push(matrix),
                "Q" => matrix = outer.pop().unwrap(),
                "cm" => matrix = product(&operands(), &matrix),
                "m" => path = vec![at(&operands(), &matrix)],
                "l" => path.push(at(&operands(), &matrix)),
                "h" => frame = Some(edges(&path)),
                "Do" => {
                    picture = Some(edges(&[at(&[0.0, 0.0], &matrix), at(&[1.0, 1.0], &matrix)]));
                }
                _ => {}
            }
        }
        (picture, frame)
    });
    pages.collect()
}

/// The edges of each link on each page.
pub(crate) fn links(bytes: &[u8]) -> Vec<Vec<Edges>> {
    let file = Document::load_mem(bytes).unwrap();
    let pages = file.get_pages().into_values().map(|page| {
        let links = file.get_page_annotations(page).unwrap().into_iter();
        let edges = links.map(|link| numbers(link.get(b"Rect").unwrap().as_array().unwrap()));
        edges.map(|edges| edges.try_into().unwrap()).collect()
    });
    pages.collect()
}

/// Where a point of a path is on the page.
fn at(point: &[f32], matrix: &[f32; 6]) -> (f32, f32) {
    let [.., x, y] = product(&[1.0, 0.0, 0.0, 1.0, point[0], point[1]], matrix);
    (x, y)
}

fn edges(points: &[(f32, f32)]) -> Edges {
    let across = || points.iter().map(|point| point.0);
    let up = || points.iter().map(|point| point.1);
    [
        across().fold(f32::INFINITY, f32::min),
        up().fold(f32::INFINITY, f32::min),
        across().fold(f32::NEG_INFINITY, f32::max),
        up().fold(f32::NEG_INFINITY, f32::max),
    ]
}

fn numbers(operands: &[Object]) -> Vec<f32> {
    operands
        .iter()
        .map(|number| number.as_float().unwrap())
        .collect()
}

/// The transformation that does `first` and then `then`.
fn product(first: &[f32], then: &[f32; 6]) -> [f32; 6] {
    let turned = |across: f32, up: f32| {
        (
            across * then[0] + up * then[2],
            across * then[1] + up * then[3],
        )
    };
    let right = turned(first[0], first[1]);
    let upwards = turned(first[2], first[3]);
    let origin = turned(first[4], first[5]);
    [
        right.0,
        right.1,
        upwards.0,
        upwards.1,
        origin.0 + then[4],
        origin.1 + then[5],
    ]
}
