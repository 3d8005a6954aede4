# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of cases, the search, and one case file, put together from the rooms below."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from geleit.accounts.permissions import Permission, organisations_where, permissions_of, requires
from geleit.audit.models import record_read
from geleit.cases.models import Case, Person
from geleit.course.queries import came_back
from geleit.desk.case_file import file_of, people_of
from geleit.desk.case_list import CLOSED, COUNTED, HINTED, CaseFilter
from geleit.desk.case_order import heads, page_in_order
from geleit.desk.case_rows import case_rows, columns_of, headings
from geleit.desk.list_actions import without_names
from geleit.desk.list_forms import ColumnsForm, FilterForm
from geleit.desk.models import SavedFilter
from geleit.desk.timeline import TimelineFilter, timeline
from geleit.kern.keyset import PAGE_SIZE, Page, page_of
from geleit.names.typed import read_typed
from geleit.persons.queries import labels_of

TYPED_SHOWN = 12  # lines while somebody types; the whole page comes with Enter
ALIKE_SHOWN = 10  # cases with other spellings, under those that begin as typed


@requires(Permission.READ_CASES)
@require_GET
def cases(request: HttpRequest) -> HttpResponse:
    today = localdate()
    form = CaseFilter(request.GET, user=request.user, on=today)
    page = _page(request, form)
    if request.GET.get("ziel") == "notiz" and len(page.rows) == 1 and not page.next_key:
        return redirect("counselling:note", page.rows[0].pk)  # one hit: straight to the note
    columns = columns_of(request.user)
    context: dict[str, Any] = {"form": form, "page": page, "today": today, "columns": columns}
    context |= {"narrowed": bool(page.filters) or not page.is_first}
    context |= _lines(request, page, form, columns)
    context |= {"counted": _counted(page, form), "most": COUNTED}
    context["heads"] = heads(headings(columns), order=form.order, filters=page.filters)
    part = "HX-Request" in request.headers
    if not part:
        context |= _tools(request, columns)
    return render(request, "desk/_case_list.html" if part else "desk/cases.html", context)


def _lines(
    request: HttpRequest, page: Page, form: CaseFilter, columns: tuple[str, ...]
) -> dict[str, Any]:
    """Return the lines of the page, and under them those with another spelling of the name."""
    offers_alike = page.is_first and "schreibweisen" not in request.GET
    spelled: list[Case] = []
    if offers_alike and not page.next_key:  # a full page offers the way to them only
        spelled = list(form.alike(page.rows).order_by("-number")[: ALIKE_SHOWN + 1])
    lines = case_rows(
        [*page.rows, *spelled],
        request.user,
        on=form.on,
        columns=columns,
        seen=form.seen,
        text=form.cleaned_data.get("q", ""),
    )
    rows, alike = lines[: len(page.rows)], lines[len(page.rows) :]
    typed = read_typed(page.filters.get("q", ""))
    closed = form.closed_hits() if page.is_first and not lines else 0
    return {
        "closed": closed,
        "hinted": HINTED,
        "closed_query": urlencode(page.filters | {"stand": CLOSED}),
        "rows": rows,
        "alike": alike[:ALIKE_SHOWN],
        "more_alike": len(alike) > ALIKE_SHOWN,
        "elsewhere": offers_alike and page.next_key and typed.name and not typed.is_number,
    }


def _counted(page: Page, form: CaseFilter) -> int | None:
    """Return how many there are, where that is known or cheap; a search while typing is not."""
    if not page.is_first:
        return None
    if not page.next_key:
        return len(page.rows)
    return None if form.cleaned_data.get("q") else form.counted()


def _page(request: HttpRequest, form: CaseFilter) -> Page:
    """Return the page in the wanted order; what was opened lately is one page."""
    if not form.order:
        is_typing = "HX-Request" in request.headers and form.cleaned_data.get("q")
        size = TYPED_SHOWN if is_typing else PAGE_SIZE
        return page_of(request, form.found(), key="-number", size=size)
    if not form.is_by_opening:
        return page_in_order(request, form.found(), order=form.order)
    given = {name: str(value) for name, value in request.GET.items() if value and name != "nach"}
    return Page(rows=form.lately_opened(), next_key="", is_first=True, filters=given)


def _tools(request: HttpRequest, columns: tuple[str, ...]) -> dict[str, Any]:
    """Return what stands around the list: kept filters and the choice of columns."""
    organisations = organisations_where(request.user, Permission.READ_CASES)
    kept = SavedFilter.objects.of(request.user, organisations).select_related("owner")
    query = without_names(request.GET.urlencode())
    return {
        "may_open": Permission.EDIT_CASES in permissions_of(request.user),
        "kept_filters": list(kept),
        "filter_form": FilterForm(auto_id="filter-%s", initial={"query": query}),
        "columns_form": ColumnsForm(auto_id="spalten-%s", initial={"names": columns}),
        "query": query,
    }


@requires(Permission.READ_CASES)
@require_GET
def case(request: HttpRequest, case_id: int) -> HttpResponse:
    related = ("household", "holder", "agreement", "handed_over_by", "period", "plan")
    seen = Case.objects.visible_to(request.user).select_related(*related)
    seen = seen.with_door(request.user).annotate(is_returned=came_back())
    seen = seen.select_related("received_package").defer("received_package__content")
    case = get_object_or_404(seen, pk=case_id)
    record_read(request.user, case, why="door" if case.door_ends_at else "")
    context: dict[str, Any] = {"case": case}
    context["persons"] = people_of(case, request.user, on=localdate())
    context |= timeline_of(request, case, context["persons"])
    if "HX-Request" in request.headers:
        return render(request, "desk/_timeline_lines.html", context)
    context |= file_of(case, context["persons"], request.user, on=localdate())
    return render(request, "desk/case.html", context)


def timeline_of(request: HttpRequest, case: Case, persons: list[Person]) -> dict[str, Any]:
    """Return what the address asks of the timeline, and the form that asks it."""
    names = labels_of(persons)
    form = TimelineFilter(request.GET, persons=names.items())
    lines = timeline(
        case,
        request.user,
        on=localdate(),
        persons=names,
        said=form.said(),
        after=request.GET.get("nach", ""),
    )
    return {"timeline": lines, "timeline_filter": form}
