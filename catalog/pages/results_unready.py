"""What a page says while there is no index to ask: soon again, instead of a fault."""
import logging
from functools import wraps

from django.shortcuts import render

from catalog.search.index import IndexMissing

logger = logging.getLogger(__name__)
SECONDS = 10  # until a browser or crawler should ask again


def needs_index(view):
    """A view that answers 503 while the index is missing; the site builds it by itself."""
    @wraps(view)
    def page(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except IndexMissing as reason:
            logger.error("a search was not answered: %s", reason)
            answer = render(request, "catalog/results/unready.html", status=503)
            answer.headers["Retry-After"] = str(SECONDS)
            return answer

    return page
