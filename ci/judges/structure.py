"""Judges whether a PDF file and a Word file are built alike: python3 ci/judges/structure.py FILE.docx...

What validators let pass is looked for here: they know the rules of tags, but not the document. The tags of the PDF file
(pdfinfo) and the paragraphs of the Word file of the same name beside it must agree in

- the title, which is not empty;
- the headings, with their levels;
- the tables: how many, of how many rows, and which cells head others;
- the whole text, in reading order. So nothing that is drawn on every page, a running line or a watermark, may be
  tagged, nor stand in the body of the Word file.

Left out of the text are numbers that Word counts itself, and tables of contents.
"""

import dataclasses
import itertools
import pathlib
import re
import sys
import tempfile
import unicodedata
import zipfile
import xml.etree.ElementTree as ElementTree

from program import ProgramError, output

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
# Signs that are shown on each side of the place where two texts part.
AROUND = 40
# What drafts have across each page. No text of a sample says so in capitals.
WATERMARK = "DRAFT"
# A space that does not break, within a piece of tagged text: what follows in the piece is lost on Poppler.
SPACE = re.compile(rb"/Span<</ActualText<feff(?:00a0|202f|2011)>>>BDC(.*?)EMC", re.DOTALL)
# The status of qpdf where a file is read, though not without a warning.
QPDF_WARNED = 3
# Elements whose text Word counts or collects itself.
COUNTED = ("TOC", "Lbl")


@dataclasses.dataclass
class Table:
    """What a table is made of: for each row with words how many cells it has, and how many of them head a column or a row."""

    cells: list = dataclasses.field(default_factory=list)
    column_heads: list = dataclasses.field(default_factory=list)
    row_heads: list = dataclasses.field(default_factory=list)


@dataclasses.dataclass
class Build:
    """What a file is made of: title, headings as (level, text), tables, and text without any space."""

    title: str
    headings: list
    tables: list
    text: str


def faults(path):
    """How the Word file and the PDF file beside it differ, as a list of messages: empty for good files."""
    original = pathlib.Path(path).with_suffix(".pdf")
    if not original.exists():
        return ["has no PDF file beside it to be compared with"]
    try:
        pdf, word = pdf_build(str(original)), word_build(path)
    except (ProgramError, zipfile.BadZipFile, KeyError, ElementTree.ParseError) as error:
        return [str(error)]
    return [
        *title_faults(pdf.title, word.title),
        *heading_faults(pdf.headings, word.headings),
        *table_faults(pdf.tables, word.tables),
        *text_faults(pdf.text, word.text),
        *mark_faults(pdf, word),
    ]


def title_faults(pdf, word):
    """Titles that are empty or differ."""
    if not pdf.strip() or pdf.strip() != word.strip():
        yield f"has the title `{word}` as a Word file, `{pdf}` as a PDF file"


def heading_faults(pdf, word):
    """No headings, or others."""
    if not pdf or not word:
        yield f"has {len(word)} headings as a Word file, {len(pdf)} as a PDF file"
    for place, (here, there) in enumerate(itertools.zip_longest(pdf, word), 1):
        if here != there:
            yield f"heading {place} is {spoken(there)} in the Word file, {spoken(here)} in the PDF file"
            return


def spoken(heading):
    """A heading for a message."""
    return "missing" if heading is None else f"`{heading[1]}` of level {heading[0]}"


def table_faults(pdf, word):
    """Tables that one file has in other numbers or sizes, and heading cells that it has not."""
    if len(pdf) != len(word):
        yield f"has {len(word)} tables as a Word file, {len(pdf)} as a PDF file"
        return
    for number, (here, there) in enumerate(zip(pdf, word), 1):
        if len(here.cells) != len(there.cells):
            yield f"table {number} has {len(there.cells)} rows in the Word file, {len(here.cells)} in the PDF file"
            continue
        if not any(here.column_heads) and not any(here.row_heads):
            yield f"table {number} has no heading cell in the PDF file"
        if not any(there.column_heads) and not any(there.row_heads):
            yield f"table {number} has no heading row or column in the Word file"
        for row, cells in enumerate(there.column_heads):
            if cells and here.column_heads[row] != here.cells[row]:
                yield f"row {row + 1} of table {number} heads columns in the Word file, but not in the PDF file"
        if here.column_heads[:1] == here.cells[:1] and there.column_heads[:1] == [0]:
            yield f"row 1 of table {number} heads columns in the PDF file, but not in the Word file"
        if any(there.row_heads) != any(here.row_heads):
            yield f"table {number} has headings of rows in one file alone"


def text_faults(pdf, word):
    """The first place where the two texts differ."""
    if pdf == word:
        return
    shorter = min(len(pdf), len(word))
    place = next((place for place in range(shorter) if pdf[place] != word[place]), shorter)
    here, there = (f"{text[max(place - AROUND, 0) : place]}|{text[place : place + AROUND]}" for text in (pdf, word))
    yield f"texts part at the bar: `{there}` in the Word file, `{here}` in the PDF file ({len(word)} and {len(pdf)} signs)"


def mark_faults(pdf, word):
    """A watermark that would be read aloud, for it is in the text."""
    for name, build in [("PDF", pdf), ("Word", word)]:
        if WATERMARK in build.text:
            yield f"the watermark {WATERMARK} is in the text of the {name} file"


# The PDF file.


@dataclasses.dataclass
class Tag:
    """An element of the tags, or with the name "text" a piece of text; the title of a heading is without its number."""

    name: str
    text: str = ""
    title: str = ""
    scope: str = ""
    below: list = dataclasses.field(default_factory=list)

    def all(self, name):
        """The elements of a name, outermost first."""
        for tag in self.below:
            if tag.name == name:
                yield tag
            yield from tag.all(name)

    def headings(self):
        """The headings in order, without that of a table of contents, which is none in Word."""
        for tag, after in itertools.zip_longest(self.below, self.below[1:]):
            if re.fullmatch(r"H[1-6]", tag.name):
                if after is None or after.name != "TOC":
                    yield int(tag.name[1]), tag.words()
            elif tag.name not in COUNTED:
                yield from tag.headings()

    def words(self):
        """The text without any space, and without what Word counts itself: labels, numbers of headings, contents."""
        text = self.text + "".join(tag.words() for tag in self.below if tag.name not in COUNTED)
        return tight(self.title) if self.title and tight(text).endswith(tight(self.title)) else tight(text)


def pdf_build(path):
    """Reads the tags of a PDF file. Raises ProgramError for a file that cannot be read."""
    with tempfile.TemporaryDirectory() as scratch:
        plain = pathlib.Path(scratch) / "plain.pdf"
        output(["qpdf", "--qdf", "--object-streams=disable", path, str(plain)], accept=(0, QPDF_WARNED))
        plain.write_bytes(SPACE.sub(lambda space: space[1].ljust(len(space[0])), plain.read_bytes()))
        tree = read_tags(output(["pdfinfo", "-struct-text", str(plain)]))
    title = re.search(r"^Title:(.*)$", output(["pdfinfo", path]), re.MULTILINE)
    tables = [pdf_table(tag) for tag in tree.all("Table")]
    return Build(title[1].strip() if title else "", list(tree.headings()), tables, tree.words())


def pdf_table(tag):
    """The rows of a tagged table."""
    table = Table()
    for row in tag.all("TR"):
        scopes = [cell.scope if cell.name == "TH" else "" for cell in row.below if cell.name in ("TH", "TD")]
        # The row that says on a further page what is continued has no words that are tagged.
        if not row.words():
            continue
        table.cells.append(len(scopes))
        table.column_heads.append(scopes.count("Column"))
        table.row_heads.append(scopes.count("Row"))
    return table


def read_tags(listing):
    """Reads what `pdfinfo -struct-text` prints: a line for each element, attribute and text, indented by depth."""
    root = Tag("root")
    open_tags = [(-1, root)]
    within = None
    for line in listing.splitlines():
        depth = len(line) - len(line.lstrip(" "))
        said = line.strip(" ")
        if within is not None:
            # A text of several lines ends with the one that ends with a quote.
            within.text += "\n" + line.removesuffix('"')
            within = None if line.endswith('"') else within
        elif said.startswith('"'):
            piece = Tag("text", said[1:].removesuffix('"'))
            within = None if said.endswith('"') and len(said) > 1 else piece
            parent(open_tags, depth).below.append(piece)
        elif said.startswith("/"):
            if scope := re.fullmatch(r"/Scope /(\w+)", said):
                open_tags[-1][1].scope = scope[1]
        elif element := re.match(r'([A-Z][A-Za-z0-9]*)(?: "(.*)" \(block\):?$)?', said):
            tag = Tag(element[1], title=element[2] or "")
            parent(open_tags, depth).below.append(tag)
            open_tags.append((depth, tag))
    return root


def parent(open_tags, depth):
    """Closes the elements that are not around a line of this depth, and returns the innermost that is."""
    while open_tags[-1][0] >= depth:
        open_tags.pop()
    return open_tags[-1][1]


# The Word file.


def word_build(path):
    """Reads the body of a Word file. Raises KeyError, BadZipFile or ParseError for a file that cannot be read."""
    with zipfile.ZipFile(path) as package:
        body, styles, core = (
            ElementTree.fromstring(package.read(name))
            for name in ("word/document.xml", "word/styles.xml", "docProps/core.xml")
        )
    levels = outline_levels(styles)
    texts, headings = [], []
    for paragraph, text in paragraphs(body):
        texts.append(text)
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        level = levels.get(style.get(f"{W}val")) if style is not None else None
        if level is not None:
            headings.append((level + 1, tight(text)))
    tables = [word_table(element) for element in body.iter(f"{W}tbl")]
    return Build(core.findtext(TITLE) or "", headings, tables, tight("".join(texts)))


def paragraphs(body):
    """Each paragraph with its text, without what a table of contents holds."""
    fields = []
    for paragraph in body.iter(f"{W}p"):
        text = ""
        for part in paragraph.iter():
            if part.tag == f"{W}fldChar":
                kind = part.get(f"{W}fldCharType")
                if kind == "begin":
                    fields.append("")
                elif kind == "end":
                    fields.pop()
            elif part.tag == f"{W}instrText" and fields:
                fields[-1] += part.text or ""
            elif part.tag == f"{W}t" and not any(field.strip().startswith("TOC ") for field in fields):
                text += part.text or ""
        yield paragraph, text


def word_table(element):
    """The rows of a table, and what its look says that heads others."""
    look = element.find(f"{W}tblPr/{W}tblLook")
    headed = look is not None and look.get(f"{W}firstColumn") == "1"
    table = Table()
    for row in element.findall(f"{W}tr"):
        if not any(text.text for text in row.iter(f"{W}t")):
            continue
        cells = len(row.findall(f"{W}tc"))
        head = row.find(f"{W}trPr/{W}tblHeader") is not None
        table.cells.append(cells)
        table.column_heads.append(cells if head else 0)
        table.row_heads.append(1 if headed and not head else 0)
    return table


def outline_levels(styles):
    """The level of each style that makes headings, from 0, with what styles inherit."""
    own, based = {}, {}
    for style in styles.iter(f"{W}style"):
        name = style.get(f"{W}styleId")
        level = style.find(f"{W}pPr/{W}outlineLvl")
        base = style.find(f"{W}basedOn")
        own[name] = int(level.get(f"{W}val")) if level is not None else None
        based[name] = base.get(f"{W}val") if base is not None else None

    def level_of(name):
        while name is not None and own.get(name) is None:
            name = based.get(name)
        return own.get(name)

    # Level 9 is that of body text.
    return {name: level for name in own if (level := level_of(name)) is not None and level < 9}


def tight(text):
    """A text without spaces and signs that cannot be seen."""
    text = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in text if not sign.isspace() and unicodedata.category(sign) != "Cf")


if __name__ == "__main__":
    bad = [(path, fault) for path in sys.argv[1:] for fault in faults(path)]
    for path, fault in bad:
        print(f"fault  {path}: {fault}")
    sys.exit(1 if bad or len(sys.argv) == 1 else 0)
