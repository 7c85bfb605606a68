package bottega.inference.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bottega.inference.TestModels;
import bottega.inference.engine.ModelLoadException;
import bottega.inference.engine.OnnxEngine;
import bottega.inference.engine.OnnxModel;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a version is read, and how often. */
@QuarkusTest
class ModelSlotTest {
    @Inject
    OnnxEngine engine;

    @TempDir
    Path folder;

    private final List<Long> loads = new ArrayList<>();
    private final ModelSlot slot = new ModelSlot("slot");

    @Test
    void aVersionThatFailedIsNotReadAgainUntilItChanges() throws Exception {
        write(1, TestModels.colours(8, 0));
        write(2, new byte[] {1, 2, 3});
        reconcile();
        reconcile();
        reconcile();
        assertEquals(List.of(2L, 1L), loads);
        write(2, TestModels.colours(8, 0));
        reconcile();
        reconcile();
        assertEquals(List.of(2L, 1L, 2L), loads);
        slot.unload();
    }

    @Test
    void aVersionThatServesIsNotReadAgain() throws Exception {
        write(1, TestModels.colours(8, 0));
        reconcile();
        reconcile();
        assertEquals(List.of(1L), loads);
        slot.unload();
    }

    private void write(long version, byte[] file) throws IOException {
        Path target = folder.resolve("slot").resolve(Long.toString(version));
        Files.createDirectories(target);
        Files.write(target.resolve("model.onnx"), file);
    }

    private void reconcile() throws IOException {
        RepositoryFolder repository = new RepositoryFolder(folder);
        NavigableMap<Long, Fingerprint> found = repository.read().getOrDefault("slot", new TreeMap<>());
        slot.reconcile(found, (name, version) -> load(repository, name, version));
    }

    private OnnxModel load(RepositoryFolder repository, String name, long version) throws ModelLoadException {
        loads.add(version);
        return engine.load(name, version, repository.file(name, version));
    }
}
