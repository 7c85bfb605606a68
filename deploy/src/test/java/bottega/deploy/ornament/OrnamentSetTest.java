package bottega.deploy.ornament;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.deploy.ornament.OrnamentSet.Labelled;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class OrnamentSetTest {
    private final OrnamentSet set = new OrnamentSet(7, 3, 2);

    @Test
    void theArchiveHasOneFolderPerClassAndOnlyPictures() throws IOException {
        Map<String, Integer> counts = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive(set)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                counts.merge(entry.getName().split("/")[0], 1, Integer::sum);
                BufferedImage picture = ImageIO.read(new ByteArrayInputStream(zip.readAllBytes()));
                assertEquals(OrnamentPainter.SIZE, picture.getWidth(), entry.getName());
                assertEquals(OrnamentPainter.SIZE, picture.getHeight(), entry.getName());
            }
        }
        assertEquals(Ornament.values().length, counts.size());
        assertTrue(Ornament.values().length >= 8, "the data set promises at least eight classes");
        Arrays.stream(Ornament.values()).forEach(ornament -> assertEquals(3, counts.get(ornament.label())));
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() throws IOException {
        assertArrayEquals(archive(set), archive(new OrnamentSet(7, 3, 2)));
        assertFalse(Arrays.equals(archive(set), archive(new OrnamentSet(8, 3, 2))));
    }

    @Test
    void aPictureDoesNotDependOnHowManyAreDrawn() {
        Labelled alone = new OrnamentSet(7, 1, 1).heldOut().getFirst();
        Labelled amongOthers = set.heldOut().stream()
                .filter(picture -> picture.fileName().equals(alone.fileName()))
                .findFirst()
                .orElseThrow();
        assertArrayEquals(alone.jpeg(), amongOthers.jpeg());
    }

    @Test
    void noHeldOutPictureIsInTheArchiveAndNoTwoAreAlike() throws IOException {
        Set<String> seen = new HashSet<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive(set)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                assertTrue(seen.add(Arrays.toString(zip.readAllBytes())), entry.getName());
            }
        }
        for (Labelled picture : set.heldOut()) {
            assertTrue(seen.add(Arrays.toString(picture.jpeg())), picture.fileName());
        }
        assertEquals(Ornament.values().length * 5, seen.size());
    }

    @Test
    void aSetWithoutPicturesIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new OrnamentSet(7, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new OrnamentSet(7, 1, 0));
    }

    private static byte[] archive(OrnamentSet set) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        set.writeArchive(bytes);
        return bytes.toByteArray();
    }
}
