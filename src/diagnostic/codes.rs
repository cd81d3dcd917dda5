//! The codes of faults that no rule looks for: they come up while files are read, laid over each other and filled in.

use super::Severity::{self, Error, Note, Warning};

/// Faults of one kind.
#[derive(Clone, Copy, Debug)]
pub struct CodeGroup {
    /// What they are about.
    pub title: &'static str,
    /// The codes, sorted, each with how bad it is at worst and what it means in one sentence.
    pub codes: &'static [(&'static str, Severity, &'static str)],
}

/// Every code that is no rule's, by its subject. A test looks for every code of the program in it.
pub const CODES: [CodeGroup; 11] = [
    CodeGroup {
        title: "What not everybody may see",
        codes: &[(
            "not-public",
            Error,
            "A document that everybody may read says something that is marked as not public: it was typed into another text, \
             or a placeholder put it there.",
        )],
    },
    CodeGroup {
        title: "Files that cannot be read",
        codes: &[
            (
                "file-empty",
                Error,
                "The file holds nothing, or comments alone; a plan needs at least an organisation and a plan.",
            ),
            (
                "file-encoding",
                Error,
                "The file is not saved as UTF-8, so letters such as `é`, `£` and `’` cannot be read; save it again as UTF-8.",
            ),
            (
                "file-kind",
                Error,
                "The file is a Word file, a PDF or a picture whose name ends like that of a plan.",
            ),
            (
                "file-size",
                Error,
                "The file is larger than 4 MB, a hundred times a large plan.",
            ),
        ],
    },
    CodeGroup {
        title: "How YAML is written",
        codes: &[
            (
                "duplicate-key",
                Error,
                "A group has two lines with the same name, and one of them would silently be lost.",
            ),
            (
                "yaml-backslash",
                Error,
                "A backslash in \"double quotes\" begins a special sign, and this is none; write two, or use 'single quotes'.",
            ),
            (
                "yaml-bracket",
                Error,
                "A bracket or brace is opened and not closed, or closed and not opened.",
            ),
            (
                "yaml-colon",
                Error,
                "A text holds a colon and a space, which make a name and a value of it; put the text in quotes.",
            ),
            (
                "yaml-comment",
                Error,
                "A `#` in a text begins a comment, so that the rest of the line is lost; put the text in quotes.",
            ),
            (
                "yaml-complex-key",
                Error,
                "A list or a group stands where the name of a field should stand.",
            ),
            (
                "yaml-control-character",
                Error,
                "The file holds a character that no keyboard types and no editor shows; delete it.",
            ),
            (
                "yaml-damaged-letter",
                Error,
                "A letter was damaged when the file was saved or copied, and shows as `�`; type it again.",
            ),
            (
                "yaml-dash",
                Error,
                "A list begins on the same line as its name; begin a new line for each item.",
            ),
            (
                "yaml-exclamation",
                Error,
                "A text that begins with an exclamation mark needs quotes.",
            ),
            (
                "yaml-hidden-line-break",
                Error,
                "The file holds a line break that most editors do not show as one; delete it and press Enter.",
            ),
            (
                "yaml-indentation",
                Error,
                "The spaces at the start of a line do not fit the lines above it, so it is not clear what it belongs to.",
            ),
            (
                "yaml-inherit",
                Error,
                "`<<` takes over lines of a group that has a name, and there is no such group.",
            ),
            (
                "yaml-joined-line",
                Error,
                "A line that looks like an item of a list has become part of the text above it; mind the spaces at its start.",
            ),
            (
                "yaml-long-name",
                Error,
                "The name before a colon is too long to be one; text that holds a colon needs quotes.",
            ),
            (
                "yaml-long-text",
                Error,
                "A text is longer than can be meant; a closing quote may be missing.",
            ),
            (
                "yaml-no-key",
                Error,
                "A line has no colon, or no name before it, so it is not clear what it is.",
            ),
            (
                "yaml-placeholder",
                Error,
                "A text that begins with `{{` needs quotes, or YAML takes it for a group.",
            ),
            (
                "yaml-quote",
                Error,
                "A quote is opened and not closed, or text follows behind the closing one.",
            ),
            (
                "yaml-repeats-itself",
                Error,
                "A `*name` stands inside the very group that it repeats.",
            ),
            (
                "yaml-second-document",
                Error,
                "A line `---` divides the file in two; a file holds one organisation.",
            ),
            (
                "yaml-special-space",
                Error,
                "A space from Word or a web page stands where an ordinary one is needed; type it again.",
            ),
            (
                "yaml-special-start",
                Error,
                "A text begins with a sign that means something to YAML, such as `@` or `%`; put it in quotes.",
            ),
            (
                "yaml-star",
                Error,
                "A text that begins with a star needs quotes, or YAML takes it for a `*name`.",
            ),
            ("yaml-tab", Error, "A tab stands where YAML wants spaces."),
            (
                "yaml-text-direction",
                Warning,
                "A hidden sign changes the direction of the text, so that it reads differently from what it says.",
            ),
            (
                "yaml-too-deep",
                Error,
                "Groups and lists stand deeper in each other than any plan needs.",
            ),
            (
                "yaml-too-many-faults",
                Error,
                "There are more faults than are listed; mend these first.",
            ),
            (
                "yaml-too-much",
                Error,
                "The file holds more values or text than any plan needs; a `*name` counts as much as all that it repeats.",
            ),
            (
                "yaml-unreadable",
                Error,
                "The line cannot be read, for a reason that has no explanation of its own.",
            ),
            (
                "yaml-unused-name",
                Warning,
                "A `&name` is left out of the text, because it only gives a name to what follows it; put the text in quotes if it belongs to it.",
            ),
        ],
    },
    CodeGroup {
        title: "Names and values",
        codes: &[
            (
                "missing-key",
                Error,
                "A line that is always needed is not there, such as the title of an area.",
            ),
            (
                "shared-id",
                Error,
                "Two files have the same `id`, which names an organisation and its folder of documents.",
            ),
            (
                "unknown-key",
                Error,
                "There is no field of this name here, so what it says would be lost.",
            ),
            (
                "unknown-word",
                Error,
                "The field knows some words only, and this is none of them.",
            ),
            (
                "wrong-kind",
                Error,
                "A list or a group stands where one value is wanted, or the other way round.",
            ),
            (
                "wrong-value",
                Error,
                "The value cannot be read as what the field holds: a date, a number, a colour, an id.",
            ),
        ],
    },
    CodeGroup {
        title: "Files that extend each other",
        codes: &[
            (
                "extends-cycle",
                Error,
                "Files extend each other in a circle.",
            ),
            (
                "extends-faulty",
                Error,
                "The file that this one extends has errors; mend them first.",
            ),
            (
                "extends-missing",
                Error,
                "The file that this one extends is not there.",
            ),
            (
                "extends-outside",
                Error,
                "The file that this one extends lies outside the workspace.",
            ),
            (
                "extends-too-long",
                Error,
                "More than 16 files extend each other in a row.",
            ),
            (
                "merge-duplicate-id",
                Error,
                "Two entries of a list have the same id in one file, so it is not clear which is meant.",
            ),
            (
                "merge-kind",
                Error,
                "A list or a group stands where the file that this one extends has something else.",
            ),
            (
                "merge-lock-word",
                Error,
                "`lock` is one of `none`, `wording` and `all`.",
            ),
            (
                "merge-locked",
                Error,
                "The file that this one extends has locked what is changed here; ask whoever keeps it.",
            ),
            (
                "merge-no-id",
                Error,
                "An entry has no `id`, by which it could be told from the others.",
            ),
            (
                "merge-nothing-inherited",
                Error,
                "`remove`, `after`, `before` and `add` change what is inherited, and this file extends no other.",
            ),
            (
                "merge-reason",
                Error,
                "What is inherited is removed or reworded without a `reason`.",
            ),
            (
                "merge-seen",
                Warning,
                "`seen` does not say what had been seen of the inherited wording, so that changes of it may go unnoticed.",
            ),
            (
                "merge-unknown-id",
                Error,
                "An entry to be changed, or to stand beside, is not among the inherited ones.",
            ),
            (
                "merge-unknown-item",
                Error,
                "An item to be taken away is not in the inherited list.",
            ),
        ],
    },
    CodeGroup {
        title: "Placeholders and references",
        codes: &[
            (
                "placeholder",
                Error,
                "What stands between `{{` and `}}` cannot be worked out.",
            ),
            (
                "placeholder-here",
                Error,
                "A placeholder stands where placeholders take their words from.",
            ),
            (
                "unknown-annex",
                Error,
                "A reference names no annex of the plan.",
            ),
            (
                "unknown-clause",
                Error,
                "A reference names no section or clause of the policy.",
            ),
            (
                "unknown-guidance",
                Error,
                "A key names no guidance of the register.",
            ),
            (
                "unknown-name",
                Error,
                "A placeholder names something that is not there.",
            ),
        ],
    },
    CodeGroup {
        title: "Logos, fonts and house documents",
        codes: &[
            (
                "font-file",
                Error,
                "A font file of the brand is missing, damaged, of another family, or may not be put into documents.",
            ),
            (
                "logo",
                Error,
                "A logo is missing, lies outside the workspace, or is no picture that documents can hold.",
            ),
            (
                "long-text",
                Warning,
                "The text has more than 10,000 bytes, so that the rules do not look at its words.",
            ),
            (
                "missing-character",
                Error,
                "The font of the PDF has no such character, so it would be lost on paper.",
            ),
            (
                "too-long",
                Error,
                "A word or a title is longer than any page can hold.",
            ),
            (
                "word-reference",
                Error,
                "The house document of the brand is missing, lies outside the workspace, or cannot be filled in.",
            ),
        ],
    },
    CodeGroup {
        title: "Documents and templates",
        codes: &[
            (
                "annex-template",
                Warning,
                "The template of an annex prints a whole document and no part of one.",
            ),
            (
                "empty-title",
                Error,
                "A title says nothing once its placeholders are filled.",
            ),
            (
                "missing-field",
                Warning,
                "The title sheet asks for something that the plan does not give.",
            ),
            (
                "not-shown",
                Note,
                "The file gives something that none of its documents shows.",
            ),
            (
                "template-expression",
                Error,
                "An expression of a template cannot be worked out.",
            ),
            (
                "template-faulty",
                Error,
                "A template that is asked for has errors; mend them first.",
            ),
            (
                "template-group",
                Error,
                "A template prints several fields as one.",
            ),
            (
                "template-level",
                Error,
                "A column of a template is finer than the rows of its table.",
            ),
            (
                "template-missing-name",
                Warning,
                "A template prints a word, a person or a fact that the organisation does not have.",
            ),
            (
                "template-rating",
                Error,
                "A template compares a rating with a word that is no rating.",
            ),
            (
                "template-shape",
                Error,
                "A template asks for something that could not be laid out.",
            ),
            (
                "template-unknown-field",
                Error,
                "A template names a field that there is not.",
            ),
            (
                "unknown-scale",
                Error,
                "A template names no scale of the plan.",
            ),
            (
                "unknown-template",
                Error,
                "There is no template of this name.",
            ),
        ],
    },
    CodeGroup {
        title: "The register and the settings",
        codes: &[
            (
                "check-without-effect",
                Warning,
                "`checks:` names a rule and sets nothing of it, or gives words to a rule that takes none.",
            ),
            (
                "check-without-reason",
                Error,
                "A rule is weakened in `checks:` without a `reason`, and whoever reads it next year would not know why.",
            ),
            (
                "fixed-check",
                Error,
                "A rule is weakened in `checks:` that documents cannot be built without.",
            ),
            (
                "guidance-link",
                Error,
                "The link of an entry of the register is no web address.",
            ),
            (
                "guidance-source",
                Error,
                "An entry of the register is called verified and does not say where and when it was looked up.",
            ),
            (
                "guidance-succession",
                Error,
                "An entry of the register ends before it begins, or entries follow each other in a circle.",
            ),
            (
                "guidance-title",
                Error,
                "The title of an entry of the register is empty or has several lines.",
            ),
            (
                "unknown-check",
                Error,
                "`checks:` names a rule that there is not.",
            ),
        ],
    },
    CodeGroup {
        title: "Editions",
        codes: &[
            (
                "edition-added",
                Error,
                "A file lies in the folder of an edition that was not approved with it; take it out.",
            ),
            (
                "edition-changed",
                Error,
                "A file of an edition is not as it was when the plan was approved; get it back from a copy.",
            ),
            (
                "edition-file",
                Error,
                "An `edition.json` names a file that cannot be one, names one twice, or names too many.",
            ),
            (
                "edition-format",
                Error,
                "An `edition.json` has a form that this version of the program does not know.",
            ),
            (
                "edition-missing",
                Error,
                "A file of an edition is not there any more; get it back from a copy.",
            ),
            (
                "edition-moved",
                Error,
                "An edition lies in a folder whose names are not its period, its organisation and its version.",
            ),
            (
                "edition-unread",
                Warning,
                "An edition cannot be read, so that its version may be missing from the version history of the plan, or changes in what the plan takes over go unnoticed.",
            ),
        ],
    },
    CodeGroup {
        title: "Packs of evidence",
        codes: &[
            (
                "pack-added",
                Error,
                "A file lies in a pack that was not in it when it was made; take it out.",
            ),
            (
                "pack-changed",
                Error,
                "A file of a pack is not as it was when the pack was made; ask for the pack again.",
            ),
            (
                "pack-missing",
                Error,
                "A file of a pack is not there any more; ask for the pack again.",
            ),
            (
                "pack-unread",
                Error,
                "A ZIP is no pack, is damaged, holds something that it does not list, or claims to hold far more than a pack does.",
            ),
        ],
    },
];

/// What a code means that is no rule's; `None` of any other.
#[must_use]
pub fn meaning(code: &str) -> Option<&'static str> {
    let mut codes = CODES.iter().flat_map(|group| group.codes);
    codes.find_map(|(known, _, meaning)| (*known == code).then_some(*meaning))
}
