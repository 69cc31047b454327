"""Akoma Ntoso for the United Nations (AKN4UN): the official XML of resolutions."""

from archive.parsing.akn.reading import parse_akn

__all__ = ["parse_akn"]
