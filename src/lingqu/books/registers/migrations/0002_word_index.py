"""Find words in names by an index of pairs of characters, on PostgreSQL."""

from __future__ import annotations

from typing import Any

from django.db import migrations

POSTGRESQL = (
    # no extension is asked for: pg_trgm may be missing, and knows Chinese in some locales only
    """CREATE FUNCTION registers_pairs(text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS
       $$ SELECT ARRAY(SELECT substr(lower($1), n, 2) FROM generate_series(1, greatest(length($1) - 1, 1)) AS n) $$""",
    """CREATE INDEX organisation_by_pairs ON registers_organisation
       USING gin (registers_pairs(name || ' ' || english_name || ' ' || credit_code))""",
)


def make(apps: Any, schema_editor: Any) -> None:
    """Make the index where the database has such."""
    if schema_editor.connection.vendor == "postgresql":
        for statement in POSTGRESQL:
            schema_editor.execute(statement)


def unmake(apps: Any, schema_editor: Any) -> None:
    """Take it away."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX organisation_by_pairs")
        schema_editor.execute("DROP FUNCTION registers_pairs(text)")


class Migration(migrations.Migration):
    """After the tables."""

    dependencies = (("registers", "0001_initial"),)
    operations = (migrations.RunPython(make, unmake),)
