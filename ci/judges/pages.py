"""Judges whether Word files show what their PDF files show: python3 ci/judges/pages.py FILE.docx...

LibreOffice turns each Word file into pages, whose words and number are compared with those of the PDF file of the same
name beside it. The order of the words is not compared: programs disagree on how to read a table. That the two are equal
in order is judged within `cargo test`.
"""

import collections
import html
import pathlib
import re
import shutil
import sys
import tempfile
import unicodedata

from pdf import page_count
from program import ProgramError, output

# The share of words that both have. Less than all, for headings and footers return on every page.
AGREEMENT = 0.97
# Said on the pages of a PDF where rows run on; Word cannot do so.
ONLY_IN_PDF = {"continued"}
SHOWN = 8


def faults(paths):
    """For each Word file what is wrong with its pages, as a list of messages: empty for a good file."""
    with tempfile.TemporaryDirectory() as scratch:
        converted = convert(paths, pathlib.Path(scratch))
        return {path: pair_faults(path, pdf) for path, pdf in converted.items()}


def convert(paths, scratch):
    """Turns Word files into PDF files; None stands for a file that could not be turned."""
    numbered = {}
    for number, path in enumerate(paths):
        # Files of the same name in different folders would overwrite each other.
        numbered[path] = scratch / f"{number}.docx"
        shutil.copyfile(path, numbered[path])
    pages = scratch / "pages"
    soffice(list(numbered.values()), pages, scratch)
    for copy in numbered.values():
        # One bad file can end the whole batch: the others get a run of their own.
        if not (pages / f"{copy.stem}.pdf").exists():
            soffice([copy], pages, scratch)
    results = {path: pages / f"{copy.stem}.pdf" for path, copy in numbered.items()}
    return {path: pdf if pdf.exists() else None for path, pdf in results.items()}


def soffice(files, pages, scratch):
    """Converts the files in one run. A failure shows as a missing file."""
    profile = (scratch / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    try:
        output([*command, "--outdir", str(pages), *map(str, files)], timeout=120 + 10 * len(files))
    except ProgramError as error:
        print(f"note   {error}")


def pair_faults(path, converted):
    """Compares the pages of a Word file with those of the PDF file beside it."""
    original = pathlib.Path(path).with_suffix(".pdf")
    if converted is None:
        return ["cannot be opened by LibreOffice"]
    if not original.exists():
        return ["has no PDF file beside it to be compared with"]
    try:
        counts = page_count(str(original)), page_count(str(converted))
        return [
            *page_faults(*counts),
            *word_faults(words(str(original)), words(str(converted)), max(counts)),
        ]
    except ProgramError as error:
        return [str(error)]


def page_faults(pdf, word):
    """Numbers of pages further apart than different line breaks explain: one page, and one more for every ten."""
    if abs(pdf - word) > 1 + max(pdf, word) // 10:
        return [f"has {word} pages as a Word file, {pdf} as a PDF file"]
    return []


def word_faults(pdf, word, pages):
    """Words of one file that the other lacks."""
    found = []
    common = (pdf & word).total()
    total = max(pdf.total(), word.total())
    if total == 0 or common / total <= AGREEMENT:
        found.append(f"shares {common} of {total} words with the PDF file")
    # A lost paragraph of a long document is far below the share above, but hardly one has no word of its own.
    numbers = {str(number) for number in range(1, pages + 1)}
    for name, here, there in [("Word", word, pdf), ("PDF", pdf, word)]:
        alone = sorted(set(here) - set(there) - numbers - ONLY_IN_PDF)
        if alone:
            more = " ..." if len(alone) > SHOWN else ""
            found.append(f"only the {name} file has the words {', '.join(alone[:SHOWN])}{more}")
    return found


def words(path):
    """How often each word is on the pages of the PDF file."""
    # With places, for the plain text has words joined at hyphens that end a line.
    boxes = output(["pdftotext", "-bbox", "-enc", "UTF-8", path, "-"])
    texts = re.findall(r"<word [^>]*>(.*?)</word>", boxes, re.DOTALL)
    text = unicodedata.normalize("NFKC", html.unescape("\n".join(texts)))
    visible = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return collections.Counter(re.findall(r"\w+", visible))


if __name__ == "__main__":
    bad = [(path, fault) for path, found in faults(sys.argv[1:]).items() for fault in found]
    for path, fault in bad:
        print(f"fault  {path}: {fault}")
    sys.exit(1 if bad or len(sys.argv) == 1 else 0)
