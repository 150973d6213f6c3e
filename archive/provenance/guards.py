"""Database triggers for what a constraint cannot say, on SQLite and on PostgreSQL.

Ledger rows and revisions can be added, never changed or removed; a text version
is never changed; an evidence span stands at exactly one place of its text.
"""

APPEND_ONLY = ("archive_event", "archive_revision")
IMMUTABLE = ("archive_textversion",)

# The same expression on both databases, but for the name of the function that finds a text.
SPAN_RESOLVES = """
    substr(t.text, NEW."start" + 1, NEW."end" - NEW."start") = NEW.exact
    AND substr(t.text, NEW."start" + 1 - length(NEW.prefix), length(NEW.prefix)) = NEW.prefix
    AND substr(t.text, NEW."end" + 1, length(NEW.suffix)) = NEW.suffix
    AND length(NEW.prefix) <= NEW."start"
    AND NEW."end" <= t.length
    AND {find}(substr(t.text, NEW."start" + 2 - length(NEW.prefix)), NEW.prefix || NEW.exact || NEW.suffix) = 0
    AND {find}(t.text, NEW.prefix || NEW.exact || NEW.suffix) = NEW."start" + 1 - length(NEW.prefix)
"""
SPAN_MESSAGE = "evidence span does not resolve to exactly one place of its text version"


def _refusals():
    """(trigger name, table, verb, message) of every plain refusal."""
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            yield f"{table}_no_{verb.lower()}", table, verb, f"{table} is append-only: {verb} refused"
    for table in IMMUTABLE:
        yield f"{table}_no_update", table, "UPDATE", f"{table} rows never change: UPDATE refused"


# INSERT OR REPLACE of SQLite removes the old row without asking the DELETE trigger.
TAKEN = {
    "archive_event": "id = NEW.id OR sequence = NEW.sequence OR hash = NEW.hash",
    "archive_revision": "id = NEW.id OR (record_type = NEW.record_type AND record_id = NEW.record_id "
                        "AND version = NEW.version)",
    "archive_textversion": "id = NEW.id OR (original_id = NEW.original_id AND kind = NEW.kind "
                           "AND sha256 = NEW.sha256)",
}


def _sqlite_statements():
    for name, table, verb, message in _refusals():
        yield (f"CREATE TRIGGER {name} BEFORE {verb} ON {table} "
               f"BEGIN SELECT RAISE(ABORT, '{message}'); END")
    for table, taken in TAKEN.items():
        yield (f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
               f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {taken}) "
               f"BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: {table} has this row: REPLACE refused'); END")
    for verb in ("INSERT", "UPDATE"):
        yield (f"CREATE TRIGGER archive_evidencespan_{verb.lower()} BEFORE {verb} ON archive_evidencespan "
               f"WHEN NOT EXISTS (SELECT 1 FROM archive_textversion t WHERE t.id = NEW.text_version_id "
               f"AND {SPAN_RESOLVES.format(find='instr')}) "
               f"BEGIN SELECT RAISE(ABORT, '{SPAN_MESSAGE}'); END")


def _postgresql_statements():
    for name, table, verb, message in _refusals():
        yield (f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
               f"$$ BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation'; END $$")
        yield f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    for table in APPEND_ONLY:
        yield (f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
               f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_no_delete()")
    yield (f"CREATE FUNCTION archive_evidencespan_resolves() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
           f"IF NOT EXISTS (SELECT 1 FROM archive_textversion t WHERE t.id = NEW.text_version_id "
           f"AND {SPAN_RESOLVES.format(find='strpos')}) THEN "
           f"RAISE EXCEPTION '{SPAN_MESSAGE}' USING ERRCODE = 'check_violation'; END IF; "
           f"RETURN NEW; END $$")
    yield ("CREATE TRIGGER archive_evidencespan_resolves BEFORE INSERT OR UPDATE ON archive_evidencespan "
           "FOR EACH ROW EXECUTE FUNCTION archive_evidencespan_resolves()")


def create_guards(connection):
    """Create every trigger on the given database connection."""
    statements = _sqlite_statements if connection.vendor == "sqlite" else _postgresql_statements
    with connection.cursor() as cursor:
        for statement in statements():
            cursor.execute(statement)


def drop_guards(connection):
    """Remove every trigger: for reversing the migration, and for tests that damage rows on purpose."""
    names = [(name, table) for name, table, _verb, _message in _refusals()]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            names += [(f"archive_evidencespan_{verb}", "") for verb in ("insert", "update")]
            names += [(f"{table}_no_replace", table) for table in TAKEN]
            for name, _table in names:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        else:
            for name, _table in [*names, ("archive_evidencespan_resolves", "")]:
                cursor.execute(f"DROP FUNCTION IF EXISTS {name}() CASCADE")
