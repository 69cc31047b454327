"""Which body adopted a numbered text: the names of bodies, and the symbols that their numbers spell.

A bare "53/24" is a General Assembly resolution of 10 November 1998 or one of the Human
Rights Council of July 2023. The words before it name candidates; the form of the number
and its date rule some out. Where nothing is left, the citation stays unresolved.
"""

from __future__ import annotations

import re
from functools import lru_cache

from archive.symbols import Symbol, SymbolError

BODY_NAMES: dict[str, str] = {
    "General Assembly": "A",
    "Assembly": "A",
    "Human Rights Council": "A/HRC",
    "Security Council": "S",
    "Economic and Social Council": "E",
    "Council": "council",
    "UNGA": "A",
    "GA": "A",
    "G.A.": "A",
    "UNHRC": "A/HRC",
    "HRC": "A/HRC",
    "UNSC": "S",
    "SC": "S",
    "S.C.": "S",
    "ECOSOC": "E",
    "Commission on Human Rights": "E/CN.4",
    "Commission for Social Development": "E/CN.5",
    "Commission on the Status of Women": "E/CN.6",
    "Commission on Narcotic Drugs": "E/CN.7",
    "Commission on Population and Development": "E/CN.9",
    "Commission on Crime Prevention and Criminal Justice": "E/CN.15",
    "Commission on Science and Technology for Development": "E/CN.16",
    "Commission on Sustainable Development": "E/CN.17",
    "Statistical Commission": "E/CN.3",
    "Commission": "commission",
    "Economic and Social Commission for Asia and the Pacific": "E/ESCAP",
    "United Nations Environment Assembly": "UNEP/EA",
    "Environment Assembly": "UNEP/EA",
    "World Health Assembly": "",
    "Health Assembly": "",
    "Parliamentary Assembly": "",
    "Human Settlements Programme Assembly": "",
    "Economic Commission for Europe": "",
    "Economic Commission for Africa": "",
    "Economic Commission for Latin America and the Caribbean": "",
    "Economic and Social Commission for Western Asia": "",
    "Sub-Commission on the Promotion and Protection of Human Rights": "",
    "Committee on the Elimination of Racial Discrimination": "",
    "Peace and Security Council": "",
    "European Council": "",
    "Governing Council": "",
    "Trade and Development Board": "",
    "Executive Board": "",
    "General Conference": "",
    "Conference of the Parties": "",
    "Conference of the States Parties": "",
    "Forum on Forests": "",
    "Congress": "",
    "Union": "",
}
"""Names of adopting bodies and the codes that begin their symbols.

"council" and "commission" mean whichever one the text is about; an empty code is a body
whose resolutions have no symbol that can be told from the number: they stay unresolved
instead of falling to the General Assembly.
"""

COUNCILS = ("A/HRC", "S", "E")
MAIN_BODIES = ("A", "A/HRC", "S", "E")

FIRST_ARABIC_ASSEMBLY_SESSION = 31
"""Before the thirty-first session (1976) the Assembly numbered 3541 (XXX)."""

MOST_OF_ONE_SESSION = 150
"""The Human Rights Council adopts some forty resolutions a session; "3/2005" is not one of them."""

REMEMBERED = 10_000
"""Numbers whose symbols are remembered: texts cite the same ones again and again."""


def spoken_commission(symbol: str) -> str | None:
    """A commission's resolution as texts name it: "Commission on Population and Development resolution 2013/1"."""
    match = re.fullmatch(r"(?P<body>E/CN\.\d+|E/ESCAP)/(?P<kind>RES|DEC)/(?P<number>.+)", symbol)
    name = next((name for name, code in BODY_NAMES.items() if match and code == match["body"]), None)
    if match is None or name is None:
        return None
    return f"{name} {'decision' if match['kind'] == 'DEC' else 'resolution'} {match['number']}"


def session_of(number: str) -> str:
    """The session part of a bare number: "76" of 76/172, "2015" of 2240 (2015), "XXI" of 2200 A (XXI)."""
    inside = re.search(r"\(([^)]+)\)", number)
    return inside[1] if inside else number.split("/", 1)[0]


@lru_cache(maxsize=REMEMBERED)
def spell(body: str, number: str, *, part: str = "", decision: bool = False) -> str | None:
    """The canonical symbol of a bare number of that body, or None where the form is not that body's.

    Resolutions of the four main bodies have the forms of `archive.symbols`. Decisions take
    "DEC" for "RES". Commissions of the Economic and Social Council have RES within their
    series (E/CN.9/RES/2006/2), the Environment Assembly its session (UNEP/EA.4/Res.3).
    """
    if body in MAIN_BODIES:
        if not _form_fits(body, number):
            return None
        try:
            symbol = str(Symbol.parse(f"{body}/RES/{number}{part}"))
        except SymbolError:
            return None
        return symbol.replace("/RES/", "/DEC/", 1) if decision else symbol
    if "(" in number or not body or body in ("council", "commission"):
        return None
    session, _, serial = number.partition("/")
    if body == "UNEP/EA":
        return f"UNEP/EA.{session}/{'Dec' if decision else 'Res'}.{serial}"
    tail = f" {part}" if part else ""
    return f"{body}/{'DEC' if decision else 'RES'}/{number}{tail}"


def _form_fits(body: str, number: str) -> bool:
    session = session_of(number)
    if "(" in number:
        return (body == "S") == session.isdigit() and (session.isdigit() or body in ("A", "E"))
    if session.startswith(("ES", "S")):
        return body == "A" or (body == "A/HRC" and session.startswith("S-"))
    value = int(session)
    return {
        "A": FIRST_ARABIC_ASSEMBLY_SESSION <= value < 200,
        "A/HRC": 1 <= value < 200 and int(number.partition("/")[2]) < MOST_OF_ONE_SESSION,
        "S": False,
        "E": 1978 <= value < 2100,
    }[body]
