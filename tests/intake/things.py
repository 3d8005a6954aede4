# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists that are handed in and taken over through the pages."""

from django.core.files.uploadedfile import SimpleUploadedFile

from geleit.intake.models import ImportBatch

NEAR = "Name, Vorname;geb. am\nKorkmaz, Elif;03.08.1977\nTal, Sami;01.01.1980\n"


def handed_in(client, agreement, content, *, name="liste.csv", sender=None):
    """Hand a list in; return the address of its preview."""
    data = content if isinstance(content, bytes) else content.encode()
    given = {"agreement": agreement.pk, "file": SimpleUploadedFile(name, data)}
    return client.post("/listen/neu/", given | ({"sender": sender.pk} if sender else {})).url


def taken_in(client, agreement, content, *, every=""):
    """Hand a list in and take it over, with one decision on all changes."""
    url = handed_in(client, agreement, content)
    if every:
        client.post(f"{url}aenderungen/", {"all": every})
    client.post(f"{url}uebernehmen/")
    return ImportBatch.unguarded.latest("pk")
