# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Phrase blocks: which language has been checked by whom, and how a sentence is put right."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from geleit.accounts.permissions import Permission, permissions_of, requires
from geleit.core.problems import Refused
from geleit.letters.enums import SheetLanguage
from geleit.letters.models import PhraseBlock
from geleit.letters.scripts import script_of
from geleit.plans.printing import actions
from geleit.plans.printing.forms import CheckForm, PhraseForm

GERMAN = SheetLanguage.DE


@requires(Permission.READ_CASES)
@require_safe
def languages(request: HttpRequest) -> HttpResponse:
    found = PhraseBlock.objects.youngest(*SheetLanguage.values)
    rows = [
        {
            "language": language,
            "blocks": len(found[language]),
            "checked": sum(block.is_checked for block in found[language].values()),
        }
        for language in SheetLanguage
    ]
    return render(request, "plans/phrase_languages.html", {"rows": rows})


@requires(Permission.READ_CASES)
@require_safe
def phrases(request: HttpRequest, language: str) -> HttpResponse:
    return _list(request, language, CheckForm(initial={"checked_on": localdate()}))


@requires(Permission.CHECK_WORDING)
@require_http_methods(["POST"])
def check(request: HttpRequest, language: str) -> HttpResponse:
    form = CheckForm(request.POST)
    _known(language)
    if form.is_valid():
        said = form.cleaned_data
        try:
            count = actions.check_language(language, by=request.user, on=localdate(), **said)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            words = ngettext("%(n)d Satz ist geprüft.", "%(n)d Sätze sind geprüft.", count)
            messages.success(request, words % {"n": count})
            return redirect("phrases:language", language)
    return _list(request, language, form)


@requires(Permission.CHECK_WORDING)
@require_http_methods(["GET", "POST"])
def phrase(request: HttpRequest, language: str, phrase: str) -> HttpResponse:
    versions = list(PhraseBlock.objects.versions(language, phrase)) if _known(language) else []
    if not versions:
        raise Http404
    form = _form(request, versions[0])
    if form.is_valid():
        seen = next((v for v in versions if str(v.version) == request.POST.get("seen")), None)
        try:
            actions.keep_phrase(
                seen=seen or versions[0], by=request.user, on=localdate(), **form.cleaned_data
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Der Satz ist gespeichert."))
            return redirect("phrases:language", language)
    german = PhraseBlock.objects.youngest(GERMAN)[GERMAN].get(phrase)
    context: dict[str, Any] = {"form": form, "versions": versions, "german": german}
    context |= {"tongue": SheetLanguage(language), "script": script_of(language)}
    return render(request, "plans/phrase.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, block: PhraseBlock) -> PhraseForm:
    return PhraseForm(
        request.POST if request.method == "POST" else None,
        initial={"text": block.text},
        language=block.language,
        direction=script_of(block.language).direction,
    )


def _known(language: str) -> bool:
    if language not in SheetLanguage.values:
        raise Http404
    return True


def _list(request: HttpRequest, language: str, form: CheckForm) -> HttpResponse:
    _known(language)
    found = PhraseBlock.objects.youngest(language, GERMAN)
    rows = [
        {"german": german, "block": found[language].get(key)}
        for key, german in found[GERMAN].items()
    ]
    context = {
        "tongue": SheetLanguage(language),
        "script": script_of(language),
        "rows": rows,
        "unchecked": sum(not block.is_checked for block in found[language].values()),
        "form": form,
        "may_check": Permission.CHECK_WORDING in permissions_of(request.user),
    }
    return render(request, "plans/phrases.html", context, status=422 if form.errors else 200)
