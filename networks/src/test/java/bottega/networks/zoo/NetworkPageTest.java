package bottega.networks.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkPageTest {
    @Test
    void thePageHasTheNetworksOwnFigures() throws Exception {
        if (NetworkPage.UPDATE) {
            NetworkPage.update();
        }
        assertEquals(
                NetworkPage.expected(),
                NetworkPage.written(),
                "docs/networks.md is not what the networks give: run with -Dbottega.update-docs=true");
    }

    @ParameterizedTest
    @EnumSource(NetworkType.class)
    void everyNetworkWasExportedAtItsPublishedSize(NetworkType type) throws Exception {
        assertTrue(
                NetworkPage.written()
                                .lines()
                                .filter(line -> line.startsWith("| " + type.publicName() + " | "))
                                .count()
                        == 2,
                () -> "docs/networks.md has no export of " + type.publicName()
                        + ": run the tests with -Plarge -Dbottega.update-docs=true");
    }
}
