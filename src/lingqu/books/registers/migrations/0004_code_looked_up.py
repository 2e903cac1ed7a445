"""Look credit codes up by an index of their own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registers", "0003_completeness"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(fields=["credit_code"], name="organisation_by_code"),
        ),
    ]
