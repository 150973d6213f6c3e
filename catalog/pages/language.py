"""The reader's choice of language for the interface, kept in a cookie and nowhere else."""
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

# Exempt from CSRF on purpose: it changes nothing but a cookie of the reader's own, and a
# token would set a second cookie on every page and make each reader's page different.
choose_language = csrf_exempt(require_POST(set_language))
