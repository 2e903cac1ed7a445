"""Triggers: no author of a draft publishes it, a published version is not edited, a state of a draft is final."""

from __future__ import annotations

from typing import Any

from django.db import migrations

_OWN = (
    "NEW.state = 'published' AND EXISTS (SELECT 1 FROM rulebooks_versionauthor a "
    "WHERE a.version_id = NEW.key AND a.author = NEW.decided_by)"
)
_FIXED = ("policy", "pack_digest", "begins", "document_number", "document_title", "proposed_by", "decided_by")
_EDITED = " OR ".join(f"NEW.{each} <> OLD.{each}" for each in _FIXED)

SQLITE = (
    f"""CREATE TRIGGER version_four_eyes BEFORE UPDATE ON rulebooks_policyversion WHEN {_OWN}
       BEGIN SELECT RAISE(ABORT, 'an author may not publish'); END""",
    f"""CREATE TRIGGER version_is_final BEFORE UPDATE ON rulebooks_policyversion
       WHEN OLD.state IN ('published', 'withdrawn') AND ({_EDITED})
       BEGIN SELECT RAISE(ABORT, 'a published version is not edited'); END""",
    """CREATE TRIGGER draft_state_is_final BEFORE UPDATE ON rulebooks_draftstate
       BEGIN SELECT RAISE(ABORT, 'a state of a draft is final'); END""",
    """CREATE TRIGGER draft_file_is_final BEFORE UPDATE ON rulebooks_draftfile
       BEGIN SELECT RAISE(ABORT, 'a state of a draft is final'); END""",
    """CREATE TRIGGER rule_text_is_final BEFORE UPDATE ON rulebooks_ruletext
       BEGIN SELECT RAISE(ABORT, 'a text is final'); END""",
)
POSTGRESQL = (
    f"""CREATE FUNCTION rulebooks_version_checked() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
       IF {_OWN} THEN RAISE EXCEPTION 'an author may not publish' USING ERRCODE = 'check_violation'; END IF;
       IF OLD.state IN ('published', 'withdrawn') AND ({_EDITED}) THEN
         RAISE EXCEPTION 'a published version is not edited' USING ERRCODE = 'check_violation'; END IF;
       RETURN NEW; END $$""",
    """CREATE TRIGGER version_four_eyes BEFORE UPDATE ON rulebooks_policyversion
       FOR EACH ROW EXECUTE FUNCTION rulebooks_version_checked()""",
    """CREATE FUNCTION rulebooks_final() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'a state of a draft is final' USING ERRCODE = 'check_violation'; END $$""",
    """CREATE TRIGGER draft_state_is_final BEFORE UPDATE ON rulebooks_draftstate
       FOR EACH ROW EXECUTE FUNCTION rulebooks_final()""",
    """CREATE TRIGGER draft_file_is_final BEFORE UPDATE ON rulebooks_draftfile
       FOR EACH ROW EXECUTE FUNCTION rulebooks_final()""",
    """CREATE TRIGGER rule_text_is_final BEFORE UPDATE ON rulebooks_ruletext
       FOR EACH ROW EXECUTE FUNCTION rulebooks_final()""",
)
_TRIGGERS = {
    "version_four_eyes": "policyversion",
    "version_is_final": "policyversion",
    "draft_state_is_final": "draftstate",
    "draft_file_is_final": "draftfile",
    "rule_text_is_final": "ruletext",
}


def make(_apps: Any, schema_editor: Any) -> None:
    """Make the triggers of the database in use."""
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def unmake(_apps: Any, schema_editor: Any) -> None:
    """Take them away."""
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for name, table in _TRIGGERS.items():
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}" + ("" if is_sqlite else f" ON rulebooks_{table}"))
    if not is_sqlite:
        schema_editor.execute("DROP FUNCTION rulebooks_version_checked()")
        schema_editor.execute("DROP FUNCTION rulebooks_final()")


class Migration(migrations.Migration):
    """After the tables."""

    dependencies = (("rulebooks", "0001_initial"),)
    operations = (migrations.RunPython(make, unmake),)
