"""The documents a policy rests on, and their steps."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
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
    ]
