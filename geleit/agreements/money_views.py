# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Money for both sides: what is due, what was paid, who bears an overrun, the year's end."""

from functools import partial
from typing import Any

from django.forms import model_to_dict
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.agreements import money_actions as actions
from geleit.agreements import money_chart
from geleit.agreements import money_rules as rules
from geleit.agreements.models import CooperationAgreement, PriceTerms
from geleit.agreements.money_forms import (
    AdjustmentForm,
    CostForm,
    PaymentForm,
    RatioForm,
    RiseForm,
    TermsForm,
)
from geleit.agreements.pricing import NOTHING, Adjustment, Cost, PayRise
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
        **_chart(known, said["year"], books=books, on=today),
    }
    status = 422 if form.is_bound and form.errors else 200
    if status == 422:
        context["scenario"] = context["raised"] = None
    return render(request, "agreements/money.html", context, status=status)


def year_of(agreement: CooperationAgreement, said: dict[str, Any], *, on: Any) -> dict[str, Any]:
    """Return everything that is known of a year, and its end with and without the rise."""
    year = said.get("year") or on.year
    terms = agreement.price_terms.filter(from_year__lte=year).order_by("-from_year").first()
    rows = list(agreement.adjustments.order_by("from_day"))
    months = rules.months_in_force(agreement.in_force_on, agreement.ends_on, year=year)
    costs = list(agreement.costs.filter(year=year).order_by("month"))
    booked = {
        one.month: Cost(one.personnel, one.material, one.own_income)
        for one in costs
        if one.month in months
    }
    payments = list(agreement.payments.filter(year=year).order_by("paid_on", "pk"))
    paid = sum((one.amount for one in payments), NOTHING)
    found = {"terms": terms, "adjustments": rows, "costs": costs, "payments": payments}
    if terms is None or not months:
        return found | {"paid": paid, "scenario": None}
    adjustments = [Adjustment(one.from_day, one.percent, one.amount) for one in rows]
    known = model_to_dict(terms)
    model, posts = rules.price_model(known, adjustments, year=year, months=months)
    end = partial(
        rules.year_end, model, posts, booked, months=months, overrun=terms.overrun,
        planned_monthly=said.get("planned"), carrier=agreement.carrier.short_name,
    )  # fmt: skip
    rises = [PayRise(said.get("from_month") or 1, said["rise"])] if said.get("rise") else []
    scenario = end()
    due = scenario.remuneration.due
    instalments = rules.instalments_of(due, terms.instalments, year=year, on=on, paid=paid)
    due_now = sum((one.amount for one in instalments if one.is_due), NOTHING)
    return found | {
        "scenario": scenario,
        "raised": end(rises=rises) if rises else None,
        "instalments": instalments,
        "next_due": next((one for one in instalments if not one.is_paid), None),
        "due_now": due_now,
        "paid": paid,
        "open": due_now - paid,
        "booked": len(booked),
        "months": len(months),
        "in_force": months,
        "by_month": booked,
    }


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


def terms_in_words(row: PriceTerms) -> dict[str, Any]:
    """Return the terms as the form asks for them: one line each."""

    def words(percent: str) -> str:
        return percent.replace(".", ",")

    instalments = [f"{day:02}.{month:02}. {words(part)}" for month, day, part in row.instalments]
    overrun = [f"{name} {words(part)}" for name, part in row.overrun]
    lines = {"instalments": "\n".join(instalments), "overrun": "\n".join(overrun)}
    return model_to_dict(row) | lines


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
