# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A new agreement in negotiation: its parties, what it is about, mandates and scope."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.agreements import organisation_actions, scope_actions, setup_actions
from geleit.agreements.enums import VersionState
from geleit.agreements.models import (
    CooperationAgreement,
    ItemDraft,
    Mandate,
    MandateDraft,
    ServiceItem,
)
from geleit.agreements.setup_forms import (
    AboutForm,
    ItemForm,
    MandateForm,
    OrganisationForm,
    TalksForm,
)
from geleit.agreements.version_actions import side_of
from geleit.agreements.version_views import negotiated
from geleit.core.problems import Refused
from geleit.kern.acts import ConsentForm, act, posted, show_refusal
from geleit.organisations.models import Organisation


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def begin(request: UserRequest) -> HttpResponse:
    """Begin talks about a new agreement in the name of one's side."""
    form = TalksForm(posted(request), user=request.user)
    if form.is_valid():
        try:
            agreement = setup_actions.begin_talks(by=request.user, **form.cleaned_data)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            done = _("Die Vereinbarung ist in Verhandlung. Beide Seiten sehen sie jetzt.")
            messages.success(request, done)
            return redirect("agreements:agreement", agreement.key)
    context = {
        "form": form,
        "back": (reverse("agreements:agreements"), _("Vereinbarungen")),
        "title": _("Gespräche über eine neue Vereinbarung beginnen"),
        "explanation": _(
            "Beide Seiten sehen und ändern, was hier steht, bis eine Fassung zur Zeichnung "
            "vorliegt. Danach kommen Auftrag, Leistungsumfang, Stellen und Bedingungen."
        ),
        "submit": _("Beginnen"),
    }
    return render(request, "kern/act.html", context, status=422 if form.errors else 200)


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def describe(request: UserRequest, key: str) -> HttpResponse:
    agreement = negotiated(request, key)
    initial = {name: getattr(agreement, name) for name in AboutForm.base_fields}
    form = AboutForm(posted(request), initial=initial)
    words = {"title": _("Angaben zur Vereinbarung"), "submit": _("Speichern")}
    done = _("Die Angaben sind gespeichert.")
    return _act_on(
        agreement, request, form, partial(setup_actions.describe, agreement), done, **words
    )


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def add_mandate(request: UserRequest, key: str) -> HttpResponse:
    agreement = negotiated(request, key)
    form = MandateForm(
        posted(request), initial={"begins_on": agreement.in_force_on, "is_own": "ja"}
    )
    words = {"title": _("Auftrag aufnehmen"), "submit": _("Aufnehmen")}
    if agreement.signed_on:
        words["explanation"] = _(
            "Die Vereinbarung ist gezeichnet. Ein weiterer eigener Auftrag kommt in den Nachtrag, "
            "den Ihre Seite gerade entwirft, und beginnt mit ihm. Was daneben läuft, trägt der "
            "Träger direkt ein."
        )
    action = partial(scope_actions.give_mandate, agreement)
    return _act_on(agreement, request, form, action, _("Der Auftrag ist aufgenommen."), **words)


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def add_new_item(request: UserRequest, key: str, new_mandate_id: int) -> HttpResponse:
    """Add a service to a mandate that comes with one's own draft."""
    agreement, draft = _mandate_draft(request, key, new_mandate_id)
    words = {"title": _("Leistung aufnehmen"), "about": draft.name, "submit": _("Speichern")}
    action, done = partial(scope_actions.put_new_item, draft), _("Die Leistung steht im Entwurf.")
    return _act_on(agreement, request, ItemForm(posted(request)), action, done, **words)


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def drop_mandate_draft(request: UserRequest, key: str, new_mandate_id: int) -> HttpResponse:
    """Take a further mandate out of one's own draft."""
    agreement, draft = _mandate_draft(request, key, new_mandate_id)
    words = {"title": _("Auftrag zurücknehmen"), "about": draft.name, "submit": _("Zurücknehmen")}
    form, action = ConsentForm(posted(request)), partial(scope_actions.drop_mandate_draft, draft)
    done = _("Der Auftrag ist aus dem Entwurf genommen.")
    return _act_on(agreement, request, form, action, done, **words)


def _mandate_draft(
    request: UserRequest, key: str, new_mandate_id: int
) -> tuple[CooperationAgreement, MandateDraft]:
    agreement = negotiated(request, key)
    rows = MandateDraft.objects.filter(
        version__agreement=agreement,
        version__state=VersionState.DRAFT,
        version__drafted_by=side_of(request.user, agreement),
    )
    return agreement, get_object_or_404(
        rows.select_related("version__agreement"), pk=new_mandate_id
    )


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def change_mandate(request: UserRequest, key: str, mandate_id: int) -> HttpResponse:
    agreement, mandate = _mandate(request, key, mandate_id)
    form = MandateForm(posted(request), mandate=mandate)
    words = {"title": _("Auftrag ändern"), "about": mandate.name, "submit": _("Speichern")}
    action = partial(scope_actions.give_mandate, agreement, mandate)
    return _act_on(agreement, request, form, action, _("Der Auftrag ist geändert."), **words)


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def add_item(request: UserRequest, key: str, mandate_id: int) -> HttpResponse:
    agreement, mandate = _mandate(request, key, mandate_id)
    return _put(request, agreement, mandate, None)


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def change_item(request: UserRequest, key: str, service_id: int) -> HttpResponse:
    agreement, item = _item(request, key, service_id)
    return _put(request, agreement, item.mandate, item)


def _put(
    request: UserRequest, agreement: CooperationAgreement, mandate: Mandate, item: Any
) -> HttpResponse:
    initial = {name: getattr(item, name) for name in ItemForm.FIELDS} if item else None
    words = {
        "title": _("Leistung ändern") if item else _("Leistung aufnehmen"),
        "about": str(item or mandate),
        "explanation": _waits(agreement, mandate),
        "submit": _("Speichern"),
    }
    action = partial(scope_actions.put_item, mandate, item)
    done = _("Der Leistungsumfang ist gespeichert.")
    return _act_on(agreement, request, ItemForm(posted(request), initial=initial), action, done,
                   **words)  # fmt: skip


def _waits(agreement: CooperationAgreement, mandate: Mandate) -> str:
    """Say where a change of the scope goes."""
    if agreement.signed_on is None or not mandate.is_own:
        return ""
    return _(
        "Die Vereinbarung ist gezeichnet. Die Änderung kommt in den Nachtrag, den Ihre Seite "
        "gerade entwirft, und gilt, wenn beide Seiten ihn gezeichnet haben."
    )


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def strike_item(request: UserRequest, key: str, service_id: int) -> HttpResponse:
    agreement, item = _item(request, key, service_id)
    words = {
        "title": _("Leistung streichen"),
        "about": str(item),
        "explanation": _waits(agreement, item.mandate),
        "submit": _("Streichen"),
    }
    form, done = ConsentForm(posted(request)), _("Das Streichen ist gespeichert.")
    return _act_on(
        agreement, request, form, partial(scope_actions.strike_item, item), done, **words
    )


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def drop_draft(request: UserRequest, key: str, draft_id: int) -> HttpResponse:
    """Take a change of the scope out of one's own draft."""
    agreement = negotiated(request, key)
    rows = ItemDraft.objects.filter(
        version__agreement=agreement,
        version__state=VersionState.DRAFT,
        version__drafted_by=side_of(request.user, agreement),
    )
    draft = get_object_or_404(rows.select_related("version__agreement", "replaces"), pk=draft_id)
    words = {"title": _("Änderung zurücknehmen"), "about": str(draft), "submit": _("Zurücknehmen")}
    form, done = ConsentForm(posted(request)), _("Die Änderung ist aus dem Entwurf genommen.")
    return _act_on(
        agreement, request, form, partial(scope_actions.drop_draft, draft), done, **words
    )


@requires(Permission.ADMINISTER)
@require_safe
def organisations(request: UserRequest) -> HttpResponse:
    """All bodies that take part."""
    rows = Organisation.objects.order_by("kind", "name").prefetch_related("former")
    return render(request, "agreements/organisations.html", {"organisations": rows})


@requires(Permission.ADMINISTER)
@require_http_methods(["GET", "POST"])
def change_organisation(request: UserRequest, body: int) -> HttpResponse:
    """Correct how a body is called and where it is."""
    found = get_object_or_404(Organisation, pk=body)
    return act(
        request,
        OrganisationForm(posted(request), body=found),
        partial(organisation_actions.change_organisation, found, by=request.user, on=localdate()),
        back=(reverse("agreements:organisations"), _("Organisationen")),
        title=_("Organisation ändern"),
        about=found.name,
        explanation=_("Die bisherigen Angaben bleiben in der Liste stehen, mit Tag und Name."),
        submit=_("Speichern"),
        done=_("Die Angaben sind gespeichert."),
    )


@requires(Permission.ADMINISTER)
@require_http_methods(["GET", "POST"])
def add_organisation(request: UserRequest) -> HttpResponse:
    return act(
        request,
        OrganisationForm(posted(request)),
        partial(organisation_actions.add_organisation, by=request.user),
        back=(reverse("agreements:organisations"), _("Organisationen")),
        title=_("Organisation eintragen"),
        submit=_("Eintragen"),
        done=_("Die Organisation ist eingetragen."),
    )


def _act_on(
    agreement: CooperationAgreement, request: UserRequest, form: Any, action: Any, done: str,
    **words: str,
) -> HttpResponse:  # fmt: skip
    back = (reverse("agreements:agreement", args=[agreement.key]), agreement.title)
    words.setdefault("about", agreement.title)
    return act(request, form, partial(action, by=request.user), back=back, done=done, **words)


def _mandate(
    request: UserRequest, key: str, mandate_id: int
) -> tuple[CooperationAgreement, Mandate]:
    agreement = negotiated(request, key)
    return agreement, get_object_or_404(agreement.mandates, pk=mandate_id)


def _item(
    request: UserRequest, key: str, service_id: int
) -> tuple[CooperationAgreement, ServiceItem]:
    agreement = negotiated(request, key)
    rows = ServiceItem.objects.agreed().filter(mandate__agreement=agreement)
    return agreement, get_object_or_404(rows.select_related("mandate__agreement"), pk=service_id)
