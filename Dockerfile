# syntax=docker/dockerfile:1

FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml .
RUN mvn -B --no-transfer-progress dependency:go-offline
COPY src src
RUN mvn -B --no-transfer-progress package -DskipTests \
 && java -Djarmode=tools -jar target/nightjar-*.jar extract --destination /app \
 && mv /app/nightjar-*.jar /app/nightjar.jar

# The AOT cache is trained with the flags and the Java runtime that production uses, or it would be ignored.
FROM eclipse-temurin:25-jre AS runtime
RUN useradd --system --uid 10001 --home-dir /app nightjar && mkdir -p /app/data && chown nightjar /app /app/data
WORKDIR /app
COPY --from=build --chown=nightjar /app /app
USER nightjar
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError"
RUN java -XX:AOTCacheOutput=/app/nightjar.aot -Dspring.context.exit=onRefresh \
      -Dspring.datasource.url=jdbc:h2:mem:training -jar /app/nightjar.jar

EXPOSE 8080
VOLUME /app/data
# Liveness only: a late job must never get the watcher killed.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /actuator/health/liveness HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q '\"UP\"' <&3"]
ENTRYPOINT ["java", "-XX:AOTCache=/app/nightjar.aot", "-jar", "/app/nightjar.jar"]
