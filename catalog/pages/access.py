"""What every page for readers has in common: safe methods, and no shared cached copies."""
from functools import wraps

from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe


def reader_page(view):
    """A view that anybody may open with GET or HEAD.

    A document can be withdrawn at any moment, so browsers ask each time and no
    shared cache keeps a copy; the words depend on the chosen language.
    """
    @require_safe
    @wraps(view)
    def page(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_cache=True)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response

    return page
