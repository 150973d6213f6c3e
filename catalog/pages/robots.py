"""What crawlers are asked: to read the documents, not every combination of filters."""
from django.http import HttpResponse
from django.views.decorators.http import require_safe

TEXT = """User-agent: *
Disallow: /documents/?
"""


@require_safe
def robots(request):
    return HttpResponse(TEXT, content_type="text/plain; charset=utf-8")
