"""What became of the addresses that people asked to capture, as the desk shows it."""
from dataclasses import dataclass

from archive.accounts.switches import is_on
from archive.curation.forms.capture import CaptureForm
from archive.ingest.capture.asking import requests_for
from archive.ingest.uploads.sending import may_send_into
from archive.models import CaptureRequest, Document, Switch
from archive.permissions import may

UNFINISHED = (CaptureRequest.State.WAITING, CaptureRequest.State.RUNNING)


@dataclass(frozen=True)
class Fetched:
    """One CaptureRequest; `document` and `again` only for who may see the one and ask for the other."""

    request: object
    document: object
    again: bool

    @property
    def is_unfinished(self):
        return self.request.state in UNFINISHED


def capture_offer(user):
    """What the intake page needs to offer a capture: {"capture_form": form or None, "may_switch"}."""
    return {"capture_form": CaptureForm(user) if is_on(Switch.Name.CAPTURE) else None,
            "may_switch": may(user, "set", "switch")}


def lines_of(requests, user):
    """The Fetched of CaptureRequests, in two queries more."""
    requests, can_ask = list(requests), is_on(Switch.Name.CAPTURE)
    visible = set(Document.objects.visible_to(user).filter(
        pk__in=[one.document_id for one in requests if one.document_id]).values_list("pk", flat=True))
    return [Fetched(
        one, one.document if one.document_id in visible else None,
        can_ask and one.state == CaptureRequest.State.FAILED and may_send_into(user, one.collection),
    ) for one in requests]


def is_anything_unfinished(user):
    """Whether something that this person may see still waits or runs: then the page looks again."""
    return requests_for(user).filter(state__in=UNFINISHED).exists()
