"""The embedded PostgreSQL of a machine that has none.

The first process that needs the database starts a guardian, the guardian starts the server; every
process that uses it holds a shared lock, which the kernel frees however the process ends; when
nobody holds one any more, the guardian stops the server. `engine` is the Django backend over it.
"""
