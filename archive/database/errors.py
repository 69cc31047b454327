"""What can go wrong with the embedded server, in words that say what to do."""


class ServerError(Exception):
    """The embedded PostgreSQL cannot run here; the message is for the person at the terminal."""
