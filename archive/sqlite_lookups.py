"""Rows that are fetched beside others, on SQLite: asked for as one list, not as an OR of each.

Django 5.2 fetches the targets of foreign keys (`prefetch_related`) by a comparison of tuples. SQLite has none
for lists, so it writes “id = 1 OR id = 2 OR …”, and SQLite refuses more than a thousand of these: five hundred
documents with three labels each could not be saved together. As Django's “Query Expressions” (support in other
databases) describes, a method `as_sqlite` says how SQLite is to be asked.
"""
from django.db.models.fields.tuple_lookups import TupleIn
from django.db.models.lookups import In


def ask_for_one_column_as_a_list():
    TupleIn.as_sqlite = _as_sqlite


def _as_sqlite(lookup, compiler, connection):
    if len(lookup.lhs) != 1 or not lookup.rhs_is_direct_value():
        return lookup.as_sql(compiler, connection)
    [column] = lookup.lhs
    return compiler.compile(In(column, [value for (value,) in lookup.rhs]))
