"""Several files of one document come together, in order, or not at all."""
import pytest

from archive.ingest import batch as batches
from archive.ingest.batch import ingest_sources, open_batch
from archive.ingest.described import plan_ingest
from archive.ingest.walk import find_sources
from archive.models import Document, Event, Holding, Revision
from tests.archive.ingest.description.material import write_csv, write_files

WORDS = {f"page{number}.txt": f"The words of page {number}.".encode() for number in range(1, 6)}


@pytest.fixture
def pages(received):
    write_files(received, WORDS)
    return received


def sheets(*files):
    return {"documents": [{"id": str(number), "file": file, "title": f"Letter {number}"}
                          for number, file in enumerate(files, start=1)]}


def filenames(title):
    return list(Document.objects.get(title=title).holdings.values_list("filename", flat=True))


@pytest.fixture
def describe_pages(pages, ingest, tmp_path):
    return lambda *files: ingest(description=write_csv(tmp_path / "description", sheets(*files)))


def test_one_draft_holds_all_files_in_the_order_of_the_cell(describe_pages):
    batch = describe_pages("page3.txt; page1.txt", "page2.txt")
    assert filenames("Letter 1") == ["page3.txt", "page1.txt"]
    assert filenames("Letter 2") == ["page2.txt"]
    assert batch.counts() == {"received": 7, "created": 7, "unchanged": 0, "refused": 0}
    assert Document.objects.count() == 4
    assert Revision.objects.filter(record_id=Document.objects.get(title="Letter 1").identifier).count() == 2


def test_files_of_one_document_stay_in_one_group(describe_pages, monkeypatch):
    monkeypatch.setattr(batches, "GROUP_FILES", 2)
    describe_pages("page1.txt; page4.txt; page5.txt; page2.txt")
    assert filenames("Letter 1") == ["page1.txt", "page4.txt", "page5.txt", "page2.txt"]


def test_repeating_changes_nothing(describe_pages):
    describe_pages("page3.txt; page1.txt")
    assert describe_pages("page3.txt; page1.txt").counts()["created"] == 0
    assert Holding.objects.count() == 5


def test_a_file_whose_name_holds_a_semicolon_is_one_file(received, ingest, tmp_path):
    write_files(received, {"a; b.txt": b"Words of one file."})
    ingest(description=write_csv(tmp_path / "description", sheets("a; b.txt")))
    assert filenames("Letter 1") == ["a; b.txt"]


def test_files_that_are_documents_already_cannot_be_joined(pages, ingest, describe_pages):
    from archive.ingest.description.problems import DescriptionRefused

    ingest(pages)
    with pytest.raises(DescriptionRefused) as caught:
        describe_pages("page3.txt; page1.txt")
    problem = caught.value.problems[0]
    assert (problem.sheet, problem.row, problem.column) == ("documents", 2, "file")
    assert "some of these files are held already" in problem.message
    assert Document.objects.filter(title="Letter 1").count() == 0


def test_a_held_file_alone_is_not_the_document_of_several(describe_pages, ingest, tmp_path):
    from archive.ingest.description.problems import DescriptionRefused

    describe_pages("page3.txt; page1.txt")
    with pytest.raises(DescriptionRefused) as caught:
        describe_pages("page3.txt")
    assert "name exactly the files of one document" in caught.value.problems[0].message


def test_where_one_file_is_refused_its_companions_are_too(pages, by, tmp_path):
    sources, _sheets = plan_ingest([pages], write_csv(tmp_path / "description", sheets("page1.txt; page2.txt")))
    (pages / "page2.txt").unlink()  # after the check, before the intake
    batch = open_batch("x", by)
    ingest_sources(sources, batch, by)
    assert batch.counts() == {"received": 5, "created": 3, "unchanged": 0, "refused": 2}
    assert "“page2.txt”, another file of the same document, was refused" in batch.items.get(name="page1.txt").reason
    assert Event.objects.filter(type="validation").count() == 2


def test_a_file_alone_is_bound_to_nothing(pages):
    assert {source.belongs_to for source in find_sources([pages])} == {""}
