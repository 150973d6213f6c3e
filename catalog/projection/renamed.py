"""Which public documents show a name that its record no longer has: after an announcement that was lost.

What is shown is compared with the vocabularies, each in two queries, because the
catalog can lie in another database than the archive.
"""
from archive.models import Collection, Genre, Place, StanceTarget, Subject
from catalog.models import PublishedCollection, PublishedDocument, PublishedStance


def renamed_documents():
    """Identifiers of public documents that name a genre, collection, target, subject or place as it was."""
    return _with_old_genre() | _with_old_collection() | _with_old_target() | _with_old_words()


def _with_old_genre():
    labels = dict(Genre.objects.values_list("code", "label"))
    shown = PublishedDocument.objects.exclude(genre="").order_by().values_list("genre", "genre_label").distinct()
    old = [code for code, label in shown if label != labels.get(code, "")]
    return set(PublishedDocument.objects.filter(genre__in=old).values_list("pk", flat=True))


def _with_old_collection():
    columns = ("title", "description", "is_fictional")
    current = _by_identifier(Collection.objects.values_list("identifier", *columns))
    shown = _by_identifier(PublishedCollection.objects.values_list("pk", *columns))
    old = [one for one, row in shown.items() if row != current.get(one, row)]
    return set(PublishedDocument.objects.filter(collection__in=old).values_list("pk", flat=True))


def _with_old_target():
    current = {one: (label, agent or "") for one, label, agent in
               StanceTarget.objects.values_list("identifier", "label", "agent__identifier")}
    shown = PublishedStance.objects.order_by().values_list(
        "document_id", "target_identifier", "target_label", "target_agent")
    return {document for document, one, *row in shown.iterator() if tuple(row) != current.get(one, tuple(row))}


def _with_old_words():
    """Subjects and places have no rows of their own in the projection; they stand in the record."""
    labels = {kind: dict(model.objects.values_list("identifier", "label"))
              for kind, model in (("subjects", Subject), ("places", Place))}
    shown = PublishedDocument.objects.order_by().values_list("pk", "record__subjects", "record__places")
    return {pk for pk, subjects, places in shown.iterator()
            if _is_old(subjects, labels["subjects"]) or _is_old(places, labels["places"])}


def _is_old(named, labels):
    return any(row["label"] != labels.get(row["identifier"], row["label"]) for row in named or ())


def _by_identifier(rows):
    return {row[0]: row[1:] for row in rows}
