package bottega.networks.weights.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.common.problem.ProblemException;
import bottega.networks.weights.catalogue.PublishedCheckpoint.Format;
import bottega.networks.zoo.NetworkType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private final Catalogue catalogue = Catalogue.load();

    @Test
    void everyEntryIsWhole() {
        Set<String> names = new HashSet<>();
        Set<String> files = new HashSet<>();
        for (PublishedCheckpoint each : catalogue.checkpoints()) {
            assertTrue(names.add(each.name()), "twice: " + each.name());
            assertTrue(files.add(each.file()), "twice: " + each.file());
            assertEquals("https", each.address().getScheme(), each.name());
            assertTrue(!each.licence().isBlank() && !each.source().isBlank() && each.note() != null, each.name());
            var preprocessing = each.preprocessing();
            assertTrue(List.of("RGB", "BGR").contains(preprocessing.order()), each.name());
            assertTrue(preprocessing.range() == 1 || preprocessing.range() == 255, each.name());
            assertEquals(3, preprocessing.mean().size(), each.name());
            assertEquals(3, preprocessing.deviation().size(), each.name());
            assertTrue(preprocessing.resize() >= preprocessing.inputSize(), each.name());
        }
    }

    /** torchvision puts the first digits of the checksum into the file name. */
    @Test
    void torchvisionsNamesAgreeWithTheChecksums() {
        int compared = 0;
        for (PublishedCheckpoint each : catalogue.checkpoints()) {
            if (each.sha256Prefix() != null) {
                assertTrue(each.file().endsWith("-" + each.sha256Prefix() + ".pth"), each.file());
                assertTrue(each.address().getPath().endsWith("/" + each.file()), each.file());
                assertTrue(each.sha256() == null || each.sha256().startsWith(each.sha256Prefix()), each.file());
                compared++;
            }
        }
        assertEquals(15, compared);
    }

    @Test
    void whatCannotBeReadSaysSo() {
        for (PublishedCheckpoint each : catalogue.checkpoints()) {
            assertTrue(each.format() != Format.CAFFE || each.note().contains("not read"), each.name());
        }
    }

    /** Weights are worth nothing under another preprocessing: where the file's is not the network's own, a note says so. */
    @Test
    void everyEntryIsForANetworkOfTheZoo() {
        for (PublishedCheckpoint each : catalogue.checkpoints()) {
            NetworkType network =
                    NetworkType.named(each.network()).orElseThrow(() -> new AssertionError(each.network()));
            var own = network.preprocessing();
            var published = each.preprocessing();
            boolean same = own.order().name().equals(published.order())
                    && own.range() == published.range()
                    && own.mean().equals(published.mean())
                    && own.deviation().equals(published.deviation());
            assertTrue(same || !each.note().isEmpty(), each.name() + ": " + own + " and " + published);
            assertTrue(published.inputSize() >= network.leastInputSize(), each.name());
        }
    }

    @Test
    void unknownNamesAreToldTheKnownOnes() {
        var problem = assertThrows(ProblemException.class, () -> catalogue.named("resnet"))
                .problem();
        assertTrue(problem.expected().contains("resnet18, resnet50"), problem.expected());
    }
}
