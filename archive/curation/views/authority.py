"""Adds a missing agent, subject or place: in the side panel of a form, or on a page of its own."""
from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from archive.authorities.create import AlreadyThere, HeadingTaken, close_to, create_record
from archive.authorities.find import Found
from archive.authorities.kinds import kind_named
from archive.curation.forms.authority import FORMS
from archive.curation.guards import allowed


@allowed("agent", "add", "GET", "HEAD", "POST")
def create(request, key):
    """The form, with what is near first; a POST makes the record. A script is answered in JSON."""
    kind = kind_named(key)
    if request.method == "POST":
        return save(request, kind)
    heading = " ".join(request.GET.get("name", "").split())[:200]
    near = close_to(kind, [heading], request.user) if heading else []
    return show(request, kind, FORMS[kind.model](initial={"heading": heading}), near)


def save(request, kind):
    form = FORMS[kind.model](request.POST)
    if not form.is_valid():
        return show(request, kind, form, [], status=422)
    try:
        record = create_record(kind, request.user, **form.values())
    except AlreadyThere as refusal:
        return show(request, kind, form, refusal.near, status=409)
    except HeadingTaken as refusal:
        form.add_error("heading", str(refusal))
        return show(request, kind, form, [], status=409)
    if wants_json(request):
        return JsonResponse({"record": Found(record, kind).as_plain()}, status=201)
    messages.success(request, _("“%(name)s” was added.") % {"name": record})
    return redirect("curation:create-authority", kind.key)


def show(request, kind, form, near, status=200):
    context = {"kind": kind, "form": form, "near": near}
    if wants_json(request):
        markup = render_to_string("curation/_authority_form.html", context, request)
        return JsonResponse({"form": markup, "error": _("It was not added: see the form.")}, status=status)
    return render(request, "curation/authority.html", context, status=status)


def wants_json(request):
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"
