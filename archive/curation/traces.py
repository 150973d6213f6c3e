"""What an original says of people and places beyond its content: readers download it byte for byte."""
import re

from django.utils.translation import gettext as _

# The names under which EXIF, XMP, PDF and office files keep such things.
PLACE = re.compile(r"gps_?(lat|long)|iso6709", re.IGNORECASE)
PERSON = re.compile(
    r"author|artist|owner_?name|by-?line|last_?modified_?by|dc:creator|photoshop:credit", re.IGNORECASE)
DEVICE = re.compile(r"serial_?number|hostcomputer|imageuniqueid", re.IGNORECASE)


def traces_in(original):
    """Sentences that warn of what the private metadata of an Original holds; empty if nothing is known."""
    names = " ".join(_names_in(original.private_metadata))
    found = (
        (PLACE, _("the place where it was made (GPS)")),
        (PERSON, _("the name of an author or owner")),
        (DEVICE, _("the serial number of a device")),
    )
    return [
        _("The original that readers download, %(file)s, contains %(what)s: consider a stricter access level.")
        % {"file": original, "what": what}
        for pattern, what in found if pattern.search(names)
    ]


def _names_in(value, name=""):
    """Each key with something behind it; of XMP, which is one long text, the text itself."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _names_in(inner, key)
    elif value not in (None, "", [], {}):
        yield f"{name} {value}" if "xmp" in name.lower() else name
