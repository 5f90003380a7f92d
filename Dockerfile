# syntax=docker/dockerfile:1
# Every part of the system, one at a time:  docker build --build-arg PART=Host|Git|Http|Invoker -t triggers .
ARG PART=Host

FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
ARG PART
WORKDIR /source
COPY . .
# The host's program is called triggers; in the image every part's is.
RUN --mount=type=cache,target=/root/.nuget/packages \
    dotnet publish src/*${PART}/*.csproj --configuration Release --output /app \
    && { [ -e /app/triggers ] || ln -s Triggers.${PART} /app/triggers; }

FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble AS runtime
RUN apt-get update \
    && apt-get install -y --no-install-recommends curl \
    && rm -rf /var/lib/apt/lists/* \
    && install -d -o app -g app /data /project
ENV DOTNET_EnableDiagnostics=0 \
    PATH=/app:$PATH \
    TRIGGERS_Data__Path=/data
WORKDIR /project

FROM runtime AS part-http
ENV TRIGGERS_Http__Url=http://0.0.0.0:3000 HEALTH_URL=http://127.0.0.1:3010/readyz
EXPOSE 3000

# Repositories are asked for their references by git itself.
FROM runtime AS part-git
RUN apt-get update \
    && apt-get install -y --no-install-recommends git openssh-client \
    && rm -rf /var/lib/apt/lists/*
ENV TRIGGERS_Git__Url=http://0.0.0.0:3003 HEALTH_URL=http://127.0.0.1:3013/readyz
EXPOSE 3003

# What runs functions: the interpreters of the runtimes that are ours.
FROM runtime AS part-invoker
RUN apt-get update \
    && apt-get install -y --no-install-recommends nodejs python3 \
    && rm -rf /var/lib/apt/lists/*
ENV HEALTH_URL=http://127.0.0.1:3001/readyz
# The Lambda API stays on loopback unless it is given credentials to check: TRIGGERS_Lambda__Url, TRIGGERS_Lambda__Credentials__KEY.
EXPOSE 3001

FROM part-invoker AS part-host
RUN apt-get update \
    && apt-get install -y --no-install-recommends git openssh-client \
    && rm -rf /var/lib/apt/lists/*
ENV TRIGGERS_Http__Url=http://0.0.0.0:3000 TRIGGERS_Git__Url=http://0.0.0.0:3003
EXPOSE 3000 3003

FROM part-${PART} AS final
COPY --from=build /app /app
# The program may not write beside itself in here: compiled now, the Python bootstrap need not be compiled at each cold start.
RUN ! command -v python3 || python3 -m compileall -q /app/Runtimes/python
USER app
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD curl --fail --silent --show-error "$HEALTH_URL"
ENTRYPOINT ["triggers"]
