# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Countries and languages as people type them; the code is kept, the name is shown."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from geleit.core import countries, languages


class CodeField(forms.CharField):
    """A text that names something with a code: 'Syrien', 'syrisch' and 'SY' give 'SY'."""

    def __init__(
        self, *, code_of: Callable[[str], str | None], name_of: Callable[[str, str], str], **kw: Any
    ) -> None:
        super().__init__(max_length=80, **kw)
        self.code_of, self.name_of = code_of, name_of

    def prepare_value(self, value: Any) -> Any:
        """Show the name of a code; what somebody typed stays as typed."""
        known = value and self.code_of(value) is not None
        return self.name_of(value, get_language() or "de") if known and len(value) <= 3 else value

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        if (code := self.code_of(text)) is None:
            raise forms.ValidationError(self.error_messages["unknown"], code="unknown")
        return code


def country_field(**kw: Any) -> CodeField:
    unknown = _("Dieses Land kennen wir nicht. Bitte den Namen oder das Länderkürzel eintragen.")
    return CodeField(
        code_of=countries.country_code,
        name_of=countries.country_name,
        label=_("Staatsangehörigkeit"),
        error_messages={"unknown": unknown},
        **kw,
    )


def language_field(**kw: Any) -> CodeField:
    unknown = _("Diese Sprache kennen wir nicht. Bitte den Namen anders schreiben.")
    return CodeField(
        code_of=languages.language_code,
        name_of=languages.language_name,
        label=_("Sprache"),
        error_messages={"unknown": unknown},
        **kw,
    )


def country_names(ui_language: str) -> list[str]:
    """Return the names to choose from."""
    codes = [code for code in countries.territories("de") if countries.is_country(code)]
    codes += list(countries.SPECIAL_NAMES)
    return sorted({countries.country_name(code, ui_language) for code in codes})


def language_names(ui_language: str) -> list[str]:
    """Return the names to choose from: those that lists of refugees name, not all of the world."""
    codes = {*languages.OTHER_NAMES, *languages.OWN_NAMES, "de", "en", "fr", "tr", "ru", "es"}
    return sorted(languages.language_name(code, ui_language) for code in codes)
