"""Judges web pages: python3 ci/judges/web.py FILE..., or with --selftest and one good file.

A page must be right in markup (html-validate, the Nu HTML checker of the W3C) and in headless Chromium: nothing for
axe-core to find and nothing to move sideways for, in light and in dark colours, on a wide and on a narrow screen; no
picture that cannot be shown, nothing asked for from elsewhere.
"""

import json
import pathlib
import re
import sys
import tempfile

from program import MINUTE, ProgramError, output

HERE = pathlib.Path(__file__).resolve().parent
CACHE = HERE.parents[1] / "target" / "judges" / "web"
MODULES = CACHE / "node_modules"
# A broken page can have hundreds of faults of the same kind.
SHOWN = 10

# What is done to a good page, and the fault that must be found.
CASES = {
    "as it is": (r"\A", "", None),
    "no language": (r"<html lang=\"[^\"]*\"", "<html", "html-has-lang"),
    "no title": (r"<title>[^<]*</title>", "<title></title>", "document-title"),
    "table without headings": (r"<(/?)th\b( scope=\"\w+\")?", r"<\1td", "td-has-header"),
    "heading without a scope that exists": (r" scope=\"col\"", ' scope="colum"', "scope"),
    "picture without words": (r"</main>", '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=" width="9" height="9"/></main>', "image-alt"),
    "picture that cannot be shown": (r"</main>", '<img src="data:image/png;base64,AAAA" alt="x"/></main>', "pictures"),
    "pale letters": (r"--text: #\w+;", "--text: #888888;", "color-contrast"),
    "pale heading rows": (r"--on-primary: #\w+;", "--on-primary: #777777;", "color-contrast"),
    "level skipped": (r"</main>", "<h6>Deep</h6></main>", "heading-order"),
    "id twice": (r"</main>", '<p id="main_content">x</p></main>', "id"),
    "link without words": (r"</main>", '<p><a href="https://example.org/"></a></p></main>', "link-name"),
    "link to nowhere": (r"</main>", '<p><a class="skip" href="#nowhere">Skip</a></p></main>', "nowhere"),
    "table that moves and takes no focus": (r" tabindex=\"0\"", "", "scrollable-region-focusable"),
    "wider than a telephone": (r"</main>", "<pre>" + "x" * 200 + "</pre></main>", "reflow"),
    "asks for a picture from elsewhere": (r"</main>", '<img src="https://example.org/x.png" alt="x"/></main>', "external"),
    "runs a script": (r"</main>", "<script>document.title = 'x'</script></main>", "console"),
    "not closed": (r"</main>", "<div></main>", "close-order"),
    "element that does not exist": (r"</main>", "<box>x</box></main>", "box"),
}


def faults(paths):
    """What is wrong with each web page: a list of messages by path, empty for a good page."""
    found = {path: [] for path in paths}
    if not paths:
        return found
    for judge in (browser, html_validate, checker):
        try:
            for path, messages in judge(paths).items():
                found[path] += messages[:SHOWN]
                if len(messages) > SHOWN:
                    found[path].append(f"and {len(messages) - SHOWN} faults more")
        except (ProgramError, ValueError, KeyError, TypeError) as error:
            for path in paths:
                found[path].append(f"`{judge.__name__}` has not judged: {error}")
    return found


def browser(paths):
    """What Chromium and axe-core find."""
    command = ["node", str(HERE / "web.mjs"), str(CACHE), *paths]
    verdicts = json.loads(output(command, timeout=2 * MINUTE + 10 * len(paths)))
    return {path: verdicts[path] for path in paths}


def html_validate(paths):
    """What html-validate finds."""
    program = str(MODULES / "html-validate" / "bin" / "html-validate.mjs")
    with tempfile.TemporaryDirectory() as scratch:
        # Into a file, for it may end before a pipe has taken all; and it ends with 1 for faults.
        verdict = pathlib.Path(scratch) / "verdict.json"
        command = ["node", program, "--config", str(HERE / "htmlvalidate.json"), "--formatter", f"json={verdict}"]
        output([*command, *paths], accept=(0, 1))
        results = json.loads(verdict.read_text(encoding="utf-8"))
    found = {path: [] for path in paths}
    absolute = {str(pathlib.Path(path).resolve()): path for path in paths}
    for result in results:
        path = absolute[str(pathlib.Path(result["filePath"]).resolve())]
        found[path] = [f"{fault['ruleId']}: {fault['message']} (line {fault['line']})" for fault in result["messages"]]
    return found


def checker(paths):
    """What the Nu HTML checker finds. The check of links reads the page, since the checker knows none."""
    program = str(MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar")
    urls = {pathlib.Path(path).resolve().as_uri(): path for path in paths}
    command = ["java", "-jar", program, "--errors-only", "--exit-zero-always", "--stdout", "--format", "json"]
    found = {path: [] for path in paths}
    for fault in json.loads(output([*command, *map(str, paths)]))["messages"]:
        path = urls[fault["url"].replace("file:/", "file:///", 1) if not fault["url"].startswith("file:///") else fault["url"]]
        found[path].append(f"vnu: {fault['message']} (line {fault.get('lastLine', '?')})")
    for path in paths:
        found[path] += links(pathlib.Path(path).read_text(encoding="utf-8"))
    return found


def links(page):
    """Links within the page that lead nowhere."""
    ids = set(re.findall(r' id="([^"]*)"', page))
    wanted = re.findall(r' href="#([^"]*)"', page)
    return [f"no place is called {name}" for name in wanted if name not in ids]


def selftest(path):
    """Wrong verdicts on good and broken copies of a page that has a table of three columns at least."""
    good = pathlib.Path(path).read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as scratch:
        copies = {}
        for number, (name, (old, new, _)) in enumerate(CASES.items()):
            broken, count = re.subn(old, new, good)
            if count == 0:
                yield f"page, {name}: nothing to break: {old!r} is not in the file"
            copies[name] = str(pathlib.Path(scratch) / f"{number}.html")
            pathlib.Path(copies[name]).write_text(broken, encoding="utf-8")
        found = faults(list(copies.values()))
        for name, (_, _, wanted) in CASES.items():
            said = found[copies[name]]
            if wanted is None and said:
                yield f"page, {name}: refused: {said}"
            if wanted is not None and not any(wanted in fault for fault in said):
                yield f"page, {name}: wanted a fault with `{wanted}`, found {said}"


def main(arguments):
    """Returns the exit status."""
    if arguments[:1] == ["--selftest"]:
        wrong = list(selftest(arguments[1]))
        for line in wrong:
            print(f"fault  the judges: {line}")
        print(f"tried the judge of pages on {len(CASES)} good and broken copies: {len(wrong)} wrong verdicts")
        return 1 if wrong else 0
    bad = [(path, fault) for path, found in faults(arguments).items() for fault in found]
    for path, fault in bad:
        print(f"fault  {path}: {fault}")
    return 1 if bad or not arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
