//! The way back: a text that is filled in and shall stay as it is.

/// The text that, once its placeholders are filled in, is the given one.
///
/// ```
/// # use dutybound::wording::literal;
/// assert_eq!(literal("Plan {2026}"), "Plan {2026}");
/// assert_eq!(literal("{{ name }}"), "{{ '{' }}{ name }}");
/// ```
#[must_use]
pub fn literal(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    let mut marked = false;
    while let Some(letter) = letters.next() {
        let begins = letter == '{' && matches!(letters.peek(), Some('{' | '%' | '#'));
        if begins {
            whole.push_str("{{ '{' }}");
            marked = true;
        } else {
            whole.push(letter);
        }
    }
    if marked && text.ends_with('\n') {
        whole.push('\n'); // a text with placeholders loses its last line break when it is filled
    }
    whole
}

#[cfg(test)]
mod tests {
    use minijinja::Value;

    use super::*;
    use crate::wording::Engine;

    #[test]
    fn filled_in_it_is_the_text() {
        for text in [
            "",
            "{",
            "{{",
            "{{{",
            "{{{{",
            "{ {",
            "{%",
            "{#",
            "{{%",
            "{{#{",
            "{{ x }}",
            "}}",
            "{%- x -%}",
            "é{{é",
            "{{\n",
            "{{\n\n",
            "{{\r\n",
            " {{ ",
            "'{{'",
            "\"{{\"",
            "{{ '{' }}",
            "{{\\",
            "-}}{{-",
        ] {
            let literal = literal(text);
            let filled = if literal == text {
                literal // it is not filled at all
            } else {
                Engine::strict().fill(&literal, &Value::UNDEFINED).unwrap()
            };
            assert_eq!(filled, text);
        }
    }
}
