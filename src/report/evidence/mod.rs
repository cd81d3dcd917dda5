//! Documents on the evidence of a plan: the index, the list of gaps, and the pages between the pieces of a pack.

mod register;
mod gaps;
mod gap_list;
mod index;
mod workbook;
mod whole;

pub use gap_list::{GapReader, gap_list};
pub use gaps::{Gap, GapSort, gaps};
pub use index::index;
pub use register::{
    Cited, EvidenceRegister, InPack, Linking, Piece, PieceFile, RegisterAction, RegisterArea,
};
pub use whole::{ExhibitPages, PackParts, whole};
pub use workbook::sheets;
