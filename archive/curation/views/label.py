"""Marks in a draft's text what it says: stance labels, claims and quotations, each with its passage.

One screen has the three forms; the address says which is open. A script saves without leaving the page and gets
the marks anew as JSON; without one, the form is sent like any other.
"""
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.curation.forms import label as forms
from archive.curation.found import find_record
from archive.curation.guards import allowed
from archive.curation.labelled import labelled_text
from archive.permissions import may
from archive.provenance.revise import NotEditable, StaleRecord
from archive.stance.anchor import AnchorError
from archive.stance.annotate import annotate_claim, annotate_quotation, annotate_stance
from archive.stance.rounds import visible_stances
from archive.workflow.states import State


@dataclass(frozen=True)
class Kind:
    """One kind of mark: its words, key and form, its passages, and the verb that writes it."""

    title: str
    form: type
    passages: type
    write: object
    name: str = "stance"
    tab: str = ""
    key: str = ""


@dataclass(frozen=True)
class Sheet:
    """One form of the screen as it stands now; `opened` is the version of the row that it corrects."""

    kind: Kind
    form: object
    passages: object
    address: str
    is_open: bool = True
    opened: int | str = ""


def _write_stance(document, by, fields, quotes):
    annotate_stance(document, by, evidence=quotes, **fields)


def _write_claim(document, by, fields, quotes):
    annotate_claim(document, by, quote=quotes[0], **fields)


def _write_quotation(document, by, fields, quotes):
    annotate_quotation(document, by, quote=quotes[0], **fields)


KINDS = {
    "stance": Kind(gettext_lazy("Add a stance label"), forms.StanceForm, forms.Passages, _write_stance,
                   "stance", gettext_lazy("Stance label"), "s"),
    "claim": Kind(gettext_lazy("Add a claim"), forms.ClaimForm, forms.OnePassage, _write_claim,
                  "claim", gettext_lazy("Claim"), "c"),
    "quotation": Kind(gettext_lazy("Add a quotation"), forms.QuotationForm, forms.OnePassage, _write_quotation,
                      "quotation", gettext_lazy("Quotation"), "q"),
}
ADDRESSES = {"stance": "curation:label", "claim": "curation:claim", "quotation": "curation:quotation"}


@allowed("stance", "add", "GET", "HEAD", "POST")
def label(request, identifier, kind):
    document, chosen = find_record(request.user, identifier), KINDS[kind]
    if document.state != State.DRAFT:
        return locked(request, document)
    data = request.POST if request.method == "POST" else None
    sheets = [sheet_of(document, request.user, one, data if one is chosen else None, is_open=one is chosen)
              for one in KINDS.values()]
    sheet = next(sheet for sheet in sheets if sheet.is_open)
    if data is not None and is_written(request, document, chosen, sheet.form, sheet.passages):
        return written(request, identifier, _("Added to version %(n)s.") % {"n": document.version})
    return show(request, document, sheets, sheet, is_refused=data is not None)


def sheet_of(document, user, kind, data=None, **fields):
    """The form for a new mark of this kind."""
    return Sheet(
        kind, form_of(document, user, kind, data), kind.passages(data, prefix="passage", auto_id=f"{kind.name}-%s"),
        reverse(ADDRESSES[kind.name], args=[document.identifier]), **fields,
    )


def form_of(document, user, kind, data=None, instance=None):
    targets = {stance.target_id: stance.target for stance in visible_stances(user, document)}
    more = {"targets": targets.values()} if kind.form is forms.StanceForm else {}
    return kind.form(data, instance=instance, auto_id=f"{kind.name}-%s", **more)


def show(request, document, sheets, sheet, is_refused=False):
    """The screen, or what was wrong with `sheet` for a script that sent it."""
    if is_refused and wants_json(request):
        return JsonResponse({"error": _first_error(sheet), "fields": _errors(sheet)}, status=422)
    return render(request, "curation/label.html", {
        "document": document, "sheets": sheets, "sheet": sheet, "kind": sheet.kind, "form": sheet.form,
        "passages": sheet.passages, "opened": sheet.opened, "voices": voices_of(document),
        "may_adjudicate": may(request.user, "decide", "stance", document),
        **labelled_text(document, request.user),
    }, status=422 if is_refused else 200)


def written(request, identifier, words):
    """Back to the document; for a script, what was said and the marks anew."""
    if not wants_json(request):
        messages.success(request, words)
        return redirect("curation:document", identifier)
    document = find_record(request.user, identifier)
    context = {"document": document, **labelled_text(document, request.user)}
    return JsonResponse({
        "said": words, "voices": voices_of(document),
        "text": render_to_string("curation/label/_text.html", context, request),
        "marks": render_to_string("curation/label/_marks.html", context, request),
    })


def is_written(request, document, kind, form, passages):
    """Whether the verb took it; otherwise the form says why not."""
    if not all([form.is_valid(), passages.is_valid()]):
        return False
    quotes = passages.quotes()
    if not quotes and form.needs_passage():
        form.add_error(None, _("Quote the passage that says so: nothing is asserted without evidence."))
        return False
    try:
        kind.write(document, request.user, form.fields_said(), quotes)
    except ValidationError as refusal:
        form.show(refusal)
    except (AnchorError, NotEditable, StaleRecord) as refusal:
        form.add_error(None, str(refusal))
    return form.is_valid()


def wants_json(request):
    return request.headers.get("Accept", "").startswith("application/json")


def voices_of(document):
    """Where somebody is quoted: what the form takes for the holder of a passage within it."""
    version = document.text_version()
    return [{"start": row.evidence.start, "end": row.evidence.end, "speaker": row.speaker,
             "agent": row.speaker_agent.name if row.speaker_agent else ""}
            for row in document.quotations.all() if version and row.evidence.text_version_id == version.pk]


def locked(request, document):
    """A document that is no draft is not edited; the page says what to do instead."""
    return render(request, "curation/locked.html", {"document": document}, status=409)


def _errors(sheet):
    """{name of a form field: [what is wrong]}; "" for what concerns the whole."""
    found = {sheet.form.add_prefix(name) if name != "__all__" else "": list(map(str, errors))
             for name, errors in sheet.form.errors.items()}
    for passage in sheet.passages:
        found |= {passage.add_prefix(name): list(map(str, errors)) for name, errors in passage.errors.items()}
    return found


def _first_error(sheet):
    every = [words for errors in _errors(sheet).values() for words in errors]
    return _("Nothing was saved: mend what is marked below.") + " " + (every[0] if every else "")
