//! Copies what the pages of a PDF look like, object by object.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::DerefMut as _;

use hayro_syntax::object::{Dict, MaybeRef, Name, ObjRef, Object, Stream};
use hayro_syntax::page::Resources;
use hayro_syntax::{Filter, Pdf};
use pdf_writer::{Chunk, Filter as Packing, Obj, Ref, Settings};

use super::ExhibitFault;
use super::content::standalone;
use super::deflate::{self, Inflated, compressed, inflated};
use super::fault::Stop;
use super::jpeg::without_remarks;
use super::layers;
use super::letters::{from_base85, from_hexadecimal};
use super::role::{Named, Role, can_be_stream, entry};
use super::target::Target;

/// Objects that the pages of one file may be made of; a drawing of a whole town has some ten thousand.
const MOST_OBJECTS: usize = 200_000;

/// Bytes of the drawing of a page, unpacked.
const LARGEST_CONTENT: u64 = 64 << 20;

/// Bytes of a drawing that is packed in an older way (LZW), whose size cannot be told beforehand.
const LARGEST_OLD_CONTENT: usize = 256 << 10;

/// How deep lists may stand in lists.
const DEEPEST: usize = 32;

/// What was seen while copying.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Seen {
    /// Colours that are named by printing inks.
    pub(super) inks: bool,
    /// A font that is not in the file.
    pub(super) missing_font: bool,
    /// A way of packing that PDF/A does not know.
    pub(super) old_packing: bool,
}

/// Copies objects of one file to a target.
pub(super) struct Copier<'a> {
    pdf: &'a Pdf,
    target: &'a mut dyn Target,
    /// The new numbers of objects, by what they are to the page.
    known: BTreeMap<(i32, i32, Role), i32>,
    /// Objects that have a number and are not copied yet.
    waiting: Vec<(ObjRef, Role, i32)>,
    pub(super) seen: Seen,
}

/// What stands in the place of a part.
type Value<'a> = MaybeRef<Object<'a>>;

impl<'a> Copier<'a> {
    pub(super) fn new(pdf: &'a Pdf, target: &'a mut dyn Target) -> Self {
        Self {
            pdf,
            target,
            known: BTreeMap::new(),
            waiting: Vec::new(),
            seen: Seen::default(),
        }
    }

    /// A number for an object that is made here.
    pub(super) fn number(&mut self) -> i32 {
        self.target.number()
    }

    /// The number under which an object of the file will be written.
    pub(super) fn refer(&mut self, object: ObjRef, role: Role) -> i32 {
        let key = (object.obj_number, object.gen_number, role);
        if let Some(number) = self.known.get(&key) {
            return *number;
        }
        let number = self.target.number();
        self.known.insert(key, number);
        self.waiting.push((object, role, number));
        number
    }

    /// Takes an object that was made here.
    pub(super) fn put(&mut self, number: i32, object: &Chunk) -> Result<(), Stop> {
        Ok(self.target.object(number, object)?)
    }

    /// Copies all objects that were referred to, and those that they refer to.
    pub(super) fn copy_all(&mut self) -> Result<(), Stop> {
        while let Some((place, role, number)) = self.waiting.pop() {
            if self.known.len() > MOST_OBJECTS {
                return Err(ExhibitFault::new(
                    "its pages are made of more than 200,000 parts",
                    "Print it to a new PDF, or put in the pages that matter.",
                )
                .into());
            }
            let mut chunk = chunk();
            let id = Ref::new(number);
            match self.pdf.xref().get::<Object<'_>>(place.into()) {
                Some(Object::Stream(stream)) => self.stream(&stream, role, id, &mut chunk)?,
                Some(object) => self.direct(object, role, chunk.indirect(id), 0)?,
                None => chunk.indirect(id).primitive(pdf_writer::Null),
            }
            self.target.object(number, &chunk)?;
        }
        Ok(())
    }

    /// What a page names, with what it inherits and what is added to its pictures.
    pub(super) fn page_resources(
        &mut self,
        resources: &Resources<'a>,
        added: &[(String, i32)],
        into: Obj<'_>,
    ) -> Result<(), Stop> {
        let mut written = into.dict();
        for (key, named) in [
            ("ExtGState", Named::States),
            ("ColorSpace", Named::Spaces),
            ("Pattern", Named::Patterns),
            ("Shading", Named::Shadings),
            ("XObject", Named::Pictures),
            ("Font", Named::Fonts),
        ] {
            let mut values = BTreeMap::new();
            collect(resources, named, &mut values);
            let added = if named == Named::Pictures { added } else { &[] };
            if values.is_empty() && added.is_empty() {
                continue;
            }
            let mut list = written.insert(pdf_writer::Name(key.as_bytes())).dict();
            for (name, value) in values {
                let Some(role) = entry(Role::Named(named), &name) else {
                    continue;
                };
                self.value(value, role, list.insert(pdf_writer::Name(&name)), 2)?;
            }
            for (name, number) in added {
                list.pair(pdf_writer::Name(name.as_bytes()), Ref::new(*number));
            }
        }
        layers::of_properties(&resources.properties)?;
        Ok(())
    }

    fn value(
        &mut self,
        value: Value<'_>,
        role: Role,
        into: Obj<'_>,
        depth: usize,
    ) -> Result<(), Stop> {
        match value {
            MaybeRef::Ref(place) => into.primitive(Ref::new(self.refer(place, role))),
            MaybeRef::NotRef(object) => self.direct(object, role, into, depth)?,
        }
        Ok(())
    }

    fn direct(
        &mut self,
        object: Object<'_>,
        role: Role,
        into: Obj<'_>,
        depth: usize,
    ) -> Result<(), Stop> {
        match object {
            Object::Boolean(value) => into.primitive(value),
            Object::Number(number) => write_number(number.as_f64(), into),
            Object::String(text) => into.primitive(pdf_writer::Str(&text)),
            Object::Name(name) => {
                self.seen.inks |= role == Role::Space && *name == *b"DeviceCMYK";
                into.primitive(pdf_writer::Name(&name));
            }
            Object::Array(items) if depth < DEEPEST => {
                let mut list = into.array();
                for item in items.raw_iter() {
                    self.value(item, role, list.push(), depth + 1)?;
                }
            }
            Object::Dict(dict) if depth < DEEPEST && role != Role::Leaf => {
                self.look_at(&dict, role)?;
                let mut list = into.dict();
                for (key, value) in dict.entries() {
                    if let Some(role) = entry(role, &key) {
                        let into = list.insert(pdf_writer::Name(&key));
                        self.value(value, role, into, depth + 1)?;
                    }
                }
            }
            // What has no place here, or is a stream, which is never part of another object.
            Object::Null(_) | Object::Array(_) | Object::Dict(_) | Object::Stream(_) => {
                into.primitive(pdf_writer::Null);
            }
        }
        Ok(())
    }

    fn look_at(&mut self, dict: &Dict<'_>, role: Role) -> Result<(), Stop> {
        if role == Role::Resources
            && let Some(properties) = dict.get::<Dict<'_>>("Properties")
        {
            layers::of_properties(&properties)?;
        }
        if role == Role::Font {
            let subtype = dict.get::<Name<'_>>("Subtype");
            let holds_others = matches!(subtype.as_deref(), Some(b"Type0" | b"Type3"));
            let descriptor = dict.get::<Dict<'_>>("FontDescriptor").unwrap_or_default();
            let files = ["FontFile", "FontFile2", "FontFile3"];
            let held = files.into_iter().any(|key| descriptor.contains_key(key));
            self.seen.missing_font |= !holds_others && !held;
        }
        Ok(())
    }

    fn stream(
        &mut self,
        stream: &Stream<'_>,
        role: Role,
        id: Ref,
        chunk: &mut Chunk,
    ) -> Result<(), Stop> {
        let dict = stream.dict();
        let subtype = dict.get::<Name<'_>>("Subtype");
        let drawing = match role {
            Role::Glyph | Role::Pattern => true,
            Role::Picture => subtype.as_deref() == Some(b"Form"),
            Role::Leaf
            | Role::Resources
            | Role::Named(_)
            | Role::State
            | Role::SoftMask
            | Role::Space
            | Role::Shading
            | Role::Function
            | Role::Group
            | Role::Font
            | Role::Descriptor
            | Role::Encoding
            | Role::Letters
            | Role::FontFile
            | Role::Parameters
            | Role::Data => false,
        };
        let strange = role == Role::Picture && !drawing && subtype.as_deref() != Some(b"Image");
        if strange || !can_be_stream(role) {
            chunk.indirect(id).primitive(pdf_writer::Null);
            return Ok(());
        }
        if let Some(layer) = dict.get::<Dict<'_>>("OC") {
            layers::of_content(&layer)?;
        }
        self.look_at(dict, role)?;
        self.look_at_filters(stream);
        let (bytes, packing) = if drawing {
            let (bytes, packed) = self.drawing(std::slice::from_ref(stream))?;
            (bytes, packed.then_some(Packing::FlateDecode))
        } else {
            plain(stream)?
        };
        let mut written = chunk.stream(id, &bytes);
        for (key, value) in dict.entries() {
            let of_packing = matches!(&*key, b"Filter" | b"DecodeParms");
            let kept = if (drawing || packing.is_some()) && of_packing {
                None
            } else {
                entry(role, &key)
            };
            if let Some(role) = kept {
                let into = written.deref_mut().insert(pdf_writer::Name(&key));
                self.value(value, role, into, 1)?;
            }
        }
        if let Some(packing) = packing {
            written.filter(packing);
        }
        Ok(())
    }

    fn look_at_filters(&mut self, stream: &Stream<'_>) {
        self.seen.old_packing |= stream.filters().contains(&Filter::LzwDecode);
    }

    /// The bytes of a drawing, which may be in several streams, as it can stand in another file; always packed with
    /// deflate where anything comes of them.
    pub(super) fn drawing(
        &mut self,
        streams: &[Stream<'_>],
    ) -> Result<(Cow<'static, [u8]>, bool), Stop> {
        self.drawing_with(streams, "")
    }

    /// The same, with more drawn upon it.
    pub(super) fn drawing_with(
        &mut self,
        streams: &[Stream<'_>],
        more: &str,
    ) -> Result<(Cow<'static, [u8]>, bool), Stop> {
        let mut whole = Vec::new();
        for stream in streams {
            whole.extend_from_slice(&unpacked(stream)?);
            whole.push(b'\n');
            if whole.len() as u64 > LARGEST_CONTENT {
                return Err(too_large().into());
            }
        }
        let (kept, drawn) = standalone(&whole);
        self.seen.inks |= drawn.inks;
        if !self.target.keeps() {
            return Ok((Cow::Borrowed(b""), false));
        }
        let packed = if more.is_empty() {
            compressed(&kept)?
        } else {
            compressed(&[b"q\n", &*kept, b"\nQ\n", more.as_bytes()].concat())?
        };
        Ok((Cow::Owned(packed), true))
    }
}

/// A chunk for one object.
pub(super) fn chunk() -> Chunk {
    Chunk::with_settings(Settings { pretty: false })
}

/// What a page names of one kind; what it says itself goes before what it inherits.
fn collect<'a>(resources: &Resources<'a>, named: Named, values: &mut BTreeMap<Vec<u8>, Value<'a>>) {
    if let Some(parent) = resources.parent() {
        collect(parent, named, values);
    }
    let list = match named {
        Named::States => &resources.ext_g_states,
        Named::Spaces => &resources.color_spaces,
        Named::Patterns => &resources.patterns,
        Named::Shadings => &resources.shadings,
        Named::Pictures => &resources.x_objects,
        Named::Fonts => &resources.fonts,
        Named::Glyphs => return,
    };
    values.extend(list.entries().map(|(name, value)| (name.to_vec(), value)));
}

fn write_number(number: f64, into: Obj<'_>) {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a PDF knows whole numbers of 32 bits and others with six digits"
    )]
    if number.fract() == 0.0 && number.abs() < f64::from(i32::MAX) {
        into.primitive(number as i32);
    } else {
        into.primitive(number as f32);
    }
}

/// The bytes of a stream as they are packed, without what a photograph says of where it was taken, and by whom; and how
/// they are packed, where that is not as it was.
fn plain<'a>(stream: &Stream<'a>) -> Result<(Cow<'a, [u8]>, Option<Packing>), ExhibitFault> {
    let filters = stream.filters();
    let Some((Filter::DctDecode, around)) = filters.split_last() else {
        return Ok((stream.raw_data(), None));
    };
    let (mut bytes, mut around) = without_letters(stream.raw_data(), around)?;
    if let [Filter::FlateDecode, rest @ ..] = around {
        bytes = Cow::Owned(deflate::bytes(&bytes, LARGEST_CONTENT).ok_or_else(damaged)?);
        around = rest;
    }
    if !around.is_empty() {
        return Err(unknown());
    }
    let bytes = without_remarks(&bytes).ok_or_else(damaged)?;
    let is_alone = filters.len() == 1;
    Ok((Cow::Owned(bytes), (!is_alone).then_some(Packing::DctDecode)))
}

/// The bytes of a stream that holds a drawing. How large it is, is known before it is unpacked.
pub(super) fn unpacked<'a>(stream: &Stream<'a>) -> Result<Cow<'a, [u8]>, ExhibitFault> {
    let filters = stream.filters();
    let packed = stream.raw_data();
    if packed.is_empty() {
        return Ok(packed);
    }
    let (packed, rest) = without_letters(packed, &filters)?;
    let within = match rest {
        [] => packed.len() as u64 <= LARGEST_CONTENT,
        [Filter::FlateDecode] => match inflated(&packed, LARGEST_CONTENT) {
            Inflated::Within => true,
            Inflated::TooMuch => false,
            Inflated::Damaged => return Err(damaged()),
        },
        [Filter::RunLengthDecode] => packed.len() as u64 <= LARGEST_CONTENT / 64,
        [Filter::LzwDecode] => packed.len() <= LARGEST_OLD_CONTENT,
        // Packed twice, a few bytes can stand for any number.
        _ => return Err(unknown()),
    };
    if !within {
        return Err(too_large());
    }
    stream.decoded().map_err(|_| damaged())
}

/// Bytes that are no longer written in letters, and how else they are packed.
fn without_letters<'a, 'f>(
    bytes: Cow<'a, [u8]>,
    filters: &'f [Filter],
) -> Result<(Cow<'a, [u8]>, &'f [Filter]), ExhibitFault> {
    let [
        first @ (Filter::AsciiHexDecode | Filter::Ascii85Decode),
        rest @ ..,
    ] = filters
    else {
        return Ok((bytes, filters));
    };
    // One letter may stand for four bytes.
    if bytes.len() as u64 > LARGEST_CONTENT / 4 {
        return Err(too_large());
    }
    let read = if *first == Filter::Ascii85Decode {
        from_base85(&bytes)
    } else {
        from_hexadecimal(&bytes)
    };
    Ok((Cow::Owned(read), rest))
}

fn unknown() -> ExhibitFault {
    ExhibitFault::new(
        "a part of its pages is packed in a way that is not known here",
        "Print it to a new PDF.",
    )
}

fn damaged() -> ExhibitFault {
    ExhibitFault::new(
        "a part of its pages is damaged",
        "Open it, see whether all pages are there, and print it to a new PDF.",
    )
}

fn too_large() -> ExhibitFault {
    ExhibitFault::new(
        "the drawing of one of its pages is larger than can be put in",
        "Print it to a new PDF, or put in the pages that matter.",
    )
}
