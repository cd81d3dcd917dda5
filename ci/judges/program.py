"""Running the programs that judge."""

import concurrent.futures
import os
import subprocess

MINUTE = 60


class ProgramError(Exception):
    """A program failed; its message is what it said."""


def output(command, timeout=2 * MINUTE, accept=(0,)):
    """Runs the command and returns what it prints, as text.

    Raises ProgramError when the command is missing, does not end in time, or ends with a status other than those to
    accept.
    """
    name = command[0].rsplit("/", 1)[-1]
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout, check=False
        )
    except FileNotFoundError as error:
        raise ProgramError(f"`{name}` is not installed") from error
    except subprocess.TimeoutExpired as error:
        raise ProgramError(f"`{name}` did not end in {timeout} s") from error
    text = done.stdout.decode("utf-8", "replace")
    if done.returncode not in accept:
        said = (done.stderr.decode("utf-8", "replace").strip() or text.strip()).splitlines()
        raise ProgramError(f"`{name}` failed: {said[-1] if said else 'without a word'}")
    return text


def at_once(work, items):
    """What `work` makes of each item, in their order. As many items at a time as there are processors."""
    with concurrent.futures.ThreadPoolExecutor(processors()) as pool:
        return list(pool.map(work, items))


def processors():
    """The number of processors."""
    return os.cpu_count() or 1
