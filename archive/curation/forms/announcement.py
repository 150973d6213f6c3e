"""Reads what a browser announces: which files it will send."""
import json
import re

from django.http import RawPostDataException
from django.utils.translation import gettext as _

from archive.ingest.uploads.announce import Announced
from archive.ingest.uploads.digest import checked_sha256
from archive.ingest.uploads.errors import AnnouncementRefused

LARGEST = 2**63 - 1  # what the database can count; larger files are refused by their size anyway


def read_json(request):
    """The JSON object in the body of a request; raise AnnouncementRefused."""
    try:
        said = json.loads(request.body)
    except (ValueError, RecursionError, RawPostDataException) as error:  # the last: it was sent as a form
        raise AnnouncementRefused(_("The announcement is not JSON.")) from error
    if not isinstance(said, dict):
        raise AnnouncementRefused(_("The announcement is not a JSON object."))
    return said


def read_identifier(said, name):
    """The identifier under `name`, empty without one; half a character, which no address holds, becomes a “?”."""
    return str(said.get(name) or "").encode("utf-8", "replace").decode()


def read_key(said):
    """The key under which an announcement can be repeated, empty without one; raise AnnouncementRefused."""
    key = said.get("key", "")
    if not isinstance(key, str) or not re.fullmatch(r"[0-9A-Za-z-]{0,36}", key):
        raise AnnouncementRefused(_("The announcement's key has up to 36 letters, digits and hyphens."))
    return key


def read_files(said):
    """The list of Announced in {"files": [{"name", "size", "sha256"?}, ...]}; raise AnnouncementRefused."""
    files = said.get("files")
    if not isinstance(files, list):
        raise AnnouncementRefused(_("The announcement lists no files."))
    return [_file(number, file) for number, file in enumerate(files, start=1)]


def _file(number, file):
    name, size = (file.get("name"), file.get("size")) if isinstance(file, dict) else (None, None)
    is_size = isinstance(size, int) and not isinstance(size, bool) and 0 <= size <= LARGEST
    if not isinstance(name, str) or not is_size:
        raise AnnouncementRefused(
            _("File %(number)s of the announcement needs a name, and a size in whole bytes.") % {"number": number})
    return Announced(name, size, checked_sha256(file.get("sha256") or ""))
