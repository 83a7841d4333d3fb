# The wheel and its locked dependencies, hashes checked, on a slim Python. Nothing is fetched at start.
FROM python:3.12-slim AS build
WORKDIR /build
RUN python -m venv /opt/copydesk
COPY requirements.lock ./
RUN /opt/copydesk/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY schemas schemas
COPY worker worker
RUN /opt/copydesk/bin/pip install --no-cache-dir --no-deps . \
    && /opt/copydesk/bin/python -m compileall -q /opt/copydesk/lib \
    && /opt/copydesk/bin/pip uninstall -q -y pip

FROM python:3.12-slim
LABEL org.opencontainers.image.title="Copydesk" \
      org.opencontainers.image.description="Stream-processing ingestion worker for news" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN useradd --system --uid 10001 --no-create-home copydesk
COPY --from=build /opt/copydesk /opt/copydesk
ENV PATH=/opt/copydesk/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    COPYDESK_HTTP_HOST=0.0.0.0
USER 10001
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8080/healthz', timeout=4)"]
ENTRYPOINT ["copydesk"]
CMD ["worker"]
