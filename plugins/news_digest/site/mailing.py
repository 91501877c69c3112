"""An edition as an e-mail (RFC 5322): plain text, and the same as HTML with its styles on the elements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import blake2b
from pathlib import Path
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from ..errors import NewsDigestError, SettingsError
from ..press.environment import printing_environment
from ..press.place import place_bytes
from ..project import SETTINGS_FILE
from .carried import Carriers
from .edition_files import UNEDITED, Edition, codes_of_edition, is_week, read_editions
from .edition_pages import edition_title, led
from .entries import absolute, week_text
from .excerpts import plain_text
from .mail_wish import MailWish
from .moments import moment_of
from .records import Record, direction
from .references import absolutise
from .settings import Place, SiteSettings
from .views import Direction

TEMPLATES = Path(__file__).with_name("mail_templates")
ENDING = ".eml"


class NoEditionError(NewsDigestError):
    """A mail of an edition is wished that is not there; `name` is what it is called."""

    def __init__(self, name: str) -> None:
        what = f"there is no edition {name!r}" if name else "there is no story yet"
        super().__init__(f"{what} (name a day as 2024-03-05 or a week as 2024-W10 that has stories)")


@dataclass(frozen=True, slots=True)
class Item:
    """A story as a mail tells it: its address absolute, all texts plain; `credit` is its source and time, or ""."""

    headline: str
    url: str
    deck: str
    credit: str
    lang: str
    dir: Direction


@dataclass(frozen=True, slots=True)
class Mail:
    """An edition as a mail: `words` are the editor's own as HTML, `url` is "" where the digest has no such editions."""

    name: str
    site: str
    home: str
    heading: str
    note: str
    words: str
    items: tuple[Item, ...]
    url: str
    lang: str
    dir: Direction
    moment: datetime

    @property
    def subject(self) -> str:
        """Return what stands in lists of mails."""
        return " ".join(f"{self.site}: {self.heading}".split())


def write_mail(wish: MailWish, carriers: Carriers, content: Path, sender: str = "") -> str:
    """Write the mail of an edition to the file, or into the folder, that is wished; returns what was done in a line.

    `sender` is whom it is from, "Name <name@host>". Raises `SettingsError` where it cannot be made, and `WriteError`.
    """
    site = carriers.catalog.settings
    mail = mail_of(wish.edition, carriers, content)
    path = wish.to / f"{mail.name}{ENDING}" if wish.to.is_dir() else wish.to
    data = message_of(mail, site, sender).as_bytes(policy=SMTP)
    changed = place_bytes(path, data).changed
    count = f"{len(mail.items)} {'story' if len(mail.items) == 1 else 'stories'}"
    return f"{path}: {mail.heading}, {count}{'' if changed else ' (nothing to write)'}"


def mail_of(edition: str, carriers: Carriers, content: Path) -> Mail:
    """Return the mail of a day or week, of the newest day for ""; raises `NoEditionError`, and `SettingsError`."""
    catalog = carriers.catalog
    site = catalog.settings
    if not urlsplit(site.siteurl).hostname:
        remedy = "set it, or name the settings for publishing: --settings publishconf.py"
        raise SettingsError(SETTINGS_FILE, "links in a mail need SITEURL, which names no host", remedy)
    days = catalog.days()
    name = edition or (days[0].isoformat() if days else "")
    codes = codes_of_edition(name, catalog)
    if not codes:
        raise NoEditionError(name)
    heading, place = _named(name, site)
    said = read_editions(content, catalog, []).get(name, UNEDITED)
    found = (catalog.record(entry.code) for entry in led(codes, said, carriers))
    records = tuple(record for record in found if not record.story.withdrawn)
    return Mail(
        name=name,
        site=site.name,
        home=absolute("", site),
        heading=said.title or heading,
        note=_note(heading, len(records), said, site),
        words=_without_pictures(absolutise(said.note, absolute("", site))),
        items=tuple(_item(record, site, with_day=is_week(name)) for record in records),
        url=absolute(place, site) if place else "",
        lang=site.lang,
        dir=direction(site.lang),
        moment=max(catalog.record(code).date for code in codes),
    )


def _named(name: str, site: SiteSettings) -> tuple[str, str]:
    """Return what an edition is called, and its address if it has a page."""
    if is_week(name):
        return week_text(name, site), _address(site.places.week, week=name)
    day = date.fromisoformat(name)
    return edition_title(day, site.words), _address(site.places.day, date=day)


def _address(place: Place, **values: object) -> str:
    return place.at(**values).url if place else ""


def _note(heading: str, count: int, said: Edition, site: SiteSettings) -> str:
    stories = site.words.counted("%(num)s story", "%(num)s stories", count)
    return f"{heading} · {stories}" if said.title else stories


def _item(record: Record, site: SiteSettings, *, with_day: bool) -> Item:
    moment = moment_of(record.date, site.words, has_clock=record.has_clock)
    source = record.source.name if record.source else ""
    return Item(
        headline=record.story.headline,
        url=absolute(record.url, site),
        deck=record.excerpt,
        credit=" · ".join(filter(None, (source, moment.day if with_day else moment.clock))),
        lang=record.lang,
        dir=record.dir,
    )


def _without_pictures(html: str) -> str:
    """Return HTML with the words for pictures in their places: a mail fetches nothing."""
    if "<img" not in html:
        return html
    soup = BeautifulSoup(html, "html.parser")
    for picture in soup.find_all("img"):
        picture.replace_with(str(picture.get("alt") or ""))
    return str(soup)


# --- The message ---


def message_of(mail: Mail, site: SiteSettings, sender: str = "") -> EmailMessage:
    """Return the message, the same bytes for the same edition; raises `SettingsError` for a sender that is none."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = mail.subject
    message["From"] = _sender(sender, site)
    message["Date"] = format_datetime(mail.moment)
    message["Message-ID"] = f"<edition-{mail.name}@{_host(site)}>"
    # Programs that know it open such a file as one to be sent, not as one that came.
    message["X-Unsent"] = "1"
    message.set_content(as_text(mail, site), cte="quoted-printable")
    message.add_alternative(as_html(mail, site), subtype="html", cte="quoted-printable")
    for part in message.iter_parts():
        del part["MIME-Version"]
    message.set_boundary(f"=_{blake2b(repr(mail).encode('utf-8', 'replace'), digest_size=16).hexdigest()}")
    return message


def _sender(sender: str, site: SiteSettings) -> Address:
    name = " ".join(site.name.split())
    if not sender:
        return Address(name, addr_spec=f"digest@{_host(site)}")
    address = _read_address(sender)
    if address is None:
        raise SettingsError(SETTINGS_FILE, f"DIGEST_MAIL_FROM is {sender!r}", 'it takes "Name <name@host.example>"')
    return Address(address.display_name or name, addr_spec=address.addr_spec)


def _read_address(text: str) -> Address | None:
    """Return the one address in a text, None where there is none, or another one, or anything else in it."""
    try:
        read = SMTP.header_factory("From", text)
    except (IndexError, ValueError):  # which the standard library's parser raises over what ends too soon
        return None
    (address, *more) = read.addresses or (Address(),)
    whole = address.username and address.domain and not more and not read.defects
    return address if whole and text.isprintable() else None


def _host(site: SiteSettings) -> str:
    try:
        return str(urlsplit(site.siteurl).hostname).encode("idna").decode("ascii")
    except UnicodeError:  # a name that no machine can have
        return "localhost"


def as_html(mail: Mail, site: SiteSettings) -> str:
    """Return the mail as HTML."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    template = printing_environment(environment, spoken=site.words.callables()).get_template("edition.html")
    # The editor's own words were made by our renderer of Markdown.
    values = {"mail": mail, "words": Markup(mail.words)}  # noqa: S704
    return template.render(values)


def as_text(mail: Mail, site: SiteSettings) -> str:
    """Return the mail as plain text; who reads it folds the lines."""
    return "\n".join(_lines(mail, site)) + "\n"


def _lines(mail: Mail, site: SiteSettings) -> Iterator[str]:
    yield from (mail.site, mail.heading, mail.note, "")
    if mail.words:
        yield from (plain_text(mail.words), "")
    for item in mail.items:
        yield f"* {' '.join(item.headline.split())}"
        yield from (f"  {line}" for line in (" ".join(item.deck.split()), item.credit, item.url) if line)
        yield ""
    if mail.url:
        yield f"{site.words.gettext('Read this edition on the web')}: {mail.url}"
