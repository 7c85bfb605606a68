package bottega.deploy.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import org.junit.jupiter.api.Test;

class DemoOptionsTest {
    @Test
    void whatIsNotGivenHasADefault() {
        DemoOptions options = DemoOptions.parse("--epochs", "3", "--training", "http://museum:9000");
        assertEquals(3, options.epochs());
        assertEquals(URI.create("http://museum:9000"), options.training());
        assertEquals(URI.create("http://127.0.0.1:8080"), options.inference());
        assertEquals(1, options.seed());
    }

    @Test
    void whatCannotBeIsNamed() {
        refused("expected one of [--epochs", "--speed", "3");
        refused("unknown option epochs", "epochs", "3");
        refused("--epochs needs a value", "--epochs");
        refused("--epochs: expected 1 to 1,000,000, received 0", "--epochs", "0");
        refused("--seed: expected a whole number, received x", "--seed", "x");
    }

    private static void refused(String message, String... arguments) {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> DemoOptions.parse(arguments));
        assertTrue(refusal.getMessage().contains(message), refusal.getMessage());
    }
}
