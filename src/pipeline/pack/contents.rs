//! The files of a pack's ZIP.

use crate::bundle::{LeftOut, MANIFEST, PackManifest, PackedAs, PackedFile, SUMS, sums};
use crate::document::Document;
use crate::error::Error;
use crate::model::DateStyle;
use crate::publish::{BundledFile, Content};
use crate::render::xlsx;
use crate::report::evidence::{EvidenceRegister, Gap, GapReader, gap_list, index, sheets};

use super::super::drawn::{documents, in_formats};
use super::super::{Format, Note, Options};
use super::Making;
use super::gathered::Gathered;
use super::readme::readme;

/// The files of a ZIP, in their order.
pub(super) struct Contents {
    pub(super) files: Vec<BundledFile>,
    /// The list of gaps as PDF, to be kept beside the pack; none for the public.
    pub(super) gap_list: Option<Vec<u8>>,
}

/// A file with what the list says of it.
struct Listed {
    file: BundledFile,
    packed_as: PackedAs,
    title: String,
    number: Option<usize>,
}

impl Listed {
    fn made(name: String, packed_as: PackedAs, title: &str, bytes: Vec<u8>) -> Self {
        Self {
            file: BundledFile {
                name,
                content: Content::Bytes(bytes),
            },
            packed_as,
            title: title.to_string(),
            number: None,
        }
    }
}

/// The files that the index leads to beside the evidence, each with the words for it.
fn beside_evidence(register: &EvidenceRegister<'_>, plans: &[Listed]) -> Vec<(String, String)> {
    let of_plan = plans.iter().map(|plan| {
        let file = plan.file.name.clone();
        let is_word = plan.file.name.to_ascii_lowercase().ends_with(".docx");
        let form = if is_word { "Word" } else { "PDF" };
        (file, format!("{} ({form})", plan.title))
    });
    let gaps = [("gap-list.pdf", "PDF"), ("gap-list.docx", "Word")];
    let gaps = gaps.map(|(file, form)| (file.into(), format!("Gaps in the evidence ({form})")));
    let gaps = gaps.into_iter().filter(|_| register.gaps.is_some());
    of_plan.chain(gaps).collect()
}

impl Making<'_> {
    pub(super) fn contents(
        &self,
        register: &EvidenceRegister<'_>,
        gathered: &Gathered,
        gaps: &[Gap],
        name: &str,
        notes: &mut Vec<Note>,
    ) -> Result<Contents, Error> {
        self.tell("Drawing documents", 0, 0);
        let mut listed = self.plans(notes)?;
        let plans: Vec<String> = listed.iter().map(|plan| plan.file.name.clone()).collect();
        let beside = beside_evidence(register, &listed);

        let document = index(register, &beside);
        self.nothing_hidden_in(&document, "index")?;
        for (format, bytes) in
            self.drawn(&document, &[Format::Pdf, Format::Docx, Format::Html], notes)?
        {
            let name = format!("index.{}", format.extension());
            listed.push(Listed::made(
                name,
                PackedAs::Index,
                "Index of evidence",
                bytes,
            ));
        }
        let workbook = xlsx::render(&document.meta, &sheets(register))?;
        listed.push(Listed::made(
            "index.xlsx".into(),
            PackedAs::Index,
            "Index of evidence",
            workbook,
        ));

        let mut beside = None;
        if !self.packing.audience.is_public() {
            // Those who keep the plan are told what they can do; those who are handed the pack are not.
            let document = gap_list(register, gaps, GapReader::Keeper);
            let drawn = self.drawn(&document, &[Format::Pdf], notes)?;
            beside = drawn.into_iter().next().map(|(_, bytes)| bytes);
        }
        if let Some(gaps) = &register.gaps {
            let document = gap_list(register, gaps, GapReader::Recipient);
            for (format, bytes) in self.drawn(&document, &[Format::Pdf, Format::Docx], notes)? {
                let name = format!("gap-list.{}", format.extension());
                listed.push(Listed::made(
                    name,
                    PackedAs::GapList,
                    "Gaps in the evidence",
                    bytes,
                ));
            }
        }
        let text = readme(register, name, &plans, register.gaps.is_some());
        listed.push(Listed::made(
            "README.txt".into(),
            PackedAs::Readme,
            "What is what",
            text.into_bytes(),
        ));

        for piece in &register.pieces {
            if let (Some(name), Some(source)) =
                (piece.in_pack.file(), gathered.files.get(&piece.number))
            {
                listed.push(Listed {
                    file: BundledFile {
                        name: name.to_string(),
                        content: Content::OnDisk {
                            path: source.path.clone(),
                            bytes: source.bytes,
                            fingerprint: source.fingerprint,
                        },
                    },
                    packed_as: PackedAs::Evidence,
                    title: piece.title.clone(),
                    number: Some(piece.number),
                });
            }
        }
        listed.sort_by(|one, other| one.file.name.cmp(&other.file.name));
        let manifest = self.manifest(register, gathered, &listed, name);
        let mut files: Vec<BundledFile> = listed.into_iter().map(|listed| listed.file).collect();
        files.push(BundledFile {
            name: MANIFEST.into(),
            content: Content::Bytes(manifest.to_json().into_bytes()),
        });
        let sums = sums(
            files
                .iter()
                .map(|file| (&*file.name, file.content.fingerprint())),
        );
        files.push(BundledFile {
            name: SUMS.into(),
            content: Content::Bytes(sums.into_bytes()),
        });
        Ok(Contents {
            files,
            gap_list: beside,
        })
    }

    /// The plan's own documents, as PDF and as Word.
    fn plans(&self, notes: &mut Vec<Note>) -> Result<Vec<Listed>, Error> {
        let options = Options {
            formats: vec![Format::Pdf, Format::Docx],
            ..self.options.clone()
        };
        let mut faults = Vec::new();
        let drawn = documents(
            self.workspace,
            self.prepared,
            &options,
            self.writer,
            &mut faults,
            notes,
        )?;
        if let Some(fault) = faults
            .into_iter()
            .find(crate::diagnostic::Diagnostic::is_error)
        {
            return Err(Error::Request {
                message: format!(
                    "the documents of `{}` cannot be made: {}",
                    self.seen.plan().id.value,
                    fault.message
                ),
                help: fault.help,
            });
        }
        let listed = drawn.into_iter().map(|drawn| {
            Listed::made(
                format!("plan/{}", drawn.name),
                PackedAs::Plan,
                drawn.template.title(),
                drawn.file.bytes,
            )
        });
        Ok(listed.collect())
    }

    fn drawn(
        &self,
        document: &Document,
        formats: &[Format],
        notes: &mut Vec<Note>,
    ) -> Result<Vec<(Format, Vec<u8>)>, Error> {
        let options = Options {
            formats: formats.to_vec(),
            ..self.options.clone()
        };
        let drawn = in_formats(document, &options, None, self.writer)?;
        let mut files = Vec::new();
        for (format, file) in drawn {
            notes.extend(file.omissions.into_iter().map(|text| Note {
                text,
                about: document.meta.title.clone(),
            }));
            files.push((format, file.bytes));
        }
        Ok(files)
    }

    fn manifest(
        &self,
        register: &EvidenceRegister<'_>,
        gathered: &Gathered,
        listed: &[Listed],
        name: &str,
    ) -> PackManifest {
        let files = listed.iter().map(|listed| {
            let piece = listed
                .number
                .and_then(|number| register.pieces.get(number - 1));
            let source = listed.number.and_then(|number| gathered.files.get(&number));
            PackedFile {
                file: listed.file.name.clone(),
                packed_as: listed.packed_as,
                title: listed.title.clone(),
                bytes: listed.file.content.length(),
                fingerprint: listed.file.content.fingerprint(),
                number: listed.number,
                id: piece
                    .filter(|_| !self.packing.audience.is_public())
                    .map(|piece| piece.id.clone()),
                date: piece
                    .and_then(|piece| piece.date)
                    .map(|date| date.format(DateStyle::Iso)),
                source: source
                    .filter(|_| !self.packing.audience.is_public())
                    .map(|source| source.from_root.clone()),
            }
        });
        PackManifest {
            version: PackManifest::VERSION,
            program: format!("dutybound {}", env!("CARGO_PKG_VERSION")),
            name: name.to_string(),
            organisation: register.organisation.to_string(),
            plan: register.plan.to_string(),
            period: register.period.clone(),
            stands: register.stands.clone(),
            audience: self.packing.audience.to_string(),
            as_of: register.as_of,
            files: files.collect(),
            left_out: LeftOut {
                not_for_this_audience: self.seen.removals().len(),
                without_file: gathered.without_file.clone(),
            },
        }
    }
}
