"""The reader's choice of language for the interface, kept in a cookie and nowhere else."""
from django.conf import settings
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from django.views.i18n import set_language


# Exempt from CSRF on purpose: it changes nothing but a cookie of the reader's own, and a
# token would set a second cookie on every page and make each reader's page different.
@csrf_exempt
@require_POST
def choose_language(request):
    """Set the cookie; like the session's it stays with us, and under https travels by https only."""
    response = set_language(request)
    cookie = response.cookies.get(settings.LANGUAGE_COOKIE_NAME)
    if cookie is not None:
        cookie["samesite"] = "Lax"
        cookie["secure"] = settings.SESSION_COOKIE_SECURE
    return response
