"""Which of the United Nations' languages a text is in, by its commonest words and its letters."""

from __future__ import annotations

import re
from collections import Counter

# characters that are looked at
_SAMPLE = 6_000
_COMMON = {
    "en": frozenset({"the", "of", "and", "to", "in", "that", "for", "its", "with", "on", "by", "all"}),
    "fr": frozenset({"le", "la", "les", "des", "de", "et", "du", "que", "dans", "pour", "sur", "aux"}),
    "es": frozenset({"el", "la", "los", "las", "de", "y", "del", "que", "en", "para", "por", "con"}),
}
_SCRIPTS = (("ru", re.compile("[а-я]")), ("ar", re.compile("[\u0621-\u064a]")), ("zh", re.compile("[\u4e00-\u9fff]")))
_LETTER = re.compile(r"[^\W\d_]")
# words of a text too short to tell
_FEWEST = 40


def language_of(text: str) -> str:
    """ "en", "fr", "es", "ru", "ar" or "zh"; "en" where a text is too short to tell."""
    sample = text[:_SAMPLE].lower()
    for language, pattern in _SCRIPTS:
        of_script = len(pattern.findall(sample))
        if of_script and of_script * 2 > len(_LETTER.findall(sample)):
            return language
    words = Counter(re.findall(r"[^\W\d_]+", sample))
    if words.total() < _FEWEST:
        return "en"
    shares = {language: sum(words[word] for word in common) for language, common in _COMMON.items()}
    best = max(shares, key=lambda language: (shares[language], language == "en"))
    return best if shares[best] > 1.5 * shares["en"] else "en"
