//! Which fields can be kept from the public by themselves, in `not_public`. What cannot stand without a field, such as an
//! action without its text, is kept back as a whole, with `public: no`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Declares the fields of one kind of entry, each with the key of the file.
macro_rules! fields {
    ($(#[$about:meta])* $name:ident { $($field:ident = $key:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
        pub enum $name {
            $(
                #[doc = concat!("`", $key, "`")]
                #[serde(rename = $key)]
                #[schemars(title = $key)]
                $field,
            )+
        }

        impl $name {
            /// The key of the file.
            #[must_use]
            pub fn key(self) -> &'static str {
                match self {
                    $(Self::$field => $key,)+
                }
            }
        }
    };
}

fields! {
    /// What of an organisation can be kept from the public.
    OrganisationField { Urn = "urn", Address = "address", Website = "website", Strapline = "strapline" }
}

fields! {
    /// What of a person can be kept from the public.
    PersonField { Name = "name", Email = "email", Phone = "phone" }
}

fields! {
    /// What of a box of contacts can be kept from the public.
    ContactField { Audience = "audience", People = "people", Text = "text" }
}

fields! {
    /// What of a piece of evidence can be kept from the public.
    EvidenceField { File = "file", Link = "link", Date = "date", Owner = "owner", Note = "note" }
}

fields! {
    /// What of the head of a plan can be kept from the public.
    PlanField {
        Scope = "scope",
        Introduction = "introduction",
        Purpose = "purpose",
        Version = "version",
        Owner = "owner",
        SafeguardingContact = "safeguarding_contact",
        ActionsReviewOn = "actions_review_on",
        Custom = "custom",
    }
}

fields! {
    /// What of the picture of risk can be kept from the public.
    ContextField { National = "national", Local = "local" }
}

fields! {
    /// What of an approval can be kept from the public.
    ApprovalField { EffectiveOn = "effective_on", Minute = "minute" }
}

fields! {
    /// What of an earlier version can be kept from the public.
    HistoryField { On = "on", By = "by", Note = "note" }
}

fields! {
    /// What of an area can be kept from the public.
    AreaField {
        Theme = "theme",
        Leads = "leads",
        Lead = "lead",
        Deadline = "deadline",
        Outcomes = "outcomes",
        Impact = "impact",
        Progress = "progress",
        Evidence = "evidence",
        Risk = "risk",
        Custom = "custom",
    }
}

fields! {
    /// What of an expectation can be kept from the public.
    ExpectationField { Leads = "leads", Lead = "lead", Custom = "custom" }
}

fields! {
    /// What of an action can be kept from the public.
    ActionField {
        Leads = "leads",
        Lead = "lead",
        Start = "start",
        Deadline = "deadline",
        Completed = "completed",
        Frequency = "frequency",
        Outcomes = "outcomes",
        Impact = "impact",
        Evidence = "evidence",
        Reviews = "reviews",
        Rag = "rag",
        Progress = "progress",
        Risk = "risk",
        Custom = "custom",
    }
}

fields! {
    /// What of a judgement of an action can be kept from the public.
    ReviewField { On = "on", By = "by", Rag = "rag", Note = "note" }
}

fields! {
    /// What of a risk can be kept from the public.
    RiskField {
        Hazard = "hazard",
        Controls = "controls",
        Gross = "gross",
        Residual = "residual",
        Reviews = "reviews",
    }
}

fields! {
    /// What of a judgement of a risk can be kept from the public.
    RiskReviewField { On = "on", By = "by", Score = "score", Note = "note" }
}

fields! {
    /// What of a section of a policy can be kept from the public.
    SectionField { Text = "text", Contacts = "contacts" }
}

fields! {
    /// What of an annex can be kept from the public.
    AnnexField { Text = "text", Template = "template" }
}
