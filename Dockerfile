# One side as an image: docker build --build-arg SIDE=command-side|query-side . (after ./mvnw -DskipTests package)
FROM eclipse-temurin:25-jre AS unpacked

# From a jar within a jar a class takes twice as long to load.
ARG SIDE
COPY ${SIDE}/target/${SIDE}.jar /tidemark.jar
RUN java -Djarmode=tools -jar /tidemark.jar extract --destination /tidemark

FROM eclipse-temurin:25-jre

# Images are uploaded to a volume; a new volume belongs to whom its mount point belongs to.
RUN useradd --no-create-home --uid 10001 tidemark && mkdir /images && chown tidemark /images

COPY --from=unpacked /tidemark /tidemark

USER tidemark
ENV SERVER_PORT=8080
EXPOSE 8080
STOPSIGNAL SIGTERM

# Liveness, not readiness: whoever restarts what is unhealthy must not do so in an outage of the database. The proxy asks for
# readiness.
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=3 CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$SERVER_PORT && printf 'GET /actuator/health/liveness HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && read -r status <&3 && [[ $status == *' 200 '* ]]"]

# Half of the memory is the heap's. What Netty keeps outside of it has no share that can be named, only a size: this one is for
# a limit of 1 GiB, and leaves 320 MiB for code and threads. A process without memory is restarted, not kept half alive.
# What a burst of connections leaves behind of the heap is given back, but not so soon that a load has all of the heap collected
# again and again; and objects have short headers. A collection that stops everything is short with so small a heap, and leaves
# a tenth more of the processors to all else than one that goes on beside it. Netty does without Unsafe on this Java unless it is
# allowed to, and writes bytes one by one then: another twentieth.
ENV JDK_JAVA_OPTIONS=-XX:MaxDirectMemorySize=192m
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-XX:+UseParallelGC", "-XX:MinHeapFreeRatio=20", "-XX:MaxHeapFreeRatio=60", "-XX:+UseCompactObjectHeaders", "--sun-misc-unsafe-memory-access=allow", "-jar", "/tidemark/tidemark.jar"]
