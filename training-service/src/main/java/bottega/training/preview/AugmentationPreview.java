package bottega.training.preview;

import bottega.common.augmentation.Augmentation;
import bottega.common.augmentation.PreviewRequest;
import bottega.common.image.ImageDecoder;
import bottega.common.image.ImagePreparation;
import bottega.common.image.RgbImage;
import bottega.common.problem.Problem;
import bottega.training.augmentation.Augmenter;
import bottega.training.dataset.DataSet;
import bottega.training.dataset.Example;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Column 0 is the picture as the network sees it when it serves, column n what training sees in epoch n. */
final class AugmentationPreview {
    /** 48 MB, as much again while it is encoded. */
    private static final long MOST_PIXELS = 16_000_000;

    private final ImageDecoder decoder;

    AugmentationPreview(ImageDecoder decoder) {
        this.decoder = decoder;
    }

    RgbImage draw(DataSet dataSet, PreviewRequest request) {
        List<Sample> examples = examples(dataSet, request.pictures());
        int columns = 1 + request.variants();
        checkSize(examples.size(), columns, request.inputSize());
        Augmentation augmentation = request.augmentation().resolve();
        var network = new ImagePreparation(request.cropPolicy(), request.inputSize(), request.inputSize());
        ImagePreparation larger = Augmenter.source(augmentation, network);
        var augmenter = new Augmenter(augmentation, network.width(), network.height());
        var sheet = new ContactSheet(examples.size(), columns, request.inputSize());
        for (int row = 0; row < examples.size(); row++) {
            Sample example = examples.get(row);
            RgbImage picture = decode(example.file());
            sheet.put(row, 0, network.apply(picture));
            RgbImage source = larger.apply(picture);
            for (int epoch = 1; epoch < columns; epoch++) {
                sheet.put(row, epoch, augmenter.apply(source, request.seed(), epoch, example.index()));
            }
        }
        return sheet.picture();
    }

    private static void checkSize(int rows, int columns, int size) {
        long pixels = ContactSheet.pixels(rows, columns, size);
        if (pixels > MOST_PIXELS) {
            throw Problem.of(
                            400,
                            "preview-too-large",
                            "Preview too large",
                            "The contact sheet would have too many pixels.")
                    .at("/inputSize")
                    .expected("at most " + MOST_PIXELS + " pixels in all")
                    .received(pixels + " pixels: " + rows + " x " + columns + " pictures of " + size + "x" + size)
                    .remedy("Ask for fewer pictures or variants, or a smaller inputSize.")
                    .exception();
        }
    }

    /** @param index in the data set, as a run counts: class by class, file by file */
    private record Sample(Path file, int index) {}

    /** Class after class in turn, or of classes at equal distances where they are too many; at equal distances in each. */
    private static List<Sample> examples(DataSet dataSet, int count) {
        List<Example> all = dataSet.examples();
        var byLabels = new LinkedHashMap<List<Integer>, List<Sample>>();
        for (int index = 0; index < all.size(); index++) {
            Example example = all.get(index);
            byLabels.computeIfAbsent(example.labels(), _ -> new ArrayList<>()).add(new Sample(example.file(), index));
        }
        List<List<Sample>> classes = List.copyOf(byLabels.values());
        var chosen = new ArrayList<Sample>();
        int rounds = Math.ceilDiv(count, classes.size());
        for (int i = 0; i < Math.min(count, all.size()); i++) {
            int place = count < classes.size() ? i * classes.size() / count : i % classes.size();
            List<Sample> members = classes.get(place);
            chosen.add(members.get((int) ((long) (i / classes.size()) * members.size() / rounds)));
        }
        return chosen;
    }

    private RgbImage decode(Path file) {
        try {
            return decoder.decode(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
