//! What lies upon the pages of a PDF and is not part of them: notes, stamps, the fields of forms.

use hayro_syntax::object::{Array, Dict, Name, ObjRef, Object, Rect, Stream};
use hayro_syntax::page::Page;

use super::copy::Copier;
use super::role::Role;

/// How much of what lies upon pages does not come along.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LeftOut {
    /// Notes that open, and attachments.
    notes: usize,
    /// Values of forms that only a program for forms draws.
    values: usize,
}

impl LeftOut {
    pub(super) fn add(&mut self, more: Self) {
        self.notes += more.notes;
        self.values += more.values;
    }

    /// The end of a sentence that says so, where there is something to say.
    pub(super) fn words(self) -> Option<String> {
        let notes = match self.notes {
            0 => None,
            1 => Some("1 comment or attachment".to_string()),
            many => Some(format!("{many} comments or attachments")),
        };
        let values = match self.values {
            0 => None,
            1 => Some("what was typed into 1 field of its form".to_string()),
            many => Some(format!("what was typed into {many} fields of its form")),
        };
        let parts: Vec<String> = notes.into_iter().chain(values).collect();
        (!parts.is_empty()).then(|| parts.join(" and "))
    }
}

/// What annotations draw upon a page.
#[derive(Default)]
pub(super) struct Annotations {
    /// Operators of a content stream.
    pub(super) drawn: String,
    /// The pictures that they name.
    pub(super) pictures: Vec<(String, i32)>,
    pub(super) left_out: LeftOut,
}

/// What lies upon a page as it is seen: the values of filled-in forms, stamps, words that somebody typed on a scan. It
/// becomes part of the page; what it does when it is clicked does not come along. Notes that open, and attachments, are
/// left out.
pub(super) fn annotations<'a>(page: &Page<'a>, copier: &mut Copier<'a>) -> Annotations {
    const HIDDEN: i32 = 1 << 1 | 1 << 5;
    let mut found = Annotations::default();
    let draws_anew = draws_fields_anew(page);
    let all = page.raw().get::<Array<'_>>("Annots").unwrap_or_default();
    for annotation in all.iter::<Dict<'_>>() {
        let subtype = annotation.get::<Name<'_>>("Subtype");
        let hidden = annotation.get::<i32>("F").unwrap_or(0) & HIDDEN != 0;
        match subtype.as_deref() {
            _ if hidden => {}
            None | Some(b"Link" | b"Popup" | b"PrinterMark" | b"TrapNet") => {}
            Some(
                b"Text" | b"FileAttachment" | b"Sound" | b"Movie" | b"Screen" | b"RichMedia"
                | b"3D",
            ) => found.left_out.notes += 1,
            Some(subtype) => {
                let seen = appearance(&annotation);
                let is_field = subtype == b"Widget";
                let is_drawn = seen.is_some() && !(is_field && draws_anew);
                match seen {
                    Some((picture, matrix)) => {
                        found.lay(page, copier.refer(picture, Role::Picture), matrix);
                    }
                    None if is_field => {}
                    None => found.left_out.notes += 1,
                }
                if is_field && !is_drawn && has_words(&annotation) {
                    found.left_out.values += 1;
                }
            }
        }
    }
    found
}

impl Annotations {
    /// Lays a picture upon a page.
    fn lay(&mut self, page: &Page<'_>, number: i32, matrix: [f64; 6]) {
        let mut name = format!("Laid{}", self.pictures.len());
        while page.resources().x_objects.contains_key(&name) {
            name.push('_');
        }
        let matrix = matrix.map(|number| format!("{number:.5}")).join(" ");
        for part in ["q ", &*matrix, " cm /", &*name, " Do Q\n"] {
            self.drawn.push_str(part);
        }
        self.pictures.push((name, number));
    }
}

/// Whether something was typed into a field of a form.
fn has_words(field: &Dict<'_>) -> bool {
    let value = field.get::<Object<'_>>("V").or_else(|| {
        let group = field.get::<Dict<'_>>("Parent")?;
        group.get::<Object<'_>>("V")
    });
    matches!(value, Some(Object::String(words)) if !words.is_empty())
}

/// Whether the looks of a form's fields are not kept up, so that each reader draws them anew.
fn draws_fields_anew(page: &Page<'_>) -> bool {
    let xref = page.xref();
    xref.get::<Dict<'_>>(xref.root_id())
        .and_then(|catalog| catalog.get::<Dict<'_>>("AcroForm"))
        .and_then(|form| form.get::<bool>("NeedAppearances"))
        .unwrap_or(false)
}

/// What an annotation looks like, and how it is laid upon the page (ISO 32000-2, 12.5.5).
fn appearance(annotation: &Dict<'_>) -> Option<(ObjRef, [f64; 6])> {
    let looks = annotation.get::<Dict<'_>>("AP")?;
    let (place, picture) = match looks.get::<Object<'_>>("N")? {
        Object::Stream(picture) => (looks.get_ref("N")?, picture),
        Object::Dict(states) => {
            let state = annotation.get::<Name<'_>>("AS")?;
            (states.get_ref(&*state)?, states.get::<Stream<'_>>(&*state)?)
        }
        Object::Null(_)
        | Object::Boolean(_)
        | Object::Number(_)
        | Object::String(_)
        | Object::Name(_)
        | Object::Array(_) => return None,
    };
    let dict = picture.dict();
    let frame = dict.get::<Rect>("BBox")?;
    let place_on_page = annotation.get::<Rect>("Rect")?;
    let form = dict
        .get::<[f32; 6]>("Matrix")
        .map_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0], |matrix| {
            matrix.map(f64::from)
        });
    let corners = [
        (frame.x0, frame.y0),
        (frame.x1, frame.y0),
        (frame.x0, frame.y1),
        (frame.x1, frame.y1),
    ]
    .map(|(x, y)| {
        let across = form[0] * x + form[2] * y + form[4];
        let up = form[1] * x + form[3] * y + form[5];
        (across, up)
    });
    let edge = |pick: fn(f64, f64) -> f64, side: fn(&(f64, f64)) -> f64| {
        corners.iter().map(side).reduce(pick).unwrap_or_default()
    };
    let (left, right) = (edge(f64::min, |c| c.0), edge(f64::max, |c| c.0));
    let (low, high) = (edge(f64::min, |c| c.1), edge(f64::max, |c| c.1));
    let (width, height) = (right - left, high - low);
    if !(width > 0.0 && height > 0.0) {
        return None;
    }
    let across = (place_on_page.x1 - place_on_page.x0) / width;
    let up = (place_on_page.y1 - place_on_page.y0) / height;
    let matrix = [
        across,
        0.0,
        0.0,
        up,
        place_on_page.x0 - across * left,
        place_on_page.y0 - up * low,
    ];
    matrix
        .iter()
        .all(|number| number.is_finite())
        .then_some((place, matrix))
}
