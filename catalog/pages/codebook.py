"""The codebook: the rules by which coders label, the present version and every earlier one."""
from django.http import Http404
from django.shortcuts import render

from archive.stance.rules_text import rules_as_html
from catalog.models import PublishedCodebook
from catalog.pages.access import reader_page


@reader_page
def codebook(request):
    """The present version; one query."""
    return _page(request, None)


@reader_page
def codebook_version(request, version):
    """A version that labels name; one query."""
    return _page(request, version)


def _page(request, version):
    versions = list(PublishedCodebook.objects.all())
    shown = next((one for one in versions if version in (None, one.version)), None)
    if shown is None and version is not None:
        raise Http404
    return render(request, "catalog/codebook.html", {
        "shown": shown, "rules": rules_as_html(shown.text) if shown else "", "versions": versions,
        "is_present": bool(versions) and shown.pk == versions[0].pk,
    })
