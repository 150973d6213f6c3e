"""How to cite a document: as text on its page, and as files for reference managers."""
from django.http import HttpResponse

from catalog.links import document_address, page_path
from catalog.metadata.apa import apa
from catalog.metadata.bibtex import bibtex
from catalog.metadata.chicago import chicago
from catalog.metadata.cited import Cited, plain
from catalog.metadata.ris import ris
from catalog.pages.access import asked_each_time, safe_only
from catalog.pages.document_rows import contributions_of, document_row
from catalog.pages.errors import absent

# Neither type is registered with IANA; these are what reference managers listen for.
BIBTEX, RIS = "application/x-bibtex", "application/x-research-info-systems"


def cited_of(row, contributions):
    """The Cited of a row of `document_rows.document_row` and its Givens."""
    return Cited(
        identifier=row.pk, title=row.title, address=document_address(row.pk),
        creators=_printed(contributions, "creator"), publishers=_printed(contributions, "publisher"),
        issued=row.issued, issued_basis=row.issued_basis, type=row.type, genre=row.genre,
        genre_label=row.genre_label, genre_label_fa=row.genre_label_fa, languages=tuple(row.language),
        whole=row.whole["title"] if row.whole else "", place=row.sequence,
    )


def _printed(contributions, role):
    return tuple(given.printed for given in contributions if given.role == role)


def citations_of(cited):
    """What the page's box shows: styles as pieces and as plain text, formats as text with their addresses."""
    styles = (("apa", "APA", apa(cited)), ("chicago", "Chicago", chicago(cited)))
    formats = (("bibtex", "BibTeX", bibtex(cited)), ("ris", "RIS", ris(cited)))
    return {
        "styles": [{"id": f"cite-{code}", "name": name, "pieces": pieces, "text": plain(pieces)}
                   for code, name, pieces in styles],
        "formats": [{"id": f"cite-{code}", "name": name, "text": text.replace("\r\n", "\n"),
                     "address": page_path(f"cite_{code}", cited.identifier)} for code, name, text in formats],
    }


@safe_only
def cite_bibtex(request, identifier):
    return _file(request, identifier, bibtex, BIBTEX, "bib")


@safe_only
def cite_ris(request, identifier):
    return _file(request, identifier, ris, RIS, "ris")


def _file(request, identifier, written, media_type, ending):
    row = document_row(identifier)
    if row is None:
        return absent(request, identifier)
    text = written(cited_of(row, contributions_of(row.pk)))
    return asked_each_time(HttpResponse(text, content_type=f"{media_type}; charset=utf-8", headers={
        "Content-Disposition": f'attachment; filename="standpoint-{row.pk[:8]}.{ending}"',
        "X-Robots-Tag": "noindex"}))
