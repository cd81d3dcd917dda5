//! Excel: sheets of rows, to be sorted and filtered.

use jiff::civil::Date;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatUnderline, Url, Workbook,
    Worksheet, XlsxError,
};

use crate::document::{Meta, Sheet, SheetCell};
use crate::error::RenderError;

/// How many letters a cell of Excel may hold.
const LONGEST_CELL: usize = 32_767;

/// How long an address may be that Excel follows, in letters.
const LONGEST_ADDRESS: usize = 2_000;

/// A4, as Excel numbers paper.
const A4: u8 = 9;

/// The sheets as a workbook; its properties, and so its bytes, depend on `meta` and the sheets alone.
///
/// # Errors
/// When a sheet is larger than Excel's.
pub fn render(meta: &Meta, sheets: &[Sheet]) -> Result<Vec<u8>, RenderError> {
    written(meta, sheets).map_err(|error| RenderError {
        document: meta.identifier.clone(),
        format: "xlsx",
        message: error.to_string(),
        detail: Vec::new(),
    })
}

fn written(meta: &Meta, sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let properties = DocProperties::new()
        .set_title(&meta.title)
        .set_subject(&meta.subject)
        .set_author(&meta.author)
        .set_creation_datetime(&day(meta.date)?);
    workbook.set_properties(&properties);
    for sheet in sheets {
        fill(workbook.add_worksheet(), sheet, meta)?;
    }
    workbook.save_to_buffer()
}

fn fill(page: &mut Worksheet, sheet: &Sheet, meta: &Meta) -> Result<(), XlsxError> {
    let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let dated = plain
        .clone()
        .set_num_format("d mmmm yyyy")
        .set_align(FormatAlign::Left);
    let link = plain
        .clone()
        .set_font_color(Color::RGB(0x05_63_C1))
        .set_underline(FormatUnderline::Single);
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_background_color(Color::RGB(0xE7_E6_E6));
    page.set_name(sheet.name)?;
    for (column, (words, width)) in (0_u16..).zip(&sheet.head) {
        page.write_string_with_format(0, column, *words, &head)?;
        page.set_column_width(column, f64::from(*width))?;
    }
    for (row, cells) in (1_u32..).zip(&sheet.rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                SheetCell::Words(words) if words.is_empty() => {
                    page.write_blank(row, column, &plain)?
                }
                SheetCell::Words(words) => {
                    page.write_string_with_format(row, column, fitting(words), &plain)?
                }
                SheetCell::Number(number) => {
                    #[expect(
                        clippy::cast_precision_loss,
                        reason = "Excel counts so; lengths are far smaller"
                    )]
                    let number = *number as f64;
                    page.write_number_with_format(row, column, number, &plain)?
                }
                SheetCell::Day(date) => {
                    page.write_datetime_with_format(row, column, &day(*date)?, &dated)?
                }
                SheetCell::Link { target, words } => match followed(target) {
                    Some(address) => page.write_url_with_format(
                        row,
                        column,
                        Url::new(address).set_text(fitting(words)),
                        &link,
                    )?,
                    None => page.write_string_with_format(row, column, fitting(words), &plain)?,
                },
            };
        }
    }
    let columns = u16::try_from(sheet.head.len())
        .unwrap_or(1)
        .saturating_sub(1);
    let rows = u32::try_from(sheet.rows.len()).unwrap_or(0);
    if rows > 0 {
        page.autofilter(0, 0, rows, columns)?;
    }
    page.set_freeze_panes(1, 0)?;
    page.set_landscape();
    page.set_paper_size(A4);
    page.set_print_fit_to_pages(1, 0);
    page.set_repeat_rows(0, 0)?;
    page.set_footer(format!(
        "&L{}&RPage &P of &N",
        meta.title.replace('&', "&&")
    ));
    Ok(())
}

/// A target as an address that Excel follows: a file beside the workbook, a page, or a message.
fn followed(target: &str) -> Option<String> {
    if target.chars().count() > LONGEST_ADDRESS {
        return None;
    }
    let Some((scheme, rest)) = target.split_once(':') else {
        return Some(format!("file:///{target}"));
    };
    let scheme = scheme.to_ascii_lowercase();
    ["http", "https", "mailto"]
        .contains(&&*scheme)
        .then(|| format!("{scheme}:{rest}"))
}

fn fitting(words: &str) -> String {
    words.chars().take(LONGEST_CELL).collect()
}

fn day(date: Date) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(
        u16::try_from(date.year()).unwrap_or(1900),
        u8::try_from(date.month()).unwrap_or(1),
        u8::try_from(date.day()).unwrap_or(1),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_formula_stays_words_and_the_bytes_stay_the_same() {
        let meta = Meta {
            title: "Index: A & B".into(),
            author: "A".into(),
            subject: String::new(),
            keywords: Vec::new(),
            language: "en-GB".into(),
            date: Date::constant(2026, 11, 20),
            identifier: "a/index".into(),
        };
        let sheet = Sheet {
            name: "By number",
            head: vec![("No.", 5), ("Evidence", 20), ("Where", 20), ("Date", 12)],
            rows: vec![vec![
                SheetCell::Number(1),
                SheetCell::Words("=HYPERLINK(\"http://example.org\")".into()),
                SheetCell::Link {
                    target: "evidence/01-a.pdf".into(),
                    words: "+1".into(),
                },
                SheetCell::Day(Date::constant(2026, 10, 2)),
            ]],
        };
        let bytes = render(&meta, std::slice::from_ref(&sheet)).unwrap();
        assert_eq!(bytes, render(&meta, &[sheet]).unwrap());
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut part = |name: &str| {
            let mut text = String::new();
            std::io::Read::read_to_string(&mut zip.by_name(name).unwrap(), &mut text).unwrap();
            text
        };
        assert!(!part("xl/worksheets/sheet1.xml").contains("<f>"));
        assert!(part("xl/sharedStrings.xml").contains("=HYPERLINK"));
        let links = part("xl/worksheets/_rels/sheet1.xml.rels");
        assert!(
            links.contains("evidence") && links.contains("01-a.pdf"),
            "{links}"
        );
        assert!(part("docProps/core.xml").contains("2026-11-20"));
    }
    #[test]
    fn only_what_excel_follows_becomes_a_link() {
        assert_eq!(followed("tel:+441632960001"), None);
        assert_eq!(followed("javascript:alert(1)"), None);
        assert_eq!(followed(&format!("https://{}", "a".repeat(2_000))), None);
        assert_eq!(
            followed("HTTPS://example.org/A").as_deref(),
            Some("https://example.org/A")
        );
        assert_eq!(
            followed("evidence/01-a.pdf").as_deref(),
            Some("file:///evidence/01-a.pdf")
        );
    }
}
