"""Tests of the site in a real browser; a package so that the site they open serves them alone."""
