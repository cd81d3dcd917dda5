//! The font files of brands, opened once each.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Sources};
use crate::model::{Brand, Text};
use crate::template::{FaceStyle, FontFace, FontFault};

use super::inside::Paths;
use super::opened::{Kind, Opened};

/// The code of everything that is said about font files.
const CODE: &str = "font-file";

/// The most files that are opened for one brand; more are a mistake, which the findings tell.
const MOST: usize = 8;

/// The font files that were opened so far.
#[derive(Debug)]
pub(super) struct FontFiles {
    opened: Opened<FontFace, FontFault>,
}

impl Default for FontFiles {
    fn default() -> Self {
        Self {
            opened: Opened::new(Kind {
                code: CODE,
                name: "font",
                largest: 8 * 1024 * 1024, // a font of European letters has less than one million
                smaller: "Use a font of at most 8 MB.",
                open: FontFace::open,
                help: |fault| fault.help(),
            }),
        }
    }
}

impl FontFiles {
    /// The four faces of a brand's own font: regular, bold, italic, bold italic. None where the brand names no files,
    /// or where something is wrong with them, which goes to the diagnostics.
    pub(super) fn family(
        &self,
        brand: &Brand,
        paths: &Paths,
        sources: &Sources,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Arc<FontFace>> {
        let files = &brand.fonts.files;
        let mut faces: Vec<(&Text, Arc<FontFace>)> = Vec::new();
        let before = diagnostics.len();
        for file in files.iter().take(MOST) {
            match self.opened.open(file, paths, sources) {
                Ok(face) => faces.push((file, face)),
                Err(fault) => diagnostics.push(*fault),
            }
        }
        if diagnostics.len() == before && !files.is_empty() {
            diagnostics.extend(misnamed(brand.fonts.pdf.as_ref(), &faces));
            diagnostics.extend(miscounted(&faces));
        }
        if diagnostics.len() > before {
            return Vec::new();
        }
        faces.sort_by_key(|(_, face)| face.style());
        faces.into_iter().map(|(_, face)| face).collect()
    }
}

/// The first file that is a face of another family than the brand names.
fn misnamed(family: Option<&Text>, faces: &[(&Text, Arc<FontFace>)]) -> Option<Diagnostic> {
    let (first, face) = faces.first()?;
    let called = face.names().first()?;
    let Some(family) = family else {
        let message = "the brand has font files and does not say which font they are";
        let help = format!("Write `pdf: {called}` beside `files`.");
        return Some(Diagnostic::error(CODE, first.place, message).help(help));
    };
    let (file, face) = faces
        .iter()
        .find(|(_, face)| !face.names().contains(&family.value))?;
    let called = face.names().first()?;
    let message = format!(
        "this file is of the font `{called}`, not of `{}`",
        family.value
    );
    Some(
        Diagnostic::error(CODE, file.place, message)
            .related(family.place, "the font that the brand names")
            .help(format!(
                "Write `pdf: {called}`, or name the files of `{}`.",
                family.value
            )),
    )
}

/// Faces that two files hold, or none.
fn miscounted(faces: &[(&Text, Arc<FontFace>)]) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut missing = Vec::new();
    for style in FaceStyle::ALL {
        let mut of_style = faces.iter().filter(|(_, face)| face.style() == style);
        let Some((first, _)) = of_style.next() else {
            missing.push(style.to_string());
            continue;
        };
        findings.extend(of_style.map(|(other, _)| {
            let message = format!("this is the {style} face of the font once more");
            Diagnostic::error(CODE, other.place, message)
                .related(first.place, "the other one")
                .help("Name four files: regular, bold, italic and bold italic.")
        }));
    }
    let last = faces.last().filter(|_| !missing.is_empty());
    findings.extend(last.map(|(file, _)| {
        let message = format!("the font has no {} face", missing.join(" and no "));
        Diagnostic::error(CODE, file.place, message).help(
            "Documents need four files: regular, bold, italic and bold italic. If the font has no italic, choose a \
             font that is shipped: Carlito, Open Sans or Liberation Sans.",
        )
    }));
    findings
}
