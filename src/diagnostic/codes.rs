//! The codes of faults that no rule looks for: they come up while files are read, laid over each other and filled in.

/// Faults of one kind.
#[derive(Clone, Copy, Debug)]
pub struct CodeGroup {
    /// What they are about.
    pub title: &'static str,
    /// The codes, sorted, each with what it means in one sentence.
    pub codes: &'static [(&'static str, &'static str)],
}

/// Every code that is no rule's, by its subject. A test looks for every code of the program in it.
pub const CODES: [CodeGroup; 8] = [
    CodeGroup {
        title: "Files that cannot be read",
        codes: &[
            (
                "file-empty",
                "The file holds nothing, or comments alone; a plan needs at least an organisation and a plan.",
            ),
            (
                "file-encoding",
                "The file is not saved as UTF-8, so letters such as `é`, `£` and `’` cannot be read; save it again as UTF-8.",
            ),
            (
                "file-kind",
                "The file is a Word file, a PDF or a picture whose name ends like that of a plan.",
            ),
            (
                "file-size",
                "The file is larger than 4 MB, a hundred times a large plan.",
            ),
        ],
    },
    CodeGroup {
        title: "How YAML is written",
        codes: &[
            (
                "duplicate-key",
                "A group has two lines with the same name, and one of them would silently be lost.",
            ),
            (
                "yaml-backslash",
                "A backslash in \"double quotes\" begins a special sign, and this is none; write two, or use 'single quotes'.",
            ),
            (
                "yaml-bracket",
                "A bracket or brace is opened and not closed, or closed and not opened.",
            ),
            (
                "yaml-colon",
                "A text holds a colon and a space, which make a name and a value of it; put the text in quotes.",
            ),
            (
                "yaml-comment",
                "A `#` in a text begins a comment, so that the rest of the line is lost; put the text in quotes.",
            ),
            (
                "yaml-complex-key",
                "A list or a group stands where the name of a field should stand.",
            ),
            (
                "yaml-control-character",
                "The file holds a character that no keyboard types and no editor shows; delete it.",
            ),
            (
                "yaml-damaged-letter",
                "A letter was damaged when the file was saved or copied, and shows as `�`; type it again.",
            ),
            (
                "yaml-dash",
                "A list begins on the same line as its name; begin a new line for each item.",
            ),
            (
                "yaml-exclamation",
                "A text that begins with an exclamation mark needs quotes.",
            ),
            (
                "yaml-hidden-line-break",
                "The file holds a line break that most editors do not show as one; delete it and press Enter.",
            ),
            (
                "yaml-indentation",
                "The spaces at the start of a line do not fit the lines above it, so it is not clear what it belongs to.",
            ),
            (
                "yaml-inherit",
                "`<<` takes over lines of a group that has a name, and there is no such group.",
            ),
            (
                "yaml-joined-line",
                "A line that looks like an item of a list has become part of the text above it; mind the spaces at its start.",
            ),
            (
                "yaml-long-name",
                "The name before a colon is too long to be one; text that holds a colon needs quotes.",
            ),
            (
                "yaml-long-text",
                "A text is longer than can be meant; a closing quote may be missing.",
            ),
            (
                "yaml-no-key",
                "A line has no colon, or no name before it, so it is not clear what it is.",
            ),
            (
                "yaml-placeholder",
                "A text that begins with `{{` needs quotes, or YAML takes it for a group.",
            ),
            (
                "yaml-quote",
                "A quote is opened and not closed, or text follows behind the closing one.",
            ),
            (
                "yaml-repeats-itself",
                "A `*name` stands inside the very group that it repeats.",
            ),
            (
                "yaml-second-document",
                "A line `---` divides the file in two; a file holds one organisation.",
            ),
            (
                "yaml-special-space",
                "A space from Word or a web page stands where an ordinary one is needed; type it again.",
            ),
            (
                "yaml-special-start",
                "A text begins with a sign that means something to YAML, such as `@` or `%`; put it in quotes.",
            ),
            (
                "yaml-star",
                "A text that begins with a star needs quotes, or YAML takes it for a `*name`.",
            ),
            ("yaml-tab", "A tab stands where YAML wants spaces."),
            (
                "yaml-text-direction",
                "A hidden sign changes the direction of the text, so that it reads differently from what it says.",
            ),
            (
                "yaml-too-deep",
                "Groups and lists stand deeper in each other than any plan needs.",
            ),
            (
                "yaml-too-many-faults",
                "There are more faults than are listed; mend these first.",
            ),
            (
                "yaml-too-much",
                "The file holds more values or text than any plan needs; a `*name` counts as much as all that it repeats.",
            ),
            (
                "yaml-unreadable",
                "The line cannot be read, for a reason that has no explanation of its own.",
            ),
            (
                "yaml-unused-name",
                "A `&name` is left out of the text, because it only gives a name to what follows it; put the text in quotes if it belongs to it.",
            ),
        ],
    },
    CodeGroup {
        title: "Names and values",
        codes: &[
            (
                "missing-key",
                "A line that is always needed is not there, such as the title of an area.",
            ),
            (
                "shared-id",
                "Two files have the same `id`, which names an organisation and its folder of documents.",
            ),
            (
                "unknown-key",
                "There is no field of this name here, so what it says would be lost.",
            ),
            (
                "unknown-word",
                "The field knows some words only, and this is none of them.",
            ),
            (
                "wrong-kind",
                "A list or a group stands where one value is wanted, or the other way round.",
            ),
            (
                "wrong-value",
                "The value cannot be read as what the field holds: a date, a number, a colour, an id.",
            ),
        ],
    },
    CodeGroup {
        title: "Files that extend each other",
        codes: &[
            ("extends-cycle", "Files extend each other in a circle."),
            (
                "extends-faulty",
                "The file that this one extends has errors; mend them first.",
            ),
            (
                "extends-missing",
                "The file that this one extends is not there.",
            ),
            (
                "extends-outside",
                "The file that this one extends lies outside the workspace.",
            ),
            (
                "extends-too-long",
                "More than 16 files extend each other in a row.",
            ),
            (
                "merge-duplicate-id",
                "Two entries of a list have the same id in one file, so it is not clear which is meant.",
            ),
            (
                "merge-kind",
                "A list or a group stands where the file that this one extends has something else.",
            ),
            (
                "merge-lock-word",
                "`lock` is one of `none`, `wording` and `all`.",
            ),
            (
                "merge-locked",
                "The file that this one extends has locked what is changed here; ask whoever keeps it.",
            ),
            (
                "merge-no-id",
                "An entry has no `id`, by which it could be told from the others.",
            ),
            (
                "merge-nothing-inherited",
                "`remove`, `after`, `before` and `add` change what is inherited, and this file extends no other.",
            ),
            (
                "merge-reason",
                "What is inherited is removed or reworded without a `reason`.",
            ),
            (
                "merge-unknown-id",
                "An entry to be changed, or to stand beside, is not among the inherited ones.",
            ),
            (
                "merge-unknown-item",
                "An item to be taken away is not in the inherited list.",
            ),
        ],
    },
    CodeGroup {
        title: "Placeholders and references",
        codes: &[
            (
                "placeholder",
                "What stands between `{{` and `}}` cannot be worked out.",
            ),
            (
                "placeholder-here",
                "A placeholder stands where placeholders take their words from.",
            ),
            ("unknown-annex", "A reference names no annex of the plan."),
            (
                "unknown-clause",
                "A reference names no section or clause of the policy.",
            ),
            (
                "unknown-guidance",
                "A key names no guidance of the register.",
            ),
            (
                "unknown-name",
                "A placeholder names something that is not there.",
            ),
        ],
    },
    CodeGroup {
        title: "Logos, fonts and house documents",
        codes: &[
            (
                "font-file",
                "A font file of the brand is missing, damaged, of another family, or may not be put into documents.",
            ),
            (
                "logo",
                "A logo is missing, lies outside the workspace, or is no picture that documents can hold.",
            ),
            (
                "long-text",
                "The text has more than 10,000 bytes, so that the rules do not look at its words.",
            ),
            (
                "missing-character",
                "The font of the PDF has no such character, so it would be lost on paper.",
            ),
            (
                "too-long",
                "A word or a title is longer than any page can hold.",
            ),
            (
                "word-reference",
                "The house document of the brand is missing, lies outside the workspace, or cannot be filled in.",
            ),
        ],
    },
    CodeGroup {
        title: "Documents and templates",
        codes: &[
            (
                "annex-template",
                "The template of an annex prints a whole document and no part of one.",
            ),
            (
                "empty-title",
                "A title says nothing once its placeholders are filled.",
            ),
            (
                "missing-field",
                "The title sheet asks for something that the plan does not give.",
            ),
            (
                "not-shown",
                "The file gives something that none of its documents shows.",
            ),
            (
                "template-expression",
                "An expression of a template cannot be worked out.",
            ),
            (
                "template-faulty",
                "A template that is asked for has errors; mend them first.",
            ),
            ("template-group", "A template prints several fields as one."),
            (
                "template-level",
                "A column of a template is finer than the rows of its table.",
            ),
            (
                "template-missing-name",
                "A template prints a word, a person or a fact that the organisation does not have.",
            ),
            (
                "template-rating",
                "A template compares a rating with a word that is no rating.",
            ),
            (
                "template-shape",
                "A template asks for something that could not be laid out.",
            ),
            (
                "template-unknown-field",
                "A template names a field that there is not.",
            ),
            ("unknown-scale", "A template names no scale of the plan."),
            ("unknown-template", "There is no template of this name."),
        ],
    },
    CodeGroup {
        title: "The register and the settings",
        codes: &[
            (
                "check-without-reason",
                "A rule is weakened in `checks:` without a `reason`, and whoever reads it next year would not know why.",
            ),
            (
                "fixed-check",
                "A rule is weakened in `checks:` that documents cannot be built without.",
            ),
            (
                "guidance-link",
                "The link of an entry of the register is no web address.",
            ),
            (
                "guidance-source",
                "An entry of the register is called verified and does not say where and when it was looked up.",
            ),
            (
                "guidance-title",
                "The title of an entry of the register is empty or has several lines.",
            ),
            ("unknown-check", "`checks:` names a rule that there is not."),
        ],
    },
];

/// What a code means that is no rule's; `None` of any other.
#[must_use]
pub fn meaning(code: &str) -> Option<&'static str> {
    let mut codes = CODES.iter().flat_map(|group| group.codes);
    codes.find_map(|(known, meaning)| (*known == code).then_some(*meaning))
}
