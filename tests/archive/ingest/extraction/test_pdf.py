"""PDF: text in reading order, metadata as embedded, a picture of the first page."""

import io
import shutil
import subprocess

import pypdf
import pytest
from PIL import Image

from tests.archive.ingest.extraction.samples import PERSIAN, pdf, picture

INFORMATION = "/Title (A title) /Author (Soheila) /CreationDate (D:20180703120000+04'30')"


def test_text_metadata_pages_and_picture_are_found(extract):
    content = pdf("First page", "Second page", information=INFORMATION, catalog="/Lang (en-GB)")
    extraction = extract(content)
    assert extraction.text("main") == "First page\n\nSecond page"
    assert extraction.pages == 2
    metadata = extraction.metadata
    assert (metadata.title, metadata.author) == ("A title", "Soheila")
    assert (metadata.date, metadata.language) == ("D:20180703120000+04'30'", "en-GB")
    (thumbnail,) = extraction.thumbnails
    image = Image.open(io.BytesIO(thumbnail.data))
    assert image.size == (thumbnail.width, thumbnail.height) == (480, 320)
    assert extraction.failures == ()


def test_presentation_forms_become_letters_in_reading_order(extract):
    drawn_from_the_left = "\ufee1\ufefc\ufeb3"  # meem, the ligature lam-alef, seen
    assert extract(pdf(drawn_from_the_left)).text("main") == "سلام"


@pytest.mark.skipif(not shutil.which("chromium"), reason="Chromium writes the Persian PDF")
@pytest.mark.parametrize(
    "words",
    [
        PERSIAN,
        "سلام، الان ساعت ۱۲:۳۰ است.",
        "خبرنگار BBC News در سال 2018 گزارش داد که ۳۳٬۰۰۰ نفر (حدود نیمی) آمدند.",
    ],
)
def test_a_persian_pdf_from_a_browser_reads_in_order(extract, tmp_path, words):
    page, printed = tmp_path / "page.html", tmp_path / "page.pdf"
    page.write_text(f'<html dir="rtl"><meta charset="utf-8"><p>{words}</p></html>')
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    options = [f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={printed}"]
    subprocess.run([*command, *options, page.as_uri()], check=True, capture_output=True, timeout=60)
    text = extract(printed.read_bytes()).text("main")
    assert text.split() == words.split()


def test_a_scan_has_no_text_but_a_picture(extract):
    saved = io.BytesIO()
    Image.new("RGB", (100, 50), "blue").save(saved, "PDF")
    extraction = extract(saved.getvalue())
    assert extraction.texts == ()
    assert len(extraction.thumbnails) == 1
    assert "may be scans" in extraction.failures[0].reason


def encrypted(user_password: str) -> bytes:
    writer, saved = pypdf.PdfWriter(), io.BytesIO()
    writer.append(io.BytesIO(pdf("Locked words")))
    writer.encrypt(user_password, "owner", algorithm="RC4-128")
    writer.write(saved)
    return saved.getvalue()


def test_an_encrypted_pdf_is_reported(extract):
    extraction = extract(encrypted("secret"))
    assert extraction.media_type == "application/pdf"
    assert extraction.texts == ()
    assert "encrypted" in extraction.failures[0].reason


def test_an_empty_password_opens_an_encrypted_pdf(extract):
    assert extract(encrypted("")).text("main") == "Locked words"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_truncated_pdf_never_breaks_extraction(extract, share):
    content = pdf(*["Some words"] * 20)
    extraction = extract(content[: int(len(content) * share)])
    assert extraction.media_type == "application/pdf"
    assert extraction.failures or extraction.texts


def test_a_damaged_page_costs_only_that_page(extract):
    content = pdf("First page", "Second page")
    broken = content.replace(b"/Contents 11 0 R", b"/Contents 12 0 R", 1)
    assert "Second page" in extract(broken).text("main")
    assert extract(picture("PNG")).failures == ()
