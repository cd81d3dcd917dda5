//! Where copied objects go.

use std::io;

use pdf_writer::Chunk;

use super::update::Update;

/// Takes objects that are copied out of a file of evidence.
pub(super) trait Target {
    /// A number for a new object.
    fn number(&mut self) -> i32;

    /// Takes the one object of a chunk, which has this number.
    ///
    /// # Errors
    /// When it cannot be written.
    fn object(&mut self, number: i32, object: &Chunk) -> io::Result<()>;

    /// Whether anything comes of the objects, so that they are worth being compressed.
    fn keeps(&self) -> bool;
}

impl Target for Update<'_> {
    fn number(&mut self) -> i32 {
        Update::number(self)
    }

    fn object(&mut self, number: i32, object: &Chunk) -> io::Result<()> {
        Update::object(self, number, object)
    }

    fn keeps(&self) -> bool {
        true
    }
}

/// Objects that go nowhere: a file is only looked at.
pub(super) struct Nowhere(pub(super) i32);

impl Target for Nowhere {
    fn number(&mut self) -> i32 {
        self.0 += 1;
        self.0
    }

    fn object(&mut self, _number: i32, _object: &Chunk) -> io::Result<()> {
        Ok(())
    }

    fn keeps(&self) -> bool {
        false
    }
}
