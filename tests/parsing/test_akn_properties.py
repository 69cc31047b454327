"""Whatever well-formed AKN4UN holds, in whatever nesting: it is read, no word is lost, no label stands twice."""

import re
from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.parsing.akn import parse_akn
from archive.parsing.document import ParsedResolution
from tests.parsing.akn_documents import NAMESPACE

UNITS = ["paragraph", "point", "item", "alinea", "section", "part", "container", "p", "content", "unknown"]
LISTS = ["list", "sublist", "blockList", "intro", "wrapUp", "listIntroduction"]
HEADINGS = ["heading", "subheading", "crossHeading"]
OTHERS = ["embeddedStructure", "quotedStructure", "mod", "table", "tr", "td", "th"]
NUMBERS = [
    "1.",
    "2.",
    "3.",
    "7.",
    "(a)",
    "(b)",
    "(i)",
    "(ii)",
    "a.",
    "A.",
    "I.",
    "II",
    "–",
    "•",
    "6.1",
    "(1)",
    "x" * 50,
]
WORDS = st.lists(
    st.sampled_from(["Urges", "states", "Annex", "Article 5", "act;", "report:", "(a) go", "I", "5. Stop."]), max_size=3
).map(" ".join)


def element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    number = st.sampled_from(["", *(f"<num>{number}</num>" for number in NUMBERS)])
    note = st.sampled_from(["", '<authorialNote marker="1"><p>noted</p></authorialNote>'])
    classes = st.sampled_from(["", ' class="H23"', ' class="SingleTxt"', ' class="italic"', ' name="formula"'])
    return st.builds(
        lambda name, kind, num, text, inside, mark, tail: (
            f" <{name}{kind}>{num} {text} {inside} {mark}</{name}> {tail} "
        ),
        st.sampled_from(UNITS + LISTS + HEADINGS + OTHERS),
        classes,
        number,
        WORDS,
        st.lists(children, max_size=4).map("".join),
        note,
        WORDS,
    )


LINES = st.one_of(
    WORDS,
    WORDS.map(lambda words: f' <span class="italic">{words}</span> '),
    WORDS.map(lambda words: f' <a href="https://undocs.org/en/A/RES/76/172">{words}</a> '),
)
TREES = st.recursive(LINES, element, max_leaves=12)


def parse(preamble: str, body: str, attachment: str) -> tuple[str, ParsedResolution]:
    inside = (
        f"<preamble>{preamble}</preamble><mainBody>{body}</mainBody><attachments><attachment><doc>"
        f"<mainBody>{attachment}</mainBody></doc></attachment></attachments>"
    )
    data = f'<akomaNtoso xmlns="{NAMESPACE}"><statement>{inside}</statement></akomaNtoso>'
    (read,) = parse_akn(data.encode(), source="x", symbol="A/RES/91/7")
    return inside, read


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


@given(TREES, TREES, TREES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_tree_is_read_with_unique_labels_and_every_word(preamble: str, body: str, attachment: str) -> None:
    inside, read = parse(preamble, body, attachment)
    labels = [each.label for each in read.paragraphs]
    assert len(set(labels)) == len(labels)
    assert all(each.text.strip() for each in read.paragraphs)
    have = words(" ".join(f"{each.number} {each.text}" for each in read.paragraphs))
    have += words(" ".join(note.text for note in read.footnotes))
    if not labels:  # a footnote hangs on words; without any it has no place
        inside = re.sub(r"<authorialNote.*?</authorialNote>", "", inside)
    wanted = words(re.sub(r"<[^>]*>", " ", inside))
    assert not {word for word, count in wanted.items() if have[word] < count}
