//! What a brand can ask for and every document has: colours, fonts, a size of text, a kind of cover.

mod colour;
mod family;
mod text_size;
mod cover;

pub use colour::{Colour, ColourError, Contrast};
pub use cover::Cover;
pub use family::{pdf_family, word_family};
pub use text_size::{TextSize, TextSizeError};
