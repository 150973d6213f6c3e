"""What is said where there is nothing: never found, withdrawn, or broken, and what a person can do then.

A hidden document and one that never was get the same answer, 404. A withdrawn
one answers 410 with its tombstone.
"""
from django.conf import settings
from django.http import Http404, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string

from archive.curation.guards import is_at_desk, not_here
from catalog.links import document_address
from catalog.metadata.citation import citation_parts
from catalog.models import Tombstone
from catalog.pages.access import asked_each_time
from catalog.pages.letter import letter
from catalog.spoken import gettext as _


def absent(request, identifier):
    """The answer for an address without a public document: 410 with a tombstone, else Http404."""
    tombstone = Tombstone.objects.filter(pk=str(identifier)).first()
    if tombstone is None:
        raise Http404
    address = document_address(tombstone.identifier)
    citation = citation_parts(**tombstone.citation, address=address) if tombstone.citation else []
    context = {"tombstone": tombstone, "citation": citation, "contact": settings.CONTACT_EMAIL,
               "letter": letter(_("A document that was withdrawn"), _("Document: %(address)s") % {"address": address})}
    return asked_each_time(render(request, "catalog/gone.html", context, status=410))


def not_found(request, exception=None):
    """404: it says nothing of what was asked for. At the desk, whoever works there stays there."""
    if is_at_desk(request):
        return asked_each_time(not_here(request))
    context = {"contact": settings.CONTACT_EMAIL, "letter": letter(_("A page that is missing"))}
    return asked_each_time(render(request, "catalog/404.html", context, status=404))


def refused(request, exception=None):
    """403: readers do not meet it; curators learn that the role is missing."""
    return asked_each_time(render(request, "catalog/403.html", status=403))


def malformed(request, exception=None):
    """400: the request itself could not be read."""
    return asked_each_time(render(request, "catalog/400.html", status=400))


def broken(request):
    """500: our fault; the page needs no database, no request, no static file and no other template."""
    return asked_each_time(HttpResponseServerError(
        render_to_string("catalog/500.html", {"contact": settings.CONTACT_EMAIL})))
