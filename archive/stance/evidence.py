"""Turns a quoted passage into an EvidenceSpan of a document's text version."""
from django.utils.translation import gettext as _

from archive.models.stance import EvidenceSpan
from archive.stance.anchor import AnchorError, anchor


def keep_evidence(document, quote):
    """The EvidenceSpan of `quote` in `document`, new or already there.

    A part's evidence must stand within the part. Raises AnchorError.
    """
    version = document.text_version()
    if version is None:
        raise AnchorError(_("“%(document)s” has no text: evidence needs a text version to stand in") % {
            "document": document})
    passage = anchor(version.text, quote, document.text_range())
    span, _created = EvidenceSpan.objects.get_or_create(
        text_version=version, start=passage.start, end=passage.end,
        defaults={"exact": passage.exact, "prefix": passage.prefix, "suffix": passage.suffix},
    )
    return span
