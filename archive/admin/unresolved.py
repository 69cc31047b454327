"""Citations that lead nowhere, grouped by their words, the most frequent first; one decision settles all the same."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Min, QuerySet
from django.db.models.functions import Lower
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html

from archive.admin.reasons import fieldsets_of, name_of
from archive.curation.deciding import confirm_citations, reject_citations
from archive.curation.naming import name_instrument
from archive.models import Citation, Instrument, InstrumentAlias

PER_PAGE = 50
EXAMPLES = 20
AROUND = 200


def unresolved() -> QuerySet[Citation]:
    """What the queue holds, drafts included."""
    return Citation.objects.filter(state=Citation.State.UNRESOLVED)


class DecisionForm(forms.Form):
    """What the words cite, in all their places."""

    note = forms.CharField(
        required=False,
        max_length=500,
        label="Why",
        help_text="Kept with each citation.",
        widget=forms.TextInput(attrs={"size": 80}),
    )
    is_name = forms.BooleanField(
        required=False,
        initial=True,
        label="It is a name of that instrument: link these words wherever else they stand, too",
    )

    def __init__(self, *args: Any, site: AdminSite, **options: Any) -> None:
        super().__init__(*args, **options)
        widget = AutocompleteSelect(Citation._meta.get_field("instrument"), site)
        self.fields["instrument"] = forms.ModelChoiceField(
            Instrument.objects.all(), required=False, widget=widget, label="What these words cite"
        )
        self.order_fields(["instrument", "is_name", "note"])

    def clean(self) -> dict[str, Any]:
        """Linking needs an instrument; a name means one instrument only."""
        cleaned = super().clean() or {}
        if "reject" in self.data:
            return cleaned
        instrument = cleaned.get("instrument")
        if instrument is None:
            self.add_error("instrument", "Choose what these words cite, or say that they cite nothing.")
        elif cleaned.get("is_name"):
            other = InstrumentAlias.objects.filter(text__iexact=self.data.get("words", "")).first()
            if other and other.instrument_id != instrument.pk:
                self.add_error("is_name", f"That is already a name of “{other.instrument}”.")
        return cleaned


def queue_view(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """The groups of words; with ?words= the places of one group and the decision on it."""
    if not request.user.has_perm("archive.change_citation"):
        raise PermissionDenied
    words = request.POST.get("words") or request.GET.get("words", "")
    words = words.replace("\x00", "")
    if not words:
        return _groups(request, site)
    citations = unresolved().annotate(words=Lower("text")).filter(words=words.lower())
    # in the letters in which most texts print them
    spelled = citations.order_by().values("text").annotate(times=Count("pk")).order_by("-times", "text").first()
    words = spelled["text"] if spelled else words
    form = DecisionForm(request.POST or None, site=site)
    if request.method == "POST" and form.is_valid():
        _decide(request, form, words, list(citations.values_list("pk", flat=True)))
        return HttpResponseRedirect(reverse("admin:archive_citation_unresolved"))
    places = citations.select_related("paragraph__resolution", "footnote").order_by("-paragraph__adopted_on", "pk")
    context = {
        "title": "What do these words cite?",
        "words": words,
        "fieldsets": fieldsets_of(form),
        "media": form.media,
        "count": citations.count(),
        "places": [(one, _in_place(one)) for one in places.defer("paragraph__search_vector")[:EXAMPLES]],
    }
    return TemplateResponse(request, "admin/archive/citation/decide.html", site.each_context(request) | context)


def _groups(request: HttpRequest, site: AdminSite) -> HttpResponse:
    grouped = unresolved().annotate(words=Lower("text")).order_by().values("words")
    groups = grouped.annotate(times=Count("pk"), resolutions=Count("paragraph__resolution", distinct=True))
    groups = groups.annotate(first=Min("pk")).order_by("-times", "words")
    page = Paginator(groups, PER_PAGE).get_page(request.GET.get("page"))
    firsts = Citation.objects.select_related("paragraph__resolution").defer("paragraph__search_vector")
    examples = firsts.in_bulk([group["first"] for group in page])
    context = {
        "title": "Citations that lead nowhere",
        "page": page,
        "groups": [(group, examples.get(group["first"])) for group in page],
        "total": unresolved().count(),
    }
    return TemplateResponse(request, "admin/archive/citation/unresolved.html", site.each_context(request) | context)


def _decide(request: HttpRequest, form: DecisionForm, words: str, citations: list[int]) -> None:
    note, by = form.cleaned_data["note"], name_of(request)
    if "reject" in request.POST:
        count = reject_citations(citations=citations, by=by, note=note)
        messages.info(request, f"“{words}” cites nothing: settled in {count} places.")
        return
    instrument = form.cleaned_data["instrument"]
    count = confirm_citations(citations=citations, instrument=instrument, by=by, note=note)
    told = f"“{words}” leads to {instrument} in {count} places."
    if form.cleaned_data["is_name"]:
        named = name_instrument(instrument=instrument, name=words, by=by)
        told += f" {named.found} more places with these words were found."
    messages.info(request, told)


def _in_place(citation: Citation) -> str:
    """The words marked, with whole words around them."""
    text = citation.paragraph.text
    before = (
        text[: citation.start] if citation.start <= AROUND else "…" + text[: citation.start][-AROUND:].partition(" ")[2]
    )
    after = text[citation.end :]
    after = after if len(after) <= AROUND else after[:AROUND].rpartition(" ")[0] + " …"
    return format_html("{}<mark>{}</mark>{}", before, text[citation.start : citation.end], after)
