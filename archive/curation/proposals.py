"""Proposals for single fields, each from one source and with its name; all as the source says it."""
import json
import re
from dataclasses import dataclass
from email.utils import parseaddr, parsedate_to_datetime
from functools import reduce
from operator import or_
from urllib.parse import urlsplit

from django.db.models import Q
from django.utils.translation import gettext as _

from archive.curation.printed_dates import as_printed_in, day_of, name_as_printed_in
from archive.languages import is_language_tag
from archive.models import Agent, Contribution
from archive.models.document import DateBasis

PAGES = ("text/html", "application/xhtml+xml", "application/warc")
MAIL = "message/rfc822"
BETWEEN_TITLE_AND_SITE = re.compile(r"\s+[|–—·»:\-]{1,2}\s+")
LONGEST_HEADING = 150
LONGEST_TITLE = 1000
LONGEST_NAME = 300
LONGEST_DATE = 200
MOST_NAMES = 8


@dataclass(frozen=True)
class Suggestion:
    """One proposal for one entry of the form.

    `values` are inputs of the entry and what they would say; for rows, the
    columns of one row. `missing` is a name that has no authority record yet.
    """

    entry: str
    values: dict
    shown: str
    source: str
    missing: str = ""
    is_entered: bool = False

    @property
    def as_json(self):
        """`values`, for the page's script."""
        return json.dumps(self.values, ensure_ascii=False)


def from_metadata(embedded, media_type, text):
    """Suggestions from what the file says of itself: {"title", "author", "date", "site", "language"}.

    Only what `text` says too is printed in the document; the rest is known from another source.
    """
    source = _source_of(media_type)
    site, title = embedded.get("site", ""), " ".join(embedded.get("title", "").split())
    if 0 < len(title) <= LONGEST_TITLE:
        yield _one("title", _without_site(title, site, text), source)
    yield from _contributions("publisher", [site], text, source)
    yield from _contributions("creator", _authors(embedded.get("author", ""), media_type), text, source)
    if is_language_tag(embedded.get("language") or ""):
        yield _one("language", embedded["language"], source)
    if media_type in (*PAGES, MAIL):
        yield from _issued(embedded.get("date", ""), text, source)


def from_text(text, known):
    """Suggestions from the text itself, for entries that are not in `known`."""
    first = next((" ".join(line.split()) for line in text.splitlines() if line.strip()), "")
    if "title" not in known and 0 < len(first) <= LONGEST_HEADING:
        yield _one("title", first, _("the first line of the text"))


def from_addresses(addresses):
    """The publisher by the host of an address: what it prints is not known, so it is inferred."""
    hosts = [_host_of(address) for address in addresses if address]
    hosts = list(dict.fromkeys(host.removeprefix("www.") for host in hosts if host))[:MOST_NAMES]
    if not hosts:
        return
    forms = [form for host in hosts for form in
             (host, f"www.{host}", *(f"{scheme}://{www}{host}{end}" for scheme in ("http", "https")
                                     for www in ("", "www.") for end in ("", "/")))]
    known = Q(names__text__in=forms) | Q(name__in=forms) | Q(external_identifiers__value__in=forms)
    found = list(Agent.objects.filter(known, merged_into__isnull=True).distinct()[:2])
    if len(found) == 1:
        yield Suggestion("publisher", {"agent": found[0].name, "as_printed": "", "basis": "inferred"},
                         found[0].name, _("the address %(host)s") % {"host": hosts[0]})


def _host_of(address):
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def _source_of(media_type):
    if media_type in PAGES:
        return _("the page's own metadata")
    return _("the head of the message") if media_type == MAIL else _("the file's own properties")


def _one(name, value, source):
    return Suggestion(name, {name: value}, value, source)


def _without_site(title, site, text):
    """The title without the name of the site behind it, if the text prints it so."""
    for match in reversed(list(BETWEEN_TITLE_AND_SITE.finditer(title))):
        before, after = title[:match.start()], title[match.end():]
        if after == site or (not site and before in " ".join(text.split())):
            return before
    return title


def _authors(said, media_type):
    if media_type == MAIL:
        name, address = parseaddr(said)
        return [name or address]
    return [name.strip() for name in said.split(";")]


def _contributions(entry, names, text, source):
    """One Suggestion for each name, with the agent it belongs to, or saying that there is none."""
    names = [name for name in names if 0 < len(name) <= LONGEST_NAME][:MOST_NAMES]
    agents = _agents_named(names)
    for name in names:
        found = agents.get(name.casefold(), [])
        agent = found[0].name if len(found) == 1 else name
        shown = name if agent == name else f"{agent} ({name})"
        printed = name_as_printed_in(text, name)
        basis = Contribution.Basis.PRINTED if printed else Contribution.Basis.EXTERNAL
        yield Suggestion(entry, {"agent": agent, "as_printed": printed, "basis": basis.value}, shown, source,
                         missing="" if found else name)


def _agents_named(names):
    """{name in lower case: [Agent]} by any recorded name."""
    if not names:
        return {}
    asked = reduce(or_, [Q(name__iexact=name) | Q(names__text__iexact=name) for name in names])
    found = {}
    for agent in Agent.objects.filter(asked, merged_into__isnull=True).distinct().prefetch_related("names"):
        for form in {agent.name.casefold(), *(name.text.casefold() for name in agent.names.all())}:
            found.setdefault(form, []).append(agent)
    return found


def _issued(said, text, source):
    day = _day_of_mail(said) or day_of(said)
    if day and len(said) <= LONGEST_DATE:
        printed = as_printed_in(text, day)
        basis = DateBasis.PRINTED if printed else DateBasis.EXTERNAL
        yield Suggestion(
            "issued", {"issued": day, "issued_as_printed": printed, "issued_basis": basis.value},
            f"{day} ({printed or said})", source if not printed else _("%(source)s and the text") % {"source": source})


def _day_of_mail(said):
    try:
        return parsedate_to_datetime(said).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
