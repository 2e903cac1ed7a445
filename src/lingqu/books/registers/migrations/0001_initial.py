"""The first tables."""

import uuid

import django.db.models.deletion
import django.db.models.functions.comparison
import simple_history.models
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Consortium",
            fields=[
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("retired_on", models.DateField(blank=True, editable=False, null=True)),
                ("retired_because", models.CharField(blank=True, editable=False, max_length=200)),
                ("made_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                ("name", models.CharField(max_length=160)),
                ("agreed_on", models.DateField(blank=True, null=True)),
                ("agreement", models.CharField(blank=True, max_length=120)),
                ("is_synthetic", models.BooleanField(default=False, editable=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HistoricalPlace",
            fields=[
                ("key", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("retired_on", models.DateField(blank=True, editable=False, null=True)),
                ("retired_because", models.CharField(blank=True, editable=False, max_length=200)),
                ("made_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                ("history_user_id", models.CharField(blank=True, default="", max_length=64)),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=120)),
                ("english_name", models.CharField(blank=True, max_length=200)),
                ("kind", models.CharField(max_length=40)),
                ("region", models.CharField(blank=True, max_length=12)),
                ("industries", models.JSONField(blank=True, default=list)),
                ("works", models.TextField(blank=True)),
                ("task", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("is_synthetic", models.BooleanField(default=False, editable=False)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical place",
                "verbose_name_plural": "historical places",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ImportBatch",
            fields=[
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("register", models.CharField(max_length=40)),
                ("imported_by", models.CharField(max_length=64)),
                ("imported_at", models.DateTimeField()),
                ("file_name", models.CharField(max_length=160)),
                ("file_digest", models.CharField(max_length=64)),
                ("rows", models.JSONField(default=list)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                ("undone_by", models.CharField(blank=True, max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("retired_on", models.DateField(blank=True, editable=False, null=True)),
                ("retired_because", models.CharField(blank=True, editable=False, max_length=200)),
                ("made_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                ("name", models.CharField(max_length=120)),
                ("english_name", models.CharField(blank=True, max_length=200)),
                ("credit_code", models.CharField(blank=True, max_length=18)),
                ("kind", models.CharField(max_length=40)),
                ("legal_kind", models.CharField(blank=True, max_length=40)),
                ("region", models.CharField(blank=True, max_length=12)),
                ("industry", models.CharField(blank=True, max_length=8)),
                ("size", models.CharField(blank=True, max_length=12)),
                ("stage", models.CharField(blank=True, max_length=40)),
                ("founded_on", models.DateField(blank=True, null=True)),
                ("address", models.CharField(blank=True, max_length=200)),
                ("is_synthetic", models.BooleanField(default=False, editable=False)),
            ],
        ),
        migrations.CreateModel(
            name="HistoricalRegisteredPerson",
            fields=[
                ("key", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("retired_on", models.DateField(blank=True, editable=False, null=True)),
                ("retired_because", models.CharField(blank=True, editable=False, max_length=200)),
                ("made_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                ("history_user_id", models.CharField(blank=True, default="", max_length=64)),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("kinds", models.JSONField(default=list)),
                ("fields_of_work", models.CharField(blank=True, max_length=200)),
                ("title", models.CharField(blank=True, max_length=60)),
                ("certificate", models.CharField(blank=True, max_length=60)),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("is_synthetic", models.BooleanField(default=False, editable=False)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registers.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical registered person",
                "verbose_name_plural": "historical registered persons",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRecognition",
            fields=[
                ("key", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("retired_on", models.DateField(blank=True, editable=False, null=True)),
                ("retired_because", models.CharField(blank=True, editable=False, max_length=200)),
                ("made_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                ("history_user_id", models.CharField(blank=True, default="", max_length=64)),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("kind", models.CharField(max_length=40)),
                ("level", models.CharField(blank=True, max_length=12)),
                ("certificate", models.CharField(blank=True, max_length=60)),
                ("organ", models.CharField(blank=True, max_length=120)),
                ("batch", models.CharField(blank=True, max_length=60)),
                ("recognised_on", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("is_new", models.BooleanField(blank=True, null=True)),
                ("is_synthetic", models.BooleanField(default=False, editable=False)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registers.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical recognition",
                "verbose_name_plural": "historical recognitions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFact",
            fields=[
                ("key", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("retired_on", models.DateField(blank=True, editable=False, null=True)),
                ("retired_because", models.CharField(blank=True, editable=False, max_length=200)),
                ("made_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                ("history_user_id", models.CharField(blank=True, default="", max_length=64)),
                ("history_change_reason", models.TextField(blank=True, default="")),
                (
                    "subject_kind",
                    models.CharField(
                        choices=[
                            ("organisation", "Organisation"),
                            ("project", "Project"),
                            ("platform", "Platform"),
                            ("recognition", "Recognition"),
                            ("team", "Team"),
                            ("consortium", "Consortium"),
                        ],
                        default="organisation",
                        max_length=20,
                    ),
                ),
                ("subject_key", models.UUIDField()),
                ("code", models.CharField(max_length=80)),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "figure_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Plain"),
                            ("accounting", "Accounting"),
                            ("tax", "Tax"),
                            ("statistics", "Statistics"),
                            ("recognition", "Recognition"),
                        ],
                        default="",
                        max_length=12,
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[("declared", "Declared"), ("register", "Register"), ("authority", "Authority")],
                        default="declared",
                        max_length=10,
                    ),
                ),
                ("declared_value", models.CharField(blank=True, max_length=60)),
                ("verified_value", models.CharField(blank=True, max_length=60)),
                ("is_confirmed_zero", models.BooleanField(default=False)),
                ("verified_reason", models.CharField(blank=True, max_length=300)),
                ("vouched_by", models.CharField(blank=True, max_length=64)),
                ("vouched_for", models.CharField(blank=True, max_length=40)),
                ("vouched_at", models.DateTimeField(blank=True, null=True)),
                ("is_synthetic", models.BooleanField(default=False, editable=False)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registers.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical fact",
                "verbose_name_plural": "historical facts",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalConsortium",
            fields=[
                ("key", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("retired_on", models.DateField(blank=True, editable=False, null=True)),
                ("retired_because", models.CharField(blank=True, editable=False, max_length=200)),
                ("made_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                ("history_user_id", models.CharField(blank=True, default="", max_length=64)),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("name", models.CharField(max_length=160)),
                ("agreed_on", models.DateField(blank=True, null=True)),
                ("agreement", models.CharField(blank=True, max_length=120)),
                ("is_synthetic", models.BooleanField(default=False, editable=False)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registers.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical consortium",
                "verbose_name_plural": "historical consortiums",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAward",
            fields=[
                ("key", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("retired_on", models.DateField(blank=True, editable=False, null=True)),
                ("retired_because", models.CharField(blank=True, editable=False, max_length=200)),
                ("made_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                ("history_user_id", models.CharField(blank=True, default="", max_length=64)),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("policy", models.CharField(max_length=60)),
                ("measure", models.CharField(max_length=20)),
                ("subject_kind", models.CharField(default="organisation", max_length=20)),
                ("subject_key", models.UUIDField(blank=True, null=True)),
                ("award_year", models.PositiveSmallIntegerField()),
                ("fen", models.BigIntegerField()),
                ("paid_on", models.DateField(blank=True, null=True)),
                ("document", models.CharField(blank=True, max_length=120)),
                ("source", models.CharField(default="declared", max_length=20)),
                ("is_synthetic", models.BooleanField(default=False, editable=False)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registers.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical award",
                "verbose_name_plural": "historical awards",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Fact",
            fields=[
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("retired_on", models.DateField(blank=True, editable=False, null=True)),
                ("retired_because", models.CharField(blank=True, editable=False, max_length=200)),
                ("made_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                (
                    "subject_kind",
                    models.CharField(
                        choices=[
                            ("organisation", "Organisation"),
                            ("project", "Project"),
                            ("platform", "Platform"),
                            ("recognition", "Recognition"),
                            ("team", "Team"),
                            ("consortium", "Consortium"),
                        ],
                        default="organisation",
                        max_length=20,
                    ),
                ),
                ("subject_key", models.UUIDField()),
                ("code", models.CharField(max_length=80)),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "figure_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Plain"),
                            ("accounting", "Accounting"),
                            ("tax", "Tax"),
                            ("statistics", "Statistics"),
                            ("recognition", "Recognition"),
                        ],
                        default="",
                        max_length=12,
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[("declared", "Declared"), ("register", "Register"), ("authority", "Authority")],
                        default="declared",
                        max_length=10,
                    ),
                ),
                ("declared_value", models.CharField(blank=True, max_length=60)),
                ("verified_value", models.CharField(blank=True, max_length=60)),
                ("is_confirmed_zero", models.BooleanField(default=False)),
                ("verified_reason", models.CharField(blank=True, max_length=300)),
                ("vouched_by", models.CharField(blank=True, max_length=64)),
                ("vouched_for", models.CharField(blank=True, max_length=40)),
                ("vouched_at", models.DateTimeField(blank=True, null=True)),
                ("is_synthetic", models.BooleanField(default=False, editable=False)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="facts", to="registers.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("owner", models.CharField(max_length=64)),
                ("digest", models.CharField(db_index=True, max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("media_type", models.CharField(max_length=100)),
                ("name", models.CharField(max_length=160)),
                ("kind", models.CharField(blank=True, max_length=60)),
                ("issued_on", models.DateField(blank=True, null=True)),
                ("added_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="registers.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ConsortiumMember",
            fields=[
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "consortium",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="members", to="registers.consortium"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registers.organisation"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="consortium",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="consortia", to="registers.organisation"
            ),
        ),
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
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("proposed_code", models.CharField(blank=True, max_length=18)),
                ("proposed_name", models.CharField(blank=True, max_length=120)),
                ("proposed_kind", models.CharField(blank=True, max_length=40)),
                ("proposed_region", models.CharField(blank=True, max_length=12)),
                ("claimant", models.CharField(max_length=64)),
                ("wants_admin", models.BooleanField(default=True)),
                ("reason", models.CharField(max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("vouched", "Vouched"),
                            ("refused", "Refused"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decided_by", models.CharField(blank=True, max_length=64)),
                ("decision_reason", models.CharField(blank=True, max_length=300)),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to="registers.evidence"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="registers.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Award",
            fields=[
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("retired_on", models.DateField(blank=True, editable=False, null=True)),
                ("retired_because", models.CharField(blank=True, editable=False, max_length=200)),
                ("made_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                ("policy", models.CharField(max_length=60)),
                ("measure", models.CharField(max_length=20)),
                ("subject_kind", models.CharField(default="organisation", max_length=20)),
                ("subject_key", models.UUIDField(blank=True, null=True)),
                ("award_year", models.PositiveSmallIntegerField()),
                ("fen", models.BigIntegerField()),
                ("paid_on", models.DateField(blank=True, null=True)),
                ("document", models.CharField(blank=True, max_length=120)),
                ("source", models.CharField(default="declared", max_length=20)),
                ("is_synthetic", models.BooleanField(default=False, editable=False)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="awards", to="registers.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("retired_on", models.DateField(blank=True, editable=False, null=True)),
                ("retired_because", models.CharField(blank=True, editable=False, max_length=200)),
                ("made_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=120)),
                ("english_name", models.CharField(blank=True, max_length=200)),
                ("kind", models.CharField(max_length=40)),
                ("region", models.CharField(blank=True, max_length=12)),
                ("industries", models.JSONField(blank=True, default=list)),
                ("works", models.TextField(blank=True)),
                ("task", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("is_synthetic", models.BooleanField(default=False, editable=False)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("retired_on__isnull", True)), fields=("code",), name="place_code_once"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="organisation",
            name="place",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="registers.place",
            ),
        ),
        migrations.CreateModel(
            name="HistoricalPlatform",
            fields=[
                ("key", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("retired_on", models.DateField(blank=True, editable=False, null=True)),
                ("retired_because", models.CharField(blank=True, editable=False, max_length=200)),
                ("made_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                ("history_user_id", models.CharField(blank=True, default="", max_length=64)),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("name", models.CharField(max_length=160)),
                ("english_name", models.CharField(blank=True, max_length=200)),
                ("kind", models.CharField(max_length=40)),
                ("level", models.CharField(blank=True, max_length=12)),
                ("pilot_industry", models.CharField(blank=True, max_length=40)),
                ("recognised_on", models.DateField(blank=True, null=True)),
                ("recognised_by", models.CharField(blank=True, max_length=120)),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("standing", models.CharField(default="in_force", max_length=20)),
                ("is_synthetic", models.BooleanField(default=False, editable=False)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registers.organisation",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registers.place",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical platform",
                "verbose_name_plural": "historical platforms",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOrganisation",
            fields=[
                ("key", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("retired_on", models.DateField(blank=True, editable=False, null=True)),
                ("retired_because", models.CharField(blank=True, editable=False, max_length=200)),
                ("made_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                ("history_user_id", models.CharField(blank=True, default="", max_length=64)),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("name", models.CharField(max_length=120)),
                ("english_name", models.CharField(blank=True, max_length=200)),
                ("credit_code", models.CharField(blank=True, max_length=18)),
                ("kind", models.CharField(max_length=40)),
                ("legal_kind", models.CharField(blank=True, max_length=40)),
                ("region", models.CharField(blank=True, max_length=12)),
                ("industry", models.CharField(blank=True, max_length=8)),
                ("size", models.CharField(blank=True, max_length=12)),
                ("stage", models.CharField(blank=True, max_length=40)),
                ("founded_on", models.DateField(blank=True, null=True)),
                ("address", models.CharField(blank=True, max_length=200)),
                ("is_synthetic", models.BooleanField(default=False, editable=False)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registers.place",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical organisation",
                "verbose_name_plural": "historical organisations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Platform",
            fields=[
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("retired_on", models.DateField(blank=True, editable=False, null=True)),
                ("retired_because", models.CharField(blank=True, editable=False, max_length=200)),
                ("made_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                ("name", models.CharField(max_length=160)),
                ("english_name", models.CharField(blank=True, max_length=200)),
                ("kind", models.CharField(max_length=40)),
                ("level", models.CharField(blank=True, max_length=12)),
                ("pilot_industry", models.CharField(blank=True, max_length=40)),
                ("recognised_on", models.DateField(blank=True, null=True)),
                ("recognised_by", models.CharField(blank=True, max_length=120)),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("standing", models.CharField(default="in_force", max_length=20)),
                ("is_synthetic", models.BooleanField(default=False, editable=False)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="platforms",
                        to="registers.organisation",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registers.place",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Project",
            fields=[
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("retired_on", models.DateField(blank=True, editable=False, null=True)),
                ("retired_because", models.CharField(blank=True, editable=False, max_length=200)),
                ("made_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                ("name", models.CharField(max_length=160)),
                ("code", models.CharField(blank=True, max_length=60)),
                ("kind", models.CharField(max_length=40)),
                ("begins_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("standing", models.CharField(default="running", max_length=20)),
                ("is_synthetic", models.BooleanField(default=False, editable=False)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="projects",
                        to="registers.organisation",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registers.place",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProjectPartner",
            fields=[
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("share", models.CharField(blank=True, max_length=200)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partnerships",
                        to="registers.organisation",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="partners", to="registers.project"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Recognition",
            fields=[
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("retired_on", models.DateField(blank=True, editable=False, null=True)),
                ("retired_because", models.CharField(blank=True, editable=False, max_length=200)),
                ("made_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                ("kind", models.CharField(max_length=40)),
                ("level", models.CharField(blank=True, max_length=12)),
                ("certificate", models.CharField(blank=True, max_length=60)),
                ("organ", models.CharField(blank=True, max_length=120)),
                ("batch", models.CharField(blank=True, max_length=60)),
                ("recognised_on", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("is_new", models.BooleanField(blank=True, null=True)),
                ("is_synthetic", models.BooleanField(default=False, editable=False)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recognitions",
                        to="registers.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RegisteredPerson",
            fields=[
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("retired_on", models.DateField(blank=True, editable=False, null=True)),
                ("retired_because", models.CharField(blank=True, editable=False, max_length=200)),
                ("made_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                ("kinds", models.JSONField(default=list)),
                ("fields_of_work", models.CharField(blank=True, max_length=200)),
                ("title", models.CharField(blank=True, max_length=60)),
                ("certificate", models.CharField(blank=True, max_length=60)),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("is_synthetic", models.BooleanField(default=False, editable=False)),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="registers.organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="project",
            name="leader",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="projects",
                to="registers.registeredperson",
            ),
        ),
        migrations.CreateModel(
            name="HistoricalTeam",
            fields=[
                ("key", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("retired_on", models.DateField(blank=True, editable=False, null=True)),
                ("retired_because", models.CharField(blank=True, editable=False, max_length=200)),
                ("made_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                ("history_user_id", models.CharField(blank=True, default="", max_length=64)),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("name", models.CharField(max_length=160)),
                ("formed_on", models.DateField(blank=True, null=True)),
                ("is_synthetic", models.BooleanField(default=False, editable=False)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registers.organisation",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registers.place",
                    ),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registers.registeredperson",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical team",
                "verbose_name_plural": "historical teams",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalProject",
            fields=[
                ("key", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("retired_on", models.DateField(blank=True, editable=False, null=True)),
                ("retired_because", models.CharField(blank=True, editable=False, max_length=200)),
                ("made_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                ("history_user_id", models.CharField(blank=True, default="", max_length=64)),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("name", models.CharField(max_length=160)),
                ("code", models.CharField(blank=True, max_length=60)),
                ("kind", models.CharField(max_length=40)),
                ("begins_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("standing", models.CharField(default="running", max_length=20)),
                ("is_synthetic", models.BooleanField(default=False, editable=False)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registers.organisation",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registers.place",
                    ),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registers.registeredperson",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical project",
                "verbose_name_plural": "historical projects",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("owner", models.CharField(max_length=64)),
                ("register", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=60)),
                ("query", models.CharField(max_length=2000)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("owner", "register", "name"), name="saved_view_once")],
            },
        ),
        migrations.CreateModel(
            name="Succession",
            fields=[
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("renamed", "Renamed"), ("merged", "Merged"), ("split", "Split")], max_length=10
                    ),
                ),
                ("on", models.DateField()),
                ("document", models.CharField(blank=True, max_length=120)),
                ("former_name", models.CharField(blank=True, max_length=120)),
                ("recorded_by", models.CharField(max_length=64)),
                (
                    "predecessor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successions_out",
                        to="registers.organisation",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successions_in",
                        to="registers.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("retired_on", models.DateField(blank=True, editable=False, null=True)),
                ("retired_because", models.CharField(blank=True, editable=False, max_length=200)),
                ("made_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                ("name", models.CharField(max_length=160)),
                ("formed_on", models.DateField(blank=True, null=True)),
                ("is_synthetic", models.BooleanField(default=False, editable=False)),
                (
                    "leader",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registers.registeredperson",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="teams", to="registers.organisation"
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registers.place",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EvidenceLink",
            fields=[
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="links", to="registers.evidence"
                    ),
                ),
                (
                    "fact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evidence_links", to="registers.fact"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("evidence", "fact"), name="evidence_link_once")],
            },
        ),
        migrations.AddIndex(
            model_name="fact",
            index=models.Index(fields=["organisation", "code", "year"], name="fact_of_organisation"),
        ),
        migrations.AddIndex(
            model_name="fact",
            index=models.Index(fields=["code", "year"], name="fact_by_code"),
        ),
        migrations.AddConstraint(
            model_name="fact",
            constraint=models.UniqueConstraint(
                models.F("subject_key"),
                models.F("code"),
                django.db.models.functions.comparison.Coalesce("year", 0),
                models.F("figure_kind"),
                models.F("source"),
                condition=models.Q(("retired_on__isnull", True)),
                name="fact_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="fact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("declared_value", ""), _negated=True),
                    models.Q(("verified_value", ""), _negated=True),
                    _connector="OR",
                ),
                name="fact_has_a_value",
            ),
        ),
        migrations.AddConstraint(
            model_name="fact",
            constraint=models.CheckConstraint(
                condition=models.Q(("verified_value", ""), ("vouched_at__isnull", False), _connector="OR"),
                name="fact_verified_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="consortiummember",
            constraint=models.UniqueConstraint(fields=("consortium", "organisation"), name="consortium_member_once"),
        ),
        migrations.AddConstraint(
            model_name="completeness",
            constraint=models.UniqueConstraint(
                fields=("organisation", "register", "kind"), name="completeness_stated_once"
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["state", "made_at"], name="claim_queue"),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")), fields=("organisation", "claimant"), name="claim_open_once"
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
        migrations.AddIndex(
            model_name="award",
            index=models.Index(fields=["measure", "award_year"], name="award_by_measure"),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.CheckConstraint(condition=models.Q(("fen__gt", 0)), name="award_is_positive"),
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(fields=["name", "key"], name="organisation_by_name"),
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(fields=["credit_code"], name="organisation_by_code"),
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(fields=["region", "name"], name="organisation_by_region"),
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(fields=["industry", "name"], name="organisation_by_industry"),
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(fields=["kind", "name"], name="organisation_by_kind"),
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(fields=["size", "name"], name="organisation_by_size"),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retired_on__isnull", True), models.Q(("credit_code", ""), _negated=True)),
                fields=("credit_code",),
                name="organisation_credit_code_once",
            ),
        ),
        migrations.AddIndex(
            model_name="platform",
            index=models.Index(fields=["kind", "name"], name="platform_by_kind"),
        ),
        migrations.AddConstraint(
            model_name="projectpartner",
            constraint=models.UniqueConstraint(fields=("project", "organisation"), name="project_partner_once"),
        ),
        migrations.AddIndex(
            model_name="recognition",
            index=models.Index(fields=["kind", "valid_to"], name="recognition_by_kind"),
        ),
        migrations.AddIndex(
            model_name="project",
            index=models.Index(fields=["kind", "name"], name="project_by_kind"),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retired_on__isnull", True), models.Q(("code", ""), _negated=True)),
                fields=("code",),
                name="project_code_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "renamed"),
                    models.Q(("predecessor", models.F("successor")), _negated=True),
                    _connector="OR",
                ),
                name="succession_of_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.UniqueConstraint(
                fields=("predecessor", "successor", "kind", "on"), name="succession_once"
            ),
        ),
    ]
