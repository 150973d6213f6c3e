"""Comments on a record or one of its fields: each stays open until somebody settles it.

A comment changes no document, so it leaves no revision; its event is about the
comment and holds a hash of its words, because a name in them may have to be erased.
"""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.discussion.notice import tell
from archive.models.checks import is_blank
from archive.models.desk import Comment
from archive.models.document import Document
from archive.models.provenance import EventType
from archive.permissions import require
from archive.provenance.canonical import sha256_of
from archive.provenance.ledger import record_event
from archive.provenance.revise import StaleRecord, claim_version

LONGEST = Comment._meta.get_field("text").max_length  # characters
# Beside the document's own columns: what stands in rows of its own on the describing screen.
ROWS = ("contributions", "places", "relations", "parts", "stances", "claims", "quotations", "files")


def comment_on(document, by, text, field=""):
    """Leave a comment; return it. Raises ValidationError if it says nothing, too much, or names no field."""
    require(by, "add", "comment", document)
    text = text.strip()
    if is_blank(text):
        raise ValidationError(_("Write the comment first: an empty one says nothing."))
    if len(text) > LONGEST:
        raise ValidationError(_("The comment has %(n)s characters, at most %(most)s fit.")
                              % {"n": len(text), "most": LONGEST})
    if field and not is_commentable(field):
        raise ValidationError(_("There is no field “%(field)s” to comment on.") % {"field": field})
    with transaction.atomic():
        made = Comment.objects.create(document=document, field=field, text=text, made_by=by)
        _record(made, by, "commented", field=field, text_sha256=sha256_of(text))
        tell([document.submitted_by, document.assigned_to], "commented", document, by)
    return made


def settle_comment(comment, by):
    """Say that nothing is left to do about it. Raises StaleRecord if somebody was faster, or did so before."""
    _turn(comment, by, "settled", {"settled_by": by, "settled_at": timezone.now()})


def reopen_comment(comment, by):
    """Say that it was settled too early."""
    _turn(comment, by, "reopened", {"settled_by": None, "settled_at": None})


def comments_of(document):
    """Every comment on a document with who made and settled it, oldest first; one query."""
    return document.comments.select_related("made_by", "settled_by").order_by("pk")


def is_commentable(field):
    """Whether a comment may be about this field."""
    columns = {column.name for column in Document._meta.fields if column.editable} | {"subjects"}
    return field in columns or field in ROWS


def _turn(comment, by, action, columns):
    require(by, "settle", "comment", comment)
    if (comment.settled_at is None) == (columns["settled_at"] is None):
        raise StaleRecord(comment, comment.version)
    with transaction.atomic():
        claim_version(comment)
        for name, value in columns.items():
            setattr(comment, name, value)
        comment.save(update_fields=list(columns))
        _record(comment, by, action)


def _record(comment, by, action, **detail):
    record_event(EventType.METADATA_MODIFICATION, comment, by=by, action=action,
                 document=comment.document.identifier, **detail)
