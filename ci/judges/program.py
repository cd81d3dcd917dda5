"""Running the programs that judge."""

import subprocess

MINUTE = 60


class ProgramError(Exception):
    """A program failed; its message is what it said."""


def output(command, timeout=2 * MINUTE):
    """Runs the command and returns what it prints, as text.

    Raises ProgramError when the command is missing, fails or does not end in time.
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
    if done.returncode != 0:
        said = (done.stderr.decode("utf-8", "replace").strip() or text.strip()).splitlines()
        raise ProgramError(f"`{name}` failed: {said[-1] if said else 'without a word'}")
    return text
