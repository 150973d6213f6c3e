"""Every reason for refusing a date, in the curator's words, each with what to write instead.

They complete the sentence "The archive cannot hold “...” as a date: ...".
"""

from django.utils.translation import gettext_lazy as _

# Parts of EDTF that the archive does not hold.
YEARS_HELD = _(
    "the archive holds only the years 0001 to 9999, in four digits. "
    "For example, write 1979 or 0987."
)
NO_SETS = _(
    "the archive does not hold sets of dates. Write one date, or an interval. "
    "For example, write 2016/2018."
)
NO_EXPONENTS = _(
    "years with an exponent or significant digits are not held. "
    "For example, write 201X, 2010/2019 or 2016~."
)
MARK_AT_END = _(
    "? ~ and % apply to the whole date and stand at its end. For example, write 2016-05? or 2016~."
)
X_FROM_THE_RIGHT = _(
    "X stands only for the last one or two digits of a year, or for the whole of the day or of "
    "month and day. For example, write 201X, 20XX, 2004-XX, 2004-12-XX, 2004-XX-XX, or an "
    "interval such as 1000/1999."
)
SEASONS_HELD = _(
    "the seasons are 21 spring, 22 summer, 23 autumn and 24 winter, without a day. "
    "For example, write 2018-21."
)
NO_X_IN_INTERVAL = _(
    "X cannot be used within an interval. For example, write 2010/2019 or 2004-12~/2005."
)
NO_TIME_IN_INTERVAL = _(
    "an interval runs between dates, without a time of day. "
    "For example, write 2018-02-15/2018-02-16."
)

# Dates that cannot be.
NO_SUCH_MONTH = _(
    "there is no month %(month)s; months run from 01 to 12. For example, write 2018-02."
)
NO_SUCH_DAY = _("that month has the days 01 to %(days)d. For example, write %(example)s.")
REVERSED = _("it ends before it starts. For example, write 2016/2018.")
NO_DATE_IN_INTERVAL = _(
    "an interval needs at least one date; leave the field empty when nothing is known. "
    "For example, write 2018/ or ../2018."
)

# Slips of the pen.
ONE_SLASH = _(
    "a date is written with hyphens, year first, and / stands only between start and end. "
    "For example, write 2018-02-15 or 2016/2018."
)
ONE_MARK = _(
    "a date carries one mark only, and % means both uncertain and approximate. "
    "For example, write 2016-05%."
)
ASCII_DIGITS = _("use the digits 0 to 9. For example, write 2018-02-15.")
HYPHENS = _("put hyphens between year, month and day. For example, write 2018-02-15.")
PLAIN_HYPHENS = _(
    "use plain hyphens within a date, and / between start and end. "
    "For example, write 2018-02-15 or 2016/2018."
)
SLASH_BETWEEN_YEARS = _("put / between start and end. For example, write 2016/2018.")
CAPITAL_X = _("an unknown digit is a capital X. For example, write 201X for a year in the 2010s.")
MISSING_END = _(
    "leave an unknown end empty, and write .. for an open end. For example, write 2018/ or 2018/.."
)
TIME_IN_FULL = _(
    "a time follows a whole date after T, with hours, minutes and seconds. "
    "For example, write 2018-02-15T10:30:00Z."
)
TWO_DIGITS = _("month and day have two digits each. For example, write 2018-02-05.")
YEAR_FIRST = _("the year comes first. For example, write 2018-02-15.")
IN_FIGURES = _("write the date in figures, year first. For example, write 2018-02-15.")
NO_SPACES = _("leave out the spaces. For example, write 2018-02-15 or 2016/2018.")
INVISIBLE = _(
    "it holds an invisible character, perhaps pasted along. "
    "Type it afresh; for example, write 2018-02-15."
)
UNREADABLE = _(
    "write a year, a month, a day or an interval. "
    "For example, write 2018, 2018-02, 2018-02-15 or 2016/2018."
)

# Whole sentences: there is no text to repeat.
EMPTY = _("There is no date to read. For example, write 2018-02-15.")
TOO_LONG = _(
    "A date has at most %(limit)d characters, and this one has %(length)d. "
    "For example, write 2018-02-15 or 2016/2018."
)
