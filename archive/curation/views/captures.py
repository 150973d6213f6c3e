"""Asks for captures of pages by their address, and shows what became of them; a process of its own fetches."""
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from archive.curation.fetched import capture_offer, is_anything_unfinished, lines_of
from archive.curation.forms.capture import CaptureForm
from archive.curation.guards import allowed
from archive.ingest.capture.asking import ask_again, ask_for_capture, requests_for
from archive.ingest.capture.errors import CaptureError, CaptureOff

PER_PAGE = 50


@allowed("capture", "see", "GET", "HEAD", "POST")
def captures(request):
    """The list of requests, newest first; what is posted here is a new one."""
    if request.method != "POST":
        return _page(request)
    form = CaptureForm(request.user, request.POST)
    if form.is_valid():
        try:
            ask_for_capture(form.cleaned_data["address"], request.user, form.cleaned_data["collection"])
        except CaptureOff as refusal:
            return _page(request, refusal=refusal, status=409)
        except CaptureError as refusal:
            form.add_error("address", str(refusal))
        else:
            messages.success(request, _("The page will be captured in a moment."))
            return redirect("curation:captures")
    return _page(request, form=form, status=422)


@allowed("capture", "add", "POST")
def again(request, identifier):
    """Attempt a capture that failed anew."""
    try:
        ask_again(get_object_or_404(requests_for(request.user), identifier=identifier), request.user)
    except CaptureError as refusal:
        return _page(request, refusal=refusal, status=409)
    messages.success(request, _("The page will be captured in a moment."))
    return redirect("curation:captures")


def _page(request, form=None, refusal=None, status=200):
    offer = capture_offer(request.user)
    if form is not None and offer["capture_form"] is not None:
        offer["capture_form"] = form
    page = Paginator(requests_for(request.user), PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = lines_of(page.object_list, request.user)
    return render(request, "curation/captures.html", {
        **offer, "page": page, "refusal": refusal, "looks_again": is_anything_unfinished(request.user),
    }, status=status)
