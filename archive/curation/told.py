"""What a form said of a version, and what people are told of a verb that was tried for them."""
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from archive.curation.readable import label_of
from archive.provenance.revise import NotEditable, StaleRecord
from archive.stance.anchor import AnchorError
from archive.workflow.required import required_missing

LONGEST_NUMBER = 9


def version_said(text):
    """A version as it stands in an address or a form; 0, which no version has, for anything else."""
    text = str(text)
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else 0


def still_missing(document):
    """A sentence that names what is required of the document before readers may have it; "" if nothing is missing."""
    names = [label_of("document", one.field) for one in required_missing(document)]
    if not names:
        return ""
    return _("Still missing: %(fields)s.") % {"fields": pgettext("between words of a list", ", ").join(names)}


def is_done(request, verb, words):
    """Whether `verb()` was done. A message says `words`, or why nothing was done.

    `words`: text, or a function that makes it of what the verb returned.
    """
    try:
        result = verb()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    except (AnchorError, NotEditable, StaleRecord) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words(result) if callable(words) else words)
        return True
    return False
