# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Phrase blocks: what sheets for the people advised say, in their languages, version by version."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from geleit.letters.enums import SheetLanguage


class PhraseQuerySet(models.QuerySet["PhraseBlock"]):
    def youngest(self, *languages: str) -> dict[str, dict[str, "PhraseBlock"]]:
        """Return by language and key the youngest version of each block; one query."""
        found: dict[str, dict[str, PhraseBlock]] = {language: {} for language in languages}
        for block in self.filter(language__in=languages).order_by("version"):
            found[block.language][block.key] = block
        return found

    def versions(self, language: str, key: str) -> "PhraseQuerySet":
        """Return all versions of one block, the youngest first."""
        return self.filter(language=language, key=key).order_by("-version")


class PhraseBlock(models.Model):
    """A sentence in one language (Satzbaustein). A correction is a new version; none is lost."""

    key = models.CharField(_("Baustein"), max_length=60)
    language = models.CharField(_("Sprache"), max_length=12, choices=SheetLanguage)
    version = models.PositiveSmallIntegerField(_("Fassung"))
    text = models.CharField(_("Text"), max_length=400)
    source = models.CharField(_("Quelle"), max_length=200)
    added_on = models.DateField(_("eingetragen am"))
    checked_by = models.CharField(_("geprüft von"), max_length=120, blank=True)
    checked_on = models.DateField(_("geprüft am"), null=True, blank=True)

    objects = PhraseQuerySet.as_manager()

    class Meta:
        verbose_name = _("Satzbaustein")
        verbose_name_plural = _("Satzbausteine")
        constraints = [
            models.UniqueConstraint(fields=["language", "key", "version"], name="phrase_once"),
            models.CheckConstraint(condition=~Q(text=""), name="phrase_says_something"),
            models.CheckConstraint(
                condition=Q(checked_on=None, checked_by="")
                | (Q(checked_on__isnull=False) & ~Q(checked_by="")),
                name="phrase_checked_means_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.key} {self.version}"

    @property
    def is_checked(self) -> bool:
        return self.checked_on is not None

    @property
    def state_words(self) -> str:
        """Return in words how far this text can be trusted."""
        if self.is_checked:
            return str(_("geprüft"))
        if self.language == SheetLanguage.DE:
            return str(_("nicht von Fachleuten für einfache Sprache geprüft"))
        return str(_("nicht von Muttersprachler/in geprüft"))
