# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Count open steps of many cases without reading goals and steps that are done."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("plans", "0013_take_back_templates_and_scales")]

    operations = [
        migrations.AddIndex(
            model_name="goal",
            index=models.Index(
                condition=Q(reached_on=None, removed_on=None),
                fields=["plan"],
                name="goal_open_of_plan",
            ),
        ),
        migrations.AddIndex(
            model_name="planstep",
            index=models.Index(
                condition=Q(done_on=None, removed_on=None),
                fields=["goal", "due_on"],
                name="step_open_of_goal",
            ),
        ),
    ]
