package bottega.training.inspection;

import bottega.common.dataset.DataSetKind;
import bottega.common.dataset.Part;
import bottega.common.image.CropPolicy;
import bottega.common.image.ImageDecoder;
import bottega.common.image.ImagePreparation;
import bottega.common.image.RgbImage;
import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import bottega.training.dataset.DataSet;
import bottega.training.dataset.Example;
import bottega.training.figure.PictureRows;
import bottega.training.figure.PictureRows.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** Some pictures of each class, a row for each. The same seed chooses the same. */
final class ContactSheet {
    static final int MOST_ROWS = 100;
    /** 48 MB, as much again while it is encoded. */
    private static final long MOST_PIXELS = 16_000_000;

    private final ImageDecoder decoder;

    ContactSheet(ImageDecoder decoder) {
        this.decoder = decoder;
    }

    /**
     * @param perClass pictures of each class at most
     * @param size pixels of a picture's longer side
     */
    byte[] png(DataSet dataSet, int perClass, int size, long seed) {
        if (dataSet.description().kind() == DataSetKind.NUMBERS) {
            throw Problem.of(422, "no-pictures", "No pictures", "The data set is made of numbers.")
                    .at("id")
                    .expected("a data set of pictures")
                    .received(dataSet.description().kind().publicName())
                    .exception();
        }
        List<String> classes = dataSet.classes();
        int shown = Math.min(MOST_ROWS, classes.size());
        checkSize(shown, perClass, size);
        List<Example> examples = dataSet.examples();
        var rows = new ArrayList<Row>();
        for (int label = 0; label < shown; label++) {
            List<Example> members = members(examples, label);
            rows.add(new Row(
                    classes.get(label),
                    note(members),
                    chosen(members, perClass, seed, label).parallelStream()
                            .map(example -> thumbnail(example, size))
                            .toList()));
        }
        return PictureRows.png(
                dataSet.description().name(),
                examples.size() + " pictures of " + classes.size() + " classes"
                        + (shown < classes.size() ? ", the first " + shown + " shown" : "") + "; seed " + seed,
                rows,
                perClass,
                size);
    }

    private static void checkSize(int rows, int perClass, int size) {
        long pixels = PictureRows.pixels(rows, perClass, size);
        if (pixels > MOST_PIXELS) {
            throw Problem.of(400, "sheet-too-large", "Sheet too large", "The contact sheet would have too many pixels.")
                    .at("perClass")
                    .expected("at most " + MOST_PIXELS + " pixels in all")
                    .received(pixels + " pixels: " + rows + " classes with " + perClass + " pictures of " + size)
                    .remedy("Ask for fewer pictures of a class, or smaller ones.")
                    .exception();
        }
    }

    private static List<Example> members(List<Example> examples, int label) {
        return examples.stream()
                .filter(example -> example.labels().contains(label))
                .toList();
    }

    private static String note(List<Example> members) {
        Map<Part, Integer> parts = new EnumMap<>(Part.class);
        members.forEach(member -> {
            if (member.given() != null) {
                parts.merge(member.given(), 1, Integer::sum);
            }
        });
        String byPart = parts.entrySet().stream()
                .map(entry -> entry.getKey().publicName() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        return members.size()
                + (members.size() == 1 ? " picture" : " pictures")
                + (byPart.isEmpty() ? "" : ": " + byPart);
    }

    /** In the order of the data set. */
    private static List<Example> chosen(List<Example> members, int count, long seed, int label) {
        var indices = new ArrayList<Integer>();
        for (int i = 0; i < members.size(); i++) {
            indices.add(i);
        }
        Collections.shuffle(indices, new Random(31 * seed + label));
        return indices.stream()
                .limit(count)
                .sorted(Comparator.naturalOrder())
                .map(members::get)
                .toList();
    }

    /** Grey for a picture that cannot be read any more; the report names it. */
    private RgbImage thumbnail(Example example, int size) {
        var preparation = new ImagePreparation(CropPolicy.PAD, size, size);
        try {
            return preparation.apply(decoder.decode(Files.readAllBytes(example.file())));
        } catch (ProblemException e) {
            if (e.problem().status() >= 500) {
                throw e; // says nothing about the file
            }
            return preparation.apply(new RgbImage(1, 1, new byte[] {(byte) 128, (byte) 128, (byte) 128}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
