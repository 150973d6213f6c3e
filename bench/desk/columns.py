"""Rows of the archive's tables as plain values: what a new row of a model holds, and the SQL that inserts it."""
from functools import cache

from django.db import connection


def row(model, **given):
    """{column: value} of one row: the model's defaults and what is given by column."""
    return {**defaults(model), **given}


@cache
def defaults(model):
    """{column: value as the database keeps it}; None where a row must say it."""
    return {field.column: field.get_db_prep_save(field.get_default(), connection)
            for field in model._meta.concrete_fields}


@cache
def insertion(model):
    """The SQL that inserts one row of a model."""
    columns = [field.column for field in model._meta.concrete_fields]
    return (f'INSERT INTO "{model._meta.db_table}" ({", ".join(map(_quoted, columns))}) '
            f'VALUES ({", ".join(f":{column}" for column in columns)})')


def _quoted(name):
    return f'"{name}"'
