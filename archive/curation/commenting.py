"""The comments on a record as a screen shows them: a thread, each with the field that it is about."""
from dataclasses import dataclass

from django.utils.translation import gettext as _

from archive.curation.readable import label_of
from archive.discussion.comment import ROWS, comments_of, is_commentable
from archive.models import Document
from archive.permissions import may

TO_DOCUMENT, TO_DESCRIBE = "document", "describe"  # where one goes on after a comment


@dataclass(frozen=True)
class Remark:
    """One comment; `where` is the field it is about in words ("" for the whole), `anchor` its place in the form."""

    comment: object
    where: str
    anchor: str

    @property
    def is_open(self):
        return self.comment.settled_at is None


def comments_on(document, user, back=TO_DOCUMENT):
    """{"remarks": open ones first, "open_remarks": how many, "commentable": [(field, words)], "may_comment",
    "comment_back"} for `curation/_comments.html`; one question.
    """
    remarks = [Remark(comment, label_of_field(comment.field), f"id_{comment.field}" if comment.field else "")
               for comment in comments_of(document)]
    return {
        "remarks": sorted(remarks, key=lambda remark: not remark.is_open),
        "open_remarks": sum(remark.is_open for remark in remarks),
        "commentable": commentable_fields(),
        "may_comment": may(user, "add", "comment", document),
        "comment_back": back,
    }


def label_of_field(field):
    """How the screens call a field that a comment is about."""
    if not field:
        return ""
    return {"contributions": _("publisher, creator, contributor"), "stances": _("labels"),
            "files": _("files"), "places": _("places"), "relations": _("relations")}.get(
                field, label_of("document", field))


def commentable_fields():
    """[(name, words)] of every field that a comment can be about, as they stand in the form."""
    columns = [field.name for field in Document._meta.fields if is_commentable(field.name)]
    return [(name, label_of_field(name)) for name in (*columns, "subjects", *ROWS) if name not in NOT_ASKED]


NOT_ASKED = frozenset(("parent", "part_text", "part_start", "part_end", "sequence", "embargo_reviewer", "id"))
