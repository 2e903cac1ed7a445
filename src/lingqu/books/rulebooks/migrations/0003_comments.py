"""What reviewers say about a draft; a trigger holds that it is never edited."""

from __future__ import annotations

import uuid
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

_EDITED = " OR ".join(f"NEW.{each} <> OLD.{each}" for each in ("draft_id", "number", "file", "text", "author"))
_MAKE = {
    "sqlite": (
        f"""CREATE TRIGGER draft_comment_is_final BEFORE UPDATE ON rulebooks_draftcomment
       WHEN {_EDITED} OR OLD.settled_by <> ''
       BEGIN SELECT RAISE(ABORT, 'a comment is final'); END""",
    ),
    "postgresql": (
        f"""CREATE FUNCTION rulebooks_comment_checked() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
       IF {_EDITED} OR OLD.settled_by <> '' THEN
         RAISE EXCEPTION 'a comment is final' USING ERRCODE = 'check_violation'; END IF;
       RETURN NEW; END $$""",
        """CREATE TRIGGER draft_comment_is_final BEFORE UPDATE ON rulebooks_draftcomment
       FOR EACH ROW EXECUTE FUNCTION rulebooks_comment_checked()""",
    ),
}
_UNMAKE = {
    "sqlite": ("DROP TRIGGER IF EXISTS draft_comment_is_final",),
    "postgresql": (
        "DROP TRIGGER IF EXISTS draft_comment_is_final ON rulebooks_draftcomment",
        "DROP FUNCTION rulebooks_comment_checked()",
    ),
}


def make(_apps: Any, schema_editor: Any) -> None:
    """Make the trigger of the database in use."""
    for statement in _MAKE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def unmake(_apps: Any, schema_editor: Any) -> None:
    """Take it away."""
    for statement in _UNMAKE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """After the drafts."""

    dependencies = (("rulebooks", "0002_four_eyes"),)
    operations = (
        migrations.CreateModel(
            name="DraftComment",
            fields=[
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("file", models.CharField(blank=True, max_length=200)),
                ("line", models.PositiveIntegerField(blank=True, null=True)),
                ("text", models.CharField(max_length=1000)),
                ("author", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("settled_by", models.CharField(blank=True, max_length=64)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="comments", to="rulebooks.draft"
                    ),
                ),
            ],
            options={"ordering": ("at", "key")},
        ),
        migrations.RunPython(make, unmake),
    )
