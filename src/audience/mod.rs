//! Who may see what: a plan as its readers see it, and what was left out for them.

mod removal;
mod says;
mod left_out;
mod items;
mod work;
mod seen;
mod sought;
mod gate;
mod spotted;

pub use gate::gate;
pub use removal::{Cause, Removal};
pub use seen::{Numbers, Seen, seen_by};
pub use spotted::{Secrets, Spotter};
