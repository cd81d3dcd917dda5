//! Work that a stranger's file may break.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// What comes of some work with a stranger's file; `None` where a library that takes the file apart gave up by a panic,
/// which is a fault of the file then and must not end the work on all the others.
///
/// The work is done on this thread, and nothing that it may leave half done is to be used afterwards.
#[must_use]
pub fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    let before = GUARDED.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(before);
    done.ok()
}

/// Whether this thread is at such work, so that a program can keep the words of a panic from its users: what went wrong is
/// told to them as a fault of the file.
#[must_use]
pub fn is_guarded() -> bool {
    GUARDED.get()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_ends_the_guarded_work_alone() {
        assert_eq!(
            guarded(|| (is_guarded(), guarded(is_guarded))),
            Some((true, Some(true)))
        );
        let broken: Option<()> = guarded(|| {
            assert_eq!(guarded(|| panic!("within")), None::<()>);
            assert!(is_guarded());
            panic!("a file that breaks its reader")
        });
        assert_eq!(broken, None);
        assert!(!is_guarded());
    }
}
