//! Gathers blocks into sections: runs of pages with one set-up.

use crate::document::{Block, Line, Orientation, Paper, Section};

/// How a run of pages is set up.
#[derive(Clone, Debug)]
pub(super) struct Setup {
    /// How large the paper is.
    pub(super) paper: Paper,
    /// Which way it lies.
    pub(super) orientation: Orientation,
    /// The top of each page.
    pub(super) running_header: Option<String>,
    /// The foot of each page.
    pub(super) running_footer: Option<String>,
}

/// The sections so far, and the set-up of what comes next.
pub(super) struct Pages {
    sections: Vec<Section>,
    setup: Setup,
    open: bool,
}

impl Pages {
    /// No pages yet.
    pub(super) fn new(setup: Setup) -> Self {
        Self {
            sections: Vec::new(),
            setup,
            open: false,
        }
    }

    /// Adds blocks to the open section, or opens one for them.
    pub(super) fn extend(&mut self, blocks: impl IntoIterator<Item = Block>) {
        for block in blocks {
            if !self.open {
                let Setup {
                    paper,
                    orientation,
                    running_header,
                    running_footer,
                } = self.setup.clone();
                self.sections.push(Section {
                    paper,
                    orientation,
                    running_header: running_header.map(Line::from),
                    running_footer: running_footer.map(Line::from),
                    blocks: Vec::new(),
                });
                self.open = true;
            }
            if let Some(section) = self.sections.last_mut() {
                section.blocks.push(block);
            }
        }
    }

    /// Lets what follows begin on a new page with another set-up, and returns the set-up so far.
    pub(super) fn turn(&mut self, setup: Setup) -> Setup {
        self.open = false;
        std::mem::replace(&mut self.setup, setup)
    }

    /// The set-up of what comes next.
    pub(super) fn setup(&self) -> &Setup {
        &self.setup
    }

    /// The sections; none of them is empty.
    pub(super) fn finish(self) -> Vec<Section> {
        self.sections
    }
}
