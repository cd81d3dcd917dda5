//! Which pages of evidence come into the PDF of a pack.

use std::collections::BTreeMap;
use std::io;

use crate::error::Error;
use crate::evidence::FileKind;
use crate::model::Fingerprint;
use crate::publish::changed_meanwhile;
use crate::render::pdf::bundle::MOST_PAGES;
use crate::render::pdf::{Claims, ExhibitLook, look};
use crate::report::evidence::ExhibitPages;
use crate::source;

use super::gathered::{Gathered, SourceFile};

/// The most bytes of a file whose pages come into the PDF: a few times as much is in memory while it is taken apart.
const LARGEST: usize = 72 << 20;

/// The pages of evidence of a pack.
#[derive(Debug, Default)]
pub(super) struct Exhibits {
    /// By the number of the piece.
    pub(super) pages: BTreeMap<usize, ExhibitPages>,
    looks: BTreeMap<usize, ExhibitLook>,
}

impl Exhibits {
    /// Looks into every PDF and picture; one is in memory at a time. `told` hears how many were looked into.
    ///
    /// # Errors
    /// [`Error::Request`] when a file was changed since its fingerprint was taken.
    pub(super) fn of(gathered: &Gathered, told: &dyn Fn(usize, usize)) -> Result<Self, Error> {
        let mut exhibits = Self::default();
        let mut all = 0;
        for (done, (number, file)) in gathered.files.iter().enumerate() {
            told(done, gathered.files.len());
            let mut pages = ExhibitPages::default();
            match file.kind {
                FileKind::Pdf | FileKind::Jpeg | FileKind::Png => match looked(file)? {
                    Ok(look) if all + look.pages.len() > MOST_PAGES => {
                        pages.not_shown = Some(format!(
                            "one PDF holds {MOST_PAGES} pages of evidence, and it would be more"
                        ));
                    }
                    Ok(look) => {
                        all += look.pages.len();
                        pages.sizes.clone_from(&look.pages);
                        pages.left_out.clone_from(&look.left_out);
                        exhibits.looks.insert(*number, look);
                    }
                    Err(why) => pages.not_shown = Some(why),
                },
                FileKind::Word
                | FileKind::Excel
                | FileKind::PowerPoint
                | FileKind::Text
                | FileKind::Email
                | FileKind::Other => {}
            }
            exhibits.pages.insert(*number, pages);
        }
        Ok(exhibits)
    }

    /// The numbers of the pieces whose pages come along, in the order in which the document counts them.
    pub(super) fn numbers(&self) -> Vec<usize> {
        self.looks.keys().copied().collect()
    }

    /// Leaves the pages of a piece out, for a reason.
    pub(super) fn leave_out(&mut self, number: usize, why: String) {
        self.looks.remove(&number);
        self.pages.insert(
            number,
            ExhibitPages {
                not_shown: Some(why),
                ..ExhibitPages::default()
            },
        );
    }

    /// What the whole may claim to be.
    pub(super) fn claims(&self) -> Claims {
        Claims::of(self.looks.values())
    }

    /// Which pieces are listed only, and why.
    pub(super) fn not_shown(&self) -> impl Iterator<Item = String> {
        self.pages.iter().filter_map(|(number, pages)| {
            let why = pages.not_shown.as_ref()?;
            Some(format!(
                "The pages of evidence {number} are not in the PDF: {why}."
            ))
        })
    }

    /// What the whole cannot claim, and because of which pieces.
    pub(super) fn told(&self) -> Vec<String> {
        let because = |of: fn(&ExhibitLook) -> Option<&String>| {
            let mut reasons: Vec<(&str, Vec<usize>)> = Vec::new();
            for (number, look) in &self.looks {
                let Some(why) = of(look) else { continue };
                match reasons.iter_mut().find(|(known, _)| known == why) {
                    Some((_, numbers)) => numbers.push(*number),
                    None => reasons.push((why, vec![*number])),
                }
            }
            let reasons = reasons.into_iter();
            let reasons =
                reasons.map(|(why, numbers)| format!("Evidence {}: {why}.", listed(&numbers)));
            let reasons: Vec<String> = reasons.collect();
            (!reasons.is_empty()).then(|| reasons.join(" "))
        };
        let mut told = Vec::new();
        told.extend(because(|look| look.not_archivable.as_ref()).map(|why| {
            format!("This file does not claim to be PDF/A, the form that is kept for good. {why}")
        }));
        told.extend(because(|look| look.not_accessible.as_ref()).map(|why| {
            format!("This file does not claim to be PDF/UA, the form that a screen reader can read throughout. {why}")
        }));
        told
    }
}

/// Numbers in their order: "1", "1 and 2", "1 to 3, 7 and 9".
pub(super) fn listed(numbers: &[usize]) -> String {
    let runs = numbers.chunk_by(|one, next| one + 1 == *next);
    let mut parts: Vec<String> = Vec::new();
    for run in runs {
        match run {
            [first, .., last] if run.len() > 2 => parts.push(format!("{first} to {last}")),
            few => parts.extend(few.iter().map(usize::to_string)),
        }
    }
    match parts.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [others @ .., last] => format!("{} and {last}", others.join(", ")),
    }
}

/// What a file would be in the PDF; else why it is only listed.
fn looked(file: &SourceFile) -> Result<Result<ExhibitLook, String>, Error> {
    if file.bytes > LARGEST as u64 {
        return Ok(Err(format!("it is larger than {} MB", LARGEST >> 20)));
    }
    let bytes = load(file)?;
    Ok(look(bytes).map_err(|fault| fault.message))
}

/// The bytes of a file whose fingerprint was taken before.
pub(super) fn load(file: &SourceFile) -> Result<Vec<u8>, Error> {
    let bytes = source::bytes(&file.path, LARGEST)?;
    if Fingerprint::new(source::digest_of(&bytes)) == file.fingerprint {
        Ok(bytes)
    } else {
        Err(changed_meanwhile(&file.path))
    }
}

/// An error as one of reading.
pub(super) fn as_io(error: Error) -> io::Error {
    io::Error::other(error)
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn numbers_that_follow_each_other_stand_together() {
        for (numbers, words) in [
            (&[4][..], "4"),
            (&[4, 5], "4 and 5"),
            (&[1, 2, 3], "1 to 3"),
            (&[1, 3, 4, 5, 6, 9, 10], "1, 3 to 6, 9 and 10"),
        ] {
            assert_eq!(listed(numbers), words);
        }
    }
}
