"""Tests of what readers see; a package so that its documents are loaded for it alone."""
