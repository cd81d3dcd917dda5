"""Builds the documents that are judged, in every variant: python3 ci/judges/variants.py FOLDER [VARIANT...]

Each variant gets a folder of its own below FOLDER, which is emptied first. This is the one list of them.
"""

import dataclasses
import json
import pathlib
import shutil
import subprocess
import sys

# What must be there of each built-in template.
FORMATS = {".pdf", ".docx", ".html"}
ROOT = pathlib.Path(__file__).resolve().parents[2]


@dataclasses.dataclass(frozen=True)
class Variant:
    """A way to build documents: from which plans, and with which options."""

    name: str
    plans: str
    options: tuple = ()
    # Whether it must hold a document of each built-in template.
    complete: bool = True


VARIANTS = [
    Variant("usual", "data"),
    Variant("accessible", "data", ("--accessible",)),
    Variant("large-print", "data", ("--large-print",)),
    # One plan under three brands and covers, as a draft and approved.
    Variant("brands", "tests/brands", complete=False),
    Variant("brands-large-print", "tests/brands", ("--large-print",), complete=False),
]


def build(variant, folder, *more):
    """Builds the documents of a variant into a folder, which is emptied first. Whether that went well."""
    shutil.rmtree(folder, ignore_errors=True)
    command = ["cargo", "run", "--release", "--quiet", "--", "build", variant.plans, *variant.options, *more]
    done = subprocess.run(
        [*command, "--output", str(folder)], cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        print(done.stdout + done.stderr, file=sys.stderr)
        print(f"fault  {variant.name}: `{' '.join(command)}` ended with {done.returncode}")
    return done.returncode == 0


def known(names):
    """The variants of these names, or all of them. Raises KeyError for other names."""
    by_name = {variant.name: variant for variant in VARIANTS}
    return [by_name[name] for name in names or by_name]


def coverage_faults(folder):
    """What a folder of built documents lacks: files that manifests name, and built-in templates."""
    folder = pathlib.Path(folder)
    kinds = {}
    for manifest in sorted(folder.rglob("manifest.json")):
        for entry in json.loads(manifest.read_text())["files"]:
            kinds.setdefault(entry["template"], set()).add(pathlib.Path(entry["file"]).suffix)
            if not (manifest.parent / entry["file"]).is_file():
                yield f"{manifest.parent.name}/{entry['file']} is in the manifest alone"
    variant = next((variant for variant in VARIANTS if variant.name == folder.name), VARIANTS[0])
    if not variant.complete:
        return
    for template in sorted(path.stem for path in (ROOT / "templates").glob("*.yaml")):
        for lacking in sorted(FORMATS - kinds.get(template, set())):
            yield f"holds no {lacking} file of the template `{template}`, so nothing judges it"


def main(folder, names):
    """Returns the exit status."""
    built = [build(variant, pathlib.Path(folder) / variant.name) for variant in known(names)]
    return 0 if all(built) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
