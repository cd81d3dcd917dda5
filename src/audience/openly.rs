//! What a plan says to everybody, and so is no secret, although something hidden says the same.

use std::collections::BTreeSet;

use crate::check::is_nobody;
use crate::model::Profile;

use super::folded::Folded;
use super::name::Name;
use super::numbers::{Number, numbers};
use super::says::{Said, Says as _, Sort, text, texts};
use super::searched::{APART, Searched, plain};
use super::sought::{FEWEST_OF_A_SENTENCE, Sought, address, forms};

/// What a plan says openly.
#[derive(Debug, Default)]
pub(super) struct Openly {
    /// Every text, each under its sort.
    same: BTreeSet<(Sort, String)>,
    names: Vec<Name>,
    numbers: Vec<Number>,
    titles: Vec<String>,
    /// The names of the organisation.
    organisation: Vec<String>,
    /// Statements that are made once and stand in many texts; nobody can mark them.
    statements: Searched,
}

impl Openly {
    pub(super) fn new(profile: &Profile) -> Self {
        let said = said(profile);
        let words = |sort| said.iter().filter(move |one| one.sort == sort);
        let plan = &profile.plan;
        let statements = profile.facts.values().chain(plan.custom.values());
        let statements: Vec<&str> = statements.map(|text| text.as_str()).collect();
        let organisation = &profile.organisation;
        Self {
            same: said.iter().map(same).collect(),
            names: words(Sort::Name)
                .filter_map(|name| Name::of(&name.words))
                .collect(),
            numbers: words(Sort::Number)
                .flat_map(|number| numbers(&plain(&number.words)))
                .collect(),
            titles: words(Sort::Title).map(|one| one.words.clone()).collect(),
            organisation: vec![
                organisation.name.value.clone(),
                organisation.short_name().to_string(),
            ],
            statements: Searched::new(&statements.join(APART)),
        }
    }

    /// The forms in which something hidden is looked for: none of nobody's name, and none of what is said openly.
    pub(super) fn unsaid(&self, hidden: &Said) -> Vec<Sought> {
        if hidden.sort == Sort::Name && is_nobody(&hidden.words) || self.says(hidden) {
            return Vec::new();
        }
        let mut forms = forms(hidden, &self.names);
        match hidden.sort {
            Sort::Words => forms.retain(|form| !self.statements.holds(form)),
            Sort::Number => forms.retain(|form| !self.has_number(form)),
            Sort::Name | Sort::Email | Sort::Link | Sort::File | Sort::Title => {}
        }
        forms
    }

    /// Longer words within which something hidden means something else: a title in another title, and the name of a
    /// school that is called after somebody's namesake. They are open, so they stand in the document as they are.
    pub(super) fn around(&self, sort: Sort, form: &Sought) -> Vec<&str> {
        let holding = |all: &'_ [String]| -> Vec<usize> {
            let holds = |text: &String| Searched::new(text).holds(form);
            (0..all.len()).filter(|at| holds(&all[*at])).collect()
        };
        let (all, found) = match (sort, form) {
            (Sort::Title, _) => (&self.titles, holding(&self.titles)),
            (Sort::Name, Sought::Person(name)) => {
                let mut found = holding(&self.organisation);
                // Behind such a name stands a word such as "School".
                found.retain(|at| !name.ends(&Folded::new(&plain(&self.organisation[*at]))));
                (&self.organisation, found)
            }
            (
                Sort::Name | Sort::Number | Sort::Email | Sort::Link | Sort::File | Sort::Words,
                _,
            ) => return Vec::new(),
        };
        found.into_iter().map(|at| all[at].as_str()).collect()
    }

    /// Whether the same is said openly. Of long texts each is somebody's own, so that one may be marked for its words.
    fn says(&self, hidden: &Said) -> bool {
        let is_long = hidden.sort == Sort::Words
            && plain(&hidden.words).split(' ').count() >= FEWEST_OF_A_SENTENCE;
        if !is_long && self.same.contains(&same(hidden)) {
            return true;
        }
        let name = (hidden.sort == Sort::Name).then(|| Name::of(&hidden.words));
        name.flatten()
            .is_some_and(|name| self.names.iter().any(|open| open.is_same(&name)))
    }

    fn has_number(&self, form: &Sought) -> bool {
        match form {
            Sought::Number(hidden) => self.numbers.iter().any(|open| open.tells(hidden)),
            Sought::Words(_)
            | Sought::Exactly(_)
            | Sought::Title(_)
            | Sought::Address(_)
            | Sought::Person(_) => false,
        }
    }
}

/// What two things that say the same have in common.
fn same(said: &Said) -> (Sort, String) {
    let small = plain(&said.words).to_lowercase();
    match said.sort {
        Sort::Title => (Sort::Words, small),
        Sort::Link => (Sort::Link, address(&small).to_string()),
        sort @ (Sort::Name | Sort::Number | Sort::Email | Sort::File | Sort::Words) => {
            (sort, small)
        }
    }
}

/// Every text of a plan that its readers see.
fn said(profile: &Profile) -> Vec<Said> {
    let mut said = Vec::new();
    for one in profile.people.values() {
        one.says(&mut said);
        text(one.role.as_ref(), Sort::Words, &mut said);
    }
    profile.contacts.says(&mut said);
    profile.evidence.says(&mut said);
    texts(profile.facts.values(), Sort::Words, &mut said);
    let plan = &profile.plan;
    text(Some(&plan.title), Sort::Title, &mut said);
    let words = [&plan.scope, &plan.introduction, &plan.purpose];
    let context = [&plan.context.national, &plan.context.local];
    let words = words.into_iter().chain(context).flatten();
    texts(words.chain(plan.custom.values()), Sort::Words, &mut said);
    let approval = &plan.approval;
    text(approval.approved_by.as_ref(), Sort::Title, &mut said);
    text(approval.minute.as_ref(), Sort::Title, &mut said);
    plan.areas.says(&mut said);
    plan.principles.says(&mut said);
    plan.history.says(&mut said);
    for section in plan.policy.iter().flat_map(|policy| &policy.sections) {
        section.says(&mut said);
    }
    plan.annexes.says(&mut said);
    let organisation = &profile.organisation;
    text(organisation.website.as_ref(), Sort::Link, &mut said);
    text(Some(&organisation.name), Sort::Title, &mut said);
    text(organisation.short_name.as_ref(), Sort::Title, &mut said);
    text(organisation.strapline.as_ref(), Sort::Title, &mut said);
    texts(organisation.words.values(), Sort::Words, &mut said);
    said
}
