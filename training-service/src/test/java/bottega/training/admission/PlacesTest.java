package bottega.training.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import bottega.common.problem.ProblemException;
import org.junit.jupiter.api.Test;

class PlacesTest {
    @Test
    void oneMoreThanFitsIsRefusedUntilAPlaceIsGivenBack() {
        var places = new Places(2, "Two are here.");
        try (var _ = places.take()) {
            try (var _ = places.take()) {
                var refused = assertThrows(ProblemException.class, places::take).problem();
                assertEquals(503, refused.status());
                assertEquals("Two are here.", refused.detail());
            }
            places.take().close();
        }
        places.take();
        places.take();
        assertThrows(ProblemException.class, places::take);
    }
}
