"""The public page of a document that is not public yet, exactly as readers will see it.

The present revision is projected as if a reviewer had just approved it, the readers' own page is
rendered from that, and everything is rolled back: no row stays, and no other connection sees one.
"""
import json
import re
from dataclasses import dataclass
from datetime import datetime

from csp.constants import SELF
from csp.decorators import csp_replace
from django.db import router, transaction
from django.http import Http404
from django.template.defaultfilters import date as date_in_words
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin

from archive.curation.found import find_document
from archive.curation.guards import allowed
from archive.models import Document, Event, Revision
from archive.models.access import AccessLevel
from archive.models.provenance import EventType, Outcome
from archive.permissions import sees, title_for
from archive.provenance.canonical import canonical_json
from archive.provenance.ledger import agent_name
from archive.stance.rounds import hidden_labels
from archive.workflow.states import State
from catalog.models import PublishedDocument
from catalog.pages.document import document as public_page
from catalog.projection.project import project_in_transaction
from catalog.projection.visibility import Standing, Visibility, own_standing_of
from catalog.projection.writing import writing_projection

FILES = re.compile(r"/documents/([0-9a-f-]{36})/(files|thumbnails)/([0-9a-f]{64})(?:/[^\"'#?\s<]*)?")


@dataclass(frozen=True)
class ImaginedApproval:
    """An event of the ledger that did not happen: what the projection reads of one."""

    sequence: int
    occurred_at: datetime
    agent: str
    detail: str
    type: str = EventType.POLICY_ASSIGNMENT
    object_type: str = "document"
    outcome: str = Outcome.SUCCESS


@allowed("preview", "see")
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})
def preview(request, identifier):
    """The page with a banner that says it is none yet; a document that was withdrawn has none."""
    document = find_document(request.user, identifier)
    if document.state == State.WITHDRAWN:
        raise Http404
    shown = moving_with(document, request.user)
    with writing_projection():
        as_if_published(shown, request.user)
        response = public_page(request, identifier)
        transaction.set_rollback(True, using=router.db_for_write(PublishedDocument))
    return dressed(response, document, {one.identifier for one in shown.values()})


def moving_with(document, user):
    """{primary key: Document} of what is taken as published, wholes first: the document with its parts in
    the same state, and, where a whole of it is not public yet, that with all that waits with it.

    Of the parts only those that `user` may see, and those that the document lies in.
    """
    root, above = _highest_hidden(document)
    chosen, ring = {root.pk: root}, [root.pk]
    while ring:
        below = [part for part in Document.objects.filter(parent__in=ring).order_by("sequence")
                 if part.pk not in chosen and (sees(user, part) or part.pk in above)]
        chosen |= {part.pk: part for part in below if part.state == document.state or part.pk == document.pk}
        ring = [part.pk for part in below]
    return chosen


def _highest_hidden(document):
    """(the whole farthest above the document, or it itself, that was never published, keys of it and all above)."""
    found, seen = document, {document.pk}
    while document.parent_id and document.parent_id not in seen:
        seen.add(document.parent_id)
        document = document.parent
        found = document if document.published_revision_id is None else found
    return found, seen


def as_if_published(shown, user):
    """Project `shown` inside `writing_projection()` as if a reviewer had approved each present revision now."""
    now = timezone.now()

    def own_standing(one):
        return _imagined(one, now, user) if one.pk in shown else own_standing_of(one)

    first, *others = (one.identifier for one in shown.values())
    project_in_transaction(first, own_standing, others)


def _imagined(document, now, user):
    """The Standing of a document whose present revision everybody may read from now on; the row is never saved."""
    revision = Revision.objects.get(
        record_type="document", record_id=document.identifier, version=document.version)
    document.published_revision, document.published_at = revision, now
    snapshot = json.loads(revision.snapshot)
    if not sees(user, document):  # a whole: of it the page of a part would show no more than its title and its files
        snapshot |= {"title": title_for(user, document), "files": []}
    if hidden_labels(user, document):
        snapshot["stances"] = [row for row in snapshot["stances"] if row["coder"] == user.pseudonym]
    last = Event.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0
    said = {"transition": "publish", "access": AccessLevel.PUBLIC, "until": "now",
            "revision_sha256": revision.sha256, "version": document.version}
    approval = ImaginedApproval(last + 1, now, agent_name(user), canonical_json(said))
    return Standing(Visibility.PUBLIC, document, snapshot, approval=approval)


def dressed(response, document, shown):
    """The page with its banner, and with files that only curators may have handed out by the desk."""
    is_public = document.proposed_access == AccessLevel.PUBLIC
    banner = render_to_string("catalog/preview_banner.html", {
        "back": reverse("curation:document", args=[document.identifier]),
        "level": "" if is_public else document.get_proposed_access_display(),
        "day": date_in_words(document.embargo_until, "j F Y") if document.embargo_until else "",
    })
    sheet = f'<link rel="stylesheet" href="{static("catalog/preview.css")}">'
    script = f'<script type="module" src="{static("catalog/preview.js")}"></script>'
    page = FILES.sub(lambda found: _at_the_desk(found) if found[1] in shown else found[0], response.content.decode())
    page = page.replace("</head>", f"{sheet}{script}</head>", 1)
    page = page.replace("<header", f"{banner}<header", 1)  # the link that skips to the content stays the first
    response.content = page.encode()
    return response


def _at_the_desk(found):
    return f"/curation/documents/{found[1]}/{found[2]}/{found[3]}/"
