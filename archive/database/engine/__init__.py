"""A Django database backend whose PostgreSQL is started at the first connection."""
