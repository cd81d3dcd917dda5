//! How a workspace sets the rules: `checks:` in its files.

use crate::diagnostic::{Diagnostic, Place, Placed, Severity, nearest};
use crate::model::{CheckLevel, CheckSetting, Profile};
use crate::source::Node;

use super::words::WITH_WORDS;
use super::{Rule, Usual, rule, rules};

/// How bad the findings of a rule are for an organisation; `None` where the rule is not applied.
pub(super) fn severity(rule: &Rule, found: Severity, profile: &Profile) -> Option<Severity> {
    let setting = profile.checks.get(rule.code);
    let Some(level) = setting.and_then(|setting| setting.level.as_ref()) else {
        return (rule.usual == Usual::On).then_some(found);
    };
    let keeps_back = !rule.can_be_switched_off() && found == Severity::Error;
    match level.value {
        _ if keeps_back => Some(found),
        CheckLevel::Off => None,
        CheckLevel::On => Some(found),
        CheckLevel::Note => Some(Severity::Note),
        CheckLevel::Warning => Some(Severity::Warning),
        CheckLevel::Error => Some(Severity::Error),
    }
}

/// A rule that `checks:` switch off and that would be applied otherwise.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SwitchedOff {
    /// The rule.
    pub code: &'static str,
    /// Where it is said.
    pub place: Place,
    /// Why, where that is said.
    pub reason: Option<String>,
}

/// The rules that an organisation's files switch off.
#[must_use]
pub fn switched_off(profile: &Profile) -> Vec<SwitchedOff> {
    let set = profile.checks.iter();
    set.filter_map(|(code, setting)| {
        let rule = rule(code)?;
        let is_off = rule.usual == Usual::On && severity(rule, rule.severity, profile).is_none();
        let place = setting.level.as_ref()?.place;
        is_off.then(|| SwitchedOff {
            code: rule.code,
            place,
            reason: setting.reason.as_ref().map(|reason| reason.value.clone()),
        })
    })
    .collect()
}

/// Whether a rule is applied to an organisation at all.
pub(super) fn applies(rule: &Rule, profile: &Profile) -> bool {
    severity(rule, rule.severity, profile).is_some()
}

/// What is wrong in `checks:` itself, as `file` has it.
pub(super) fn faults(profile: &Profile, file: &Node) -> Vec<Diagnostic> {
    let written = file.get("checks").map_or(&[][..], Node::entries);
    written
        .iter()
        .filter_map(|entry| Some((entry, profile.checks.get(entry.key.as_str())?)))
        .flat_map(|(entry, setting)| faults_of(&entry.key, entry.key_place, setting))
        .collect()
}

fn faults_of(code: &str, key: Place, setting: &CheckSetting) -> Vec<Diagnostic> {
    let place = setting.level.as_ref().map_or(key, |level| level.place);
    let Some(rule) = rule(code) else {
        let fault = Diagnostic::error(
            "unknown-check",
            place,
            format!("there is no check called `{code}`"),
        );
        let meant = nearest(code, rules().map(|rule| rule.code));
        return vec![match meant {
            Some(meant) => fault.help(format!("Did you mean `{meant}`?")),
            None => fault.help("`dutybound check --rules` lists them."),
        }];
    };
    let weakened = setting.level.as_ref().and_then(|level| {
        let reason = setting.reason.as_ref();
        of_level(rule, level, reason.map(|reason| reason.value.as_str()))
    });
    weakened
        .into_iter()
        .chain(without_effect(code, key, setting))
        .collect()
}

/// A rule that is weakened and must not be, or without a reason.
fn of_level(rule: &Rule, level: &Placed<CheckLevel>, reason: Option<&str>) -> Option<Diagnostic> {
    let weaker = match level.value {
        CheckLevel::Off => true,
        CheckLevel::Note => rule.severity > Severity::Note,
        CheckLevel::Warning => rule.severity > Severity::Warning,
        CheckLevel::On | CheckLevel::Error => false,
    };
    let (code, word) = (rule.code, level.word());
    if weaker && !rule.can_be_switched_off() {
        let message = format!("`{code}` cannot be set to `{word}`");
        return Some(
            Diagnostic::error("fixed-check", level.place, message)
                .help("Documents could not be built over what it finds. Mend what it reports."),
        );
    }
    let said = reason.is_some_and(|reason| reason.contains(char::is_alphanumeric));
    (weaker && !said).then(|| {
        let message = format!("`{code}` is set to `{word}` without a reason");
        Diagnostic::error("check-without-reason", level.place, message)
            .help("Add `reason:`, so that whoever reads this next year knows why.")
    })
}

/// What is set and changes nothing.
fn without_effect(code: &str, key: Place, setting: &CheckSetting) -> Option<Diagnostic> {
    let takes_words = WITH_WORDS.contains(&code);
    if let Some(first) = setting.words.first().filter(|_| !takes_words) {
        let message = format!("`{code}` takes no words, and these have no effect");
        let help = format!(
            "Words can be given to {}. `level: off` with a `reason` switches a check off.",
            WITH_WORDS.join(", ")
        );
        return Some(Diagnostic::warning("check-without-effect", first.place, message).help(help));
    }
    (setting.level.is_none() && setting.words.is_empty()).then(|| {
        let message = format!("this sets nothing of `{code}`");
        Diagnostic::warning("check-without-effect", key, message).help(if takes_words {
            "Add `level:` (off, on, note, warning or error) or the `words` that are right, or take it out."
        } else {
            "Add `level:` (off, on, note, warning or error), or take it out."
        })
    })
}
