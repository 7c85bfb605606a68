package bottega.training.dataset;

import bottega.common.dataset.DataSetKind;
import bottega.common.dataset.Part;
import bottega.common.image.PngWriter;
import bottega.common.image.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pictures in MNIST's format: files named {@code <prefix>images-idx3-ubyte} and {@code <prefix>labels-idx1-ubyte}, gzipped
 * or not, in one folder. A prefix with {@code train} is for training, one with {@code t10k} or {@code test} for the test.
 *
 * <p>Each picture becomes a PNG with three equal channels, 0..255 as in the file, and the class of a digit is its decimal
 * number. At {@code inputSize} 28 such a picture is neither cropped nor resampled, so a network for grey values between 0 and 1
 * (the lecture's 784-16-16-10) is given the file's bytes over 255, row by row, up to
 * rounding.
 */
final class IdxForm {
    private static final Pattern NAME = Pattern.compile("(?i)(.*)(images|labels)[-.]idx([13])[-.]ubyte(\\.gz)?");
    private static final int LONGEST_SIDE = 4096;
    /** Encoded at a time before they are written: so many pictures, and one at least. */
    private static final int CHUNK = 1024;

    /** Of grey values, a third of what is encoded. */
    private static final long CHUNK_BYTES = 16L << 20;

    private final DataSetsConfig limits;
    private final Path work;
    private final List<Draft.Picture> pictures = new ArrayList<>();
    private long bytes;

    private IdxForm(DataSetsConfig limits, Path work) {
        this.limits = limits;
        this.work = work;
    }

    private record Pair(UnpackedFile images, UnpackedFile labels) {
        boolean isWhole() {
            return images != null && labels != null;
        }

        UnpackedFile any() {
            return images == null ? labels : images;
        }

        Pair with(boolean image, UnpackedFile file) {
            return image ? new Pair(file, labels) : new Pair(images, file);
        }
    }

    static boolean isOne(List<UnpackedFile> files) {
        return files.stream()
                .anyMatch(file -> nameOf(file).filter(IdxForm::isOfImages).isPresent());
    }

    private static Optional<Matcher> nameOf(UnpackedFile file) {
        return Optional.of(NAME.matcher(file.path().fileName())).filter(Matcher::matches);
    }

    private static boolean isOfImages(Matcher name) {
        return name.group(2).equalsIgnoreCase("images");
    }

    /**
     * @param work where PNG files are written
     */
    static Draft read(List<UnpackedFile> files, DataSetsConfig limits, Path work, Skips skips) throws IOException {
        var form = new IdxForm(limits, Files.createDirectories(work));
        for (var pair : pairs(files, skips).entrySet()) {
            if (!pair.getValue().isWhole()) {
                throw IdxFile.bad(
                        pair.getValue().any().path().toString(),
                        "images-idx3-ubyte and labels-idx1-ubyte",
                        "only one of the two");
            }
            form.read(pair.getKey(), pair.getValue());
        }
        return new Draft(DataSetKind.PICTURES, form.pictures);
    }

    /** By folder and prefix. */
    private static Map<String, Pair> pairs(List<UnpackedFile> files, Skips skips) {
        Map<String, Pair> pairs = new TreeMap<>();
        Map<String, UnpackedFile> chosen = new HashMap<>();
        for (UnpackedFile file : files) {
            Optional<Matcher> name = nameOf(file);
            if (name.isEmpty()) {
                skips.add(file.path().toString(), "It lies beside IDX files and is none.");
                continue;
            }
            String path = file.path().toString();
            String prefix =
                    path.substring(0, path.length() - file.path().fileName().length())
                            + name.get().group(1);
            boolean image = isOfImages(name.get());
            UnpackedFile other = chosen.putIfAbsent(prefix + image, file);
            if (other == null) {
                pairs.merge(prefix, new Pair(null, null).with(image, file), (one, _) -> one.with(image, file));
            } else {
                skips.add(path, "It is the same as " + other.path().fileName() + " by its name.");
            }
        }
        return pairs;
    }

    private static Part part(String prefix) {
        String name = prefix.toLowerCase(Locale.ROOT);
        if (name.contains("train")) {
            return Part.TRAINING;
        }
        if (name.contains("t10k") || name.contains("test")) {
            return Part.TEST;
        }
        return name.contains("val") ? Part.VALIDATION : null;
    }

    private void read(String prefix, Pair pair) throws IOException {
        try (IdxFile images = IdxFile.open(pair.images());
                IdxFile labels = IdxFile.open(pair.labels())) {
            int[] size = images.dimensions(3);
            int count = labels.dimensions(1)[0];
            check(pair, size, count);
            byte[] numbers = new byte[count];
            labels.read(numbers, count + " labels");
            labels.requireEnd();
            int atOnce = Math.clamp(CHUNK_BYTES / ((long) size[1] * size[2]), 1, CHUNK);
            for (int start = 0; start < count; start += atOnce) {
                var chunk = new byte[Math.min(atOnce, count - start)][size[1] * size[2]];
                for (byte[] grey : chunk) {
                    images.read(grey, count + " pictures");
                }
                List<byte[]> encoded = Arrays.stream(chunk)
                        .parallel()
                        .map(grey -> PngWriter.encode(new RgbImage(size[2], size[1], rgb(grey))))
                        .toList();
                for (int i = 0; i < encoded.size(); i++) {
                    add(prefix, start + i, numbers[start + i] & 0xff, encoded.get(i));
                }
            }
            images.requireEnd();
        }
    }

    private void check(Pair pair, int[] size, int count) throws IOException {
        String images = pair.images().path().toString();
        if (size[0] != count) {
            throw IdxFile.bad(pair.labels().path().toString(), size[0] + " labels, as there are pictures", count + "");
        }
        if (pictures.size() + (long) count > limits.maxEntries()) {
            throw IdxFile.tooLarge(
                    images,
                    "at most " + limits.maxEntries() + " pictures in all",
                    pictures.size() + count + "",
                    "max-entries");
        }
        if (size[1] > LONGEST_SIDE || size[2] > LONGEST_SIDE) {
            throw IdxFile.bad(
                    images, "pictures of at most " + LONGEST_SIDE + "x" + LONGEST_SIDE, size[2] + "x" + size[1]);
        }
        requireBytes(pair.images(), (long) count * size[1] * size[2]);
    }

    /** Unpacked, of one file, as for archives: nothing is believed that would take hours to read. */
    private void requireBytes(UnpackedFile file, long unpacked) throws IOException {
        var budget = new UnpackBudget(limits, Files.size(file.file()));
        budget.addBytes(unpacked);
    }

    private void add(String prefix, int number, int label, byte[] png) throws IOException {
        bytes += png.length;
        if (bytes > limits.maxUnpackedSize().asLongValue()) {
            throw ArchiveProblems.unpacksTooLarge(limits.maxUnpackedSize().asLongValue());
        }
        Path file = Files.write(work.resolve(Integer.toString(pictures.size())), png);
        String name = String.format(Locale.ROOT, "%s%05d.png", prefix, number);
        pictures.add(new Draft.Picture(
                new UnpackedFile(new EntryPath(List.of(name.split("/"))), file, png.length),
                List.of(Integer.toString(label)),
                part(prefix)));
    }

    private static byte[] rgb(byte[] grey) {
        byte[] rgb = new byte[3 * grey.length];
        for (int i = 0; i < grey.length; i++) {
            rgb[3 * i] = rgb[3 * i + 1] = rgb[3 * i + 2] = grey[i];
        }
        return rgb;
    }
}
