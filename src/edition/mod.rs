//! Editions: approved, frozen issues of plans, which prove by themselves that they are as they were approved.
//!
//! An edition is a folder `editions/<period>/<organisation>/<version>` of a workspace. It is written once and never
//! again: what is put right is a new version, with a reason. It holds
//!
//! - the documents, final;
//! - `plan.yaml`, the plan with all that it inherits, its placeholders filled; it extends nothing and can be read by
//!   itself, and so can the folder, as a workspace;
//! - `inherited.json`, which of its values are the organisation's own, and what stood under those that it replaced;
//! - `guidance.yaml`, where the workspace adds to the guidance register;
//! - `edition.json`, who approved it and when, and each of these files with its fingerprint;
//! - `SHA256SUMS`, the fingerprints of all of them, `edition.json` too, as `sha256sum -c` reads them.
//!
//! Nothing is signed: whoever may write to the folder can write another edition. What stands here tells a file that was
//! changed, lost or added by accident or behind somebody's back, as long as not all of the folder is made anew.

mod version;
mod address;
mod json;
mod record;
mod sums;
mod plan;
mod inherited;
mod stored;
mod called;
mod contents;
mod history;
mod freeze;
mod verify;

pub use address::{Address, FOLDER};
pub use called::{called, last};
pub use freeze::{EditionFile, correction, freeze, standing};
pub use history::{Issue, complete};
pub use inherited::{Inherited, Override, Removed};
pub use plan::plan_yaml;
pub use record::{FORMAT, FileRecord, Record};
pub use stored::{Stored, all, at, of};
pub use verify::{Tampering, Verdict, is_edition, verify};
pub use version::{order, same};

/// The plan of an edition.
pub const PLAN: &str = "plan.yaml";
/// What of the plan is inherited.
pub const INHERITED: &str = "inherited.json";
/// The guidance that the workspace added to the register.
pub const GUIDANCE: &str = "guidance.yaml";
/// What the edition is, and its files.
pub const RECORD: &str = "edition.json";
/// The fingerprints of all files.
pub const SUMS: &str = "SHA256SUMS";
