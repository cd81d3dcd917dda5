//! Files that many schools share, such as logos and fonts: each is opened once.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::diagnostic::{Diagnostic, Sources};
use crate::model::Text;
use crate::source;

use super::inside::{Paths, reason};

/// What files of a kind are called, how large they may be, and how they are opened.
#[derive(Debug)]
pub(super) struct Kind<T, F> {
    /// The code of everything that is said about them.
    pub(super) code: &'static str,
    /// What a message calls one, such as `logo`.
    pub(super) name: &'static str,
    /// The most that one may hold, in bytes.
    pub(super) largest: usize,
    /// What to do about one that holds more, or that cannot be read, as a sentence.
    pub(super) smaller: &'static str,
    /// Opens one that was read.
    pub(super) open: fn(Vec<u8>) -> Result<T, F>,
    /// What to do about one that is unsound, as a sentence.
    pub(super) help: fn(&F) -> &'static str,
}

/// Why a file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Fault<F> {
    /// It cannot be read, in the words of the operating system.
    Unread(String),
    /// It was read, and is unsound.
    Unsound(F),
}

/// A file, once it was opened.
type Once<T, F> = Arc<OnceLock<Result<Arc<T>, Fault<F>>>>;

/// The files of a kind that were opened so far, by path; what is wrong with a file is kept, too, for to find out may
/// take seconds.
#[derive(Debug)]
pub(super) struct Opened<T, F> {
    kind: Kind<T, F>,
    files: Mutex<BTreeMap<PathBuf, Once<T, F>>>,
}

impl<T, F: Clone + Display> Opened<T, F> {
    pub(super) fn new(kind: Kind<T, F>) -> Self {
        Self {
            kind,
            files: Mutex::default(),
        }
    }

    /// The file at a path that is written as seen from the file that names it.
    ///
    /// # Errors
    /// A diagnostic at the path: it leads outside the workspace, cannot be read, or leads to an unsound file.
    pub(super) fn open(
        &self,
        written: &Text,
        paths: &Paths,
        sources: &Sources,
    ) -> Result<Arc<T>, Box<Diagnostic>> {
        let Kind { code, name, .. } = self.kind;
        let found = paths.inside(written, code, sources)?;
        self.file(&found).map_err(|fault| {
            let (message, help) = match fault {
                Fault::Unread(reason) => (
                    format!("the {name} `{}` cannot be read: {reason}", written.value),
                    self.kind.smaller,
                ),
                Fault::Unsound(fault) => (fault.to_string(), (self.kind.help)(&fault)),
            };
            Box::new(Diagnostic::error(code, written.place, message).help(help))
        })
    }

    fn file(&self, path: &Path) -> Result<Arc<T>, Fault<F>> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        let file = Arc::clone(files.entry(path.to_path_buf()).or_default());
        drop(files); // who wants another file need not wait for this one
        file.get_or_init(|| {
            let bytes = source::bytes(path, self.kind.largest)
                .map_err(|error| Fault::Unread(reason(&error)))?;
            (self.kind.open)(bytes)
                .map(Arc::new)
                .map_err(Fault::Unsound)
        })
        .clone()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn kind(open: fn(Vec<u8>) -> Result<usize, &'static str>) -> Kind<usize, &'static str> {
        Kind {
            code: "logo",
            name: "logo",
            largest: 64 * 1024,
            smaller: "Use a smaller one.",
            open,
            help: |_| "Use another one.",
        }
    }

    fn manifest() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")
    }

    #[test]
    fn a_file_is_opened_once_whether_it_is_sound_or_not() {
        static TIMES: AtomicUsize = AtomicUsize::new(0);
        let sound = Opened::new(kind(|_| Ok(TIMES.fetch_add(1, Ordering::Relaxed))));
        for _ in 0..3 {
            assert_eq!(sound.file(&manifest()), Ok(Arc::new(0)));
        }
        let unsound = Opened::new(kind(|_| {
            TIMES.fetch_add(1, Ordering::Relaxed);
            Err("it is damaged")
        }));
        for _ in 0..3 {
            assert_eq!(
                unsound.file(&manifest()),
                Err(Fault::Unsound("it is damaged"))
            );
        }
        assert_eq!(TIMES.load(Ordering::Relaxed), 2);
    }

    #[test]
    fn nobody_waits_for_another_file() {
        static ALL: OnceLock<Opened<usize, &'static str>> = OnceLock::new();
        let all = ALL.get_or_init(|| {
            Opened::new(kind(|_| {
                let free = ALL.get().is_some_and(|all| all.files.try_lock().is_ok());
                free.then_some(1).ok_or("the list of all files is locked")
            }))
        });
        assert_eq!(all.file(&manifest()), Ok(Arc::new(1)));
    }

    #[test]
    fn a_file_that_is_not_there_says_so() {
        let files = Opened::new(kind(|_| Ok(1)));
        let nowhere = files.file(Path::new("/nowhere/at/all"));
        assert!(matches!(nowhere, Err(Fault::Unread(why)) if !why.is_empty()));
    }
}
