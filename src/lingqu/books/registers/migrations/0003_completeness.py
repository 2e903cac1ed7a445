"""State that a register holds everything of a kind for an organisation."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registers", "0002_proposals"),
    ]

    operations = [
        migrations.CreateModel(
            name="Completeness",
            fields=[
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "register",
                    models.CharField(
                        choices=[
                            ("awards", "Awards"),
                            ("platforms", "Platforms"),
                            ("recognitions", "Recognitions"),
                            ("successions", "Successions"),
                        ],
                        max_length=20,
                    ),
                ),
                ("kind", models.CharField(blank=True, max_length=40)),
                ("upto", models.DateField()),
                ("stated_by", models.CharField(max_length=64)),
                ("stated_at", models.DateTimeField()),
                ("reason", models.CharField(blank=True, max_length=200)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complete_lists",
                        to="registers.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "register", "kind"), name="completeness_stated_once"
                    )
                ],
            },
        ),
    ]
