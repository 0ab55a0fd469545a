package io.tidemark.resilience;

import io.tidemark.testkit.Launch;
import io.tidemark.testkit.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A side's jar, unpacked and with an archive of the classes that it loads: a node is started so often that it pays. */
final class Program {

    /** Which side it is. */
    enum Side {
        COMMAND("command-side", "io.tidemark.command.CommandSide"),
        QUERY("query-side", "io.tidemark.query.QuerySide");

        private final String module;
        private final String application;

        Side(String module, String application) {
            this.module = module;
            this.application = application;
        }

        /** Where it is unpacked, in the directory of the run. */
        String module() {
            return module;
        }
    }

    private static final String JAVA = Programs.ofThisJava("java");

    private final Side side;
    private final Path directory;

    Program(Side side, Path directory) {
        this.side = side;
        this.directory = directory.resolve(side.module).toAbsolutePath();
    }

    void unpack() throws IOException {
        Launch.of(JAVA, "-Djarmode=tools", "-jar", jar().toString(), "extract", "--destination", directory.toString())
                .run()
                .successfully();
        try (var clock = new JarOutputStream(Files.newOutputStream(clock()))) { // No archive is made of a directory.
            addTo(clock, ShiftedClock.class);
            for (var nested : ShiftedClock.class.getDeclaredClasses()) {
                addTo(clock, nested);
            }
        }
    }

    private Path jar() {
        var jar = Path.of("..", side.module, "target", side.module + ".jar").toAbsolutePath();
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is not built");
        }
        return jar.normalize();
    }

    private static void addTo(JarOutputStream jar, Class<?> type) throws IOException {
        var name = type.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new JarEntry(name));
        try (var bytes = type.getClassLoader().getResourceAsStream(name)) {
            if (bytes == null) {
                throw new IOException(name + " is not there");
            }
            bytes.transferTo(jar);
        }
    }

    private Path clock() {
        return directory.resolve("shifted-clock.jar");
    }

    private Path archive() {
        return directory.resolve("classes.jsa");
    }

    /** What starts it. */
    List<String> command(List<String> options, List<String> arguments) {
        return command("-XX:SharedArchiveFile=" + archive(), options, arguments);
    }

    /** What starts it once, and makes the archive for all starts that follow when it is told to go. */
    List<String> training(List<String> options, List<String> arguments) {
        var more = new ArrayList<>(options);
        more.add("-Xlog:disable"); // Else each class that cannot be in the archive has a warning in the node's log.
        return command("-XX:ArchiveClassesAtExit=" + archive(), more, arguments);
    }

    private List<String> command(String archive, List<String> options, List<String> arguments) {
        var command = new ArrayList<>(List.of(JAVA, archive));
        command.addAll(options);
        command.addAll(List.of("-cp", clock() + ":" + directory.resolve(side.module + ".jar"), side.application));
        command.addAll(arguments);
        return command;
    }
}
