//! Texts and lists that several trees hold without a copy: a trust's words stand in the tree of each of its schools.

use std::borrow::Borrow;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use serde::ser::{Serialize, Serializer};

/// A text that costs nothing to copy. It reads like a `&str`, and is never changed.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SharedText(Arc<str>);

impl SharedText {
    /// The text itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for SharedText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for SharedText {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl From<&str> for SharedText {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<String> for SharedText {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl PartialEq<str> for SharedText {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for SharedText {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialEq<SharedText> for &str {
    fn eq(&self, other: &SharedText) -> bool {
        *self == other.as_str()
    }
}

impl fmt::Debug for SharedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for SharedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for SharedText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

/// A list that costs nothing to copy. It reads like a `Vec`; who changes it takes a copy of its items first, where
/// somebody else holds the list too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedList<T>(Arc<Vec<T>>);

impl<T> Deref for SharedList<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<T: Clone> DerefMut for SharedList<T> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        Arc::make_mut(&mut self.0)
    }
}

impl<T: Clone> SharedList<T> {
    /// The list with those items exchanged for which there is another; `None` where there is none for any, so that the
    /// list can be shared as it is.
    #[must_use]
    pub fn exchanged(&self, mut other: impl FnMut(&T) -> Option<T>) -> Option<Self> {
        let mut whole: Option<Vec<T>> = None;
        for (at, item) in self.iter().enumerate() {
            if let Some(other) = other(item) {
                whole.get_or_insert_with(|| self.to_vec())[at] = other;
            }
        }
        whole.map(Self::from)
    }
}

impl<T> From<Vec<T>> for SharedList<T> {
    fn from(items: Vec<T>) -> Self {
        Self(Arc::new(items))
    }
}

impl<T: Clone> IntoIterator for SharedList<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        Arc::unwrap_or_clone(self.0).into_iter()
    }
}

impl<'a, T> IntoIterator for &'a SharedList<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<'a, T: Clone> IntoIterator for &'a mut SharedList<T> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_changes_a_list_takes_a_copy_first() {
        let trust = SharedList::from(vec![1, 2, 3]);
        let mut school = trust.clone();
        assert!(std::ptr::eq(&raw const trust[0], &raw const school[0]));
        school[1] = 20;
        school.push(4);
        assert_eq!(
            (trust.as_slice(), school.as_slice()),
            (&[1, 2, 3][..], &[1, 20, 3, 4][..])
        );
    }

    #[test]
    fn a_list_in_which_nothing_is_exchanged_stays_shared() {
        let trust = SharedList::from(vec![1, 2, 3]);
        assert_eq!(trust.exchanged(|_| None), None);
        let school = trust.exchanged(|item| (*item == 2).then_some(20));
        assert_eq!(school, Some(vec![1, 20, 3].into()));
        assert_eq!(trust.as_slice(), [1, 2, 3]);
    }
}
