"""Counts several sets of rows in one question, each only as far as anybody wants to know."""
from django.core.exceptions import EmptyResultSet
from django.db import connections, router

MOST = 1000


def count_at_once(sets, unions=None):
    """{name: number of rows, at most MOST} of {name: queryset of `values`}; `unions` are {name: such querysets},
    whose rows are counted once even if several of them hold the same.
    """
    questions, values = [], []
    for queryset in sets.values():
        question, given = _some(queryset)
        questions.append(f"(SELECT COUNT(*) FROM ({question}) AS counted)")
        values += given
    for querysets in (unions or {}).values():
        members = [_some(queryset) for queryset in querysets]
        united = " UNION ".join(f"SELECT * FROM ({question}) AS member" for question, _given in members)
        questions.append(f"(SELECT COUNT(*) FROM ({united}) AS counted)" if members else "(SELECT 0)")
        values += [value for _question, given in members for value in given]
    names = [*sets, *(unions or {})]
    with connections[_database(sets)].cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(questions)}", values)
        return {name: min(count, MOST) for name, count in zip(names, cursor.fetchone(), strict=True)}


def _some(queryset):
    """(SQL, values) of MOST of its rows, in any order."""
    try:
        return queryset.order_by()[:MOST].query.sql_with_params()
    except EmptyResultSet:
        return "SELECT 1 WHERE 1 = 0", ()


def _database(sets):
    return router.db_for_read(next(iter(sets.values())).model)
