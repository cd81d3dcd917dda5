//! What the documents of a pack tell of its evidence.

use crate::model::{Audience, DateStyle, Standing};
use crate::pipeline::Note;
use crate::report::evidence::{EvidenceRegister, Gap, gaps};

use super::Making;
use super::exhibits::listed;
use super::gathered::Gathered;

impl Making<'_> {
    /// What the plan tells, and what is wrong with files.
    pub(super) fn all_gaps(&self, gathered: &mut Gathered) -> Vec<Gap> {
        // The public's plan is not the whole plan: what hidden evidence shows would be told as a gap.
        let mut all = if self.packing.audience.is_public() {
            Vec::new()
        } else {
            let number = |id: &str| gathered.number(id);
            gaps(self.seen.plan(), self.options.as_of, &number)
        };
        all.append(&mut gathered.gaps);
        all.sort_by_key(|gap| gap.sort); // within a part, in the order of the plan
        all
    }

    /// The register of the evidence, for the index and the dividers.
    pub(super) fn register<'b>(
        &'b self,
        gathered: &Gathered,
        gaps: &[Gap],
        prints: &'b dyn Fn(char) -> bool,
    ) -> EvidenceRegister<'b> {
        let plan = self.seen.plan();
        let told = self.packing.with_gaps && !self.packing.audience.is_public();
        EvidenceRegister {
            organisation: plan.id.value.as_str(),
            name: &plan.organisation.name.value,
            plan: &plan.plan.title.value,
            period: plan
                .plan
                .period
                .as_ref()
                .map(|period| period.value.to_string()),
            stands: self.stands(),
            is_public: self.packing.audience.is_public(),
            made_for: match self.packing.audience {
                Audience::Public => "the public",
                Audience::Governors => "governors",
                Audience::Inspector => "an inspector",
                Audience::Internal => "the organisation’s own staff",
            },
            as_of: self.options.as_of,
            checked_against: self.workspace.register().date(),
            areas: gathered.areas.clone(),
            pieces: gathered.pieces.clone(),
            withheld: gathered.withheld,
            gaps: told.then(|| gaps.to_vec()),
            theme: self.prepared.theme.clone(),
            prints,
        }
    }

    /// How the plan stands.
    fn stands(&self) -> String {
        let plan = &self.seen.plan().plan;
        match plan.approval.standing(self.options.as_of) {
            Standing::Approved { by, on, .. } => {
                let approved = match &plan.version {
                    Some(version) => format!("Version {}, approved", version.value),
                    None => "Approved".into(),
                };
                format!(
                    "{approved} on {} ({})",
                    on.format(DateStyle::Long),
                    by.value
                )
            }
            Standing::Draft(_) => "A draft, which nobody has approved yet".into(),
        }
    }

    /// That words in pictures are not found, where pictures go to everybody.
    pub(super) fn unsearched(&self, gathered: &Gathered) -> Option<Note> {
        let pictures = gathered.files.iter().filter(|(_, file)| file.is_unread);
        let numbers: Vec<usize> = pictures.map(|(number, _)| *number).collect();
        (self.packing.audience.is_public() && !numbers.is_empty()).then(|| Note {
            text: format!(
                "Words and faces in pictures and scans cannot be searched: look at evidence {} before the pack is published.",
                listed(&numbers)
            ),
            about: self.seen.plan().id.value.to_string(),
        })
    }
}
