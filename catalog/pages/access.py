"""What every page for readers has in common: safe methods, and no shared cached copies."""
from functools import wraps

from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from catalog.spoken import one_language


def safe_only(view):
    """A view that answers GET and HEAD, and 405 to anything else.

    Exempt from CSRF because nothing but those two reaches it: a POST learns that
    it is not allowed here, not that a token is missing.
    """
    return csrf_exempt(require_safe(view))


def reader_page(view):
    """A view that anybody may open with GET or HEAD."""
    @safe_only
    @wraps(view)
    def page(request, *args, **kwargs):
        with one_language():
            return asked_each_time(view(request, *args, **kwargs))

    return page


def asked_each_time(response):
    """Let browsers ask each time and no shared cache keep a copy; the words depend on the chosen language.

    A document can be withdrawn at any moment, and appear at any moment: what is
    missing or gone is kept no longer than a page, and by nobody else (404 and 410
    may be cached by default, RFC 9110, 15.1). `no-store` would add nothing: the
    answer is asked for again anyway, and public.
    """
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ("Accept-Language", "Cookie"))
    return response
