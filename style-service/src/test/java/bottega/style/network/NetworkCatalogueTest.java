package bottega.style.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.common.problem.ProblemException;
import bottega.common.style.Pooling;
import bottega.common.style.StyleNetwork;
import bottega.networks.vgg.FeatureNetwork;
import bottega.networks.weights.HostTensor;
import bottega.networks.weights.SafeTensors;
import bottega.style.StyleConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkCatalogueTest {
    private static final Set<String> LAYERS = Set.of("relu1_1", "relu1_2");

    @TempDir
    Path folder;

    private NetworkCatalogue catalogue;

    @BeforeEach
    void open() {
        catalogue = new NetworkCatalogue(new Config(folder));
    }

    @Test
    void withoutFilesRandomFiltersAreUsedAndSaidToBe() {
        StyleNetwork network = new NetworkCatalogue(new Config(folder.resolve("none"))).choose(null, 5, LAYERS);
        assertEquals("random", network.name());
        assertEquals("seeded random filters", network.source());
        assertEquals(5, network.seed());
        assertTrue(network.note().contains("no weight file"), network.note());
    }

    @Test
    void theDistilledOneComesFirstThenTheFirstThatFits() throws IOException {
        SafeTensors.write(folder.resolve("a-squeezenet.safetensors"), Map.of(), Map.of());
        assertTrue(catalogue.choose(null, 1, LAYERS).note().contains("a-squeezenet"));
        vgg("mine");
        assertEquals("mine", catalogue.choose(null, 1, LAYERS).name());
        vgg("vgg19-distilled-16x");
        StyleNetwork chosen = catalogue.choose(null, 1, LAYERS);
        assertEquals("vgg19-distilled-16x", chosen.name());
        assertEquals("weights/vgg19-distilled-16x.safetensors", chosen.source());
        assertNull(chosen.note());
        assertEquals("mine", catalogue.choose("mine", 1, LAYERS).name());
        assertEquals("random", catalogue.choose("random", 1, LAYERS).name());
    }

    @Test
    void whatWasChosenLoads() throws IOException {
        vgg("mine");
        for (String name : List.of("mine", "random")) {
            try (FeatureNetwork network = catalogue.load(catalogue.choose(name, 1, LAYERS), LAYERS, Pooling.MAX)) {
                assertEquals(1, network.smallestSide());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent", "", "../secret", "mine.safetensors", "/etc/passwd", "Random"})
    void unknownNamesAreToldWhatIsThere(String name) throws IOException {
        vgg("mine");
        Files.writeString(folder.resolve("../secret.safetensors"), "");
        ProblemException e = assertThrows(ProblemException.class, () -> catalogue.choose(name, 1, LAYERS));
        assertEquals("urn:bottega:problem:unknown-network", e.problem().type());
        assertEquals("one of [mine, random]", e.problem().expected());
        Files.delete(folder.resolve("../secret.safetensors"));
    }

    @Test
    void filesThatDoNotFitAreRefusedByName() throws IOException {
        vgg("shallow");
        ProblemException tooShallow =
                assertThrows(ProblemException.class, () -> catalogue.choose("shallow", 1, Set.of("relu5_1")));
        assertEquals(
                "urn:bottega:problem:unsuitable-weights", tooShallow.problem().type());
        Files.writeString(folder.resolve("broken.safetensors"), "no header at all");
        ProblemException broken = assertThrows(ProblemException.class, () -> catalogue.choose("broken", 1, LAYERS));
        assertEquals("urn:bottega:problem:damaged-weights", broken.problem().type());
    }

    private void vgg(String name) throws IOException {
        var tensors = new LinkedHashMap<String, HostTensor>();
        tensors.put("conv1_1.weight", HostTensor.of(new float[27], 1, 3, 3, 3));
        tensors.put("conv1_1.bias", HostTensor.of(new float[1], 1));
        tensors.put("conv1_2.weight", HostTensor.of(new float[9], 1, 1, 3, 3));
        tensors.put("conv1_2.bias", HostTensor.of(new float[1], 1));
        SafeTensors.write(folder.resolve(name + ".safetensors"), tensors, Map.of());
    }

    private record Config(Path weights) implements StyleConfig {
        @Override
        public int maxSize() {
            return 1024;
        }

        @Override
        public Duration checkpointInterval() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Duration previewInterval() {
            return Duration.ofSeconds(3);
        }
    }
}
