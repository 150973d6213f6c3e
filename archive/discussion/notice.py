"""Tells people by e-mail what waits for them: only if the archive and the person want it.

A mail goes through strangers' machines, so it holds a link and no content; the title
only of a document that everybody can read anyway. A mail that cannot be sent is
logged, and never fails or undoes what it tells of.
"""
import logging

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.models.desk import Switch
from archive.models.document import Document

logger = logging.getLogger(__name__)


def tell(people, what, document, by):
    """After commit, tell those of `people` (Curators, None among them) who want it, but never `by`.

    `what` is returned, assigned, commented or published.
    """
    wanting = {one.pk: one for one in people
               if one and one.pk != by.pk and one.is_active and one.wants_email and one.email}
    if wanting and is_on():
        transaction.on_commit(lambda: _send(list(wanting.values()), what, document.identifier))


def is_on():
    """Whether an administrator switched e-mail on."""
    return Switch.objects.filter(name=Switch.Name.EMAIL, is_on=True).exists()


def _send(people, what, identifier):
    for person in people:
        try:
            subject, text = _words(what, identifier)
            send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [person.email])
        except Exception:
            logger.exception("no e-mail was sent to curator:%s about document %s", person.identifier, identifier)


def _words(what, identifier):
    """(subject, text), read after commit: a document that is no longer public is not named."""
    title = Document.objects.public().filter(identifier=identifier, parent__isnull=True).values_list("title", flat=True)
    named = next((f"“{' '.join(one.split())}”" for one in title), _("a document"))
    subject = SUBJECTS[what]() % {"document": named}
    return subject, f"{subject}\n\n{settings.BASE_URL}{reverse('curation:document', args=[identifier])}\n"


SUBJECTS = {
    "returned": lambda: _("A reviewer returned %(document)s to you"),
    "assigned": lambda: _("You were asked to take care of %(document)s"),
    "commented": lambda: _("There is a comment on %(document)s"),
    "published": lambda: _("A reviewer published %(document)s"),
}
