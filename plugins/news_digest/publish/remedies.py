"""What to do about the commonest failures of the programs that publish, told by their words."""

from __future__ import annotations

import re
from typing import NamedTuple

ELSE = "mend that, then publish again: it goes on where this ended"


class Remedy(NamedTuple):
    """What is to be done about a failure, and the line of a program's words that tells of it."""

    line: str
    what: str


# In this order: the words of ssh, of the net, of git, of rsync, of rclone.
_REMEDIES = tuple(
    (re.compile(words, re.IGNORECASE), what)
    for words, what in (
        (
            r"host key for .* has changed",
            "another machine answers there, or it was set up anew: ask who keeps it, then ssh-keygen -R HOST",
        ),
        (r"host key verification failed", "log in once with ssh by hand, and compare the key that the host shows"),
        (
            r"permission denied \([a-z]",
            "the host takes none of your keys: name the user in the target, and add your key there: ssh-copy-id",
        ),
        (r"could not resolve|name or service not known|no such host", "correct the host's name in the target"),
        (
            r"connection refused|timed out|io timeout|failed to connect|no route to host|network is unreachable",
            "see that the host is up and the port is right, then publish again",
        ),
        (r"failed to exec|cannot run", "install that program, or correct the target's options"),
        (r"not a git repository", 'run "git init", or name a folder as "repository" in the target'),
        (
            r"does not appear to be a git repository|repository .* not found",
            'add it with "git remote add", or correct "remote" in the target',
        ),
        (
            r"author identity unknown|empty ident name|tell me who you are|auto-detect",
            "tell git who commits: git config user.name and user.email, or GIT_AUTHOR_* and GIT_COMMITTER_*",
        ),
        (
            r"\[rejected\]|fetch first|non-fast-forward|cannot lock ref|failed to update ref",
            "another publish came between: publish again",
        ),
        (
            r"authentication failed|could not read (username|password)|terminal prompts disabled|error: 403",
            "have git know a token or a key that may push there",
        ),
        (r"unknown module", "correct the module's name in the target: rsync HOST:: lists those there are"),
        (
            r"auth failed on module|password_file",
            "set RSYNC_PASSWORD, or --password-file in the target's options",
        ),
        (r"delete-missing-args|mkpath", "rsync 3.2.3 or newer is needed on both sides"),
        (r"no space left on device|disk quota exceeded", "make room there, then publish again: it goes on"),
        (r"didn't find section in config file", "set the remote up with rclone config, or correct the target"),
        (
            r"access ?denied|forbidden|signaturedoesnotmatch|invalidaccesskeyid|unauthorized",
            "the store does not take your keys: see what rclone config has for this remote",
        ),
        (r"permission denied|read-only file system|read only", "let the user of the target write into its folder"),
    )
)


def remedy_for(words: str) -> Remedy | None:
    """Return the remedy for a failure with these words, of several lines; None where none is known."""
    lines = [line.strip() for line in words.splitlines()]
    found = ((line, what) for form, what in _REMEDIES for line in lines if form.search(line))
    first = next(found, None)
    return first and Remedy(*first)
