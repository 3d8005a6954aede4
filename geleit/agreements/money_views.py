# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Money for both sides: what is due, what was paid, who bears an overrun, the year's end."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.agreements import money_actions as actions
from geleit.agreements import money_chart
from geleit.agreements.models import CooperationAgreement
from geleit.agreements.money_forms import (
    AdjustmentForm,
    CostForm,
    PaymentForm,
    RatioForm,
    RiseForm,
    TermsForm,
)
from geleit.agreements.money_queries import versions_of, year_of
from geleit.agreements.money_words import terms_in_words, terms_line_by_line
from geleit.agreements.version_actions import side_of
from geleit.agreements.version_views import negotiated
from geleit.kern.acts import act, posted


@requires(Permission.NEGOTIATE)
@require_safe
def money(request: UserRequest, key: str) -> HttpResponse:
    """A year of money, and what a pay rise would do to it."""
    agreement, today = negotiated(request, key), localdate()
    form = RiseForm(request.GET if request.GET else None, initial={"year": today.year})
    is_read = form.is_bound and form.is_valid()
    said = form.cleaned_data if is_read else {"year": today.year}
    side = side_of(request.user, agreement)
    books = side is not None and side.pk == agreement.carrier_id
    known = year_of(agreement, said, on=today)
    context = {
        "agreement": agreement,
        "form": form,
        "year": said["year"],
        "books": books,
        **known,
        "agreed": terms_line_by_line(known["terms"]),
        "versions": versions_of(agreement, said["year"] or today.year),
        **_chart(known, said["year"], books=books, on=today),
    }
    status = 422 if form.is_bound and form.errors else 200
    if status == 422:
        context["scenario"] = context["raised"] = None
    return render(request, "agreements/money.html", context, status=status)


def _chart(known: dict[str, Any], year: int | None, *, books: bool, on: Any) -> dict[str, Any]:
    """Return the year month by month and its drawing; the months of cost for the carrier alone."""
    if not known["scenario"]:
        return {}
    rows = money_chart.months_of_money(
        year or on.year,
        months=known["in_force"],
        due=known["scenario"].remuneration.due,
        instalments=known["instalments"],
        payments=[(one.paid_on, one.amount) for one in known["payments"]],
        on=on,
        booked=known["by_month"] if books else None,
        expected=known["scenario"].cost.whole,
    )
    return {"money_months": rows, "drawing": money_chart.drawing(rows)}


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def terms(request: UserRequest, key: str) -> HttpResponse:
    agreement = negotiated(request, key)
    last = agreement.price_terms.order_by("-from_year").first()
    initial = terms_in_words(last) if last else {"from_year": agreement.in_force_on.year}
    words = {
        "title": _("Vergütung festlegen"),
        "explanation": _(
            "Was beide Seiten vereinbart haben, ab einem Jahr. Frühere Jahre behalten ihre "
            "Bedingungen. Füllen Sie aus, was zum Preismodell gehört."
        ),
        "submit": _("Speichern"),
    }
    form = TermsForm(posted(request), initial=initial)
    done = _("Die Vergütung ist festgelegt.")
    return _act_on(request, agreement, form, actions.set_terms, done, **words)


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def adjust(request: UserRequest, key: str) -> HttpResponse:
    words = {
        "title": _("Anpassung eintragen"),
        "explanation": _("Sie erhöht die Jahressumme oder die Zuwendung von ihrem Tag an."),
        "submit": _("Eintragen"),
    }
    form, done = AdjustmentForm(posted(request)), _("Die Anpassung ist eingetragen.")
    return _act_on(request, negotiated(request, key), form, actions.adjust, done, **words)


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def pay(request: UserRequest, key: str) -> HttpResponse:
    agreement, today = negotiated(request, key), localdate()
    words = {"title": _("Zahlung eintragen"), "submit": _("Eintragen")}
    initial = {"year": today.year, "paid_on": today, "seen": agreement.payments.count()}
    form, done = PaymentForm(posted(request), initial=initial), _("Die Zahlung ist eingetragen.")
    return _act_on(request, agreement, form, actions.pay, done, **words)


@requires(Permission.RECORD_HIRE)
@require_http_methods(["GET", "POST"])
def book(request: UserRequest, key: str) -> HttpResponse:
    """Write down what a month did cost; the lead of the carrier does."""
    rows = CooperationAgreement.objects.led_by(request.user).with_parties()
    agreement = get_object_or_404(rows, key=key)
    words = {
        "title": _("Kosten eines Monats eintragen"),
        "explanation": _("Ein Monat, der schon eingetragen ist, wird damit berichtigt."),
        "submit": _("Eintragen"),
    }
    form = CostForm(posted(request), initial={"year": localdate().year})
    return _act_on(
        request, agreement, form, actions.book_costs, _("Der Monat ist eingetragen."), **words
    )


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def ratio(request: UserRequest, key: str) -> HttpResponse:
    """Say how many persons one full post accompanies at most."""
    agreement = negotiated(request, key)
    back = (reverse("agreements:agreement", args=[key]), agreement.title)
    return act(
        request,
        RatioForm(posted(request)),
        partial(actions.set_ratio, agreement, by=request.user),
        back=back,
        title=_("Betreuungsschlüssel festlegen"),
        about=agreement.title,
        explanation=_("Was beide Seiten vereinbart haben. Frühere Werte bleiben stehen."),
        submit=_("Speichern"),
        done=_("Der Betreuungsschlüssel ist festgelegt."),
    )


def _act_on(
    request: UserRequest,
    agreement: CooperationAgreement,
    form: Any,
    action: Any,
    done: str,
    **words: str,
) -> HttpResponse:
    address = reverse("agreements:money", args=[agreement.key]) + year_asked(form)
    back = (address, _("Vergütung"))
    run = partial(action, agreement, by=request.user)
    return act(request, form, run, back=back, done=done, about=agreement.title, **words)


def year_asked(form: Any) -> str:
    """Return the query that shows the year about which something was entered."""
    said = form.cleaned_data if form.is_valid() else {}
    day = said.get("from_day")
    year = said.get("year") or said.get("from_year") or (day.year if day else None)
    return f"?year={year}" if year else ""
