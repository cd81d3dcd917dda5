//! How a workspace sets the rules: `checks:` in its files.

use crate::diagnostic::{Diagnostic, Placed, Severity, nearest};
use crate::model::{CheckLevel, CheckSetting, Profile};

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

/// The rules that `checks:` switch off and that would be applied otherwise, each where it is said.
#[must_use]
pub fn switched_off(profile: &Profile) -> Vec<Placed<&'static str>> {
    let set = profile.checks.iter();
    set.filter_map(|(code, setting)| {
        let rule = rule(code)?;
        let is_off = rule.usual == Usual::On && severity(rule, rule.severity, profile).is_none();
        let place = setting.level.as_ref()?.place;
        is_off.then_some(Placed {
            value: rule.code,
            place,
        })
    })
    .collect()
}

/// Whether a rule is applied to an organisation at all.
pub(super) fn applies(rule: &Rule, profile: &Profile) -> bool {
    severity(rule, rule.severity, profile).is_some()
}

/// What is wrong in `checks:` itself.
pub(super) fn faults(profile: &Profile) -> Vec<Diagnostic> {
    let each = profile.checks.iter();
    each.filter_map(|(code, setting)| fault(code, setting))
        .collect()
}

fn fault(code: &str, setting: &CheckSetting) -> Option<Diagnostic> {
    let given = setting.reason.iter().chain(&setting.words);
    let place = match &setting.level {
        Some(level) => level.place,
        None => given.map(|text| text.place).next()?, // nothing is set at all
    };
    let Some(rule) = rule(code) else {
        let fault = Diagnostic::error(
            "unknown-check",
            place,
            format!("there is no check called `{code}`"),
        );
        return Some(match nearest(code, rules().map(|rule| rule.code)) {
            Some(meant) => fault.help(format!("Did you mean `{meant}`?")),
            None => fault.help("`dutybound check --rules` lists them."),
        });
    };
    let level = setting.level.as_ref()?.value;
    let weaker = match level {
        CheckLevel::Off => true,
        CheckLevel::Note => rule.severity > Severity::Note,
        CheckLevel::Warning => rule.severity > Severity::Warning,
        CheckLevel::On | CheckLevel::Error => false,
    };
    if weaker && !rule.can_be_switched_off() {
        let message = format!("`{code}` cannot be set to `{}`", level.word());
        return Some(
            Diagnostic::error("fixed-check", place, message)
                .help("Documents could not be built over what it finds. Mend what it reports."),
        );
    }
    let said = setting
        .reason
        .as_ref()
        .is_some_and(|reason| reason.contains(char::is_alphanumeric));
    (weaker && !said).then(|| {
        let message = format!("`{code}` is set to `{}` without a reason", level.word());
        Diagnostic::error("check-without-reason", place, message)
            .help("Add `reason:`, so that whoever reads this next year knows why.")
    })
}
