"""The five documents of fixtures/, as the demo loads them."""

from pathlib import Path

from django.conf import settings

from archive.curation import authority, receiving, settling, topics

FIXTURES = Path(settings.BASE_DIR) / "fixtures"


def load_documents() -> None:
    """Instruments, topics, the five documents, all linked and tagged."""
    authority.load_authority()
    topics.load_topics()
    manifest = receiving.read_manifest(FIXTURES / "manifest.json")
    for path in sorted(FIXTURES.glob("*.txt")):
        supplied = manifest.get(path.name, {})
        receiving.receive(data=path.read_bytes(), name=path.name, supplied=supplied, publish=True, by="tests")
    settling.settle()
