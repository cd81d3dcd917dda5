//! How alike two texts are, by the runs of three words that they share.

use std::collections::BTreeMap;

use crate::text::{SEED, mixed, number_of, words_of};

/// How many words make a run.
const RUN: usize = 3;

/// The fewest words that can be compared: shorter texts are alike by chance.
const FEWEST: usize = 8;

/// From what share of common runs on two texts count as nearly the same.
pub const NEARLY: u8 = 70;

/// A run of words that so many different texts share tells them no longer apart, and is not looked at further.
const COMMON: usize = 64;

/// The runs of words of a text, ready to be compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Runs(Vec<u64>);

impl Runs {
    /// The runs of a text, whatever its capitals, signs and numbers; `None` of one too short to be compared. The words
    /// of `names` are left out: two schools that change nothing but the name have the same text.
    #[must_use]
    pub fn of(text: &str, names: &[&str]) -> Option<Self> {
        let names: Vec<u64> = names.iter().flat_map(|name| words(name)).collect();
        let words: Vec<u64> = words(text).filter(|word| !names.contains(word)).collect();
        if words.len() < FEWEST {
            return None;
        }
        let mut runs: Vec<u64> = words
            .windows(RUN)
            .map(|run| run.iter().fold(SEED, |number, word| mixed(number, *word)))
            .collect();
        runs.sort_unstable();
        runs.dedup();
        Some(Self(runs))
    }

    /// What share of their runs two texts have in common, in per cent: 100 for the same text.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> u8 {
        let (mut one, mut two, mut common) = (0, 0, 0);
        while let (Some(a), Some(b)) = (self.0.get(one), other.0.get(two)) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => one += 1,
                std::cmp::Ordering::Greater => two += 1,
                std::cmp::Ordering::Equal => {
                    common += 1;
                    one += 1;
                    two += 1;
                }
            }
        }
        let all = (self.0.len() + other.0.len() - common).max(1);
        u8::try_from(common * 100 / all).unwrap_or(100)
    }
}

/// Texts that are nearly the same, by their places in the list: groups of at least two, in the order of the list, each
/// member with how like the first it is in per cent.
///
/// The time grows with the number of texts: each is compared with the first text of each group that it shares a run
/// with, and not with every other text.
#[must_use]
pub fn groups(texts: &[&Runs]) -> Vec<Vec<(usize, u8)>> {
    let mut groups: Vec<Vec<(usize, u8)>> = Vec::new();
    let mut holders: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (index, text) in texts.iter().enumerate() {
        // Of the groups that share a run alone: there may be as many groups as texts.
        let mut shared: BTreeMap<usize, u32> = BTreeMap::new();
        let mut nearest: Option<(usize, u32)> = None;
        for group in text.0.iter().filter_map(|run| holders.get(run)).flatten() {
            let runs = shared.entry(*group).or_default();
            *runs += 1;
            if nearest.is_none_or(|(_, most)| *runs > most) {
                nearest = Some((*group, *runs));
            }
        }
        let alike = nearest.and_then(|(group, _)| {
            let (first, _) = *groups[group].first()?;
            let likeness = texts[first].likeness(text);
            (likeness >= NEARLY).then_some((group, likeness))
        });
        if let Some((group, likeness)) = alike {
            groups[group].push((index, likeness));
            continue;
        }
        for run in &text.0 {
            let holders = holders.entry(*run).or_default();
            if holders.len() < COMMON {
                holders.push(groups.len());
            }
        }
        groups.push(vec![(index, 100)]);
    }
    groups.retain(|group| group.len() > 1);
    groups
}

/// The words of a text as numbers.
fn words(text: &str) -> impl Iterator<Item = u64> {
    let words = words_of(text, |c| c.is_alphabetic() || c == '’' || c == '\'');
    words.map(|word| number_of(word.chars().filter(|c| c.is_alphabetic())))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Two of our bus routes pass the stadium, and leaflets of a far-right group were found there in May.";

    fn runs(text: &str) -> Runs {
        Runs::of(text, &["Hill Top School"]).unwrap()
    }

    #[test]
    fn capitals_signs_and_names_make_no_difference() {
        let other = TEXT
            .to_uppercase()
            .replace(',', " –")
            .replace("OUR", "Hill Top School");
        assert!(runs(TEXT).likeness(&runs(&other)) > 60);
        let same = format!("{} Hill Top School", TEXT.to_uppercase());
        assert_eq!(runs(TEXT).likeness(&runs(&same)), 100);
    }

    #[test]
    fn other_words_are_another_text_and_few_words_none() {
        let other = "Most families here know each other, and what worries them is what their children watch at night.";
        assert_eq!(runs(TEXT).likeness(&runs(other)), 0);
        assert_eq!(Runs::of("Nothing is known of our area.", &[]), None);
    }

    #[test]
    fn texts_are_grouped_with_the_first_that_is_like_them() {
        let near = TEXT.replace("in May", "in June");
        let other = "Most families here know each other, and what worries them is what their children watch at night.";
        let texts = [TEXT, other, &near, TEXT].map(runs);
        let found = groups(&texts.iter().collect::<Vec<_>>());
        assert_eq!(found.len(), 1);
        let members: Vec<usize> = found[0].iter().map(|(index, _)| *index).collect();
        assert_eq!(members, [0, 2, 3]);
        assert!(found[0][1].1 < 100 && found[0][2].1 == 100);
    }

    #[test]
    fn thousands_of_texts_take_no_longer_for_being_the_same_or_different() {
        let same = runs(TEXT);
        assert_eq!(groups(&vec![&same; 5_000]).len(), 1);
        let different: Vec<Runs> = (0..3_000_u32)
            .map(|number| {
                let name: String = number
                    .to_string()
                    .bytes()
                    .map(|digit| char::from(b'a' + digit - b'0'))
                    .collect();
                let every = TEXT.split(' ').map(|word| format!("{word}{name} "));
                runs(&every.collect::<String>())
            })
            .collect();
        assert_eq!(groups(&different.iter().collect::<Vec<_>>()).len(), 0);
    }
}
