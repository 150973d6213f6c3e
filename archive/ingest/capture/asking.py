"""Who asks for a capture, and for another attempt. Nothing is fetched here: a process of its own does that."""
from django.db import transaction
from django.utils.translation import gettext as _

from archive.accounts.switches import is_on
from archive.ingest.capture.addresses import Rules
from archive.ingest.capture.errors import CaptureError, CaptureOff
from archive.ingest.uploads.sending import require_sending
from archive.models import CaptureRequest, Switch
from archive.models.provenance import EventType
from archive.permissions import grants_of, has_role_everywhere, require
from archive.provenance.canonical import sha256_of
from archive.provenance.ledger import record_event
from archive.workflow.states import Role

MOST_WAITING = 50
State = CaptureRequest.State


def require_switched_on():
    """Raise CaptureOff, in words, while administrators have not switched captures on."""
    if not is_on(Switch.Name.CAPTURE):
        raise CaptureOff(_("Capturing pages by address is switched off. An administrator can switch it on under "
                           "Policy."))


@transaction.atomic
def ask_for_capture(address, by, collection=None):
    """Note an address to be captured; return the CaptureRequest.

    Raises CaptureOff, AddressRefused, CaptureError (too many wait), PermissionDenied.
    """
    require(by, "add", "capture")
    require_sending(by, collection)
    require_switched_on()
    address = address.strip()
    Rules().read(address)
    if CaptureRequest.objects.filter(asked_by=by, state=State.WAITING).count() >= MOST_WAITING:
        raise CaptureError(_("%(n)s addresses of yours wait already; ask again when some of them are done.")
                           % {"n": MOST_WAITING})
    request = CaptureRequest.objects.create(address=address, collection=collection, asked_by=by)
    _record(request, by)
    return request


@transaction.atomic
def ask_again(request, by):
    """Let a capture that failed be attempted anew. Raises CaptureOff, CaptureError, PermissionDenied."""
    require(by, "add", "capture")
    require_sending(by, request.collection)
    require_switched_on()
    is_again = CaptureRequest.objects.filter(pk=request.pk, state=State.FAILED).update(
        state=State.WAITING, attempts=0, failure="", started_at=None, ended_at=None)
    if not is_again:
        raise CaptureError(_("This capture did not fail, or somebody asked for it again already."))
    _record(request, by)


def requests_for(user):
    """The CaptureRequests that a person may see: all, or their own where they were granted collections only."""
    requests = CaptureRequest.objects.select_related("asked_by", "collection", "document", "batch")
    if has_role_everywhere(user, Role.CATALOGUER):
        return requests
    return requests.filter(asked_by=user) | requests.filter(collection__in=list(grants_of(user)))


def _record(request, by):
    record_event(EventType.CAPTURE, request, by=by, asked=True, address_sha256=sha256_of(request.address))
