"""Triggers that hold the audit chain to its law: no entry is changed, none is deleted, on SQLite and on PostgreSQL."""

from __future__ import annotations

from typing import Any

from django.db import migrations

SQLITE = (
    """CREATE TRIGGER audit_entry_is_final BEFORE UPDATE ON audit_entry
       BEGIN SELECT RAISE(ABORT, 'audit entries are append only'); END""",
    """CREATE TRIGGER audit_entry_stays BEFORE DELETE ON audit_entry
       BEGIN SELECT RAISE(ABORT, 'audit entries are append only'); END""",
)
POSTGRESQL = (
    """CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'audit entries are append only'; END $$""",
    """CREATE TRIGGER audit_entry_is_final BEFORE UPDATE OR DELETE ON audit_entry
       FOR EACH ROW EXECUTE FUNCTION audit_append_only()""",
    """CREATE TRIGGER audit_entries_stay BEFORE TRUNCATE ON audit_entry
       FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only()""",
)


def make(apps: Any, schema_editor: Any) -> None:
    """Make the triggers of the database in use."""
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def unmake(apps: Any, schema_editor: Any) -> None:
    """Take them away."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER audit_entry_is_final")
        schema_editor.execute("DROP TRIGGER audit_entry_stays")
    else:
        schema_editor.execute("DROP TRIGGER audit_entry_is_final ON audit_entry")
        schema_editor.execute("DROP TRIGGER audit_entries_stay ON audit_entry")
        schema_editor.execute("DROP FUNCTION audit_append_only()")


class Migration(migrations.Migration):
    """After the tables."""

    dependencies = (("audit", "0001_initial"),)
    operations = (migrations.RunPython(make, unmake),)
