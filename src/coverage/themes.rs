//! Which areas, actions and clauses of a plan answer which theme of guidance.

use std::cell::RefCell;

use jiff::civil::Date;
use serde::Serialize;

use crate::guidance::Register;
use crate::model::{Guidance, GuidanceTheme, Nation, Plan, Status, Text};
use crate::text::words_of;

/// The themes of the guidance that is in force on a day.
#[derive(Clone, Debug)]
pub struct Themes<'a> {
    all: Vec<&'a GuidanceTheme>,
    guidance: Vec<&'a Guidance>,
    /// The phrases of all themes by the first letter of their first word.
    phrases: Vec<Vec<Phrase<'a>>>,
}

/// Words in a row by which a text answers a theme.
#[derive(Clone, Debug)]
struct Phrase<'a> {
    theme: usize,
    /// Each word, and whether it stands for every word that begins so.
    words: Vec<(&'a str, bool)>,
}

/// What answers a theme.
#[derive(Clone, Debug, Serialize)]
pub struct ThemeAnswers {
    /// The theme's id.
    pub id: String,
    /// What it is called, with the nations that it is for where it is not for both England and Wales.
    pub title: String,
    /// What a plan says that answers it.
    pub about: Option<String>,
    /// How sure the register is of the theme.
    pub status: Status,
    /// What answers it, in the order of the plan.
    pub answers: Vec<Answer>,
}

impl ThemeAnswers {
    /// Whether some answer names the theme itself.
    #[must_use]
    pub fn is_declared(&self) -> bool {
        let mut answers = self.answers.iter();
        answers.any(|answer| answer.basis == Basis::Declared)
    }
}

/// An area, an action or a clause that answers a theme.
#[derive(Clone, Debug, Serialize)]
pub struct Answer {
    /// The title of the area, or of the section of a policy.
    pub within: String,
    /// The id of the action or the number of the clause; `None` for the area or section itself.
    pub item: Option<String>,
    /// How it is known to answer the theme.
    #[serde(rename = "evidence")]
    pub basis: Basis,
}

/// How something is known to answer a theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// It says so: `covers: [training]`.
    Declared,
    /// It has words of the theme; a person has to look whether it means them.
    Words(String),
}

impl<'a> Themes<'a> {
    /// The themes of a register that count on a day.
    #[must_use]
    pub fn in_force(register: &'a Register, day: Date) -> Self {
        let mut found = Self {
            all: Vec::new(),
            guidance: Vec::new(),
            phrases: vec![Vec::new(); 27],
        };
        for theme in register.themes() {
            let Ok(guidance) = register.get(&theme.guidance) else {
                continue;
            };
            if !register.in_force(guidance, day) {
                continue;
            }
            if !found
                .guidance
                .iter()
                .any(|known| known.id.value == guidance.id.value)
            {
                found.guidance.push(guidance);
            }
            for written in &theme.words {
                let words = written.split_whitespace().map(|word| {
                    word.strip_suffix('*')
                        .map_or((word, false), |begin| (begin, true))
                });
                let words: Vec<_> = words.collect();
                if let Some((first, _)) = words.first() {
                    found.phrases[letter(first)].push(Phrase {
                        theme: found.all.len(),
                        words,
                    });
                }
            }
            found.all.push(theme);
        }
        found
    }

    /// The titles of the guidance that they belong to.
    #[must_use]
    pub fn guidance(&self) -> Vec<String> {
        let titles = self.guidance.iter().map(|entry| entry.title.value.clone());
        titles.collect()
    }

    /// What of a plan answers each theme.
    #[must_use]
    pub fn answers(&self, plan: &Plan) -> Vec<ThemeAnswers> {
        let found: Vec<ThemeAnswers> = self.all.iter().map(|theme| empty(theme)).collect();
        let found = RefCell::new(found);
        let look = |within: &str, item: Option<&str>, covers: &[Text], texts: &[&str]| {
            self.look(within, item, covers, texts, &mut found.borrow_mut());
        };
        for area in &plan.areas {
            let title = area.title.as_str();
            let expected = area.expectations.iter().map(|one| one.text.as_str());
            let achieved = area.outcomes.iter().map(|one| one.text.as_str());
            let texts: Vec<&str> = std::iter::once(title)
                .chain(expected)
                .chain(achieved)
                .collect();
            look(title, None, &area.covers, &texts);
            for action in area.with_embedded() {
                look(
                    title,
                    Some(action.id.as_str()),
                    &action.covers,
                    &[&action.text],
                );
            }
        }
        for (section, number) in plan
            .policy
            .iter()
            .flat_map(|policy| &policy.sections)
            .zip(1..)
        {
            look(&section.title, None, &[], &[&section.title]);
            for (clause, place) in section.numbered() {
                let label = place.map(|place| format!("clause {number}.{place}"));
                look(&section.title, label.as_deref(), &[], &[&clause.text]);
            }
        }
        found.into_inner()
    }

    /// Adds an area, an action or a clause to the themes that it answers.
    fn look(
        &self,
        within: &str,
        item: Option<&str>,
        covers: &[Text],
        texts: &[&str],
        found: &mut [ThemeAnswers],
    ) {
        let answer = |basis| Answer {
            within: within.to_string(),
            item: item.map(str::to_string),
            basis,
        };
        for (theme, found) in self.all.iter().zip(found.iter_mut()) {
            if covers.iter().any(|name| name.as_str() == theme.id.as_str()) {
                found.answers.push(answer(Basis::Declared));
            }
        }
        if !covers.is_empty() {
            return; // it says itself what it answers
        }
        let mut seen = vec![false; self.all.len()];
        for text in texts {
            let text = text.to_lowercase();
            let words: Vec<&str> = words(&text).collect();
            for (index, word) in words.iter().enumerate() {
                let begun = self.phrases[letter(word)].iter();
                let phrases = begun.filter(|phrase| phrase.stands_at(&words[index..]));
                for phrase in phrases {
                    if !std::mem::replace(&mut seen[phrase.theme], true) {
                        let basis = Basis::Words(phrase.found_in(&words[index..]));
                        found[phrase.theme].answers.push(answer(basis));
                    }
                }
            }
        }
    }
}

impl Phrase<'_> {
    fn stands_at(&self, words: &[&str]) -> bool {
        words.len() >= self.words.len()
            && self.words.iter().zip(words).all(|((word, begins), found)| {
                if *begins {
                    found.starts_with(word)
                } else {
                    found == word
                }
            })
    }

    /// The words of the text that the phrase stands for.
    fn found_in(&self, words: &[&str]) -> String {
        words[..self.words.len()].join(" ")
    }
}

/// The words of a text in small letters; a hyphen is part of a word.
fn words(text: &str) -> impl Iterator<Item = &str> {
    words_of(text, |c| c.is_alphanumeric() || c == '-')
        .map(|word| word.trim_matches('-'))
        .filter(|word| !word.is_empty())
}

/// The place of a word's first letter in the alphabet; 26 for anything else.
fn letter(word: &str) -> usize {
    let first = word.bytes().next().filter(u8::is_ascii_lowercase);
    first.map_or(26, |first| usize::from(first - b'a'))
}

fn empty(theme: &GuidanceTheme) -> ThemeAnswers {
    let nations: Vec<Nation> = theme.nations.iter().map(|nation| nation.value).collect();
    let only = match nations[..] {
        [Nation::England] => " (England)",
        [Nation::Wales] => " (Wales)",
        [Nation::Scotland] => " (Scotland)",
        [Nation::NorthernIreland] => " (Northern Ireland)",
        _ => "",
    };
    ThemeAnswers {
        id: theme.id.to_string(),
        title: format!("{}{only}", theme.title.value),
        about: theme.about.as_ref().map(|about| about.value.clone()),
        status: theme.status(),
        answers: Vec::new(),
    }
}
