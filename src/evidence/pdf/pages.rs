//! The pages of a PDF (ISO 32000-1, 7.7.3).

use std::collections::{BTreeMap, BTreeSet};

use crate::evidence::limits::{DEEPEST, MOST_OBJECTS, MOST_PAGES};

use super::file::File;
use super::object::Object;

/// Why the pages of a PDF cannot be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lost {
    /// Its branches lead back to themselves, or have no end.
    Endless,
    /// There are too many.
    TooMany,
    /// There are none, or some are missing.
    Missing,
}

/// A page.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) group: Object,
    /// Where it is an object of its own.
    pub(super) number: Option<u32>,
    /// What its content may name; its own or its branch's.
    pub(super) resources: Option<Object>,
}

/// The pages, in their order.
///
/// # Errors
/// See [`Lost`].
pub(super) fn pages(file: &File<'_>) -> Result<Vec<Page>, Lost> {
    branches(file)?;
    let trailers = file.trailers().rev();
    let root = trailers
        .filter_map(|trailer| file.resolved(trailer.get("Root")))
        .find_map(|root| file.resolved(root.get("Pages")));
    let root = root.or_else(|| {
        let catalogue = |number| file.object(number).filter(|object| is(object, "Catalog"));
        file.resolved(file.numbers().find_map(catalogue)?.get("Pages"))
    });
    let mut pages = Vec::new();
    leaves(file, None, &root.ok_or(Lost::Missing)?, None, 0, &mut pages)?;
    if pages.is_empty() {
        return Err(Lost::Missing);
    }
    Ok(pages)
}

fn is(object: &Object, kind: &str) -> bool {
    object.get("Type").and_then(Object::name) == Some(kind)
}

fn leaves(
    file: &File<'_>,
    number: Option<u32>,
    branch: &Object,
    resources: Option<&Object>,
    depth: usize,
    pages: &mut Vec<Page>,
) -> Result<(), Lost> {
    let own = branch.get("Resources").or(resources);
    let kids = file.resolved(branch.get("Kids"));
    let Some(kids) = kids.as_ref().and_then(Object::list) else {
        if pages.len() >= MOST_PAGES {
            return Err(Lost::TooMany);
        }
        pages.push(Page {
            group: branch.clone(),
            number,
            resources: own.cloned(),
        });
        return Ok(());
    };
    if depth >= DEEPEST {
        return Err(Lost::Endless);
    }
    for kid in kids {
        let number = if let Object::Reference(number) = kid {
            Some(*number)
        } else {
            None
        };
        let kid = file
            .resolved(Some(kid))
            .filter(|kid| matches!(kid, Object::Group(_)))
            .ok_or(Lost::Missing)?;
        leaves(file, number, &kid, own, depth + 1, pages)?;
    }
    Ok(())
}

/// What the content of a page may name that no branch leads to any more.
pub(super) fn inherited(file: &File<'_>, page: &Object) -> Option<Object> {
    let mut branch = page.clone();
    for _ in 0..DEEPEST {
        if let Some(resources) = branch.get("Resources") {
            return Some(resources.clone());
        }
        branch = file.resolved(branch.get("Parent"))?;
    }
    None
}

/// Follows all branches, whatever older or hidden part of the file they stand in: programs differ in which they take.
fn branches(file: &File<'_>) -> Result<(), Lost> {
    let mut branches = Branches {
        file,
        counted: BTreeMap::new(),
        open: BTreeSet::new(),
    };
    for number in file.numbers() {
        let is_branch = file.all(number).any(|object| object.get("Kids").is_some());
        if is_branch && branches.count(number)? > MOST_OBJECTS {
            return Err(Lost::TooMany);
        }
    }
    Ok(())
}

struct Branches<'f, 'a> {
    file: &'f File<'a>,
    /// How many leaves each branch has at most.
    counted: BTreeMap<u32, usize>,
    /// The branches that lead to where it is.
    open: BTreeSet<u32>,
}

impl Branches<'_, '_> {
    fn count(&mut self, number: u32) -> Result<usize, Lost> {
        if let Some(count) = self.counted.get(&number) {
            return Ok(*count);
        }
        if self.open.len() >= DEEPEST || !self.open.insert(number) {
            return Err(Lost::Endless);
        }
        let mut most = 1;
        let bodies: Vec<Object> = self.file.all(number).collect();
        for body in bodies {
            most = most.max(self.leaves(&body)?);
        }
        self.open.remove(&number);
        self.counted.insert(number, most);
        Ok(most)
    }

    fn leaves(&mut self, body: &Object) -> Result<usize, Lost> {
        let kids = if let Object::Group(_) = body {
            match body.get("Kids") {
                Some(kids) => kids,
                None => return Ok(1),
            }
        } else {
            body
        };
        match kids {
            Object::Reference(number) => self.count(*number),
            Object::List(list) => list.iter().try_fold(0_usize, |sum, kid| {
                let more = match kid {
                    Object::Reference(number) => self.count(*number)?,
                    Object::Group(_) => self.leaves(kid)?,
                    Object::Plain
                    | Object::Number(_)
                    | Object::Name(_)
                    | Object::Bytes(_)
                    | Object::List(_)
                    | Object::Word(_) => 1,
                };
                Ok(sum.saturating_add(more))
            }),
            Object::Plain
            | Object::Number(_)
            | Object::Name(_)
            | Object::Bytes(_)
            | Object::Group(_)
            | Object::Word(_) => Ok(1),
        }
    }
}
