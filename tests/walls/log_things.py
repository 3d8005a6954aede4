# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the tests of the log need."""

from geleit.audit.models import Event


def log_text(client, **asked):
    return client.get("/protokoll/", asked).content.decode()


def last(verb):
    return Event.objects.filter(verb=verb).order_by("-sequence").first()


def csv_of(response):
    return b"".join(response.streaming_content).decode("utf-8-sig")
