# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the tests of the home pages share."""

from datetime import timedelta

from django.urls import reverse
from django.utils.timezone import localdate

from geleit.deadlines.models import FollowUpReminder
from tests import factories

HOME = "desk:home"
PEOPLE = ["lena", "anna", "ben", "carla", "dora", "frida", "karl", "emil", "otto"]
NAME, STORY = "Geheimhaus", "Bescheid anfechten"


def days(number):
    return localdate() + timedelta(days=number)


def a_reminder(*, case, text=STORY, due_on=None):
    due_on = due_on or localdate()
    return FollowUpReminder.unguarded.create(case=case, text=text, due_on=due_on)


def a_goal(case):
    """A goal in a plan that need not be looked at again yet."""
    goal = factories.a_goal(case=case)
    goal.plan.review_on = days(90)
    goal.plan.save(update_fields=["review_on"])
    return goal


def home(client):
    return client.get(reverse(HOME))


def part(response, template):
    return next(
        p for p in response.context["parts"] if p["template"] == f"desk/_home_{template}.html"
    )


def texts(response):
    return [line.due.text for line in part(response, "work")["due"].lines]
