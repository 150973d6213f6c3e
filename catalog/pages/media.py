"""What kind of file a media type means, in plain words."""
from django.utils.translation import gettext_lazy

from catalog.spoken import gettext as _

WORDS = {
    "application/pdf": gettext_lazy("PDF document"), "text/html": gettext_lazy("web page (HTML)"),
    "application/xhtml+xml": gettext_lazy("web page (XHTML)"), "text/plain": gettext_lazy("plain text"),
    "message/rfc822": gettext_lazy("e-mail"), "multipart/related": gettext_lazy("saved web page (MHTML)"),
    "application/msword": gettext_lazy("Word document"), "application/rtf": gettext_lazy("text document (RTF)"),
    "text/rtf": gettext_lazy("text document (RTF)"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": gettext_lazy("Word document"),
    "application/vnd.oasis.opendocument.text": gettext_lazy("OpenDocument text"),
    "text/csv": gettext_lazy("table (CSV)"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": gettext_lazy("Excel table"),
    "application/warc": gettext_lazy("web capture (WARC)"), "application/zip": gettext_lazy("packed files (ZIP)"),
    "application/json": gettext_lazy("data (JSON)"), "application/xml": gettext_lazy("data (XML)"),
}
FAMILIES = {"image": gettext_lazy("picture (%(format)s)"), "audio": gettext_lazy("sound (%(format)s)"),
            "video": gettext_lazy("film (%(format)s)"), "text": gettext_lazy("text (%(format)s)")}


def media_in_words(media_type):
    """“PDF document”, “picture (JPEG)”; of a type without a word the type itself."""
    if media_type in WORDS:
        return str(WORDS[media_type])
    family, _slash, format_name = media_type.partition("/")
    if family not in FAMILIES:
        return media_type or _("kind of file not known")
    return FAMILIES[family] % {"format": format_name.removeprefix("x-").partition("+")[0].upper()}
