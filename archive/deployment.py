"""What `manage.py check --deploy` asks of a public site, besides Django's own questions."""
from django.conf import settings
from django.core.checks import Warning


def contact_is_given(app_configs, **options):
    """A person whom a document endangers must be able to reach somebody."""
    if settings.CONTACT_EMAIL:
        return []
    return [Warning(
        "CONTACT_EMAIL is not set: readers cannot report what endangers them or infringes their rights.",
        hint="Set it to an address that a person reads; see docs/settings.md.", id="archive.W001")]
