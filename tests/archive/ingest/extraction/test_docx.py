"""Word documents: words in order, properties as embedded, bombs and entities refused."""

import io
import zipfile

import docx
import pytest

from tests.archive.ingest.extraction.samples import letter_document, with_part, word_xml


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_paragraphs_and_tables_come_in_order(extract):
    document = docx.Document()
    document.add_paragraph("Before\u00a0the table")
    table = document.add_table(rows=2, cols=2)
    for number, cell in enumerate(table._cells):
        cell.text = f"cell {number}"
    document.add_paragraph("پس از جدول")
    assert extract(saved(document)).text("main") == (
        "Before\u00a0the table\ncell 0\tcell 1\ncell 2\tcell 3\nپس از جدول"
    )


def test_core_properties_are_taken_as_embedded(extract):
    document = docx.Document()
    document.add_paragraph("x")
    document.core_properties.title, document.core_properties.author = "A title", "Soheila"
    document.core_properties.language = "fa"
    metadata = extract(saved(document)).metadata
    assert (metadata.title, metadata.author, metadata.language) == ("A title", "Soheila", "fa")
    assert metadata.date == "2013-12-23T23:15:00Z"


def test_no_properties_are_invented_where_there_are_none(extract):
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(letter_document("x"))) as old, zipfile.ZipFile(content, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "_rels/.rels":
                kept = [r for r in part.split(b"<R") if b"core-properties" not in r]
                part = b"<R".join(kept)
                part += b"" if part.endswith(b"</Relationships>") else b"</Relationships>"
            if name != "docProps/core.xml":
                new.writestr(name, part)
    extraction = extract(content.getvalue())
    assert extraction.text("main") == "x"
    assert set(vars(extraction.metadata).values()) == {None}


def test_inserted_words_are_read_and_deleted_ones_are_not(extract):
    body = (
        "<w:p><w:r><w:t>kept </w:t></w:r><w:ins><w:r><w:t>added</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
    )
    content = with_part(letter_document("x"), "word/document.xml", word_xml(body))
    assert extract(content).text("main") == "kept added"


def test_a_zip_bomb_is_not_unpacked(extract):
    bomb = with_part(letter_document("x"), "word/media/bomb.bin", bytes(60_000_000))
    assert len(bomb) < 200_000
    extraction = extract(bomb)
    assert extraction.texts == ()
    assert "would unpack to 60" in extraction.failures[0].reason


def test_an_external_entity_is_not_read(extract, tmp_path):
    canary = tmp_path / "canary.txt"
    canary.write_text("CANARY-9e1f")
    prologue = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{canary.as_uri()}">]>'
    body = "<w:p><w:r><w:t>before &x; after</w:t></w:r></w:p>"
    content = with_part(letter_document("x"), "word/document.xml", word_xml(body, prologue))
    extraction = extract(content)
    assert "CANARY" not in repr(extraction)
    assert canary.name not in repr(extraction)


@pytest.mark.parametrize("share", [0.3, 0.8, 0.99])
def test_a_truncated_document_is_reported(extract, share):
    content = letter_document("x" * 500)
    extraction = extract(content[: int(len(content) * share)])
    assert extraction.texts == ()
    assert extraction.failures
