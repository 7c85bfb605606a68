package bottega.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher says without starting anything. */
class LauncherTest {
    private record Ended(int status, String output) {}

    @TempDir
    private Path home;

    @BeforeEach
    void needsBash() {
        assumeTrue(new File("/bin/bash").canExecute() || new File("/usr/bin/env").canExecute(), "needs a bash");
    }

    @Test
    void statusOfNothingIsStopped() throws Exception {
        Ended status = launch("status");
        assertEquals(3, status.status, status.output);
        assertEquals(
                3,
                status.output.lines().filter(line -> line.endsWith("stopped")).count(),
                status.output);
    }

    @Test
    void aPidFileThatACrashLeftIsRemoved() throws Exception {
        Path pids = Files.createDirectories(home.resolve("pids"));
        long ours = ProcessHandle.current().pid();
        Files.writeString(pids.resolve("training-service"), ours + " 8081\n");
        Files.writeString(pids.resolve("style-service"), "999999999 8082\n");
        assertEquals(0, launch("down").status);
        assertTrue(ProcessHandle.current().isAlive(), "a process that is no service of ours must be left alone");
        assertTrue(Files.notExists(pids.resolve("training-service")));
        assertTrue(Files.notExists(pids.resolve("style-service")));
    }

    @Test
    void unknownCommandsAndServicesAreNamed() throws Exception {
        Ended command = launch("fly");
        assertEquals(1, command.status);
        assertTrue(command.output.contains("no such command: fly"), command.output);
        Ended service = launch("logs", "no-service");
        assertEquals(1, service.status);
        assertTrue(service.output.contains("expected one of: inference-service"), service.output);
    }

    @Test
    void helpNamesEveryCommand() throws Exception {
        Ended help = launch("help");
        assertEquals(0, help.status);
        for (String command : new String[] {"up", "down", "status", "logs", "demo", "weights", "build", "test"}) {
            assertTrue(help.output.contains("./bottega " + command), help.output);
        }
    }

    private Ended launch(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 2];
        command[0] = "bash";
        command[1] = Path.of("..", "bottega").toAbsolutePath().normalize().toString();
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("BOTTEGA_HOME", home.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
