//! PDFs as evidence: each page becomes a form that stands where its placeholder was.

use hayro_syntax::object::{MaybeRef, Number, Object, Stream};
use hayro_syntax::page::{Page, Rotation};
use hayro_syntax::{LoadPdfError, Pdf};
use pdf_writer::{Finish as _, Ref};

use crate::guarded;

use super::annotations::{LeftOut, annotations};
use super::archive;
use super::copy::{Copier, chunk};
use super::fault::Stop;
use super::layers;
use super::target::{Nowhere, Target};
use super::{Claims, ExhibitFault, ExhibitLook};

/// What the pages of a PDF take from the whole.
const NOT_ACCESSIBLE: &str = "a screen reader says which page it is, and not the words on it";

/// Pages of one file of evidence.
const MOST_PAGES: usize = 500;

/// The longest side of a page, in points: 5 metres, a PDF's own limit without a unit of its own.
const LONGEST_SIDE: u16 = 14_400;

/// What is known of a PDF.
///
/// # Errors
/// When it cannot be put in.
pub(super) fn look(bytes: Vec<u8>) -> Result<ExhibitLook, ExhibitFault> {
    let looked = guarded(|| {
        let pdf = open(bytes)?;
        let mut pages = Vec::new();
        let mut left_out = LeftOut::default();
        let mut nowhere = Nowhere(0);
        let mut copier = Copier::new(&pdf, &mut nowhere);
        for page in pdf.pages().iter() {
            pages.push(size(page)?);
            let number = copier.number();
            let of_page = put_page(page, number, &mut copier)?;
            left_out.add(of_page);
        }
        copier.copy_all()?;
        Ok(ExhibitLook {
            pages,
            not_archivable: archive::hindrance(&pdf, copier.seen).map(str::to_string),
            not_accessible: Some(NOT_ACCESSIBLE.into()),
            left_out: left_out.words(),
        })
    });
    looked.map_err(|stop| match stop {
        Stop::Fault(fault) => fault,
        Stop::Write(_) => broken(),
    })
}

/// Puts pages in the place of objects; `pages` holds their numbers in the file, from 0, and those of the objects. Gives
/// the sizes of all pages of the file, in points.
///
/// # Errors
/// When one cannot be put in, or would make a claim false, or the target takes no more.
pub(super) fn put(
    bytes: Vec<u8>,
    pages: &[(usize, i32)],
    claims: Claims,
    target: &mut dyn Target,
) -> Result<Vec<(f64, f64)>, Stop> {
    guarded(|| {
        let pdf = open(bytes)?;
        let mut copier = Copier::new(&pdf, target);
        for (page, number) in pages {
            if let Some(page) = pdf.pages().get(*page) {
                put_page(page, *number, &mut copier)?;
                // What pages do not share is written before the next one is read.
                copier.copy_all()?;
            }
        }
        let hindrance = archive::hindrance(&pdf, copier.seen);
        let hindrance = hindrance.filter(|_| claims.archivable);
        if let Some(why) = hindrance.or(claims.accessible.then_some(NOT_ACCESSIBLE)) {
            return Err(ExhibitFault::new(
                format!("the whole cannot be what it claims to be, since {why}"),
                "Run the command again, once nobody works on the file.",
            )
            .into());
        }
        pdf.pages().iter().map(|page| Ok(size(page)?)).collect()
    })
}

fn open(bytes: Vec<u8>) -> Result<Pdf, ExhibitFault> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(_) => ExhibitFault::new(
            "it can only be opened with a password",
            "Open it with the password and save a copy without one.",
        ),
        LoadPdfError::Invalid => broken(),
    })?;
    match pdf.pages().len() {
        0 => {
            return Err(ExhibitFault::new(
                "it has no pages",
                "Print it to a new PDF.",
            ));
        }
        1..=MOST_PAGES => {}
        many => {
            return Err(ExhibitFault::new(
                format!("it has {many} pages, and at most {MOST_PAGES} can be put in"),
                "Put in the pages that matter, as a PDF of their own.",
            ));
        }
    }
    layers::of_file(&pdf)?;
    Ok(pdf)
}

/// Width and height of a page as it is seen, in points.
fn size(page: &Page<'_>) -> Result<(f64, f64), ExhibitFault> {
    let (width, height) = page.render_dimensions();
    let unit = page.raw().get::<Number>("UserUnit");
    let unit = unit.map_or(1.0, |unit| unit.as_f64());
    let (width, height) = (f64::from(width) * unit, f64::from(height) * unit);
    let fits = |side: f64| (1.0..=f64::from(LONGEST_SIDE)).contains(&side);
    if fits(width) && fits(height) {
        Ok((width, height))
    } else {
        Err(ExhibitFault::new(
            "one of its pages is more than five metres long, or has no size",
            "Print it to a new PDF, on A4 paper.",
        ))
    }
}

/// Writes a page as a form with this number. Gives what it leaves out.
fn put_page<'a>(page: &Page<'a>, number: i32, copier: &mut Copier<'a>) -> Result<LeftOut, Stop> {
    let streams = contents(page)?;
    let annotations = annotations(page, copier);
    let (bytes, packed) = copier.drawing_with(&streams, &annotations.drawn)?;
    let mut chunk = chunk();
    let mut form = chunk.form_xobject(Ref::new(number), &bytes);
    let [x, y, width, height] = visible(page);
    form.bbox(pdf_writer::Rect::new(
        narrow(x),
        narrow(y),
        narrow(x + width),
        narrow(y + height),
    ));
    form.matrix(to_unit_square(page).map(narrow));
    if packed {
        form.filter(pdf_writer::Filter::FlateDecode);
    }
    copier.page_resources(
        page.resources(),
        &annotations.pictures,
        form.insert(pdf_writer::Name(b"Resources")),
    )?;
    // A page is a sheet of its own: what it mixes its colours with is its own ground.
    if page.raw().contains_key("Group") {
        let mut group = form.group();
        group
            .transparency()
            .isolated(true)
            .color_space()
            .device_rgb();
    }
    form.finish();
    copier.put(number, &chunk)?;
    Ok(annotations.left_out)
}

/// The streams that hold the drawing of a page.
fn contents<'a>(page: &Page<'a>) -> Result<Vec<Stream<'a>>, ExhibitFault> {
    let dict = page.raw();
    match dict.get::<Object<'_>>("Contents") {
        Some(Object::Stream(stream)) => Ok(vec![stream]),
        Some(Object::Array(parts)) => {
            // Nothing in the place of a stream draws nothing.
            let mut streams = Vec::new();
            for part in parts.raw_iter() {
                let part = match part {
                    MaybeRef::Ref(place) => page.xref().get::<Object<'_>>(place.into()),
                    MaybeRef::NotRef(part) => Some(part),
                };
                match part {
                    Some(Object::Stream(stream)) => streams.push(stream),
                    Some(Object::Null(_)) => {}
                    _ => return Err(broken()),
                }
            }
            Ok(streams)
        }
        // An empty page.
        None | Some(Object::Null(_)) if dict.get_ref("Contents").is_none() => Ok(Vec::new()),
        _ => Err(broken()),
    }
}

/// The left and lower edge, the width and the height of what is seen of a page, in its own units.
fn visible(page: &Page<'_>) -> [f64; 4] {
    let seen = page.intersected_crop_box();
    let (width, height) = page.base_dimensions();
    [seen.x0, seen.y0, f64::from(width), f64::from(height)]
}

/// What lays a page upon the square from 0 to 1, the right way up.
fn to_unit_square(page: &Page<'_>) -> [f64; 6] {
    let [x, y, width, height] = visible(page);
    let (left, low) = (x / width, y / height);
    match page.rotation() {
        Rotation::None => [1.0 / width, 0.0, 0.0, 1.0 / height, -left, -low],
        Rotation::Horizontal => [0.0, -1.0 / width, 1.0 / height, 0.0, -low, 1.0 + left],
        Rotation::Flipped => [-1.0 / width, 0.0, 0.0, -1.0 / height, 1.0 + left, 1.0 + low],
        Rotation::FlippedHorizontal => [0.0, 1.0 / width, -1.0 / height, 0.0, 1.0 + low, -left],
    }
}

/// Runs what reads a file that may be made to break its reader.
///
/// The library reads what no program would write, and a fault of its own there is a fault of the file: the other files
/// of the bundle are not to suffer. What was written of the file is thrown away with the whole bundle.
fn guarded<T>(work: impl FnOnce() -> Result<T, Stop>) -> Result<T, Stop> {
    guarded::guarded(work).unwrap_or_else(|| Err(broken().into()))
}

fn broken() -> ExhibitFault {
    ExhibitFault::new(
        "it is damaged",
        "Open it, see whether all pages are there, and print it to a new PDF.",
    )
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "points and parts of them need no more digits"
)]
fn narrow(number: f64) -> f32 {
    number as f32
}
