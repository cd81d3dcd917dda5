//! What a text can refer to: clauses and annexes of its own plan, and guidance.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use indexmap::IndexMap;
use minijinja::value::{Object, ObjectRepr};
use minijinja::{Error, ErrorKind, State, Value};

use crate::diagnostic::nearest;
use crate::guidance::Register;
use crate::model::{Plan, annex_letters};

/// The functions, each with what it prints, for messages and the manual.
pub const FUNCTIONS: [(&str, &str); 3] = [
    (
        "clause",
        "the number of a clause or section: clause('records') prints 3.6",
    ),
    (
        "annex",
        "the letter of an annex: annex('rag-plan') prints Annex A",
    ),
    (
        "cite",
        "the title of guidance: cite('kcsie-2025'); the guidance joins the references",
    ),
];

/// How many ids a message lists.
const MOST: usize = 12;
/// How many ids are looked at for the one that was meant: a hostile plan has thousands, and as many mistakes.
const LOOKED_AT: usize = 500;

/// The functions of one plan, to be put among the facts that a text or a template may name.
#[derive(Clone, Debug)]
pub struct Functions {
    clause: Arc<Function>,
    annex: Arc<Function>,
    cite: Arc<Function>,
}

impl Functions {
    /// The functions of a plan with all that it inherits, for its numbers follow what stands before a clause.
    #[must_use]
    pub fn new(plan: &Plan, register: &Arc<Register>) -> Self {
        let register = Arc::clone(register);
        let cite = move |id: &str| match register.get(id) {
            Ok(guidance) => Ok(guidance.short_citation()),
            Err(missing) => Err(Unresolved {
                code: "unknown-guidance",
                id: id.to_string(),
                message: missing.message,
                help: missing.help,
            }),
        };
        let (clauses, annexes) = (clauses(plan), annexes(plan));
        Self {
            clause: Function::new("clause", move |id| clause(&clauses, id)),
            annex: Function::new("annex", move |id| annex(&annexes, id)),
            cite: Function::new("cite", cite),
        }
    }

    /// The functions by the names that texts use.
    #[must_use]
    pub fn values(&self) -> [(&'static str, Value); 3] {
        [&self.clause, &self.annex, &self.cite]
            .map(|function| (function.name, Value::from_dyn_object(Arc::clone(function))))
    }

    /// The ids of the guidance that was cited since this was last asked, in order.
    #[must_use]
    pub fn cited(&self) -> Vec<String> {
        std::mem::take(
            &mut *self
                .cite
                .found
                .lock()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }
}

/// A function from an id to the Markdown that refers to what has the id.
pub(super) struct Function {
    pub(super) name: &'static str,
    refer: Refer,
    /// The ids that it was asked for and found.
    found: Mutex<Vec<String>>,
}

type Refer = Box<dyn Fn(&str) -> Result<String, Unresolved> + Send + Sync>;

/// Why an id could not be referred to.
#[derive(Clone, Debug)]
pub(super) struct Unresolved {
    /// The code of the diagnostic.
    pub(super) code: &'static str,
    /// The id as it was written.
    pub(super) id: String,
    /// What is wrong, without a full stop.
    pub(super) message: String,
    /// The way out.
    pub(super) help: String,
}

impl Function {
    fn new(
        name: &'static str,
        refer: impl Fn(&str) -> Result<String, Unresolved> + Send + Sync + 'static,
    ) -> Arc<Self> {
        Arc::new(Self {
            name,
            refer: Box::new(refer),
            found: Mutex::default(),
        })
    }
}

impl Object for Function {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn call(self: &Arc<Self>, _: &mut State<'_, '_>, arguments: &[Value]) -> Result<Value, Error> {
        let [argument] = arguments else {
            return Err(self.without_id());
        };
        let id = argument.as_str().ok_or_else(|| self.without_id())?;
        match (self.refer)(id) {
            Ok(markdown) => {
                let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
                found.push(id.to_string());
                Ok(Value::from(markdown))
            }
            Err(unresolved) => Err(Error::new(
                ErrorKind::InvalidOperation,
                unresolved.message.clone(),
            )
            .with_source(unresolved)),
        }
    }
}

impl Function {
    /// What is said where the function stands without the one id that it needs.
    pub(super) fn without_id(&self) -> Error {
        let message = format!(
            "`{0}` needs one id in quotes, as in {{{{ {0}('…') }}}}",
            self.name
        );
        Error::new(ErrorKind::InvalidOperation, message)
    }
}

impl fmt::Debug for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl fmt::Display for Unresolved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Unresolved {}

/// The reference to each section and clause; `None` for a clause without a number. An id that a section and a clause
/// share means the section.
fn clauses(plan: &Plan) -> IndexMap<String, Option<String>> {
    let mut references = IndexMap::new();
    let sections = || {
        plan.policy
            .iter()
            .flat_map(|policy| &policy.sections)
            .zip(1..)
    };
    for (section, number) in sections() {
        let id = &section.id.value;
        references
            .entry(id.to_string())
            .or_insert_with(|| Some(format!("[{number}](#{})", section.anchor(number))));
    }
    for (section, number) in sections() {
        for (clause, place) in section.numbered() {
            let id = &clause.id.value;
            let anchor = |place| match section.public {
                Some(false) => section.anchor(number), // its clauses are not published with it
                Some(true) | None => clause.anchor(number, place),
            };
            references.entry(id.to_string()).or_insert_with(|| {
                place.map(|place| format!("[{number}.{place}](#{})", anchor(place)))
            });
        }
    }
    references
}

/// The reference to each annex; an id that two of them share means the first.
fn annexes(plan: &Plan) -> IndexMap<String, String> {
    let mut references = IndexMap::new();
    for (place, annex) in plan.annexes.iter().enumerate() {
        let id = &annex.id.value;
        references.entry(id.to_string()).or_insert_with(|| {
            format!("[Annex {}](#{})", annex_letters(place), annex.anchor(place))
        });
    }
    references
}

fn clause(references: &IndexMap<String, Option<String>>, id: &str) -> Result<String, Unresolved> {
    match references.get(id) {
        Some(Some(reference)) => Ok(reference.clone()),
        Some(None) => Err(Unresolved {
            code: "unknown-clause",
            id: id.to_string(),
            message: format!("the clause `{id}` has no number to refer to"),
            help: "Take `numbered: no` out of it, or refer to its section.".into(),
        }),
        None => Err(unknown(
            "unknown-clause",
            "clause or section",
            id,
            references
                .iter()
                .filter_map(|(id, reference)| reference.as_ref().map(|_| id)),
        )),
    }
}

fn annex(references: &IndexMap<String, String>, id: &str) -> Result<String, Unresolved> {
    let reference = references.get(id).cloned();
    reference.ok_or_else(|| unknown("unknown-annex", "annex", id, references.keys()))
}

fn unknown<'a>(
    code: &'static str,
    kind: &str,
    id: &str,
    known: impl Iterator<Item = &'a String> + Clone,
) -> Unresolved {
    let names = known.take(LOOKED_AT).map(String::as_str);
    let help = match nearest(id, names.clone()) {
        Some(meant) => format!("Did you mean `{meant}`?"),
        None if names.clone().next().is_none() => format!("This plan has no {kind} yet."),
        None => {
            let more = names.clone().count().saturating_sub(MOST);
            let listed = names.take(MOST).collect::<Vec<_>>().join(", ");
            if more == 0 {
                format!("There are: {listed}.")
            } else {
                format!("There are: {listed} and {more} more.")
            }
        }
    };
    Unresolved {
        code,
        id: id.to_string(),
        message: format!("there is no {kind} called `{id}`"),
        help,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostic, Sources};
    use crate::merge::merge;
    use crate::model::Profile;
    use crate::source::{self, Node};
    use crate::wording::{Engine, expand};

    const TRUST: &str = "\
id: oak
organisation: { kind: school, name: Oak }
people: { dsl: { role: Lead } }
facts: { trained-leads: 'Leads are trained, see {{ cite(\"ctsa-2015\") }}.' }
plan:
  title: Plan
  owner: dsl
  custom: { phase: 'run by the {{ people.dsl.role }}' }
  references: [kcsie-2024]
  introduction: INTRODUCTION
  policy:
    sections:
      - id: scope
        title: Scope
        clauses:
          - { id: who, text: Everyone. }
          - { id: note, numbered: no, text: Unnumbered. }
          - { id: records, text: Records. }
  annexes: [{ id: rag-plan, title: Plan }, { id: contacts, title: Contacts }]
";

    /// What comes of the trust's file with an introduction, and of a nearer file over it.
    fn expanded(introduction: &str, nearer: &str) -> (Option<Profile>, Sources, Vec<Diagnostic>) {
        let (mut sources, mut diagnostics) = (Sources::default(), Vec::new());
        let register = Arc::new(Register::builtin(&mut sources, &mut diagnostics));
        let mut read = |text: &str| -> Node {
            source::parse("plan.yaml", text.as_bytes(), &mut sources, &mut diagnostics).unwrap()
        };
        let trust = read(&TRUST.replace("INTRODUCTION", introduction));
        let nearer = read(&format!(
            "id: elm\norganisation: {{ kind: school, name: Elm }}\n{nearer}"
        ));
        let merged = merge(&trust, &[&nearer]);
        diagnostics.extend(merged.diagnostics);
        let (profile, _, faults) = expand(&merged.node, &Engine::strict(), &sources, &register);
        diagnostics.extend(faults);
        (profile, sources, diagnostics)
    }

    fn introduction(text: &str, nearer: &str) -> String {
        let (profile, _, diagnostics) = expanded(text, nearer);
        assert_eq!(diagnostics, []);
        profile.unwrap().plan.introduction.unwrap().value
    }

    /// Code, message, help and the words at the place of each fault.
    fn faults(introduction: &str) -> Vec<String> {
        let (_, sources, diagnostics) = expanded(introduction, "");
        let said = diagnostics.iter().map(|fault| {
            let at = fault.place.map_or("", |place| sources.slice(place));
            let help = fault.help.as_deref().unwrap_or("");
            format!("{} at {at}: {}. {help}", fault.code, fault.message)
        });
        said.collect()
    }

    #[test]
    fn references_are_links_with_the_number_of_the_merged_plan() {
        let text = "\"{{ clause('scope') }} {{ clause('records') }} {{ annex('contacts') }}\"";
        assert_eq!(
            introduction(text, ""),
            "[1](#section-scope) [1.2](#clause-records) [Annex B](#annex-contacts)"
        );
        let inserted = "plan:\n  policy:\n    sections:\n      - id: aims\n        before: scope\n        \
            title: Aims\n      - id: scope\n        clauses: [{ id: local, after: who, text: Local. }]\n";
        assert_eq!(
            introduction(text, inserted),
            "[2](#section-scope) [2.3](#clause-records) [Annex B](#annex-contacts)"
        );
    }

    #[test]
    fn a_reference_to_what_is_not_public_does_not_tell_its_id() {
        let hidden = "plan:\n  policy:\n    sections:\n      - id: scope\n        clauses: [{ id: records, public: no }]\n      \
            - { id: raids, title: Raids, public: no, clauses: [{ id: smith, text: One. }] }\n  \
            annexes: [{ id: contacts, public: no }]\n";
        let text = "\"{{ clause('who') }} {{ clause('records') }} {{ clause('raids') }} {{ clause('smith') }} \
            {{ annex('contacts') }}\"";
        assert_eq!(
            introduction(text, hidden),
            "[1.1](#clause-who) [1.2](#clause--1-2) [2](#section--2) [2.1](#section--2) [Annex B](#annex--b)"
        );
    }

    #[test]
    fn what_is_cited_joins_the_references_once_and_in_order() {
        let text =
            "\"{{ cite('kcsie-2025') }}, {{ cite('kcsie-2024') }}, {{ cite('kcsie-2025') }}\"";
        let (profile, sources, diagnostics) = expanded(text, "");
        assert_eq!(diagnostics, []);
        let plan = profile.unwrap().plan;
        let keys: Vec<_> = plan.references.iter().map(|key| key.as_str()).collect();
        assert_eq!(keys, ["kcsie-2024", "ctsa-2015", "kcsie-2025"]);
        for key in &plan.references {
            assert_eq!(sources.slice(key.place), key.value);
        }
        let said = plan.introduction.unwrap().value;
        assert!(
            said.starts_with("[*Keeping children safe in education 2025*](https://www.gov.uk/"),
            "{said}"
        );
    }

    #[test]
    fn statements_are_made_once_and_used_in_texts() {
        let text = "\"{{ facts['trained-leads'] }} {{ plan.custom.phase | capital }}; {{ plan.owner.role }}\"";
        let said = introduction(text, "");
        assert!(
            said.starts_with("Leads are trained, see [*Counter-Terrorism and Security Act 2015*]("),
            "{said}"
        );
        assert!(said.ends_with("). Run by the Lead; Lead"), "{said}");
        assert_eq!(
            faults("\"{{ facts.trained-leads }}\""),
            [
                "unknown-name at facts.trained-leads: `facts.trained-leads` cannot be read, because of the hyphen. Write \
              facts['trained-leads'] in its place."
            ]
        );
    }

    #[test]
    fn what_cannot_be_referred_to_is_an_error_at_its_id() {
        for (text, said) in [
            (
                "clause('record')",
                "unknown-clause at record: there is no clause or section called `record`. Did you mean `records`?",
            ),
            (
                "clause('note')",
                "unknown-clause at note: the clause `note` has no number to refer to. Take `numbered: no` out of it, or \
                 refer to its section.",
            ),
            (
                "annex('risks')",
                "unknown-annex at risks: there is no annex called `risks`. There are: rag-plan, contacts.",
            ),
            (
                "cite('kcsie-2052')",
                "unknown-guidance at kcsie-2052: there is no guidance called `kcsie-2052`. Did you mean `kcsie-2025`?",
            ),
        ] {
            assert_eq!(faults(&format!("\"See {{{{ {text} }}}}\"")), [said]);
        }
    }

    #[test]
    fn a_function_needs_one_id() {
        for text in [
            "cite",
            "cite()",
            "cite('kcsie-2025', 'b')",
            "cite(plan.owner)",
        ] {
            let faults = faults(&format!("\"{{{{ {text} }}}}\""));
            assert_eq!(faults.len(), 1, "{text}: {faults:?}");
            assert!(
                faults[0].contains("`cite` needs one id in quotes"),
                "{text}: {faults:?}"
            );
        }
    }
}
