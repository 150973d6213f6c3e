"""Loads the vocabularies that the project ships; what curators changed is kept."""
import csv

from django.conf import settings
from django.db import transaction

from archive.models import Codebook, Genre, LoadedWord
from archive.models.provenance import EventType
from archive.provenance.ledger import Entry, record_events
from archive.workflow.announce import announce_name

FOLDER = settings.PROJECT_ROOT / "fixtures" / "vocabularies"
CODEBOOK_VERSION = "1.0"


@transaction.atomic
def load_vocabularies(folder=FOLDER):
    """Add the genres, loaded words and the first codebook that are not there yet; return how many rows are new."""
    added = _load_words(folder)
    with (folder / "genres.csv").open(encoding="utf-8", newline="") as sheet:
        for row in csv.DictReader(sheet):
            genre, is_new = Genre.objects.get_or_create(code=row.pop("code"), defaults=row)
            added += [("genre", genre.code)] if is_new else []
    if not Codebook.objects.exists():
        text = (folder / "codebook.md").read_text(encoding="utf-8")
        codebook = Codebook.objects.create(version=CODEBOOK_VERSION, text=text)
        announce_name(codebook)
        added.append(("codebook", codebook.version))
    record_events([Entry(EventType.METADATA_MODIFICATION, kind, key, detail={"reason": "shipped vocabulary"})
                   for kind, key in added])
    return len(added)


def _load_words(folder):
    """Words that somebody removed from the list come back only in an archive that has none."""
    if LoadedWord.objects.exists():
        return []
    with (folder / "loaded_words.csv").open(encoding="utf-8", newline="") as sheet:
        words = LoadedWord.objects.bulk_create([LoadedWord(**row) for row in csv.DictReader(sheet)])
    return [("loadedword", word.identifier) for word in words]
