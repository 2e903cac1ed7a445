"""Claims may propose an organisation that the register does not know yet."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registers", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="proposed_code",
            field=models.CharField(blank=True, max_length=18),
        ),
        migrations.AddField(
            model_name="claim",
            name="proposed_kind",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="claim",
            name="proposed_name",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="claim",
            name="proposed_region",
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.AlterField(
            model_name="claim",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="claims",
                to="registers.organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open"), models.Q(("proposed_code", ""), _negated=True)),
                fields=("proposed_code", "claimant"),
                name="claim_proposal_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("organisation__isnull", False), models.Q(("proposed_code", ""), _negated=True), _connector="OR"
                ),
                name="claim_of_something",
            ),
        ),
    ]
