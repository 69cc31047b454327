"""Lines to running text."""

from __future__ import annotations


def join(texts: list[str]) -> str:
    """Join lines by blanks; a hyphen at the end of a line holds its word together ("twenty-" + "seventh")."""
    parts: list[str] = []
    for text in texts:
        if not text:
            continue
        before = parts[-1] if parts else ""
        hyphenated = before.endswith("-") and before[-2:-1].isalpha() and text[:1].isalpha()
        if parts and not hyphenated:
            parts.append(" ")
        parts.append(text)
    return "".join(parts)
