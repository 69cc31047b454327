from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0011_edition")]

    operations = [
        migrations.AddField(
            model_name="source",
            name="is_chosen",
            field=models.BooleanField(
                default=False,
                help_text="A librarian chose it to give the text; sources that come later are kept beside it.",
            ),
        ),
    ]
