"""The first tables."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("actor", models.CharField(max_length=64)),
                ("party", models.CharField(blank=True, max_length=64)),
                ("action", models.CharField(max_length=64)),
                ("object_kind", models.CharField(blank=True, max_length=64)),
                ("object_key", models.CharField(blank=True, max_length=64)),
                ("facts", models.JSONField(default=dict)),
                ("previous", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64, unique=True)),
            ],
            options={
                "ordering": ("number",),
                "indexes": [
                    models.Index(fields=["object_kind", "object_key", "-number"], name="audit_of_object"),
                    models.Index(fields=["actor", "-number"], name="audit_of_actor"),
                    models.Index(fields=["at"], name="audit_by_time"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                ("number", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("count", models.BigIntegerField(default=0)),
                ("digest", models.CharField(max_length=64)),
                ("seal", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("number", 1)), name="audit_one_head")],
            },
        ),
    ]
