package bottega.common.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures as museums have them; they stand beside the checkout. */
class RealPicturesTest {

    @ParameterizedTest
    @CsvSource({"manuscripts,3", "coins,2000", "pictures,50", "art,16"})
    void allDecode(String folder, int atLeast) throws IOException {
        Path path = sharedData().resolve(folder);
        assumeTrue(Files.isDirectory(path), "skipped: there is no folder " + path);
        ImageDecoder decoder = new ImageDecoder(DecodeLimits.defaults());
        ImagePreparation preparation = new ImagePreparation(CropPolicy.CENTER_CROP, 64, 64);
        List<Path> files;
        try (Stream<Path> walk = Files.walk(path)) {
            files = walk.filter(file -> file.toString().matches(".*\\.(jpe?g|png)"))
                    .toList();
        }
        assertTrue(files.size() >= atLeast, files.size() + " pictures in " + path);
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            RgbImage picture = decoder.decode(bytes);
            ImageHeader header = decoder.readHeader(bytes);
            assertEquals(header.width(), picture.width(), file.toString());
            assertEquals(header.height(), picture.height(), file.toString());
            assertEquals(64 * 64 * 3, preparation.apply(picture).rgb().length);
        }
    }

    private static Path sharedData() {
        return Path.of(Optional.ofNullable(System.getProperty("BOTTEGA_SHARED_DATA"))
                .or(() -> Optional.ofNullable(System.getenv("BOTTEGA_SHARED_DATA")))
                .orElse("../../shared/data"));
    }
}
