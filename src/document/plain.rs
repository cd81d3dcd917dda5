//! A document of messages as words on paper.

use std::fmt::Write as _;

use super::{Block, Document, Fields, Inline, Line, List, Row, Table};

impl Document {
    /// The same with every word as a font prints it: names stand in quotation marks and no longer in backticks, and a
    /// character that the font lacks, see `prints`, is named by its number.
    ///
    /// It is for reports, whose words come from messages and from other people's files as they are.
    #[must_use]
    pub fn plain(mut self, prints: &dyn Fn(char) -> bool) -> Self {
        let plain = |text: &mut String| *text = plain(text, prints);
        let meta = &mut self.meta;
        [&mut meta.title, &mut meta.author, &mut meta.subject]
            .into_iter()
            .chain(&mut meta.keywords)
            .chain(&mut self.watermark)
            .for_each(plain);
        if let Some(sheet) = &mut self.title_sheet {
            for line in [
                &mut sheet.organisation,
                &mut sheet.statement,
                &mut sheet.strapline,
            ]
            .into_iter()
            .flatten()
            {
                in_line(line, &plain);
            }
            in_runs(&mut sheet.title, &plain);
            in_runs(&mut sheet.subtitle, &plain);
            if let Some(fields) = &mut sheet.fields {
                in_fields(fields, &plain);
            }
            in_blocks(&mut sheet.blocks, &plain);
        }
        for section in &mut self.sections {
            let lines = [&mut section.running_header, &mut section.running_footer];
            for line in lines.into_iter().flatten() {
                in_line(line, &plain);
            }
            in_blocks(&mut section.blocks, &plain);
        }
        self
    }
}

fn in_blocks(blocks: &mut [Block], plain: &dyn Fn(&mut String)) {
    for block in blocks {
        match block {
            Block::Heading(heading) => in_runs(&mut heading.content, plain),
            Block::Paragraph { content } => in_runs(content, plain),
            Block::Quotation { blocks } | Block::Changed { blocks, .. } => {
                in_blocks(blocks, plain);
            }
            Block::List(List { items, .. }) => {
                for item in items {
                    in_blocks(item, plain);
                }
            }
            Block::Clauses { clauses } => {
                for clause in clauses {
                    in_blocks(&mut clause.blocks, plain);
                }
            }
            Block::Panel { title, blocks } => {
                in_runs(title, plain);
                in_blocks(blocks, plain);
            }
            Block::Contents { .. } => {}
            Block::Exhibit(page) => {
                in_runs(&mut page.caption, plain);
                plain(&mut page.alternative);
            }
            Block::Fields(fields) => in_fields(fields, plain),
            Block::Table(table) => in_table(table, plain),
        }
    }
}

fn in_fields(fields: &mut Fields, plain: &dyn Fn(&mut String)) {
    plain(&mut fields.summary);
    for field in &mut fields.fields {
        in_line(&mut field.label, plain);
        in_runs(&mut field.value, plain);
    }
}

fn in_line(line: &mut Line, plain: &dyn Fn(&mut String)) {
    match line {
        Line::Plain(words) => plain(words),
        Line::Marked(runs) => in_runs(runs, plain),
    }
}

fn in_table(table: &mut Table, plain: &dyn Fn(&mut String)) {
    plain(&mut table.summary);
    in_rows(&mut table.head, plain);
    for group in &mut table.groups {
        let bands = [&mut group.band, &mut group.continued];
        bands
            .into_iter()
            .flatten()
            .for_each(|band| in_runs(band, plain));
        in_rows(&mut group.rows, plain);
    }
}

fn in_rows(rows: &mut [Row], plain: &dyn Fn(&mut String)) {
    for cell in rows.iter_mut().flat_map(|row| &mut row.cells) {
        in_blocks(&mut cell.blocks, plain);
    }
}

fn in_runs(runs: &mut [Inline], plain: &dyn Fn(&mut String)) {
    for run in runs {
        match run {
            Inline::Text { text } => plain(text),
            Inline::Strong { content }
            | Inline::Emphasis { content }
            | Inline::Foreign { content, .. }
            | Inline::Changed { content, .. }
            | Inline::Link { content, .. } => in_runs(content, plain),
            Inline::Reference { label, .. } => plain(label),
            Inline::LineBreak => {}
        }
    }
}

fn plain(message: &str, prints: &dyn Fn(char) -> bool) -> String {
    let mut text = String::with_capacity(message.len());
    let mut open = false;
    for letter in message.chars() {
        match letter {
            '`' => {
                text.push(if open { '’' } else { '‘' });
                open = !open;
            }
            '\u{a0}' => text.push(letter), // what it holds together stays together
            _ if letter.is_whitespace() => text.push(' '),
            _ if letter.is_control() || !(letter.is_ascii() || prints(letter)) => {
                let _ = write!(text, "U+{:04X}", u32::from(letter)); // a String takes everything
            }
            _ => text.push(letter),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_in_quotation_marks_and_every_character_prints() {
        let prints = |letter| letter != '✓';
        assert_eq!(
            plain("`led` is ✓\u{7},\nno `key`", &prints),
            "‘led’ is U+2713U+0007, no ‘key’"
        );
    }
}
