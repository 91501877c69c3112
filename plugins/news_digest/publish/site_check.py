"""The built site in one pass: pages have title and language, links and fragments lead somewhere, feeds parse."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .html_facts import Address, FeedFacts, HtmlFacts, read_html
from .json_facts import JsonReader
from .links import NO_HOST, BuiltSite, Target, is_script, list_files
from .problems import CheckReport, Problem
from .xml_facts import BrokenXmlError, XmlReader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ..project import Project


@dataclass(slots=True)
class _Use:
    """Where a place within the site is linked from: the first file and line, the address there, and how often."""

    file: str
    line: int
    address: str
    count: int = 0


@dataclass(slots=True)
class _Survey:
    """What is known of the site while its files are read one after the other."""

    site: BuiltSite
    uses: dict[Target, _Use] = field(default_factory=dict)
    ids: dict[str, frozenset[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    xml: XmlReader = field(default_factory=XmlReader)
    json: JsonReader = field(default_factory=JsonReader)
    feeds: int = 0


def check_site(project: Project) -> CheckReport:
    """Return what is wrong in the output folder; nothing is where the site was not built yet."""
    files = list_files(project.output)
    survey = _Survey(BuiltSite(project.output, files, home=_home_address(project.output)))
    for file in sorted(files):
        _survey_file(file, survey)
    problems = (*survey.problems, *_broken_links(survey))
    return CheckReport(problems, pages=len(survey.ids), feeds=survey.feeds)


def _home_address(output: Path) -> str:
    """Return the address that the home page gives as its own; a preview has none."""
    home = output / "index.html"
    canonical = read_html(home.read_text("utf-8", "replace")).canonical if home.is_file() else None
    return canonical or f"{NO_HOST}/"


def _survey_file(file: str, survey: _Survey) -> None:
    if file.endswith(".html"):
        facts = read_html((survey.site.root / file).read_text("utf-8", "replace"))
        survey.ids[file] = facts.ids
        survey.problems.extend(_page_problems(file, facts))
        _note_addresses(file, facts.addresses, survey)
    elif file.endswith(".xml"):
        _survey_xml(file, survey)
    elif file.endswith(".json") and (found := survey.json.read(survey.site.root / file)):
        _survey_feed(file, found, survey)


def _survey_xml(file: str, survey: _Survey) -> None:
    try:
        facts = survey.xml.read(survey.site.root / file)
    except BrokenXmlError as error:
        remedy = "a feed reader refuses it; report the story whose text stands at this line"
        survey.problems.append(Problem(file, error.line, f"is not well-formed XML: {error.reason}", remedy))
        survey.feeds += 1
    else:
        _survey_feed(file, facts, survey)


def _survey_feed(file: str, facts: FeedFacts, survey: _Survey) -> None:
    survey.feeds += 1
    remedy = "correct the story, or the plugin that made it so; readers refuse it, or show less of it"
    survey.problems.extend(Problem(file, fault.line, fault.what, remedy) for fault in facts.faults)
    survey.problems.extend(_scripts(file, facts.addresses))
    _note_addresses(file, facts.addresses, survey)


def _page_problems(file: str, facts: HtmlFacts) -> Iterator[Problem]:
    if not facts.title:
        yield Problem(file, None, "has no title", "give its template a <title>")
    if not facts.lang:
        yield Problem(file, None, "has no language", "give its template <html lang>")
    for fault in facts.faults:
        yield Problem(file, fault.line, fault.what, "correct its template, or the HTML in its story")
    yield from _scripts(file, facts.addresses)


def _scripts(file: str, addresses: tuple[Address, ...]) -> Iterator[Problem]:
    for address in addresses:
        if is_script(address.text):
            yield Problem(
                file, address.line, f"would run a script: {address.text[:80]}", "take the link out of its story"
            )


def _note_addresses(file: str, addresses: tuple[Address, ...], survey: _Survey) -> None:
    page = survey.site.address_of(file)
    for address in addresses:
        target = survey.site.target(address.text, page)
        if target is not None:
            use = survey.uses.setdefault(target, _Use(file, address.line, address.text))
            use.count += 1


def _broken_links(survey: _Survey) -> Iterator[Problem]:
    for target, use in survey.uses.items():
        missing = _missing(target, survey)
        if missing:
            more = f" (so do {use.count - 1} more links)" if use.count > 1 else ""
            remedy = "correct the address, or bring back what it names"
            yield Problem(use.file, use.line, f'"{use.address}" leads nowhere: {missing}{more}', remedy)


def _missing(target: Target, survey: _Survey) -> str:
    """Return what of a link's target is not there, "" where all is well."""
    if target.file not in survey.site.files:
        return f"no file {target.file}"
    # "top" and the empty fragment are the page's start in every browser (HTML standard, "select the indicated part").
    ids = survey.ids.get(target.file)
    if ids is None or target.fragment in ids or target.fragment.lower() in {"", "top"}:
        return ""
    return f"no id {target.fragment} in {target.file}"
