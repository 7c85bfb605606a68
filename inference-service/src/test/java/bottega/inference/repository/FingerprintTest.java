package bottega.inference.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {
    @TempDir
    Path version;

    @Test
    void aCardIsCorrectedWithoutTheModelBeingLoadedAgain() throws IOException {
        Files.writeString(version.resolve("model.onnx"), "model");
        Fingerprint before = Fingerprint.of(version);
        Files.writeString(version.resolve("README.md"), "# Coins");
        Files.writeString(version.resolve("card.json"), "{}");
        assertEquals(before, Fingerprint.of(version));
        Files.writeString(version.resolve("weights.bin"), "of a model with external data");
        assertNotEquals(before, Fingerprint.of(version));
    }
}
