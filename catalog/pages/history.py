"""Where a document came from, in plain words.

Says only what the ledger can show: that bytes existed by a time and have not
changed since; never that a site served them, nor that what they say is true.
"""
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _


def history_in_words(timeline, captures, *, is_part=False):
    """[{"at" (datetime or None), "words", "by", "sha256"}], oldest first; begins with what is not known.

    How a part came here is told by its whole.
    """
    captured = [_capture(row) for row in captures if row["started_at"] or row["requested_url"] or row["final_url"]]
    entries = [_entry(event) for event in timeline]
    first = [] if captured or is_part or not entries else [{
        "at": None, "by": "", "sha256": "",
        "words": _("How this came to the archive before %(date)s is not known.") % {"date": _day(entries[0]["at"])},
    }]
    dated = sorted((row for row in captured if row["at"]), key=lambda row: row["at"])
    return [*first, *(row for row in captured if not row["at"]), *dated, *entries]


def _capture(row):
    address = row["final_url"] or row["requested_url"]
    words = _("Captured from %(address)s, as the capture record states") % {"address": address}
    return {
        "at": parse_datetime(row["started_at"]) if row["started_at"] else None, "sha256": "",
        "words": words if address else _("Captured; the address is not recorded"),
        "by": " ".join(part for part in (row["tool"], row["tool_version"]) if part) or row["organisation"],
    }


def _entry(event):
    at = parse_datetime(event["at"])
    words = _words(event, at)
    if event["outcome"] == "fail":
        words = _("%(words)s (did not succeed)") % {"words": words}
    return {"at": at, "words": words, "by": _by(event["agent"]), "sha256": event.get("sha256", "")}


def _words(event, at):
    match event["type"]:
        case "message digest calculation":
            words = _("SHA-256 computed: these bytes existed by %(date)s and have not changed since")
            return words % {"date": _day(at)}
        case "format identification":
            return _("File format identified: %(type)s") % {"type": event.get("media_type") or _("not known")}
        case "metadata modification" if event.get("version") == 1:
            return _("Described for the first time")
        case "metadata modification":
            return _("Description changed: version %(version)s of the record") % {"version": event.get("version")}
        case "metadata extraction" if event["outcome"] == "warning":
            return _("Text and embedded metadata read from the file, though not all could be read")
    return _plain_words().get(event["type"], event["type"])


def _plain_words():
    return {
        "accession": _("Taken into the archive's custody"),
        "capture": _("Captured"),
        "ingestion": _("Received by the archive"),
        "transfer": _("The same bytes were received again"),
        "validation": _("Checked against the rules of its format"),
        "virus check": _("Checked for viruses"),
        "metadata extraction": _("Text and embedded metadata read from the file"),
        "publication": _("Approved by a second person and published"),
    }


def _by(agent):
    words = {"curator": _("a curator"), "reviewer": _("a reviewer"), "software": agent["name"]}
    return words.get(agent["kind"]) or _("not recorded by whom")


def _day(at):
    return date_format(at, "j F Y")
