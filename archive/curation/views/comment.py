"""Leaves a comment on a record or a field, and settles one."""
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from archive.curation.commenting import TO_DESCRIBE
from archive.curation.found import find_document
from archive.curation.guards import allowed
from archive.discussion.comment import comment_on, reopen_comment, settle_comment
from archive.models import Comment, Document
from archive.provenance.revise import StaleRecord


@allowed("comment", "add", "POST")
def comment(request, identifier):
    document = find_document(request.user, identifier)
    try:
        comment_on(document, request.user, request.POST.get("text", ""), request.POST.get("field", ""))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("The comment is there for everybody at the desk."))
    return go_on(request, identifier)


@allowed("comment", "settle", "POST")
def settle(request, identifier):
    """With `settle` in the form settle a comment, with `reopen` say that it was settled too early."""
    found = get_object_or_404(
        Comment.objects.select_related("document"), identifier=identifier,
        document__in=Document.objects.visible_to(request.user))
    try:
        for name, turn in (("settle", settle_comment), ("reopen", reopen_comment)):
            if name in request.POST:
                turn(found, request.user)
    except StaleRecord:
        messages.error(request, _("Somebody else settled or reopened this comment just now."))
    return go_on(request, found.document.identifier)


def go_on(request, identifier):
    """Back to the screen on which the comment stood."""
    name = "describe" if request.POST.get("back") == TO_DESCRIBE else "document"
    response = redirect(f"curation:{name}", identifier)
    response["Location"] += "#comments"
    return response
