"""The first tables."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("policy", models.CharField(max_length=64)),
                ("title", models.CharField(max_length=120)),
                ("base_digest", models.CharField(max_length=64)),
                ("latest", models.PositiveIntegerField(default=0)),
                ("made_by", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("archived_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="RuleText",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("text", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="DraftState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("author", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("note", models.CharField(blank=True, max_length=200)),
                ("digest", models.CharField(max_length=64)),
                ("is_change", models.BooleanField(default=True)),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="states", to="rulebooks.draft"
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
            },
        ),
        migrations.AddField(
            model_name="draft",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="rulebooks.draftstate",
            ),
        ),
        migrations.CreateModel(
            name="PlanDocument",
            fields=[
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("policy", models.CharField(max_length=64)),
                ("version", models.CharField(blank=True, max_length=40)),
                ("name", models.CharField(max_length=160)),
                ("format", models.CharField(max_length=8)),
                ("size", models.PositiveBigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("in_use", "In Use"),
                            ("replaced", "Replaced"),
                            ("withdrawn", "Withdrawn"),
                            ("discarded", "Discarded"),
                        ],
                        max_length=12,
                    ),
                ),
                ("imported_by", models.CharField(max_length=64)),
                ("imported_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "in_use")),
                        fields=("policy", "version"),
                        name="plan_document_in_use_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "discarded"), _negated=True),
                        fields=("policy", "version", "digest"),
                        name="plan_document_bytes_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["proposed", "in_use", "replaced", "withdrawn", "discarded"])),
                        name="plan_document_known_state",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("before", models.CharField(blank=True, max_length=12)),
                ("after", models.CharField(max_length=12)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=64)),
                ("reason", models.CharField(blank=True, max_length=200)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="rulebooks.plandocument"
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="PolicyVersion",
            fields=[
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("policy", models.CharField(max_length=64)),
                ("pack_digest", models.CharField(max_length=64)),
                ("begins", models.DateField()),
                ("label", models.CharField(blank=True, max_length=40)),
                ("document_number", models.CharField(blank=True, max_length=80)),
                ("document_title", models.CharField(blank=True, max_length=200)),
                ("is_shipped", models.BooleanField(default=False)),
                ("base_digest", models.CharField(blank=True, max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("returned", "Returned"),
                            ("published", "Published"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=12,
                    ),
                ),
                ("proposed_by", models.CharField(max_length=64)),
                ("proposed_at", models.DateTimeField()),
                ("decided_by", models.CharField(blank=True, max_length=64)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("withdrawn_by", models.CharField(blank=True, max_length=64)),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="rulebooks.draftstate",
                    ),
                ),
            ],
            options={
                "ordering": ("-begins", "-proposed_at"),
            },
        ),
        migrations.CreateModel(
            name="DraftFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                (
                    "state",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="rulebooks.draftstate"
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="rulebooks.ruletext"
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="VersionAuthor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("author", models.CharField(max_length=64)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="authors",
                        to="rulebooks.policyversion",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="draftstate",
            constraint=models.UniqueConstraint(fields=("draft", "number"), name="draft_state_once"),
        ),
        migrations.AddConstraint(
            model_name="draftstate",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)), name="draft_states_count_from_one"
            ),
        ),
        migrations.AddIndex(
            model_name="draft",
            index=models.Index(fields=["policy", "-changed_at"], name="draft_latest"),
        ),
        migrations.AddConstraint(
            model_name="policyversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["proposed", "returned", "published", "withdrawn"])),
                name="version_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="policyversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_shipped", True),
                    ("state", "proposed"),
                    models.Q(("decided_by", ""), _negated=True),
                    _connector="OR",
                ),
                name="version_decided_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="policyversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_shipped", True),
                    ("state", "returned"),
                    models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="version_by_four_eyes",
            ),
        ),
        migrations.AddConstraint(
            model_name="policyversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_shipped", True),
                    models.Q(
                        models.Q(("document_number", ""), _negated=True),
                        models.Q(("document_title", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="version_has_a_document",
            ),
        ),
        migrations.AddConstraint(
            model_name="policyversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "published")), fields=("policy", "begins"), name="version_begins_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="policyversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "published")),
                fields=("policy", "pack_digest"),
                name="version_published_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="draftfile",
            constraint=models.UniqueConstraint(fields=("state", "name"), name="draft_file_once"),
        ),
        migrations.AddConstraint(
            model_name="versionauthor",
            constraint=models.UniqueConstraint(fields=("version", "author"), name="version_author_once"),
        ),
    ]
