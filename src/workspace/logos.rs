//! Logos.

use crate::template::{Logo, LogoFault};

use super::opened::{Kind, Opened};

/// The logos that were opened so far.
pub(super) type Logos = Opened<Logo, LogoFault>;

/// No logos yet.
pub(super) fn logos() -> Logos {
    Opened::new(Kind {
        code: "logo",
        name: "logo",
        largest: 8 * 1024 * 1024,
        smaller: "Use a smaller picture.",
        open: |bytes| Logo::open(&bytes),
        help: LogoFault::help,
    })
}
