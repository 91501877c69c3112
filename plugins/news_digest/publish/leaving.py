"""What must be right before a site leaves: its address is one that readers can reach, and its pages carry it."""

from __future__ import annotations

from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from .errors import PublishError
from .html_facts import read_html
from .sending import HOME

_OF_THIS_MACHINE = ("localhost", ".localhost", ".local", ".localdomain")


def refuse_address(siteurl: str, file: str) -> None:
    """Raise `PublishError` where readers could not follow SITEURL; `file` is the settings file that has it."""
    what = _fault(siteurl)
    if what:
        remedy = 'set the address at which readers find the digest, such as "https://digest.example"'
        raise PublishError(file, f"SITEURL {what}", remedy)


def _fault(siteurl: str) -> str:
    if not siteurl:
        return "is empty"
    try:
        parts = urlsplit(siteurl)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return f"is no address: {siteurl}"
    if parts.scheme not in {"http", "https"} or not host:
        return f"is not a whole address: {siteurl}"
    return f"is an address of this machine or its neighbours: {siteurl}" if _is_near(host) else ""


def _is_near(host: str) -> bool:
    try:
        address = ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith(_OF_THIS_MACHINE[1:])
    return address.is_loopback or address.is_unspecified or address.is_link_local


def refuse_other_build(output: Path, siteurl: str) -> None:
    """Raise `PublishError` where the site in the output folder was built for another address, as a preview is."""
    home = output / HOME
    if not home.is_file():
        raise PublishError(str(output), f"there is no {HOME}", "a site has a front page; give it one")
    canonical = read_html(home.read_text("utf-8", "replace")).canonical
    if canonical and not canonical.startswith(siteurl):
        raise PublishError(str(home), f"was built for {canonical}", "another build came between; publish again")
