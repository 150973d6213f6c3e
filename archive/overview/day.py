"""The day of a moment as the database itself finds it: Django's own way asks Python for every row on SQLite."""
from django.db.models import CharField, Func


class Day(Func):
    """The day in UTC of a moment, as ISO 8601 text."""

    output_field = CharField()
    arity = 1

    def as_sqlite(self, compiler, connection, **context):
        """A moment is kept there as text, in UTC, its day first."""
        return self.as_sql(compiler, connection, template="SUBSTR(%(expressions)s, 1, 10)", **context)

    def as_postgresql(self, compiler, connection, **context):
        template = "TO_CHAR(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD')"
        return self.as_sql(compiler, connection, template=template, **context)
