"""How to cite a document, in plain text: who, what, when, where it is kept, under which address.

The order follows ISO 690 (creator, title, publisher, date, location). Nothing is
invented: no date of access, no publisher that is not named.
"""
from django.utils.text import capfirst

from archive.edtf import edtf_in_words
from catalog.spoken import gettext as _
from catalog.spoken import pgettext

ARCHIVE = "Standpoint"
OWN_MARKS = {("“", "”"), ('"', '"'), ("«", "»"), ("[", "]")}


def citation_parts(*, title, creators=(), publishers=(), issued="", issued_basis="", address, whole=""):
    """The parts of a citation in their order, in the active language, so that each keeps its direction.

    `creators` and `publishers` are names as printed, `issued` an EDTF text
    (empty: not stated), `whole` the title of the digest that it is part of,
    `address` the permanent URL.
    """
    names = pgettext("between names", "; ")
    parts = [
        names.join(creators),
        quoted(title),
        _("In %(title)s") % {"title": quoted(whole)} if whole else "",
        names.join(name for name in publishers if name not in creators),
        capfirst(date_of_issue(issued, issued_basis)),
        _("%(archive)s digital archive") % {"archive": ARCHIVE},
        address,
    ]
    return [part.rstrip(".") for part in parts if part]


def quoted(title):
    """A title in quotation marks, unless it brings its own or was devised by a cataloguer, in brackets."""
    if (title[:1], title[-1:]) in OWN_MARKS:
        return title
    return _("“%(title)s”") % {"title": title}


def date_of_issue(issued, basis=""):
    """The date in words, with a word where it was not printed; “date not stated” if unknown."""
    if not issued:
        return _("date not stated")
    words = edtf_in_words(issued)
    if basis in ("relative", "event", "external"):
        return _("%(date)s [inferred]") % {"date": words}
    return words
