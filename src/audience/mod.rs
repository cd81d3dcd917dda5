//! Who may see what: a plan as its readers see it, and what was left out for them.

mod removal;
mod says;
mod folded;
mod name;
mod numbers;
mod searched;
mod sentences;
mod left_out;
mod items;
mod work;
mod references;
mod seen;
mod sought;
mod openly;
mod named;
mod gate;
mod spotted;

pub use gate::{Beside, Printed, gate};
pub use removal::{Cause, Removal};
pub use seen::{NOT_PUBLISHED, Numbers, Seen, seen_by};
pub use spotted::{Secrets, Spotter};
