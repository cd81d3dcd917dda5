//! What the parts of a plan say, so that it can be looked for where it may not stand.

use crate::diagnostic::{Place, Placed};
use crate::model::{
    Action, Annex, Area, Clause, Contact, Evidence, Expectation, HistoryEntry, Outcome, Person,
    Principle, Review, Risk, RiskReview, Section, Text, Timing,
};

/// Something that a plan says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) words: String,
    pub(super) place: Place,
    pub(super) sort: Sort,
}

/// What kind of thing is said; it decides what is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    /// The name of a person.
    Name,
    /// A number: of a telephone, or of an organisation.
    Number,
    /// An e-mail address.
    Email,
    /// A web address.
    Link,
    /// The path of a file.
    File,
    /// A title, or a few words.
    Title,
    /// Sentences.
    Words,
}

/// Gathers what is said.
pub(super) trait Says {
    /// Adds every word of it by which it could be known again: no dates, ratings and keys.
    fn says(&self, said: &mut Vec<Said>);
}

/// A text that may be left out.
pub(super) fn text(text: Option<&Text>, sort: Sort, said: &mut Vec<Said>) {
    said.extend(text.map(|text| Said {
        words: text.value.clone(),
        place: text.place,
        sort,
    }));
}

/// Several texts.
pub(super) fn texts<'a>(
    texts: impl IntoIterator<Item = &'a Text>,
    sort: Sort,
    said: &mut Vec<Said>,
) {
    for one in texts {
        text(Some(one), sort, said);
    }
}

/// When something is due, where it is told in words.
pub(super) fn timing(timing: Option<&Placed<Timing>>, said: &mut Vec<Said>) {
    said.extend(timing.and_then(|timing| match &timing.value {
        Timing::Date(_) => None,
        Timing::Words(words) => Some(Said {
            words: words.clone(),
            place: timing.place,
            sort: Sort::Words,
        }),
    }));
}

impl<T: Says> Says for [T] {
    fn says(&self, said: &mut Vec<Said>) {
        for one in self {
            one.says(said);
        }
    }
}

impl<T: Says> Says for Vec<T> {
    fn says(&self, said: &mut Vec<Said>) {
        self.as_slice().says(said);
    }
}

impl<T: Says> Says for Option<T> {
    fn says(&self, said: &mut Vec<Said>) {
        if let Some(one) = self {
            one.says(said);
        }
    }
}

/// What is told of a person by the role is for everybody.
impl Says for Person {
    fn says(&self, said: &mut Vec<Said>) {
        let Self {
            name,
            role: _,
            email,
            phone,
            public: _,
            not_public: _,
        } = self;
        text(name.as_ref(), Sort::Name, said);
        text(email.as_ref(), Sort::Email, said);
        text(phone.as_ref(), Sort::Number, said);
    }
}

impl Says for Contact {
    fn says(&self, said: &mut Vec<Said>) {
        let Self {
            id: _,
            audience,
            people: _,
            text: words,
            public: _,
            not_public: _,
        } = self;
        // "Parents and carers" is no title.
        text(audience.as_ref(), Sort::Words, said);
        text(words.as_ref(), Sort::Words, said);
    }
}

/// Who holds a piece of evidence is for everybody.
impl Says for Evidence {
    fn says(&self, said: &mut Vec<Said>) {
        let Self {
            id: _,
            title,
            file,
            fingerprint: _,
            cited_on: _,
            link,
            date: _,
            owner: _,
            note,
            supports: _,
            public: _,
            not_public: _,
        } = self;
        text(Some(title), Sort::Title, said);
        text(file.as_ref(), Sort::File, said);
        text(link.as_ref(), Sort::Link, said);
        text(note.as_ref(), Sort::Words, said);
    }
}

impl Says for Area {
    fn says(&self, said: &mut Vec<Said>) {
        let Self {
            id: _,
            theme,
            title,
            leads: _,
            lead: _,
            deadline,
            outcomes,
            actions,
            expectations,
            impact,
            progress,
            evidence: _,
            covers: _,
            risk,
            custom,
            public: _,
            not_public: _,
        } = self;
        text(theme.as_ref(), Sort::Title, said);
        text(Some(title), Sort::Title, said);
        timing(deadline.as_ref(), said);
        outcomes.says(said);
        actions.says(said);
        expectations.says(said);
        texts(impact.iter().chain(progress), Sort::Words, said);
        risk.says(said);
        texts(custom.values(), Sort::Words, said);
    }
}

impl Says for Expectation {
    fn says(&self, said: &mut Vec<Said>) {
        let Self {
            id: _,
            text: words,
            leads: _,
            lead: _,
            actions,
            custom,
            public: _,
            not_public: _,
        } = self;
        text(Some(words), Sort::Words, said);
        actions.says(said);
        texts(custom.values(), Sort::Words, said);
    }
}

impl Says for Action {
    fn says(&self, said: &mut Vec<Said>) {
        let Self {
            id: _,
            text: words,
            leads: _,
            lead: _,
            start,
            deadline,
            completed: _,
            embedded: _,
            frequency,
            outcomes,
            impact,
            evidence: _,
            reviews,
            rag: _,
            progress,
            covers: _,
            risk,
            custom,
            public: _,
            not_public: _,
        } = self;
        text(Some(words), Sort::Words, said);
        timing(start.as_ref(), said);
        timing(deadline.as_ref(), said);
        text(frequency.as_ref(), Sort::Words, said);
        outcomes.says(said);
        texts(impact.iter().chain(progress), Sort::Words, said);
        reviews.says(said);
        risk.says(said);
        texts(custom.values(), Sort::Words, said);
    }
}

impl Says for Review {
    fn says(&self, said: &mut Vec<Said>) {
        let Self {
            round: _,
            on: _,
            by: _,
            rag: _,
            note,
            public: _,
            not_public: _,
            is_older: _,
        } = self;
        text(note.as_ref(), Sort::Words, said);
    }
}

impl Says for Outcome {
    fn says(&self, said: &mut Vec<Said>) {
        let Self {
            id: _,
            text: words,
            public: _,
        } = self;
        text(Some(words), Sort::Words, said);
    }
}

impl Says for Risk {
    fn says(&self, said: &mut Vec<Said>) {
        let Self {
            description,
            hazard,
            controls,
            gross: _,
            residual: _,
            reviews,
            public: _,
            not_public: _,
        } = self;
        text(Some(description), Sort::Words, said);
        texts(hazard.iter().chain(controls), Sort::Words, said);
        reviews.says(said);
    }
}

impl Says for RiskReview {
    fn says(&self, said: &mut Vec<Said>) {
        let Self {
            round: _,
            on: _,
            by: _,
            score: _,
            note,
            public: _,
            not_public: _,
        } = self;
        text(note.as_ref(), Sort::Words, said);
    }
}

impl Says for HistoryEntry {
    fn says(&self, said: &mut Vec<Said>) {
        let Self {
            version: _,
            on: _,
            by,
            note,
            public: _,
            not_public: _,
        } = self;
        text(by.as_ref(), Sort::Title, said);
        text(note.as_ref(), Sort::Words, said);
    }
}

impl Says for Principle {
    fn says(&self, said: &mut Vec<Said>) {
        let Self {
            id: _,
            text: words,
            public: _,
        } = self;
        text(Some(words), Sort::Words, said);
    }
}

impl Says for Section {
    fn says(&self, said: &mut Vec<Said>) {
        let Self {
            id: _,
            title,
            text: words,
            clauses,
            contacts: _,
            contacts_heading,
            public: _,
            not_public: _,
        } = self;
        text(Some(title), Sort::Title, said);
        text(words.as_ref(), Sort::Words, said);
        clauses.says(said);
        text(contacts_heading.as_ref(), Sort::Title, said);
    }
}

impl Says for Clause {
    fn says(&self, said: &mut Vec<Said>) {
        let Self {
            id: _,
            heading,
            numbered: _,
            text: words,
            public: _,
        } = self;
        text(heading.as_ref(), Sort::Title, said);
        text(Some(words), Sort::Words, said);
    }
}

impl Says for Annex {
    fn says(&self, said: &mut Vec<Said>) {
        let Self {
            id: _,
            title,
            template: _,
            text: words,
            public: _,
            not_public: _,
        } = self;
        text(Some(title), Sort::Title, said);
        text(words.as_ref(), Sort::Words, said);
    }
}
