"""The documents that somebody chose for one act: those that were ticked, or all that a search finds."""
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _

from archive.changes import MOST_DOCUMENTS
from archive.curation.filters import EveryDocumentFilter
from archive.curation.told import version_said
from archive.models import Document

LONGEST_SEARCH = 2000  # characters of a query string


@dataclass(frozen=True)
class Selection:
    """`documents` is a queryset of what `user` may see, `carried` what a form sends on to choose them again."""

    documents: object
    count: int
    carried: list = field(default_factory=list)
    missing: int = 0

    @property
    def limit(self):
        """A sentence if more were chosen than one act changes; else ""."""
        if self.count <= MOST_DOCUMENTS:
            return ""
        return _("%(count)s were chosen; one act changes at most %(most)s, so these are the first. "
                 "Do it again for the others.") % {"count": self.count, "most": MOST_DOCUMENTS}


def selection_of(data, request):
    """The Selection that `data` (a QueryDict) asks for; empty if it asks for none."""
    visible = Document.objects.visible_to(request.user)
    if data.get("all"):
        search = data.get("search", "")[:LONGEST_SEARCH]
        found = EveryDocumentFilter(QueryDict(search), queryset=visible, request=request)
        documents = found.qs if found.is_valid() else visible.none()
        return Selection(documents, documents.count(), [("all", "1"), ("search", search)])
    chosen = list(dict.fromkeys(data.getlist("chosen")))[:MOST_DOCUMENTS]
    documents = visible.filter(identifier__in=chosen)
    count = documents.count() if chosen else 0
    return Selection(documents, count, [("chosen", identifier) for identifier in chosen], len(chosen) - count)


def seen_versions(text):
    """{identifier: version} of “identifier:version identifier:version ...”, as `seen_text` writes it."""
    pairs = (pair.partition(":") for pair in text.split()[:MOST_DOCUMENTS])
    return {identifier: version_said(version) for identifier, _colon, version in pairs if version.isdecimal()}


def seen_text(documents):
    """The versions that a preview shows, for the form that applies it."""
    return " ".join(f"{document.identifier}:{document.version}" for document in documents)
