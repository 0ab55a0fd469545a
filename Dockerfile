# Builds the image of one side. First: ./mvnw -DskipTests package
# Then: docker build --build-arg SIDE=command-side . (or SIDE=query-side)
FROM eclipse-temurin:25.0.4_7-jre-noble AS unpacked

# Loading a class from a nested jar takes twice as long, so the jar is extracted.
ARG SIDE
COPY ${SIDE}/target/${SIDE}.jar /tidemark.jar
RUN java -Djarmode=tools -jar /tidemark.jar extract --destination /tidemark

FROM eclipse-temurin:25.0.4_7-jre-noble

# Uploaded images are stored on a volume. A new volume takes its owner from the mount point.
RUN useradd --no-create-home --uid 10001 tidemark && mkdir /images && chown tidemark /images

COPY --from=unpacked /tidemark /tidemark

USER tidemark
# By default a side listens on its own machine alone, which in a container would be the container.
ENV SERVER_ADDRESS=0.0.0.0
ENV SERVER_PORT=8080
EXPOSE 8080
STOPSIGNAL SIGTERM

# Checks liveness, not readiness: an orchestrator must not restart the container when only the database is down. The proxy
# checks readiness.
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=3 CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$SERVER_PORT && printf 'GET /actuator/health/liveness HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && read -r status <&3 && [[ $status == *' 200 '* ]]"]

# Memory: the heap gets half of the container's memory. Netty's direct memory cannot be set as a percentage, so its size is
# fixed here for a limit of 1 GiB; 320 MiB remain for code and threads. A process that runs out of memory exits and is restarted.
# Heap: MinHeapFreeRatio and MaxHeapFreeRatio return memory after a burst of connections, but not so early that a steady load
# causes repeated full collections. Compact object headers save heap.
# Processor time: with a heap this small, the pauses of the parallel collector are short, and it leaves 10 % more processor time
# to the application than a concurrent collector. Without access to Unsafe, Netty writes bytes one by one on this Java, which
# costs another 5 %.
ENV JDK_JAVA_OPTIONS=-XX:MaxDirectMemorySize=192m
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-XX:+UseParallelGC", "-XX:MinHeapFreeRatio=20", "-XX:MaxHeapFreeRatio=60", "-XX:+UseCompactObjectHeaders", "--sun-misc-unsafe-memory-access=allow", "-jar", "/tidemark/tidemark.jar"]
