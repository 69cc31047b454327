"""Many sources at once: gathered from files, folders and zip archives, read in parallel, stored in batches."""
