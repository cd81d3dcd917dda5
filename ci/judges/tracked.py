"""Judges tracked changes from outside: LibreOffice accepts or rejects all of them and must be left with the words of the one
edition or of the other. And the validator of the Open XML SDK must have nothing to say.

    python3 -B ci/judges/tracked.py [--some] FOLDER...

looks below each folder for Word files NAME.docx that lie beside NAME.new.docx and NAME.old.docx, the two editions drawn
plainly. Left out are tables of contents and the numbers that references show, which LibreOffice works out anew, and
straplines: in frames, LibreOffice knows no changes. Our own reader, in `cargo test`, reads these too. With `--some` it
judges every tenth file: each takes LibreOffice a second or two.
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree
import zipfile

from word import faults as faults_of

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# Stands for the number that a reference shows.
REFERENCE = "§"

# What LibreOffice runs: it opens each file, decides on all changes and stores it beside, as Word has it.
MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Decide(list As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim stored(0) As New com.sun.star.beans.PropertyValue
  Dim none()
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  stored(0).Name = "FilterName"
  stored(0).Value = "MS Word 2007 XML"
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  handle = FreeFile
  Open list For Input As #handle
  Do While Not EOF(handle)
    Line Input #handle, command
    If Len(command) &gt; 0 Then
      parts = Split(command, Chr(9))
      document = StarDesktop.loadComponentFromURL(parts(1), "_blank", 0, hidden())
      frame = document.CurrentController.Frame
      dispatcher.executeDispatch(frame, ".uno:" &amp; parts(0), "", 0, none())
      dispatcher.executeDispatch(frame, ".uno:UpdateFields", "", 0, none())
      document.storeToURL(parts(2), stored())
      document.close(True)
    End If
  Loop
  Close #handle
  StarDesktop.terminate()
End Sub
</script:module>
"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Module1"/>
</library:library>
"""
DIALOGS = LIBRARY.replace(' <library:element library:name="Module1"/>\n', "")
DECISIONS = {"AcceptAllTrackedChanges": "new", "RejectAllTrackedChanges": "old"}


def cases(folders):
    """Each Word file with changes that lies beside its two editions."""
    for folder in folders:
        for new in sorted(pathlib.Path(folder).rglob("*.new.docx")):
            name = new.name.removesuffix(".new.docx")
            marked, old = new.with_name(f"{name}.docx"), new.with_name(f"{name}.old.docx")
            if marked.exists() and old.exists():
                yield marked


def decided(files, scratch):
    """What LibreOffice makes of each file by each decision. The profile is begun first, for that would replace the macro."""
    profile = scratch / "profile"
    office = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    subprocess.run([*office, "--terminate_after_init"], timeout=120, check=False, capture_output=True)
    basic = profile / "user" / "basic" / "Standard"
    basic.mkdir(parents=True, exist_ok=True)
    (basic / "Module1.xba").write_text(MACRO)
    (basic / "script.xlb").write_text(LIBRARY)
    (basic / "dialog.xlb").write_text(DIALOGS)
    made, commands = {}, []
    for number, file in enumerate(files):
        for decision in DECISIONS:
            source, target = scratch / f"{number}-{decision}.docx", scratch / f"{number}-{decision}-done.docx"
            shutil.copyfile(file, source)
            commands.append("\t".join([decision, source.as_uri(), target.as_uri()]))
            made[file, decision] = target
    orders = scratch / "orders.txt"
    orders.write_text("\n".join(commands) + "\n")
    command = [*office, f'macro:///Standard.Module1.Decide("{orders}")']
    subprocess.run(command, timeout=120 + 20 * len(commands), check=False, capture_output=True)
    return made


def paragraphs(path):
    """The words of the paragraphs of a Word file that say anything, without those of tables of contents."""
    with zipfile.ZipFile(path) as package:
        body = tree.fromstring(package.read("word/document.xml"))
    if body.find(f".//{WORD}ins") is not None or body.find(f".//{WORD}del") is not None:
        raise ValueError("changes are left")
    found = []
    for paragraph in body.iter(f"{WORD}p"):
        style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        if style is not None and re.match(r"(TOC|Contents)\d|Strapline", style.get(f"{WORD}val")):
            continue
        words, reference = "", False
        for part in paragraph.iter():
            if part.tag == f"{WORD}instrText":
                reference = (part.text or "").split()[:1] == ["REF"]
                words += REFERENCE if reference else ""
            elif part.tag == f"{WORD}fldChar" and part.get(f"{WORD}fldCharType") == "end":
                reference = False
            elif part.tag == f"{WORD}t":
                words += "" if reference else part.text or ""
            elif part.tag in (f"{WORD}br", f"{WORD}tab"):
                words += " "
        words = " ".join(words.split())
        if words:
            found.append(words)
    return found


def judged(file, decision, made):
    """What is wrong with a file after a decision; None where nothing is."""
    edition = DECISIONS[decision]
    if not made.exists():
        return "LibreOffice has not stored it"
    try:
        found = paragraphs(made)
    except ValueError as error:
        return str(error)
    wanted = paragraphs(file.with_name(f"{file.stem}.{edition}.docx"))
    for number, (left, right) in enumerate(zip(found, wanted)):
        # A reference to what one edition has not is no field but words.
        shown = re.escape(right).replace(REFERENCE, rf"({REFERENCE}|\d+(\.\d+)?|Annex [A-Z]+)")
        if not re.fullmatch(shown, left):
            return f"paragraph {number}: “{left}” instead of “{right}”"
    if len(found) != len(wanted):
        return f"{len(found)} paragraphs instead of {len(wanted)}"
    return None


def main(arguments):
    some = "--some" in arguments
    files = list(cases(folder for folder in arguments if folder != "--some"))[:: 10 if some else 1]
    if not files:
        print("error  no Word file lies beside its editions")
        return 1
    faults = 0
    with tempfile.TemporaryDirectory() as scratch:
        made = decided(files, pathlib.Path(scratch))
        for file in files:
            for fault in faults_of(file):
                faults += 1
                print(f"error  {file}: {fault}")
        for (file, decision), done in made.items():
            fault = judged(file, decision, done)
            if fault:
                faults += 1
                print(f"error  {file}, {decision}: {fault}")
        # The judge itself: without a decision, changes are left, and the other edition says other words.
        for file in files:
            edition = made[file, "AcceptAllTrackedChanges"]
            same = paragraphs(file.with_name(f"{file.stem}.new.docx")) == paragraphs(file.with_name(f"{file.stem}.old.docx"))
            if edition.exists() and not same and judged(file, "RejectAllTrackedChanges", edition) is None:
                faults += 1
                print(f"error  {file}: the judge lets the new edition through as the old one")
    print(f"{len(files)} files with changes, {faults} faults")
    return min(faults, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
