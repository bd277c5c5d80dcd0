# syntax=docker/dockerfile:1

FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml .
RUN mvn -B --no-transfer-progress dependency:go-offline
COPY src src
RUN mvn -B --no-transfer-progress package -DskipTests \
 && mv target/nightjar-*.jar nightjar.jar \
 && java -Djarmode=tools -jar nightjar.jar extract --layers --destination layers

# The AOT cache must be created with the flags and the Java runtime of production, otherwise it is ignored.
FROM eclipse-temurin:25-jre AS runtime
RUN useradd --system --uid 10001 --no-create-home --home-dir /app nightjar \
 && mkdir -p /app/data && chown nightjar /app/data
WORKDIR /app
# Rarely changed layers come first, so that a change of code does not rebuild the layers of the libraries.
# All files belong to root: the user that runs Nightjar can write only to /app/data.
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError"
RUN java -XX:AOTCacheOutput=/app/nightjar.aot -Dspring.context.exit=onRefresh \
      -Dspring.datasource.url=jdbc:h2:mem:training -cp /app/nightjar.jar io.nightjar.NightjarApplication
USER nightjar

EXPOSE 8080
VOLUME /app/data
# Liveness only: a late job must never get the watchdog killed. The status line is checked, not the body, in which a
# single component may be UP.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /actuator/health/liveness HTTP/1.0\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [[ $status == 200* ]]"]
# Jars with a team's own jobs are mounted at /app/plugins. The cache is valid for a class path that begins with its own.
ENTRYPOINT ["java", "-XX:AOTCache=/app/nightjar.aot", "-cp", "/app/nightjar.jar:/app/plugins/*", "io.nightjar.NightjarApplication"]
