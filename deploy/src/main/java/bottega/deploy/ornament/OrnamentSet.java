package bottega.deploy.ornament;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/**
 * Training pictures as an archive and held-out ones to judge by. Both are drawn alike; no picture is in both.
 *
 * @param seed what all pictures follow from
 * @param trainPerClass pictures of each ornament in the archive
 * @param heldOutPerClass pictures of each ornament that training never sees
 */
public record OrnamentSet(long seed, int trainPerClass, int heldOutPerClass) {
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    /** A picture whose class is known. */
    public record Labelled(String label, String fileName, byte[] jpeg) {}

    public OrnamentSet {
        if (trainPerClass < 1 || heldOutPerClass < 1) {
            throw new IllegalArgumentException("expected at least one picture a class, received " + trainPerClass
                    + " to train and " + heldOutPerClass + " held out");
        }
    }

    /** A zip with one folder per class; the same bytes for the same set. */
    public void writeArchive(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        for (Ornament ornament : Ornament.values()) {
            for (Labelled picture : draw(ornament, 0, trainPerClass)) {
                ZipEntry entry = new ZipEntry(picture.label + "/" + picture.fileName);
                entry.setTimeLocal(ENTRY_TIME);
                zip.putNextEntry(entry);
                zip.write(picture.jpeg);
                zip.closeEntry();
            }
        }
        zip.finish();
    }

    /** Class by class, in the order of {@link Ornament}. */
    public List<Labelled> heldOut() {
        return Arrays.stream(Ornament.values())
                .flatMap(ornament -> draw(ornament, -heldOutPerClass, 0).stream())
                .toList();
    }

    /** Training pictures have indices from 0 up, held-out ones from -1 down. */
    private List<Labelled> draw(Ornament ornament, int from, int to) {
        OrnamentPainter painter = new OrnamentPainter(seed);
        return IntStream.range(from, to)
                .parallel()
                .mapToObj(index ->
                        new Labelled(ornament.label(), fileName(ornament, index), jpeg(painter.paint(ornament, index))))
                .toList();
    }

    private static String fileName(Ornament ornament, int index) {
        return index >= 0
                ? "%s-%04d.jpg".formatted(ornament.label(), index)
                : "held-out-%s-%04d.jpg".formatted(ornament.label(), -index);
    }

    private static byte[] jpeg(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, "jpg", bytes)) {
                throw new IllegalStateException(
                        "this JDK has no JPEG writer: a JDK with the module java.desktop is needed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
