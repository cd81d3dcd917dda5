//! The pictures that Typst draws where pages of evidence will be: three dots, whose colours say which page.

use std::collections::BTreeMap;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Name, Object};

/// What `templates/pdf/exhibit.typ` puts behind the numbers.
const MARK: &[u8] = b"dutyb";

/// The numbers of the placeholders' objects, by file and page; both are counted from 0.
///
/// Gives nothing where the file cannot be read.
pub(super) fn find(finished: Vec<u8>) -> Option<BTreeMap<(usize, usize), i32>> {
    let pdf = Pdf::new(finished).ok()?;
    let mut found = BTreeMap::new();
    for object in pdf.objects() {
        let Object::Stream(stream) = object else {
            continue;
        };
        let dict = stream.dict();
        let side = |key: &str| dict.get::<i32>(key);
        let is_picture = dict.get::<Name<'_>>("Subtype").as_deref() == Some(b"Image");
        if is_picture && side("Width") == Some(3) && side("Height") == Some(1) {
            let dots = stream.decoded().ok()?;
            if let Some(([a, b, c, d], MARK)) = dots.split_first_chunk::<4>() {
                let number = |high: u8, low: u8| usize::from(high) << 8 | usize::from(low);
                let page = (number(*a, *b), number(*c, *d));
                found.insert(page, stream.obj_id().obj_number);
            }
        }
    }
    Some(found)
}
