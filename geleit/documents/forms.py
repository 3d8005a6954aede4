# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked about a file."""

from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from geleit.documents.enums import ENDINGS, DocumentKind, MediaType
from geleit.documents.kinds import too_large_text

ACCEPTED = ",".join(f".{ending}" for endings in ENDINGS.values() for ending in endings)
PHOTOS = f"{MediaType.JPEG.value},{MediaType.PNG.value}"


class AnnexForm(forms.Form):
    """A file that belongs to the text of an agreement, and its title."""

    title = forms.CharField(label=_("Bezeichnung"), max_length=120)
    file = forms.FileField(
        label=_("Datei"),
        allow_empty_file=True,
        error_messages={"required": _("Bitte wählen Sie eine Datei.")},
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = gettext(
            "PDF, JPEG, PNG, DOCX, XLSX, ODT, ODS oder TXT, höchstens %(size)s MB."
        ) % {"size": settings.LARGEST_FILE // 1024 // 1024}

    def clean(self) -> dict[str, Any]:
        """Return what the action takes: title, data and name of the file."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        given = said.pop("file", None)
        if given and given.size > settings.LARGEST_FILE:
            self.add_error("file", too_large_text(settings.LARGEST_FILE))
        elif given is not None:
            said |= {"data": given.read(), "file_name": given.name}
        return said


class UploadForm(forms.Form):
    """One file, chosen or photographed, and what it is."""

    use_required_attribute = False  # with a photo the file is not needed, and the browser asks

    title = forms.CharField(
        label=_("Bezeichnung"),
        max_length=120,
        help_text=_("So, dass man sie in der Liste wiederfindet, zum Beispiel „Mietvertrag“."),
    )
    kind = forms.ChoiceField(label=_("Art"), choices=[("", "–––"), *DocumentKind.choices])
    file = forms.FileField(
        label=_("Datei"),
        allow_empty_file=True,  # the look at the content says it in better words
        error_messages={"required": _("Bitte wählen Sie eine Datei.")},
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    photo = forms.FileField(
        label=_("oder ein Foto aufnehmen"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": PHOTOS, "capture": "environment"}),
    )
    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = not self.files.get("photo")
        self.initial.setdefault("client_key", uuid4())
        self.fields["file"].help_text = gettext(
            "PDF, JPEG, PNG, DOCX, XLSX, ODT, ODS oder TXT, höchstens %(size)s MB. Sie können die "
            "Datei auch auf das Feld ziehen. Aus Fotos werden Ort, Gerät und Uhrzeit entfernt."
        ) % {"size": settings.LARGEST_FILE // 1024 // 1024}

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        given = [said[name] for name in ("file", "photo") if said.get(name)]
        if len(given) > 1:
            self.add_error(
                "file", gettext("Bitte entweder eine Datei oder ein Foto, nicht beides.")
            )
        elif given and given[0].size > settings.LARGEST_FILE:
            self.add_error("file", too_large_text(settings.LARGEST_FILE))
        said["given"] = given[0] if given else None
        return said
