"""Whether the site can work: for a load balancer or a monitor, without a word about its inside."""
import os

from django.conf import settings
from django.db import DatabaseError, connections
from django.http import JsonResponse
from django.views.decorators.cache import never_cache

from catalog.pages.access import safe_only
from catalog.search.overdue import is_overdue


@safe_only
@never_cache
def healthz(request):
    """200 if every part works, else 503; true or false for each part, never a reason."""
    checks = {f"database_{alias}": is_database_reachable(alias) for alias in connections}
    checks["media_writable"] = is_media_writable()
    checks["search_follows"] = not is_overdue()
    is_good = all(checks.values())
    return JsonResponse({"status": "ok" if is_good else "failing", **checks}, status=200 if is_good else 503)


def is_database_reachable(alias):
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except DatabaseError:
        return False


def is_media_writable():
    """Whether originals could be stored: the folder, or the nearest one above that exists."""
    folder = os.path.abspath(settings.MEDIA_ROOT)
    while not os.path.exists(folder):
        folder = os.path.dirname(folder)
    return os.path.isdir(folder) and os.access(folder, os.W_OK | os.X_OK)
