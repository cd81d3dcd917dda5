//! What was found of texts, for those who meet the same text again.

use std::hash::BuildHasher;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{PoisonError, RwLock};

use foldhash::fast::RandomState;
use indexmap::IndexMap;

/// What was found of some texts. The number of texts is bounded; the ones that nobody met for long are forgotten.
#[derive(Debug)]
pub(crate) struct Remembered<T> {
    generations: RwLock<Generations<T>>,
    /// How many texts a generation has.
    most: usize,
    /// How long a text may be, in bytes.
    longest: usize,
    /// The texts that were met, where only those that are met again are remembered.
    met: Option<Met>,
}

/// The numbers of the texts that were met last. A text may be forgotten for another one, and is then new again.
#[derive(Debug)]
struct Met {
    numbers: Box<[AtomicU64]>,
    hashes: RandomState,
}

impl Met {
    /// Keeps up to so many texts in mind.
    fn new(most: usize) -> Self {
        Self {
            numbers: (0..most).map(|_| AtomicU64::new(0)).collect(),
            hashes: RandomState::default(),
        }
    }

    /// Whether a text was met before. From now on it was.
    fn again(&self, text: &str) -> bool {
        let number = self.hashes.hash_one(text) | 1; // 0 is no text
        let place = (number >> 1) % self.numbers.len().max(1) as u64;
        let slot = usize::try_from(place)
            .ok()
            .and_then(|at| self.numbers.get(at));
        slot.is_some_and(|slot| slot.swap(number, Ordering::Relaxed) == number)
    }
}

/// A text that is met again moves from the old to the young; once the young are many, the old are forgotten.
#[derive(Debug)]
struct Generations<T> {
    young: IndexMap<Box<str>, T, RandomState>,
    old: IndexMap<Box<str>, T, RandomState>,
}

impl<T: Clone> Remembered<T> {
    /// Remembers up to twice so many texts, and none that is longer than so many bytes.
    pub(crate) fn new(most: usize, longest: usize) -> Self {
        let generations = RwLock::new(Generations {
            young: IndexMap::default(),
            old: IndexMap::default(),
        });
        Self {
            generations,
            most,
            longest,
            met: None,
        }
    }

    /// As [`new`](Self::new), but what was found of a text is remembered when the text is met again: of texts that most
    /// are met once, as a plan's own words are, those are not kept. So many that were met once are kept in mind.
    pub(crate) fn when_met_again(most: usize, longest: usize, in_mind: usize) -> Self {
        Self {
            met: Some(Met::new(in_mind)),
            ..Self::new(most, longest)
        }
    }

    /// What was found of a text, or is found now.
    pub(crate) fn of(&self, text: &str, find: impl FnOnce(&str) -> T) -> T {
        if text.len() > self.longest {
            return find(text);
        }
        let generations = self
            .generations
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = generations.young.get(text) {
            return found.clone();
        }
        let old = generations.old.get(text).cloned();
        drop(generations);
        let is_new = old.is_none() && self.met.as_ref().is_some_and(|met| !met.again(text));
        let found = old.unwrap_or_else(|| find(text));
        if !is_new {
            self.remember(text, found.clone());
        }
        found
    }

    /// What was found of each of some texts, or is found now.
    pub(crate) fn of_each<'t>(
        &self,
        texts: impl Iterator<Item = &'t str> + Clone,
        find: impl Fn(&str) -> T,
    ) -> Vec<T> {
        let generations = self
            .generations
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        let young = &generations.young;
        let mut known = Vec::with_capacity(texts.size_hint().0);
        known.extend(texts.clone().map_while(|text| young.get(text).cloned()));
        drop(generations);
        let rest = texts.skip(known.len());
        known.extend(rest.map(|text| self.of(text, &find)));
        known
    }

    fn remember(&self, text: &str, found: T) {
        let mut generations = self
            .generations
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        if generations.young.len() >= self.most {
            generations.old = std::mem::take(&mut generations.young);
        }
        generations.young.insert(text.into(), found);
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn what_is_met_again_is_not_looked_for_again_and_what_is_not_is_forgotten() {
        let remembered = Remembered::new(3, 10);
        let times = Cell::new(0);
        let length = |text: &str| {
            times.set(times.get() + 1);
            text.len()
        };
        for _ in 0..2 {
            assert_eq!(remembered.of("often", length), 5);
        }
        assert_eq!(times.get(), 1);
        for number in 0..20 {
            assert_eq!(remembered.of(&number.to_string(), length), 1 + number / 10);
            assert_eq!(remembered.of_each(["often"].into_iter(), length), [5]);
        }
        assert_eq!(times.get(), 21, "what is met again stays");
        assert_eq!(remembered.of("a long text", length), 11);
        let generations = remembered.generations.read().unwrap();
        assert!(!generations.young.contains_key("a long text"));
        assert!(generations.young.len() + generations.old.len() <= 6);
    }

    #[test]
    fn what_is_met_once_is_not_kept_where_only_what_is_met_again_is() {
        let remembered = Remembered::when_met_again(3, 10, 64);
        let times = Cell::new(0);
        let length = |text: &str| {
            times.set(times.get() + 1);
            text.len()
        };
        for expected in [1, 2, 2, 2] {
            assert_eq!(remembered.of("often", length), 5);
            assert_eq!(times.get(), expected);
        }
        assert_eq!(remembered.of("once", length), 4);
        let generations = remembered.generations.read().unwrap();
        assert!(generations.young.contains_key("often"));
        assert!(!generations.young.contains_key("once"));
    }
}
