"""What crawlers are asked: to read the documents, not every combination of filters."""
from django.http import HttpResponse

from catalog.pages.access import safe_only

TEXT = """User-agent: *
Disallow: /documents/?
Disallow: /documents/compare/
Disallow: /documents/facets/
Disallow: /documents/mix/
Disallow: /documents/suggest/
Disallow: /documents/*/concern/
"""


@safe_only
def robots(request):
    return HttpResponse(TEXT, content_type="text/plain; charset=utf-8")
