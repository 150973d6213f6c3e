"""Where browsers look for the mark without being told: beside a download, or in a feed reader."""
from django.conf import settings
from django.http import HttpResponsePermanentRedirect

from catalog.pages.access import safe_only


@safe_only
def favicon(request):
    """To the mark under its lasting name, not the one with a hash, because the answer is kept for good."""
    return HttpResponsePermanentRedirect(settings.STATIC_URL + "catalog/mark.svg")
