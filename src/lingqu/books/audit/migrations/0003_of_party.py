"""The entries of one party are found by an index: the audit is narrowed by organisation."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]

    operations = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["party", "-number"], name="audit_of_party"),
        ),
    ]
