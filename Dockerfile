# Copydesk's image: the wheel and its locked dependencies, hashes checked, on a slim Python. Nothing is fetched at start.
#
#   docker build --build-arg REVISION=$(git rev-parse HEAD) -t copydesk .
#   docker build --target sbom --output type=local,dest=build .      build/copydesk.cdx.json, what is in it (CycloneDX)
#   docker build --target audit --no-cache-filter audit .            known vulnerabilities of the locked dependencies
#
# The same commit on the same base gives the same layers, byte for byte; but for the time at which the base's pip is hidden.
ARG PYTHON=3.12

# All that is compiled or installed happens here and stays behind. File times are those of SOURCE_DATE_EPOCH, and .pyc
# files do not hold the time of their source.
FROM python:${PYTHON}-slim AS build
ENV SOURCE_DATE_EPOCH=315532800 \
    PYTHONHASHSEED=0 \
    PYTHONDONTWRITEBYTECODE=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_NO_COMPILE=1 \
    PIP_ONLY_BINARY=:all: \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_ROOT_USER_ACTION=ignore
WORKDIR /build
RUN apt-get update && apt-get install -y --no-install-recommends tini && rm -rf /var/lib/apt/lists/*

FROM build AS dependencies
COPY requirements.lock ./
RUN python -m venv --without-pip /opt/copydesk \
    && pip --python /opt/copydesk/bin/python install --require-hashes -r requirements.lock \
    && cp /usr/bin/tini-static /opt/copydesk/bin/tini \
    && rm /opt/copydesk/bin/[Aa]ctivate* \
    && find /opt/copydesk/lib/python3*/site-packages/numpy -type d -name tests -prune -exec rm -r {} + \
    && python -m compileall -q --invalidation-mode unchecked-hash /opt/copydesk/lib \
    && find /opt/copydesk -exec touch --no-dereference --date=@${SOURCE_DATE_EPOCH} {} +

FROM dependencies AS package
COPY worker/deploy/image/build.lock ./
RUN python -m venv /opt/builder && /opt/builder/bin/pip install --require-hashes -r build.lock
COPY pyproject.toml README.md LICENSE ./
COPY schemas schemas
COPY worker worker
RUN /opt/builder/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /build . \
    && pip --python /opt/copydesk/bin/python install --no-deps --no-index --prefix /own copydesk-*.whl \
    && install -m 755 worker/deploy/image/healthcheck /own/bin/ \
    && python -m compileall -q --invalidation-mode unchecked-hash -s /own -p /opt/copydesk /own/lib \
    && chmod -R u=rwX,go=rX /own \
    && find /own -exec touch --no-dereference --date=@${SOURCE_DATE_EPOCH} {} +

# The bill of materials: of what is installed, not of what was asked for.
FROM package AS listing
COPY worker/deploy/image/sbom.lock ./
RUN python -m venv /opt/sbom && /opt/sbom/bin/pip install --require-hashes -r sbom.lock \
    && cp -r /own/. /opt/copydesk \
    && /opt/sbom/bin/cyclonedx-py environment --pyproject pyproject.toml --mc-type application --output-reproducible \
        --output-format JSON --output-file /copydesk.cdx.json /opt/copydesk/bin/python

FROM scratch AS sbom
COPY --from=listing /copydesk.cdx.json /

# Asks the network; fails where something is known against a locked dependency.
FROM build AS audit
ENV REQUESTS_CA_BUNDLE=/etc/ssl/certs/ca-certificates.crt
COPY worker/deploy/image/audit.lock ./
RUN python -m venv /opt/audit && /opt/audit/bin/pip install --require-hashes -r audit.lock
COPY requirements.lock ./
RUN /opt/audit/bin/pip-audit --require-hashes --disable-pip --strict --progress-spinner off -r requirements.lock

FROM python:${PYTHON}-slim
# The base's own pip is not needed any more. Nobody logs in: the user is a number with a name.
RUN rm -rf /usr/local/lib/python3*/site-packages/pip* /usr/local/lib/python3*/ensurepip /usr/local/bin/pip* \
    && echo 'copydesk:x:10001:10001::/tmp:/usr/sbin/nologin' >> /etc/passwd \
    && echo 'copydesk:x:10001:' >> /etc/group \
    && mkdir -p /opt/copydesk \
    && touch --date=@315532800 /opt /opt/copydesk /etc /etc/passwd /etc/group /usr/local/bin /usr/local/lib/python3* \
        /usr/local/lib/python3*/site-packages
COPY --from=dependencies /opt/copydesk /opt/copydesk
COPY --from=package /own /opt/copydesk
ENV PATH=/opt/copydesk/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    COPYDESK_HTTP_HOST=0.0.0.0
USER 10001:10001
WORKDIR /tmp
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --start-interval=1s --retries=3 CMD ["healthcheck"]
# tini hands signals on, ends with the worker's exit code, and buries what is orphaned.
ENTRYPOINT ["tini", "--", "copydesk"]
CMD ["worker"]
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Copydesk" \
      org.opencontainers.image.description="Stream-processing ingestion worker for news" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
