"""A viewer that fits the file: what the document page shows of its files and its words.

Everything is prepared here from rows that the page has already; the templates
`document/words.html` and `document/viewer*.html` only print it.
"""
from dataclasses import dataclass
from urllib.parse import urlencode

from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from django.utils.translation import get_language

from archive.originals.viewers import NOTHING, OPENED_UNASKED, PICTURE, kind_of
from catalog.languages import language_attributes
from catalog.links import page_path
from catalog.pages.highlight import Highlight, highlight_of
from catalog.pages.notes import notes_of
from catalog.pages.passages import LONGEST, marked_text
from catalog.spoken import gettext as _


@dataclass(frozen=True)
class Picture:
    """A small picture that we drew: where it is, and its size in pixels, so that its place is kept."""

    address: str
    width: int
    height: int


@dataclass(frozen=True)
class ShownFile:
    """One original of the page: `kind` says which viewer fits it, `choose` is the address that shows it."""

    sha256: str
    name: str
    address: str
    media_type: str
    size: str
    kind: str
    picture: Picture | None
    choose: str
    is_current: bool
    is_opened_unasked: bool


@dataclass(frozen=True)
class ShownText:
    """The document's words as safe HTML, `highlight` of what is marked in it (None without anything to mark)."""

    html: str
    is_cut: bool
    highlight: Highlight | None


@dataclass(frozen=True)
class Viewer:
    """What the reader sees of the document itself; `place` is a part's place in its whole, or empty."""

    file: ShownFile | None
    files: tuple
    text: ShownText | None
    place: str
    is_part: bool

    @property
    def kind(self):
        """The viewer of the chosen file; where words are held, a part and a page of text show these alone."""
        if self.file is None:
            return NOTHING
        is_text_enough = self.is_part or (self.file.kind == PICTURE and not self.file.media_type.startswith("image/"))
        return NOTHING if self.text and is_text_enough else self.file.kind

    @property
    def has_several(self):
        return len(self.files) > 1


def viewer_of(row, files, asked, *, parts=(), panels=None):
    """The Viewer of a PublishedDocument.

    `files` as `document.files_of` returns them, `asked` the query of the request
    (`file`, `target`, `coder`; what is unknown is passed over), `parts` its parts,
    `panels` a dict with what stands beside the text: targets, figures, quotations.
    """
    held = shown_files(files, asked)
    return Viewer(
        file=next((file for file in held if file.is_current), None), files=held,
        text=shown_text(row, parts, panels or {"targets": [], "figures": [], "quotations": []}, asked),
        place=place_in_whole(row), is_part=row.parent_id is not None,
    )


def shown_files(files, asked):
    """A ShownFile for each file; the one that is asked for, else the first, is current."""
    digests = [held["file"]["sha256"] for held in files]
    current = asked.get("file") if asked.get("file") in digests else next(iter(digests), None)
    kept = {name: asked[name] for name in ("target", "coder") if name in asked}
    return tuple(_shown(held, current, kept) for held in files)


def _shown(held, current, kept):
    file, picture = held["file"], _picture(held["thumbnail"])
    return ShownFile(
        sha256=file["sha256"], name=file["filename"], address=held["path"], media_type=file["media_type"],
        size=filesizeformat(file["size"]), kind=kind_of(file["media_type"], picture is not None), picture=picture,
        choose="?" + urlencode({**kept, "file": file["sha256"]}) + "#document",
        is_current=file["sha256"] == current, is_opened_unasked=file["size"] <= OPENED_UNASKED,
    )


def _picture(thumbnail):
    if thumbnail is None:
        return None
    address = page_path("thumbnail", thumbnail["document_id"], thumbnail["sha256"])
    return Picture(address, thumbnail["width"], thumbnail["height"])


def shown_text(row, parts, panels, asked):
    """The ShownText of a document, or None if no text is held."""
    if not row.text:
        return None
    notes = notes_of(**panels)
    targets = {group["target"]["identifier"]: group["target"]["label"] for group in panels["targets"]}
    highlight = highlight_of(notes, targets, asked)
    html = marked_text(row.text, notes, headings_of(row, parts), is_lit=highlight.lights,
                       spoken=language_attributes(get_language()))
    return ShownText(html, len(row.text) > LONGEST, highlight if notes else None)


def headings_of(row, parts):
    """(start, safe HTML) of each part that stands in the shown text."""
    spoken = language_attributes(get_language())
    return [(part.text_start, _heading(part, spoken)) for part in parts
            if part.text_start is not None and part.text_sha256 == row.text_sha256]


def place_in_whole(row):
    """The address of a part's first words in the text of its whole."""
    if row.parent_id is None or row.text_start is None or row.text_start > LONGEST:
        return ""
    return f"{page_path('document', row.parent_id)}#{part_anchor(row.sequence)}"


def part_anchor(sequence):
    """The fragment of a part's heading in the text of its whole."""
    return f"part-{sequence}"


def _heading(part, spoken):
    return format_html(
        '<a id="{}" class="part-mark" href="../{}/"><span class="part-number" {}>{}</span> <bdi {}>{}</bdi></a>',
        part_anchor(part.sequence), part.pk, spoken, _("Part %(number)s") % {"number": part.sequence},
        language_attributes(part.only_language), part.title,
    )
