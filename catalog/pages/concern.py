"""Where a person says that something is wrong with a document.

By letter: a concern may name people and sources, and a public site holds no secret row.
"""
from urllib.parse import urlsplit

from django.conf import settings
from django.shortcuts import render

from catalog.links import document_address
from catalog.pages.access import reader_page
from catalog.pages.document_rows import document_row
from catalog.pages.errors import absent
from catalog.pages.letter import letter
from catalog.spoken import gettext as _


@reader_page
def concern(request, identifier):
    """What can be reported, how, and what happens then; at most two questions to the projection, nothing is stored."""
    row = document_row(identifier)
    if row is None:
        return absent(request, identifier)
    return render(request, "catalog/concern.html", {
        "document": row, "address": document_address(row.pk), "kinds": kinds(),
        "contact": settings.CONTACT_EMAIL, "host": urlsplit(settings.BASE_URL).hostname,
        "letter": letter(_("Concern about a document"), letter_body(row)),
    })


def kinds():
    """[(what it is, what to say about it)] of the concerns that people have."""
    return [
        (_("The safety of a person"),
         _("It could put somebody in danger: say who, and from whom, as far as you safely can.")),
        (_("Personal data"),
         _("It shows something of your private life or somebody else's: say which passage or picture.")),
        (_("Rights"), _("It infringes copyright or another right: say whose, and on what it rests.")),
        (_("An error in the description"),
         _("A name, date, place, language or relation is wrong: say what is right, and how you know.")),
        (_("A wrong label"),
         _("A position, figure or quotation is not what the document says: say which, and how you read it.")),
        (_("Something else"), _("Say in your own words what is wrong.")),
    ]


def letter_body(row):
    """The words that a letter begins with: which document, which version, and boxes to tick."""
    boxes = "\n".join(f"[ ] {title}" for title, _said in kinds())
    return "\n".join([
        _("Document: %(address)s") % {"address": document_address(row.pk)},
        _("Version of the record: %(number)s") % {"number": row.record_version}, "",
        _("My concern (put an x in the brackets):"), boxes, "", _("What is wrong, and what I ask for:"), "", "",
        _("How I can be reached, if I want an answer:"), "",
    ])
