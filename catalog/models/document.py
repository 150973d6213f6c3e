"""A public document: what lists and filters need as columns, what its page shows as one value."""
from django.db import models

from catalog.languages import only_language
from catalog.models.collection import PublishedCollection
from catalog.spoken import said_term


class PublishedDocument(models.Model):
    """One public document or part, as its last reviewed revision says.

    `record` holds everything else that the document's page shows, chosen field by
    field in `projection/document.py`; no private field is ever in it. `text` is the
    document's own text; `line` is what a line of a list shows besides the columns
    (`projection/line.py` says its shape). For a part, the text stands at text_start..text_end (Unicode
    code points, end exclusive) of the text of its whole.
    """

    identifier = models.CharField(primary_key=True, max_length=36)
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="parts", db_constraint=False)
    sequence = models.PositiveIntegerField(null=True)
    title = models.CharField(max_length=1000)
    type = models.CharField(max_length=20)
    genre = models.CharField(max_length=50, blank=True, db_index=True)
    genre_label = models.CharField(max_length=100, blank=True)
    genre_label_fa = models.CharField(max_length=100, blank=True)
    language = models.JSONField(default=list)
    issued = models.CharField(max_length=100, blank=True)
    issued_earliest = models.DateField(null=True, db_index=True)
    issued_latest = models.DateField(null=True)
    issued_basis = models.CharField(max_length=10, blank=True)
    description = models.TextField(blank=True)
    collection = models.ForeignKey(
        PublishedCollection, models.CASCADE, null=True, related_name="documents", db_constraint=False
    )
    record = models.JSONField(default=dict)
    line = models.JSONField(default=dict)
    text = models.TextField(blank=True)
    text_sha256 = models.CharField(max_length=64, blank=True)
    text_start = models.PositiveIntegerField(null=True)
    text_end = models.PositiveIntegerField(null=True)
    record_version = models.PositiveIntegerField()
    published_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-published_at", "identifier"]

    def __str__(self):
        return self.title

    @property
    def only_language(self):
        """The BCP 47 tag if the document has exactly one language, else the empty text."""
        return only_language(self.language)

    @property
    def genre_said(self):
        """Its genre in the active language, empty if none is stated."""
        return said_term(self.genre_label, self.genre_label_fa)

    @property
    def is_fictional(self):
        return self.collection is not None and self.collection.is_fictional
