"""The example of docs/excerpt-form.md is read as the page says, and the page names every column."""
import re

from django.conf import settings

from archive.ingest.description.excerpt_columns import EXCERPT_SHEETS
from archive.models import Document, StanceAnnotation

PAGE = (settings.PROJECT_ROOT / "docs" / "excerpt-form.md").read_text(encoding="utf-8")
TEXT = "Harbour digest\n\nFares doubled. The mayor calls it fair.\n"


def test_the_example_gives_what_the_page_promises(received, ingest, tmp_path):
    (received / "harbour.txt").write_text(TEXT)
    folder = tmp_path / "description"
    folder.mkdir()
    for name, lines in re.findall(r"^(\w+\.csv)\n\n((?:    .*\n)+)", PAGE, re.MULTILINE):
        (folder / name).write_text(re.sub("(?m)^    ", "", lines), encoding="utf-8")
    assert len(list(folder.iterdir())) == 3
    ingest(description=folder)
    whole, part = Document.objects.get(title="Harbour digest"), Document.objects.get(title="Fares doubled")
    assert (part.parent, part.contributions.count()) == (whole, 0)
    stance = StanceAnnotation.objects.get()
    assert (stance.holder_agent.name, stance.position, stance.target.label) == (
        "The Mayor", "favor", "fares should rise")
    assert stance.evidence.exact == "The mayor calls it fair"


def test_every_column_is_documented():
    sections = dict(re.findall(r"^## (\w+):(.*?)(?=^## )", PAGE, re.MULTILINE | re.DOTALL))
    for sheet, columns in EXCERPT_SHEETS.items():
        missing = [column for column in columns if f"`{column}`" not in sections[sheet]]
        assert missing in ([], ["line"]), (sheet, missing)
