package bottega.deploy.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void aTerminalHasOneLineThatIsWrittenOver() {
        ProgressLine line = new ProgressLine(out, true);
        for (int step = 0; step <= 50; step++) {
            line.accept(progress(step, 50));
        }
        line.end();
        String shown = bytes.toString(StandardCharsets.UTF_8);
        assertFalse(shown.contains("\n"), shown);
        assertTrue(shown.contains("\r    50 %  25 of 50  epoch 3  accuracy 0.912  7 s left"), shown);
        assertTrue(shown.endsWith("\r"), shown);
    }

    @Test
    void elsewhereEachFifthOfTheWayIsALine() {
        ProgressLine line = new ProgressLine(out, false);
        for (int step = 0; step <= 50; step++) {
            line.accept(progress(step, 50));
        }
        line.end();
        assertEquals(6, bytes.toString(StandardCharsets.UTF_8).lines().count());
    }

    private static ObjectNode progress(int step, int of) {
        return Service.JSON
                .createObjectNode()
                .put("step", step)
                .put("of", of)
                .put("epoch", 3)
                .put("accuracy", 0.9123)
                .put("secondsLeft", 7.2);
    }
}
