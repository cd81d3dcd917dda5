//! Markup that is HTML and well-formed XML at once, and in which no word can be taken for markup.

/// A piece of a page while it is written.
#[derive(Default)]
pub(super) struct Markup {
    text: String,
}

impl Markup {
    /// Opens an element.
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.begin(name, attributes);
        self.text.push('>');
    }

    /// An element that can hold nothing, such as `br`.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.begin(name, attributes);
        self.text.push_str("/>");
    }

    /// Closes an element.
    pub(super) fn close(&mut self, name: &str) {
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push('>');
    }

    /// Closes an element that stands on lines of its own in the source.
    pub(super) fn close_line(&mut self, name: &str) {
        self.close(name);
        self.line();
    }

    /// Words.
    pub(super) fn text(&mut self, words: &str) {
        push_escaped(words, &mut self.text);
    }

    /// An element with nothing but words in it, on a line of its own in the source.
    pub(super) fn element(&mut self, name: &str, attributes: &[(&str, &str)], words: &str) {
        self.open(name, attributes);
        self.text(words);
        self.close_line(name);
    }

    /// A new line in the source, which nobody sees.
    pub(super) fn line(&mut self) {
        self.text.push('\n');
    }

    /// What is markup already.
    pub(super) fn raw(&mut self, markup: &str) {
        self.text.push_str(markup);
    }

    /// All that was written.
    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// Attributes without a value are left out.
    fn begin(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.text.push('<');
        self.text.push_str(name);
        for (key, value) in attributes.iter().filter(|(_, value)| !value.is_empty()) {
            self.text.push(' ');
            self.text.push_str(key);
            self.text.push_str("=\"");
            push_escaped(value, &mut self.text);
            self.text.push('"');
        }
    }
}

fn push_escaped(words: &str, text: &mut String) {
    for character in words.chars().filter_map(visible) {
        match character {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            '\'' => text.push_str("&#39;"),
            character => text.push(character),
        }
    }
}

/// A character as a page may hold it. What XML forbids, and what turns round the words that follow, is left out.
fn visible(character: char) -> Option<char> {
    match character {
        '\t' | '\n' | '\r' => Some(' '),
        '\u{fffe}' | '\u{ffff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
        character if character.is_control() => None,
        character => Some(character),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_never_markup() {
        let mut markup = Markup::default();
        markup.element("p", &[("title", "\"><script>"), ("id", "")], "</p> & 'x'");
        assert_eq!(
            markup.into_text(),
            "<p title=\"&quot;&gt;&lt;script&gt;\">&lt;/p&gt; &amp; &#39;x&#39;</p>\n"
        );
    }

    #[test]
    fn unseen_characters_are_left_out() {
        let mut markup = Markup::default();
        markup.text("a\0b\u{7}c\u{85}d\u{202e}e\u{ffff}f\tg\u{a0}h");
        assert_eq!(markup.into_text(), "abcdef g\u{a0}h");
    }
}
