"""Makes packs of evidence and judges them: python3 ci/judges/packs.py [--program PROGRAM] FOLDER

A pack for each audience is made twice below FOLDER, and both must have the same bytes. `sha256sum` and
`dutybound verify` must find it whole, and must not once a byte of it is changed. Its PDF must be whole (qpdf), be tagged,
have a title, no scripts and no attachments, and number its pages through to the end, those of the evidence too. Its Word
and Excel files go to the validator of the Open XML SDK, its index to the judges of web pages; each link of the index must
lead to a file of the pack, and each file must be in the lists.
"""

import argparse
import html.parser
import json
import pathlib
import re
import shutil
import subprocess
import sys
import urllib.parse
import zipfile

import pdf
import web
import word
from program import ProgramError, at_once, output

ROOT = pathlib.Path(__file__).resolve().parents[2]
DAY = "2026-11-21"
# Folder of plans, organisation, audiences.
PACKS = [("data/riverside", "hartley", ["public", "governors", "inspector"]), ("data/fenshire", "fenshire", ["inspector"])]
LISTS = {"manifest.json", "SHA256SUMS"}


def made(program, plans, organisation, audience, folder):
    """Makes a pack; returns its ZIP. Raises ProgramError."""
    shutil.rmtree(folder, ignore_errors=True)
    command = [*program, "pack", organisation, str(ROOT / plans), "--audience", audience, "--as-of", DAY]
    output([*command, "--output", str(folder)], timeout=300)
    found = sorted(folder.rglob("*.zip"))
    if len(found) != 1:
        raise ProgramError(f"`dutybound pack` made {len(found)} ZIP files")
    return found[0]


def faults(program, first, second):
    """What is wrong with a pack that was made twice, as a list of messages."""
    found = []
    for path in sorted(path for path in first.parent.iterdir() if path.is_file()):
        twin = second.parent / path.name
        if not twin.is_file() or twin.read_bytes() != path.read_bytes():
            found.append(f"{path.name} has other bytes when it is made again")
    unpacked = first.parent / "unpacked"
    shutil.rmtree(unpacked, ignore_errors=True)
    with zipfile.ZipFile(first) as archive:
        archive.extractall(unpacked)
    folders = list(unpacked.iterdir())
    if [folder.name for folder in folders] != [first.stem]:
        return [*found, f"unpacks to {[folder.name for folder in folders]}"]
    folder = folders[0]
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    manifest = json.loads((folder / "manifest.json").read_text())
    listed = {entry["file"] for entry in manifest["files"]}
    found += [f"{name} is in the pack or in its manifest alone" for name in sorted((files - LISTS) ^ listed)]
    found += sum_faults(folder)
    found += verify_faults(program, first)
    found += index_faults(folder, files)
    found += [f"{path.name}: {fault}" for path in sorted(first.parent.glob("*.pdf")) for fault in pdf_faults(path)]
    own = [folder / name for name in sorted(files) if not name.startswith("evidence/")]
    for path in own:
        if path.suffix in (".docx", ".xlsx"):
            found += [f"{path.name}: {fault}" for fault in word.faults(str(path))]
        elif path.suffix == ".pdf" and path.parent.name == "plan":
            found += [f"{path.name}: {fault}" for fault in pdf.faults(str(path))]
        elif path.suffix == ".pdf":
            found += [f"{path.name}: {fault}" for fault in pdf_faults(path)]
    return found


def sum_faults(folder):
    """What `sha256sum -c` has against the pack, and whether it minds a byte that is changed."""
    check = ["sha256sum", "--check", "--quiet", "--strict", "SHA256SUMS"]

    def passes():
        return subprocess.run(check, cwd=folder, capture_output=True, check=False).returncode == 0

    found = [] if passes() else ["`sha256sum` finds files that are not as they are listed"]
    readme = folder / "README.txt"
    kept = readme.read_bytes()
    readme.write_bytes(kept.replace(b"e", b"a", 1))
    if passes():
        found.append("`sha256sum` takes a changed file for whole")
    readme.write_bytes(kept)
    return found


def verify_faults(program, path):
    """What `dutybound verify` has against the pack, and whether it minds files that are changed, missing or added."""
    found = []
    if not is_whole(program, path):
        found.append("`dutybound verify` finds it not whole")
    with zipfile.ZipFile(path) as archive:
        files = [(entry, archive.read(entry)) for entry in archive.infolist()]
    changes = {
        "changed": [(entry, held.replace(b"e", b"a", 1) if entry.filename.endswith("README.txt") else held) for entry, held in files],
        "missing": [(entry, held) for entry, held in files if not entry.filename.endswith("README.txt")],
        "added": [*files, (zipfile.ZipInfo(f"{path.stem}/added.txt"), b"added")],
    }
    for change, files in changes.items():
        broken = path.with_name(f"{change}.zip")
        with zipfile.ZipFile(broken, "w") as archive:
            for entry, held in files:
                archive.writestr(entry, held)
        if is_whole(program, broken):
            found.append(f"`dutybound verify` takes a pack with a file that is {change} for whole")
        broken.unlink()
    return found


def is_whole(program, path):
    return subprocess.run([*program, "verify", str(path)], capture_output=True, check=False).returncode == 0


class Links(html.parser.HTMLParser):
    """The addresses and anchors of a web page."""

    def __init__(self):
        super().__init__()
        self.to, self.anchors, self.scripts = [], set(), 0

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.scripts += tag == "script"
        if "id" in attrs:
            self.anchors.add(attrs["id"])
        if tag == "a" and "href" in attrs:
            self.to.append(attrs["href"])


def index_faults(folder, files):
    """Links of the index that lead nowhere, and files that it does not lead to."""
    page = Links()
    page.feed((folder / "index.html").read_text())
    found = ["the index has scripts"] if page.scripts else []
    reached = set()
    for to in page.to:
        parts = urllib.parse.urlsplit(to)
        if parts.scheme in ("http", "https", "mailto", "tel"):
            continue
        if parts.scheme or parts.netloc:
            found.append(f"the index leads to {to}")
        elif parts.path:
            reached.add(urllib.parse.unquote(parts.path))
        elif parts.fragment not in page.anchors:
            found.append(f"the index leads to #{parts.fragment}, which it has not")
    found += [f"the index leads to {name}, which is not in the pack" for name in sorted(reached - files)]
    missed = {name for name in files if name.startswith(("evidence/", "plan/"))} - reached
    found += [f"the index does not lead to {name}" for name in sorted(missed)]
    return found


def pdf_faults(path):
    """What is wrong with a PDF that may hold evidence, which is not judged for its fonts and claims."""
    try:
        output(["qpdf", "--check", str(path)])
        pages = pdf.page_count(str(path))
        found = pdf.info_faults(str(path))
        if not output(["pdfdetach", "-list", str(path)]).startswith("0 "):
            found.append("has attachments")
        texts = output(["pdftotext", "-layout", str(path), "-"]).split("\f")[:pages]
        # The first page of a document is a cover without a number.
        for number, text in enumerate(texts[1:], start=2):
            if not re.search(rf"Page {number} of {pages}\b", text):
                found.append(f"page {number} does not say that it is {number} of {pages}")
        return found
    except ProgramError as error:
        return [str(error)]


def main(folder, program):
    """Returns the exit status."""
    folder = pathlib.Path(folder).resolve()

    def judged(pack):
        plans, organisation, audience = pack
        name = f"{organisation}-{audience}"
        try:
            twice = [made(program, plans, organisation, audience, folder / name / time) for time in ("first", "second")]
            return twice[0], faults(program, *twice)
        except (ProgramError, OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
            return folder / name, [str(error) or repr(error)]

    packs = [(plans, organisation, audience) for plans, organisation, audiences in PACKS for audience in audiences]
    verdicts = dict(at_once(judged, packs))
    pages = sorted(map(str, folder.glob("*/first/*/unpacked/*/index.html")))
    for path, found in web.faults(pages).items():
        verdicts.setdefault(pathlib.Path(path), []).extend(found)
    for path, found in verdicts.items():
        print(f"{'fault' if found else 'good '}  {path}")
        for fault in found:
            print(f"         {fault}")
    count = sum(map(len, verdicts.values()))
    print(f"judged {len(packs)} packs and {len(pages)} indexes: {count} fault{'' if count == 1 else 's'}")
    return 1 if count or not packs else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", default=str(ROOT / "target" / "release" / "dutybound"))
    parser.add_argument("folder")
    given = parser.parse_args()
    sys.exit(main(given.folder, [given.program]))
