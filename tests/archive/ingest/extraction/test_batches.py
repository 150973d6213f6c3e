"""Many files at once: plain ones share a process, and each says what it says alone."""

import io
import os
import signal
import wave

import pytest

from archive.ingest.extraction import ExtractionSandbox, Limits, light
from archive.ingest.extraction.source import Source
from tests.archive.ingest.extraction.samples import letter_document, pdf, picture


def sound():
    saved = io.BytesIO()
    with wave.open(saved, "wb") as target:
        target.setparams((1, 1, 8000, 0, "NONE", "none"))
        target.writeframes(b"\x80" * 8000)
    return saved.getvalue()


PLAIN = {
    "note.txt": "Zwölf Boote\u00a0lagen am Ufer.\r\nMehr nicht.".encode(),
    "persian.txt": "آب از شب تا صبح بالا آمد.".encode(),
    "marked.txt": b"\xef\xbb\xbfwith a byte order mark",
    "table.csv": b"name,count\nReed,4\nSedge,5\n",
    "data.json": b'{"level": 4}',
    "sound.wav": sound(),
}
OWN_PROCESS = {
    "page.html": b"<html lang=en><title>T</title><body><p>Words on a page.</p></body></html>",
    "picture.png": picture("PNG"),
    "booklet.pdf": pdf("Words in a booklet."),
    "letter.docx": letter_document("Words in a letter."),
    "old.txt": "Zwölf Boote lagen am Ufer, und niemand zählte sie.".encode("cp1252"),
    "nul.txt": b"a\x00b",
    "empty.bin": b"",
    "noise.bin": bytes(range(256)) * 8,
}


@pytest.fixture
def files(tmp_path):
    written = []
    for name, content in (PLAIN | OWN_PROCESS).items():
        (tmp_path / name).write_bytes(content)
        written.append((tmp_path / name, name))
    return written


def test_a_batch_says_of_each_file_what_it_says_alone(sandbox, files):
    together = sandbox.extract_many(files)
    for (path, name), found in zip(files, together, strict=True):
        assert found == sandbox.extract(path, name), name


@pytest.mark.parametrize(("content", "is_plain"), [
    *((content, True) for content in PLAIN.values()), *((content, False) for content in OWN_PROCESS.values()),
], ids=[*PLAIN, *OWN_PROCESS])
def test_only_what_needs_no_native_parser_shares_a_process(tmp_path, content, is_plain):
    path = tmp_path / "file"
    path.write_bytes(content)
    with path.open("rb") as stream:
        assert bool(list(light.extract_light(Source(stream, ".csv"), Limits()))) is is_plain


def test_more_files_than_fit_into_one_process_come_back_in_order(sandbox, tmp_path):
    files = []
    for number in range(70):
        (tmp_path / f"{number}.txt").write_text(f"words {number}")
        files.append((tmp_path / f"{number}.txt", f"{number}.txt"))
    assert [found.text("main") for found in sandbox.extract_many(files)] == [f"words {number}" for number in range(70)]


def test_a_file_that_is_gone_costs_only_its_own_line(sandbox, files, tmp_path):
    found = sandbox.extract_many([files[0], (tmp_path / "gone.txt", "gone.txt"), files[1]])
    assert found[1].failures[0].stage == "opening"
    assert found[0].texts
    assert found[2].texts


def test_when_the_shared_process_dies_each_file_is_read_alone(files):
    with ExtractionSandbox() as sandbox:
        sandbox.extract_many(files[:1])
        sandbox.light._entry = "archive.ingest.extraction.child:missing"
        for zygote in sandbox.light.idle:
            os.kill(zygote.pid, signal.SIGKILL)
        assert [found.text("main") for found in sandbox.extract_many(files[:2])] == [
            PLAIN["note.txt"].decode(), PLAIN["persian.txt"].decode()]


def test_what_does_not_fit_into_the_output_of_a_batch_is_read_alone(tmp_path):
    files = []
    for number in range(30):
        (tmp_path / f"{number}.txt").write_text("w" * 90_000)
        files.append((tmp_path / f"{number}.txt", f"{number}.txt"))
    limits = Limits(max_characters=100_000, max_private_characters=100, max_thumbnail_bytes=1)
    with ExtractionSandbox(limits) as sandbox:
        found = sandbox.extract_many(files)
    assert [len(one.text("main")) for one in found] == [90_000] * 30


def test_a_second_file_learns_nothing_of_the_first(sandbox, tmp_path):
    for name, words in (("a.txt", "the secret of the first"), ("b.txt", "the second")):
        (tmp_path / name).write_text(words)
    second = sandbox.extract_many([(tmp_path / "a.txt", "a.txt"), (tmp_path / "b.txt", "b.txt")])[1]
    assert "secret" not in repr(second)
