"""Reading resolutions from text that lost its structure: `pipeline` is the way in."""
