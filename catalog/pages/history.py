"""Where a document came from, in plain words.

Says only what the ledger can show: that bytes existed by a time and have not
changed since; never that a site served them, nor that what they say is true.
"""
from datetime import UTC

from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format

from catalog.spoken import gettext as _
from catalog.spoken import remembered_by_language

DIGEST = "message digest calculation"


def history_in_words(timeline, captures, *, is_part=False):
    """[{"at", "when", "words", "by", "sha256"}], oldest first; begins with what is not known.

    `at` is ISO 8601 to the second, `when` the same in words; both are empty where it is not recorded.
    How a part came here is told by its whole.
    """
    captured = [_capture(row) for row in captures if row["started_at"] or row["requested_url"] or row["final_url"]]
    entries = [_entry(event) for event in timeline]
    first = [] if captured or is_part or not entries else [{
        "at": "", "when": "", "by": "", "sha256": "",
        "words": _("How this came to the archive before %(date)s is not known.") % {"date": _day(timeline[0]["at"])},
    }]
    dated = sorted((row for row in captured if row["at"]), key=lambda row: row["at"])
    return [*first, *(row for row in captured if not row["at"]), *dated, *entries]


def _capture(row):
    address = row["final_url"] or row["requested_url"]
    words = _("Captured from %(address)s, as the capture record states") % {"address": address}
    at, when = said_of(row["started_at"]) if row["started_at"] else ("", "")
    return {
        "at": at, "when": when, "sha256": "",
        "words": words if address else _("Captured; the address is not recorded"),
        "by": " ".join(part for part in (row["tool"], row["tool_version"]) if part) or row["organisation"],
    }


def _entry(event):
    day = _day(event["at"]) if event["type"] == DIGEST else ""
    words = _words(event["type"], event["outcome"], event.get("version"), event.get("media_type", ""), day)
    at, when = said_of(event["at"])
    return {"at": at, "when": when, "words": words,
            "by": _by(event["agent"]["kind"], event["agent"]["name"]), "sha256": event.get("sha256", "")}


@remembered_by_language
def _words(kind, outcome, version, media_type, day):
    """What happened; many documents share most of these sentences."""
    words = _sentence(kind, outcome, version, media_type, day)
    return _("%(words)s (did not succeed)") % {"words": words} if outcome == "fail" else words


def _sentence(kind, outcome, version, media_type, day):
    match kind:
        case "message digest calculation":
            words = _("SHA-256 computed: these bytes existed by %(date)s and have not changed since")
            return words % {"date": day}
        case "format identification":
            return _("File format identified: %(type)s") % {"type": media_type or _("not known")}
        case "metadata modification" if version == 1:
            return _("Described for the first time")
        case "metadata modification":
            return _("Description changed: version %(version)s of the record") % {"version": version}
        case "metadata extraction" if outcome == "warning":
            return _("Text and embedded metadata read from the file, though not all could be read")
    return _plain_words().get(kind, kind)


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


@remembered_by_language
def _by(kind, name):
    words = {"curator": _("a curator"), "reviewer": _("a reviewer"), "software": name}
    return words.get(kind) or _("not recorded by whom")


def said_of(written):
    """A moment (ISO 8601, with its zone) for machines, to the second, and for people: “5 July 2016, 10:30 UTC”."""
    at = parse_datetime(written).astimezone(UTC)
    return at.isoformat(timespec="seconds"), _moment(at.date(), f"{at:%H:%M}")


@remembered_by_language
def _moment(day, clock):
    return _("%(day)s, %(clock)s UTC") % {"day": date_format(day, "j F Y"), "clock": clock}


def _day(written):
    return day_in_words(parse_datetime(written).astimezone(UTC).date())


@remembered_by_language
def day_in_words(day):
    """A date as “5 July 2016”."""
    return date_format(day, "j F Y")
