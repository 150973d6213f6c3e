"""The address of a letter to the archive, which a reader's own mail program writes."""
from urllib.parse import quote, urlencode

from django.conf import settings


def letter(subject, body=""):
    """The mailto: address of a letter to CONTACT_EMAIL (RFC 6068: lines end with %0D%0A), or "" if none is set."""
    if not settings.CONTACT_EMAIL:
        return ""
    said = {"subject": subject, **({"body": body.replace("\n", "\r\n")} if body else {})}
    return f"mailto:{quote(settings.CONTACT_EMAIL, safe='@')}?{urlencode(said, quote_via=quote)}"
