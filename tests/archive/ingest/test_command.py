"""What `archive_ingest` says, and what its options do."""
import io

import pytest
from django.core.management import CommandError, call_command

from archive.management.commands import archive_ingest
from archive.models import Collection, Curator, Document, IngestBatch
from archive.originals.store import default_store
from archive.vocabularies import load_vocabularies
from tests.archive.ingest.description.material import good_sheets, write_csv, write_files

pytestmark = pytest.mark.django_db


def run(*arguments, **options):
    output, errors = io.StringIO(), io.StringIO()
    try:
        call_command("archive_ingest", *arguments, stdout=output, stderr=errors, **options)
    except CommandError as error:
        return output.getvalue(), f"{errors.getvalue()}{error}"
    return output.getvalue(), ""


@pytest.fixture
def described(received, tmp_path):
    load_vocabularies()
    write_files(received)
    return write_csv(tmp_path / "description", good_sheets())


def test_the_report_names_each_refusal_and_reconciles(received):
    (received / "a.txt").write_text("words")
    (received / "two\nlines.txt").touch()
    output, errors = run(received)
    assert "refused: two\\nlines.txt: the file is empty" in errors
    assert errors.endswith("some files were refused; the reasons stand above")
    assert f"Batch {IngestBatch.objects.get().identifier}: received 2 = created 1 + unchanged 0 + refused 1" in output


def test_a_path_that_does_not_exist_is_an_error(tmp_path):
    assert "missing: there is no such file or folder" in run(tmp_path / "missing")[1]
    assert not IngestBatch.objects.exists()


def test_a_folder_without_a_file_is_an_error(received):
    (received / "below").mkdir()
    assert "received: there is no file in this folder" in run(received)[1]
    assert not IngestBatch.objects.exists()


def test_ctrl_c_ends_in_words_and_the_command_goes_on_when_repeated(received, monkeypatch):
    for number in range(3):
        (received / f"{number}.txt").write_text(f"letter {number}")

    def interrupt(*arguments, **options):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(archive_ingest, "ingest_described", interrupt)
        with pytest.raises(CommandError, match="Interrupted: what was acknowledged is kept") as refusal:
            call_command("archive_ingest", received, stdout=io.StringIO(), stderr=io.StringIO())
    assert refusal.value.returncode == 130
    assert "received 3 = created 3" in run(received)[0]


def test_without_by_the_program_takes_in_and_nobody_can_log_in_as_it(received):
    (received / "a.txt").write_text("words")
    run(received)
    program = IngestBatch.objects.get().started_by
    assert not program.is_active
    assert not program.has_usable_password()


def test_by_names_the_curator(received, cast):
    (received / "a.txt").write_text("words")
    run(received, by="cataloguer")
    assert IngestBatch.objects.get().started_by == cast["cataloguer"]


@pytest.mark.parametrize("dry_run", [False, True])
def test_an_unknown_curator_is_refused(received, dry_run):
    (received / "a.txt").write_text("words")
    assert "no active curator called “nobody”" in run(received, by="nobody", dry_run=dry_run)[1]
    assert not Document.objects.exists()


def test_documents_and_their_parts_join_the_collection(received, described):
    collection = Collection.objects.create(code="pier", title="Pier papers")
    assert run(received, description=described, collection="pier")[1] == ""
    assert set(Document.objects.values_list("collection", flat=True)) == {collection.pk}
    assert Document.objects.filter(parent__isnull=False).count() == 2


def test_an_unknown_collection_is_refused(received):
    (received / "a.txt").write_text("words")
    assert "there is no collection “pier”" in run(received, collection="pier")[1]
    assert not Document.objects.exists()


def test_a_dry_run_says_what_it_would_do_and_stores_nothing(received, described):
    output, errors = run(received, description=described, dry_run=True)
    assert errors == ""
    assert "Would receive 4 files" in output
    assert "Would apply 5 rows of documents." in output
    assert not Document.objects.exists()
    assert not IngestBatch.objects.exists()
    assert not Curator.objects.exists()
    assert list(default_store().iter_blobs()) == []


def test_a_dry_run_says_which_files_would_be_refused(received, settings):
    settings.ORIGINAL_MAX_BYTES = 1000
    (received / "a.txt").write_text("words")
    (received / "empty.txt").touch()
    (received / "large.txt").write_bytes(b"x" * 1001)
    (received / "link.txt").symlink_to(received / "a.txt")
    output, errors = run(received, dry_run=True)
    assert "Would receive 4 files" in output and "would refuse 3 of them" in output
    for beginning in ("empty.txt: the file is empty", "large.txt: The file is larger than 1.0 KB",
                      "link.txt: it is a symbolic link"):
        assert f"refused: {beginning}" in errors
    assert "a.txt:" not in errors
    assert not IngestBatch.objects.exists()


def test_a_description_folder_that_is_not_there_is_no_bad_cell(received, tmp_path):
    (received / "a.txt").write_text("words")
    errors = run(received, description=tmp_path / "describtion")[1]
    assert "describtion: there is no such folder" in errors
    assert "bad cell" not in errors


def test_an_empty_collection_is_refused(received):
    (received / "a.txt").write_text("words")
    assert "--collection is empty" in run(received, collection=" ")[1]
    assert not Document.objects.exists()


def test_a_dry_run_finds_bad_cells(received, described, tmp_path):
    sheets = good_sheets()
    sheets["claims"][0]["exact"] = "500 people"
    _output, errors = run(received, description=write_csv(tmp_path / "description", sheets), dry_run=True)
    assert "claims, row 2, column exact: “500 people” does not stand" in errors
    assert "1 bad cell(s); nothing was applied: mend these and repeat the command" in errors


def test_a_description_inside_the_received_folder_is_not_received(received, described):
    inside = described.rename(received / "description")
    assert run(received, description=inside)[1] == ""
    assert set(IngestBatch.objects.get().items.exclude(name__contains=" row ").values_list("name", flat=True)) == {
        "digest.txt", "letter/page1.txt", "letter/page2.png", "photo.png"}


def test_a_command_that_is_repeated_says_that_nothing_changed(received, described):
    first, _errors = run(received, description=described)
    again, _errors = run(received, description=described)
    received_count = IngestBatch.objects.first().counts()["received"]
    assert f"received {received_count} = created {received_count} + unchanged 0" in first
    assert f"received {received_count} = created 0 + unchanged {received_count}" in again
