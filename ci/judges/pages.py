"""Judges whether Word files show what their PDF files show, page by page: python3 ci/judges/pages.py FILE.docx...

LibreOffice turns each Word file into pages, which are compared with those of the PDF file of the same name beside it:

- the numbers of pages differ by one at most, and by one more for every twenty pages;
- no page is empty;
- each word stands as often in both, except those that return on every page (running lines, heading rows, bands), which
  are in both;
- each word stands on the same page in both, or on the page before or after it.

The order of words on a page is not compared: programs disagree on how to read a table. That order is judged by
`structure.py` and within `cargo test`.
"""

import bisect
import collections
import html
import pathlib
import re
import sys
import tempfile
import unicodedata
import zipfile
import xml.etree.ElementTree as ElementTree

import office
from program import ProgramError, at_once, output

# How many pages apart the same word may stand.
TOLERANCE = 1
# Said on the pages of a PDF where rows run on; Word cannot do so.
ONLY_IN_PDF = {"continued"}
# Words of one kind of fault that are named.
SHOWN = 8

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
V = "{urn:schemas-microsoft-com:vml}"


def faults(paths):
    """For each Word file what is wrong with its pages, as a list of messages: empty for a good file."""
    with tempfile.TemporaryDirectory() as scratch:
        return faults_as_drawn(office.drawn(paths, scratch))


def faults_as_drawn(drawn):
    """The same for Word files that LibreOffice has drawn: each with its PDF file, or None."""
    found = at_once(lambda pair: pair_faults(*pair), drawn.items())
    return dict(zip(drawn, found))


def pair_faults(path, converted):
    """Compares the pages of a Word file with those of the PDF file beside it."""
    original = pathlib.Path(path).with_suffix(".pdf")
    if converted is None:
        return ["cannot be opened by LibreOffice"]
    if not original.exists():
        return ["has no PDF file beside it to be compared with"]
    try:
        pdf, word = pages(str(original)), pages(str(converted))
        running, rows, paragraphs, marks = returning_texts(path)
    except (ProgramError, zipfile.BadZipFile, KeyError, ElementTree.ParseError) as error:
        return [str(error)]
    # The numbers of pages stand where each file has them.
    numbers = {str(number) for number in range(max(len(pdf), len(word)) + 1)}
    running |= numbers
    returning = running.union(rows, *(split(text) for text in continued(paragraphs, pdf)))
    pdf, word = ([collections.Counter(page) for page in pages] for pages in (pdf, word))
    return [
        *count_faults(len(pdf), len(word)),
        *mark_faults(marks, pdf),
        *empty_faults("PDF", pdf, running),
        *empty_faults("Word", word, running),
        *word_faults(sum(pdf, collections.Counter()), sum(word, collections.Counter()), numbers, returning, marks),
        *place_faults(pdf, word, numbers, returning),
    ]


def count_faults(pdf, word):
    """Numbers of pages further apart than different line breaks explain."""
    if abs(pdf - word) > TOLERANCE + max(pdf, word) // 20:
        yield f"has {word} pages as a Word file, {pdf} as a PDF file"


def empty_faults(name, pages, running):
    """Pages with nothing on them but the words of headers and footers."""
    for number, words in enumerate(pages, 1):
        if not set(words) - running:
            yield f"page {number} of the {name} file is empty"


def mark_faults(marks, pdf):
    """Pages of the PDF file that have not the watermark of the Word file."""
    for mark in sorted(marks):
        without = [number for number, words in enumerate(pdf, 1) if not has_mark(mark, words)]
        if without:
            yield f"the PDF file has no watermark `{mark}` on the pages {listed(list(map(str, without)))}"


def has_mark(mark, words):
    """Whether the letters of a watermark are among the words of a page, in parts."""
    parts = [text for text in words if text in mark]
    return all(any(letter in part for part in parts) for letter in mark)


def word_faults(pdf, word, numbers, returning, marks):
    """Words that one file lacks, or that stand more often in it though they do not return on each page."""
    for name, here, there in [("Word", word, pdf), ("PDF", pdf, word)]:
        alone = sorted(set(here) - set(there) - numbers - ONLY_IN_PDF)
        # LibreOffice draws a watermark as shapes; of a PDF file its letters are read in parts, for they stand aslant.
        alone = [text for text in alone if not any(text in mark for mark in marks)]
        if alone:
            yield f"only the {name} file has the words {listed(alone)}"
        more = [
            f"{text} ({count} for {there[text]})"
            for text, count in sorted(here.items())
            if count > there[text] > 0 and text not in returning
        ]
        if more:
            yield f"the {name} file has more often {listed(more)}"


def place_faults(pdf, word, numbers, returning):
    """Words that stand too many pages apart, by pages; but for those that a PDF file says again where rows run on."""
    here, there = places(pdf), places(word)
    apart = collections.defaultdict(set)
    for text in (set(here) & set(there)) - numbers:
        as_often = len(here[text]) == len(there[text])
        if text in returning and len(here[text]) > len(there[text]):
            continue
        pairs = zip(here[text], there[text]) if as_often else nearest(here[text], there[text])
        for pair in pairs:
            if abs(pair[0] - pair[1]) > TOLERANCE:
                apart[pair].add(text)
    for (pdf_page, word_page), texts in sorted(apart.items()):
        yield f"what is on page {pdf_page} of the PDF file is on page {word_page} of the Word file: {listed(sorted(texts))}"


def places(pages):
    """For each word the pages on which it stands, one entry for each time, in order."""
    found = collections.defaultdict(list)
    for number, words in enumerate(pages, 1):
        for text, count in words.items():
            found[text].extend([number] * count)
    return found


def nearest(pdf, word):
    """Each place of a word with the nearest in the other file: for words that do not stand as often in both."""
    yield from ((page, closest(page, word)) for page in pdf)
    yield from ((closest(page, pdf), page) for page in word)


def closest(page, pages):
    """The number nearest to that of the page, among numbers in order."""
    after = bisect.bisect_left(pages, page)
    return min(pages[max(after - 1, 0) : after + 1], key=lambda other: abs(other - page))


def listed(texts):
    """Some of the texts, and whether there are more."""
    return ", ".join(texts[:SHOWN]) + (f" and {len(texts) - SHOWN} more" if len(texts) > SHOWN else "")


def returning_texts(path):
    """Of a Word file: words of headers and footers; words of heading rows and bands; texts of paragraphs; watermarks."""
    with zipfile.ZipFile(path) as package:
        running = [
            ElementTree.fromstring(package.read(name))
            for name in package.namelist()
            if re.fullmatch(r"word/(header|footer)\d*\.xml", name)
        ]
        body = ElementTree.fromstring(package.read("word/document.xml"))
    heads = [row for row in body.iter(f"{W}tr") if is_head(row)]
    paragraphs = {paragraph_text(paragraph) for paragraph in body.iter(f"{W}p")}
    marks = {mark.get("string", "") for part in running for mark in part.iter(f"{V}textpath")}
    return words_below(running), words_below(heads), sorted(filter(None, paragraphs)), marks - {""}


def is_head(row):
    """Whether a row can return on further pages: a heading row, or a band over the rows below it, which is one cell."""
    return row.find(f"{W}trPr/{W}tblHeader") is not None or len(row.findall(f"{W}tc")) == 1


def words_below(elements):
    """The words of all paragraphs below the elements."""
    texts = [paragraph_text(paragraph) for element in elements for paragraph in element.iter(f"{W}p")]
    return set(split("\n".join(texts)))


def paragraph_text(paragraph):
    """The text of a paragraph, with spaces for tabs and breaks."""
    parts = {f"{W}t": lambda text: text.text or "", f"{W}tab": lambda _: " ", f"{W}br": lambda _: " "}
    return "".join(parts[part.tag](part) for part in paragraph.iter() if part.tag in parts)


def continued(paragraphs, pages):
    """The paragraphs that a PDF file repeats where the rows below them run on, with a word that says so."""
    joined = ["".join(words) for words in pages]
    for text in paragraphs:
        line = "".join(split(text)) + "continued"
        if any(line in page for page in joined):
            yield text


def pages(path):
    """For each page of the PDF file, its words in the order in which Poppler reads them."""
    # With places, for the plain text has words joined at hyphens that end a line.
    boxes = output(["pdftotext", "-bbox", "-enc", "UTF-8", path, "-"])
    texts = (re.findall(r"<word [^>]*>(.*?)</word>", page, re.DOTALL) for page in boxes.split("<page ")[1:])
    return [split(html.unescape("\n".join(words))) for words in texts]


def split(text):
    """The words of a text, without signs that cannot be seen."""
    signs = (sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf")
    # Underscores are lines to write on, where a program draws them so.
    return re.findall(r"[^\W_]+", "".join(signs))


if __name__ == "__main__":
    bad = [(path, fault) for path, found in faults(sys.argv[1:]).items() for fault in found]
    for path, fault in bad:
        print(f"fault  {path}: {fault}")
    sys.exit(1 if bad or len(sys.argv) == 1 else 0)
