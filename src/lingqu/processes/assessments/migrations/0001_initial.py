"""The first tables."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("registers", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedAnswer",
            fields=[
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("day", models.DateField()),
                ("policy", models.CharField(max_length=60)),
                ("pack_digest", models.CharField(max_length=64)),
                ("readings", models.JSONField(default=dict)),
                ("facts_digest", models.CharField(max_length=64)),
                ("subjects", models.JSONField()),
                ("answers", models.JSONField()),
                ("certain_fen", models.BigIntegerField()),
                ("most_fen", models.BigIntegerField()),
                ("made_by", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="saved_answers",
                        to="registers.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "-made_at"], name="saved_answer_latest")],
            },
        ),
    ]
