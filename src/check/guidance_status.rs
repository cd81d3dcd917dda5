//! The plan refers to guidance whose entry in the register is not certain.

use crate::diagnostic::Diagnostic;
use crate::model::{Profile, Status};

use super::Circumstances;

pub(super) fn find(profile: &Profile, _: &Circumstances<'_>) -> Vec<Diagnostic> {
    super::cited(profile)
        .filter_map(|(key, guidance)| {
            let (message, help) = match guidance.status() {
                Status::Verified => return None,
                Status::Draft => (
                    format!("`{}` is a draft", key.value),
                    "Look whether the final text is out, and update its entry in `guidance.yaml`.",
                ),
                Status::Unverified => (
                    format!("the entry of `{}` in the guidance register is not verified", key.value),
                    "Look it up, and write what you found into `guidance.yaml` with `status: verified`.",
                ),
            };
            Some(Diagnostic::warning("guidance-status", key.place, message).help(help))
        })
        .collect()
}
