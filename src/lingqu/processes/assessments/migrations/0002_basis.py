"""What an answer rests on: the facts kept, or the answers of a self-assessment."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="savedanswer",
            name="basis",
            field=models.CharField(
                choices=[("facts", "Facts"), ("answers", "Answers")], default="facts", max_length=10
            ),
        ),
    ]
