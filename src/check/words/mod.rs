//! The words themselves: whose they are, how they are spelt, and whether everybody knows them.

mod phrase;
mod table;
mod dictionary;
mod word;
mod scan;
mod spot;
mod wrong_sector_word;
mod over_substitution;
mod acronym_undefined;
mod acronym_clash;
mod role_spelling;
mod outdated_term;
mod spelling;
mod british_spelling;
mod confused_words;
mod capitals;

pub(super) use scan::Scan;

use super::Group;

/// The rules of this group, in the order of their findings.
pub(super) const GROUP: Group = Group {
    title: "Words",
    rules: &[
        wrong_sector_word::RULE,
        over_substitution::RULE,
        acronym_undefined::RULE,
        acronym_clash::RULE,
        role_spelling::RULE,
        outdated_term::RULE,
        spelling::RULE,
        british_spelling::RULE,
        confused_words::RULE,
        capitals::RULE,
    ],
};

/// The rules for which a workspace can say which `words` are right.
pub(super) const WITH_WORDS: [&str; 7] = [
    wrong_sector_word::RULE.code,
    acronym_undefined::RULE.code,
    outdated_term::RULE.code,
    spelling::RULE.code,
    british_spelling::RULE.code,
    confused_words::RULE.code,
    capitals::RULE.code,
];
