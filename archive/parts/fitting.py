"""What of a part's evidence would no longer lie inside it, if its boundaries moved."""
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Misfit:
    """One label, claim or quotation whose passage would lie outside; `what` names it in words."""

    what: str
    exact: str
    start: int
    end: int


def misfits(part, start, end):
    """Misfits of a Document, if its range became text[start:end]; code points of its text version.

    `part` comes with its stances, claims and quotations and their evidence prefetched.
    """
    return [
        Misfit(what, span.exact, span.start, span.end)
        for what, spans in _anchored(part) for span in spans
        if span.text_version_id == part.part_text_id and not start <= span.start <= span.end <= end
    ]


def _anchored(part):
    """(words, spans) of all that is anchored; labels that were superseded keep their evidence too."""
    for stance in part.stances.all():
        yield _("label “%(label)s”") % {"label": stance}, stance.spans()
    for claim in part.claims.all():
        yield _("claim “%(claim)s”") % {"claim": claim}, [claim.evidence]
    for quotation in part.quotations.all():
        yield _("quotation of %(speaker)s") % {"speaker": quotation.speaker}, [quotation.evidence]
