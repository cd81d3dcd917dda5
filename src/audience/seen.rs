//! A plan as its readers see it.

use std::sync::Arc;

use crate::check::{Checked, PersonalNumber, personal_numbers};
use crate::model::{
    Annex, AnnexField, ApprovalField, Audience, Clause, Contact, ContactField, ContextField,
    EvidenceField, HistoryEntry, HistoryField, OrganisationField, Person, PersonField, Plan,
    PlanField, Principle, Profile, Section, SectionField, Text,
};

use super::left_out::{Item as _, LeftOut};
use super::removal::{Cause, Removal};
use super::says::{Said, Sort};
use super::work;

/// What stands in the place of a clause, a section or an annex that is not public, for others keep their numbers, by which
/// texts name them; and in a cell that would say that there is nothing.
pub const NOT_PUBLISHED: &str = "Not published";

/// A checked plan as its readers see it. Only [`seen_by`] makes one, and only such a plan can be composed.
#[derive(Clone, Debug)]
pub struct Seen {
    plan: Arc<Profile>,
    audience: Audience,
    removals: Arc<[Removal]>,
    /// What was left out, to be looked for.
    pub(super) hidden: Arc<[Said]>,
}

impl Seen {
    /// The plan.
    #[must_use]
    pub fn plan(&self) -> &Profile {
        &self.plan
    }

    /// The plan, shared: what is made of it can keep it.
    #[must_use]
    pub fn share(&self) -> Arc<Profile> {
        Arc::clone(&self.plan)
    }

    /// Who reads it.
    #[must_use]
    pub fn audience(&self) -> Audience {
        self.audience
    }

    /// What was left out of it, in the order of the plan.
    #[must_use]
    pub fn removals(&self) -> &[Removal] {
        &self.removals
    }

    /// The same, shared.
    #[must_use]
    pub fn share_removals(&self) -> Arc<[Removal]> {
        Arc::clone(&self.removals)
    }
}

/// What becomes of the mobiles and the direct numbers of named people in what the public reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// They are printed where nothing says that they may not be.
    Printed,
    /// They are left out: a mobile in any case, a direct number unless the person is marked `public: yes`.
    LeftOut,
}

/// A plan as an audience sees it. Everybody but the public sees all of it.
#[must_use]
pub fn seen_by(plan: &Checked<Profile>, audience: Audience, numbers: Numbers) -> Seen {
    let mut out = LeftOut::default();
    let plan = match audience {
        Audience::Public => {
            let mut public = plan.get().clone();
            profile(&mut public, numbers, &mut out);
            Arc::new(public)
        }
        Audience::Governors | Audience::Inspector | Audience::Internal => plan.share(),
    };
    Seen {
        plan,
        audience,
        removals: out.removals.into(),
        hidden: out.said.into(),
    }
}

fn profile(profile: &mut Profile, numbers: Numbers, out: &mut LeftOut) {
    organisation(profile, out);
    people(profile, numbers, out);
    out.entries(&mut profile.contacts, "", "contacts", contact);
    evidence(profile, out);
    plan(&mut profile.plan, out);
    super::references::references(profile, out);
}

fn organisation(profile: &mut Profile, out: &mut LeftOut) {
    let organisation = &mut profile.organisation;
    let fields = std::mem::take(&mut organisation.not_public);
    for field in &fields {
        let (way, key) = ("organisation", field.key());
        match field.value {
            OrganisationField::Urn => {
                out.said.extend(organisation.urn.as_ref().map(|urn| Said {
                    words: urn.value.to_string(),
                    place: urn.place,
                    sort: Sort::Number,
                }));
                out.value(&mut organisation.urn, way, key);
            }
            OrganisationField::Address => {
                out.text(&mut organisation.address, way, key, Sort::Words);
            }
            OrganisationField::Website => {
                out.text(&mut organisation.website, way, key, Sort::Link);
            }
            OrganisationField::Strapline => {
                out.text(&mut organisation.strapline, way, key, Sort::Title);
            }
        }
    }
}

fn people(profile: &mut Profile, numbers: Numbers, out: &mut LeftOut) {
    let private = match numbers {
        Numbers::Printed => Vec::new(),
        Numbers::LeftOut => personal_numbers(profile),
    };
    for (place, (key, one)) in profile.people.iter_mut().enumerate() {
        let way = format!("people.{key}");
        if one.public == Some(false) {
            hide(one, &way, Cause::NotPublic, PersonField::Name, out);
            hide(one, &way, Cause::NotPublic, PersonField::Email, out);
            hide(one, &way, Cause::NotPublic, PersonField::Phone, out);
        }
        for field in std::mem::take(&mut one.not_public) {
            hide(one, &way, Cause::FieldNotPublic, field.value, out);
        }
        let number = private.iter().find(|(known, _)| *known == place);
        if let Some((_, number)) = number {
            let cause = match number {
                PersonalNumber::Mobile => Cause::Mobile,
                PersonalNumber::Direct => Cause::DirectNumber,
            };
            hide(one, &way, cause, PersonField::Phone, out);
        }
    }
}

fn hide(one: &mut Person, way: &str, cause: Cause, field: PersonField, out: &mut LeftOut) {
    let (field, key, sort) = match field {
        PersonField::Name => (&mut one.name, "name", Sort::Name),
        PersonField::Email => (&mut one.email, "email", Sort::Email),
        PersonField::Phone => (&mut one.phone, "phone", Sort::Number),
    };
    if let Some(text) = field.take() {
        out.field(way, key, Some(text.place), cause);
        super::says::text(Some(&text), sort, &mut out.said);
    }
}

fn contact(contact: &mut Contact, way: &str, out: &mut LeftOut) {
    for field in std::mem::take(&mut contact.not_public) {
        let key = field.key();
        match field.value {
            ContactField::Audience => out.text(&mut contact.audience, way, key, Sort::Words),
            ContactField::People => out.keys(&mut contact.people, way, key),
            ContactField::Text => out.text(&mut contact.text, way, key, Sort::Words),
        }
    }
}

/// Of a piece that is not public its place among the others stays, and who holds it; see the templates' values.
fn evidence(profile: &mut Profile, out: &mut LeftOut) {
    for piece in &mut profile.evidence {
        let way = format!("evidence.{}", piece.id.as_str());
        if piece.public == Some(false) {
            out.item(piece, way);
            let reserved = piece.not_public.iter();
            let mut reserved = reserved.map(|field| field.value);
            piece
                .owner
                .take_if(|_| reserved.any(|field| field == EvidenceField::Owner));
            piece.title.value.clear();
            piece.file = None;
            piece.fingerprint = None;
            piece.cited_on = None;
            piece.link = None;
            piece.date = None;
            piece.note = None;
            piece.not_public.clear();
            continue;
        }
        for field in std::mem::take(&mut piece.not_public) {
            let key = field.key();
            match field.value {
                EvidenceField::File => {
                    out.text(&mut piece.file, &way, key, Sort::File);
                    piece.fingerprint = None;
                    piece.cited_on = None;
                }
                EvidenceField::Link => out.text(&mut piece.link, &way, key, Sort::Link),
                // Somebody looked at it soon after.
                EvidenceField::Date => {
                    out.value(&mut piece.date, &way, key);
                    piece.cited_on = None;
                }
                EvidenceField::Owner => out.value(&mut piece.owner, &way, key),
                EvidenceField::Note => out.text(&mut piece.note, &way, key, Sort::Words),
            }
        }
    }
}

fn plan(plan: &mut Plan, out: &mut LeftOut) {
    for field in std::mem::take(&mut plan.not_public) {
        let (way, key) = ("plan", field.key());
        match field.value {
            PlanField::Scope => out.text(&mut plan.scope, way, key, Sort::Words),
            PlanField::Introduction => out.text(&mut plan.introduction, way, key, Sort::Words),
            PlanField::Purpose => out.text(&mut plan.purpose, way, key, Sort::Words),
            PlanField::Version => out.value(&mut plan.version, way, key),
            PlanField::Owner => out.value(&mut plan.owner, way, key),
            PlanField::SafeguardingContact => out.value(&mut plan.safeguarding_contact, way, key),
            PlanField::ActionsReviewOn => out.value(&mut plan.actions_review_on, way, key),
            PlanField::Custom => out.custom(&mut plan.custom, way),
        }
    }
    let (context, way) = (&mut plan.context, "plan.context");
    for field in std::mem::take(&mut context.not_public) {
        let key = field.key();
        match field.value {
            ContextField::National => out.text(&mut context.national, way, key, Sort::Words),
            ContextField::Local => out.text(&mut context.local, way, key, Sort::Words),
        }
    }
    let (approval, way) = (&mut plan.approval, "plan.approval");
    for field in std::mem::take(&mut approval.not_public) {
        let key = field.key();
        match field.value {
            ApprovalField::EffectiveOn => out.value(&mut approval.effective_on, way, key),
            ApprovalField::Minute => out.text(&mut approval.minute, way, key, Sort::Title),
        }
    }
    out.entries(&mut plan.principles, "plan", "principles", principle);
    out.entries(&mut plan.history, "plan", "history", version);
    out.entries(&mut plan.areas, "plan", "areas", work::area);
    let sections = plan
        .policy
        .iter_mut()
        .flat_map(|policy| &mut policy.sections);
    for one in sections {
        section(one, out);
    }
    for one in &mut plan.annexes {
        annex(one, out);
    }
}

/// A principle is its text, which goes with it.
fn principle(_: &mut Principle, _: &str, _: &mut LeftOut) {}

fn version(entry: &mut HistoryEntry, way: &str, out: &mut LeftOut) {
    for field in std::mem::take(&mut entry.not_public) {
        let key = field.key();
        match field.value {
            HistoryField::On => out.value(&mut entry.on, way, key),
            HistoryField::By => out.text(&mut entry.by, way, key, Sort::Title),
            HistoryField::Note => out.text(&mut entry.note, way, key, Sort::Words),
        }
    }
}

fn section(section: &mut Section, out: &mut LeftOut) {
    let way = format!("plan.policy.sections.{}", section.id.as_str());
    if section.public == Some(false) {
        out.item(section, way);
        not_published(&mut section.title);
        section.text = None;
        section.clauses.clear();
        section.contacts.clear();
        section.contacts_heading = None;
        section.not_public.clear();
        return;
    }
    for field in std::mem::take(&mut section.not_public) {
        let key = field.key();
        match field.value {
            SectionField::Text => out.text(&mut section.text, &way, key, Sort::Words),
            SectionField::Contacts => out.keys(&mut section.contacts, &way, key),
        }
    }
    section.clauses.retain_mut(|one| clause(one, &way, out));
}

/// Takes out of a clause what is not public; a clause without a number can go as a whole.
fn clause(clause: &mut Clause, way: &str, out: &mut LeftOut) -> bool {
    if clause.public != Some(false) {
        return true;
    }
    out.item(clause, super::left_out::way_to(clause, way, "clauses", 0));
    clause.heading = None;
    not_published(&mut clause.text);
    clause.text.value.push('.');
    clause.is_numbered()
}

fn annex(annex: &mut Annex, out: &mut LeftOut) {
    let way = super::left_out::way_to(annex, "plan", "annexes", 0);
    if annex.public() == Some(false) {
        out.item(annex, way);
        not_published(&mut annex.title);
        annex.template = None;
        annex.text = None;
        annex.not_public.clear();
        return;
    }
    for field in std::mem::take(&mut annex.not_public) {
        let key = field.key();
        match field.value {
            AnnexField::Text => out.text(&mut annex.text, &way, key, Sort::Words),
            AnnexField::Template => out.value(&mut annex.template, &way, key),
        }
    }
}

fn not_published(text: &mut Text) {
    text.value = NOT_PUBLISHED.to_string();
}
