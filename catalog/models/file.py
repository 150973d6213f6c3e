"""The files that anybody may have: a download is allowed if and only if its row is here."""
from django.db import models

from catalog.models.document import PublishedDocument


class PublishedFile(models.Model):
    """One original that anybody may download, by the document it belongs to."""

    document = models.ForeignKey(PublishedDocument, models.CASCADE, related_name="files")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=127)
    filename = models.CharField(max_length=255)
    sequence = models.PositiveIntegerField()

    class Meta:
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(fields=["document", "sha256"], name="published_file_once"),
        ]

    def __str__(self):
        return self.filename


class PublishedThumbnail(models.Model):
    """One small picture of one page of a public original (width and height in pixels)."""

    document = models.ForeignKey(PublishedDocument, models.CASCADE, related_name="thumbnails")
    sha256 = models.CharField(max_length=64)
    original_sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=127)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    page = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["document", "sha256"], name="thumbnail_of_document")]

    def __str__(self):
        return self.sha256[:12]
