"""E-mail: headers as written, words by charset, attachments listed and hashed only."""

import hashlib
from email.message import EmailMessage


def message(**headers) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Sara Ahmadi <sara@paper.example>"
    mail["To"] = "desk@paper.example"
    mail["Message-ID"] = "<1@paper.example>"
    for name, value in headers.items():
        mail[name] = value
    return mail


def test_headers_become_metadata_and_addresses_stay_private(extract):
    mail = message(Subject="گزارش از میدان")
    mail.set_content("Some words.")
    raw = mail.as_bytes().replace(b"To:", b"Date: Tue,  3 Jul 2018 09:00 +0430 (IRDT)\nTo:", 1)
    extraction = extract(raw)
    assert extraction.media_type == "message/rfc822"
    assert extraction.metadata.title == "گزارش از میدان"
    assert extraction.metadata.author == "Sara Ahmadi <sara@paper.example>"
    assert extraction.metadata.date == "Tue,  3 Jul 2018 09:00 +0430 (IRDT)"
    assert extraction.private_metadata["headers"]["To"] == "desk@paper.example"


def test_plain_text_is_main_and_html_is_raw(extract):
    mail = message(Subject="s")
    mail.set_content("Plain\u00a0words.\n")
    mail.add_alternative("<p>Marked</p><script>no()</script><p>words</p>", subtype="html")
    extraction = extract(mail.as_bytes())
    assert extraction.text("main") == "Plain\u00a0words.\n"
    assert extraction.text("raw") == "Marked\n\nwords"


def test_a_body_in_an_old_charset_is_decoded(extract):
    mail = message(Subject="s")
    mail.set_content("سلام دنيا", charset="windows-1256")
    assert extract(mail.as_bytes()).text("main").strip() == "سلام دنيا"


def test_line_ends_are_kept(extract):
    raw = b"From: a@b.example\r\nMessage-ID: <1@b>\r\n\r\none\r\ntwo\r\n"
    assert extract(raw).text("main") == "one\r\ntwo\r\n"


def test_attachments_are_listed_and_hashed_but_not_opened(extract):
    content = b"%PDF-1.7 not really"
    mail = message(Subject="s")
    mail.set_content("x")
    mail.add_attachment(content, maintype="application", subtype="pdf", filename="نامه.pdf")
    extraction = extract(mail.as_bytes())
    assert extraction.private_metadata["attachments"] == [
        {
            "name": "نامه.pdf",
            "media_type": "application/pdf",
            "size": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
    ]
    assert extraction.thumbnails == ()
    assert extraction.pages is None


def test_a_malformed_message_still_gives_what_it_can(extract):
    raw = b"From: =?utf-8?b?////?= <\xff>\nMessage-ID: <\nSubject: ok\nContent-Type: multipart/x\n\nz"
    extraction = extract(raw)
    assert extraction.metadata.title == "ok"
