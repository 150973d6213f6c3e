"""Finds in a text how it prints a day or a name that is known from elsewhere."""
import re
from datetime import date

ISO = re.compile(r"\s*((?:1[0-9]|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)(?![\d-])")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")


def day_of(said):
    """EDTF of the day, month or year with which an ISO 8601 date or time begins; else the empty text."""
    match = ISO.match(said or "")
    if not match:
        return ""
    found = match[1]
    try:
        date.fromisoformat(found + "-01" * (2 - found.count("-")))
    except ValueError:
        return ""
    return found


def as_printed_in(text, day):
    """The words by which `text` gives the EDTF `day` (a whole day), or the empty text."""
    if day.count("-") != 2:
        return ""
    year, month, number = (int(part) for part in day.split("-"))
    name = MONTHS[month - 1]
    names = rf"(?:{name}|{name[:3]}\.?)"
    ordinal = rf"0?{number}(?:st|nd|rd|th)?"
    forms = (rf"{ordinal}\s+(?:of\s+)?{names},?\s+{year}", rf"{names}\s+{ordinal},?\s+{year}", re.escape(day),
             rf"0?{number}[./]0?{month}[./]{year}")
    found = re.search(rf"(?<![\w\d])(?:{'|'.join(forms)})(?!\d)", text, re.IGNORECASE)
    return " ".join(found[0].split()) if found else ""


def name_as_printed_in(text, name):
    """The words by which `text` gives `name`, as it is written or in capitals, or the empty text."""
    forms = (r"\s+".join(map(re.escape, form.split())) for form in (name, name.upper()))
    found = re.search(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", text) if name.strip() else None
    return " ".join(found[0].split()) if found else ""
