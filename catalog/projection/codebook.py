"""The versions of the codebook as readers see them: every one, whoever wrote it."""
from archive.models import Codebook
from catalog.models import PublishedCodebook


def write_codebooks():
    """Let readers see every version of the archive, and no other; return how many rows differed."""
    due = {book.version: codebook_fields(book) for book in Codebook.objects.all()}
    shown = {row.version: row for row in PublishedCodebook.objects.all()}
    gone = [version for version in shown if version not in due]
    PublishedCodebook.objects.filter(pk__in=gone).delete()
    different = [version for version, fields in due.items() if version not in shown or _differs(shown[version], fields)]
    for version in different:
        PublishedCodebook.objects.update_or_create(pk=version, defaults=due[version])
    return len(gone) + len(different)


def codebook_fields(book):
    return {"sequence": book.pk, "text": book.text, "change": book.change, "published_on": book.created_at.date()}


def _differs(row, fields):
    return any(getattr(row, name) != value for name, value in fields.items())
