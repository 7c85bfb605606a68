package bottega.training.publication;

import bottega.common.card.ModelCard;
import bottega.common.model.ModelColumn;
import bottega.common.model.ModelManifest;
import bottega.common.model.Task;
import bottega.common.problem.Problem;
import bottega.networks.onnx.OnnxFile;
import bottega.training.card.CardMarkdown;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.ulid.UlidCreator;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The folder {@code models}: {@code <name>/<version>/model.onnx} with its card as {@code README.md} and {@code card.json},
 * {@code <name>/config.pbtxt}, {@code labels.txt}.
 */
@ApplicationScoped
class ModelRepository {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");
    private static final String MODEL_FILE = "model.onnx";
    private static final String README_FILE = "README.md";
    private static final String CARD_FILE = "card.json";
    private static final String STAGING = ".staging";

    private final Path models;
    private final ObjectMapper json;

    ModelRepository(@ConfigProperty(name = "bottega.home") Path home, ObjectMapper json) {
        models = home.resolve("models");
        this.json = json;
    }

    static void checkName(String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw Problem.of(400, "bad-model-name", "Bad model name", "The model cannot be published under this name")
                    .at("/name")
                    .expected("a letter or digit, then up to 63 letters, digits, dots, hyphens or underscores")
                    .received(name)
                    .remedy("choose another name, such as \"ornaments\"")
                    .exception();
        }
    }

    /**
     * Adds a version, the highest so far plus one.
     *
     * @param card of the version that it turns out to be; its files appear with the model's
     * @param allowIncompatible whether labels and signature may differ from the version before
     * @return the version
     * @throws bottega.common.problem.ProblemException 409 when they do and may not
     */
    synchronized int publish(String name, Path onnx, IntFunction<ModelCard> card, boolean allowIncompatible)
            throws IOException {
        checkName(name);
        Path model = models.resolve(name);
        OnnxFile file = OnnxFile.read(onnx);
        OptionalInt latest = latest(model);
        if (latest.isPresent() && !allowIncompatible) {
            checkCompatible(
                    name,
                    latest.getAsInt(),
                    OnnxFile.read(version(model, latest.getAsInt()).resolve(MODEL_FILE)),
                    file);
        }
        Path staged = model.resolve(STAGING).resolve(UlidCreator.getUlid().toLowerCase());
        Files.createDirectories(staged);
        try {
            Files.copy(onnx, staged.resolve(MODEL_FILE));
            sync(staged.resolve(MODEL_FILE));
            replace(staged, model, "config.pbtxt", TritonConfig.of(name, file));
            replace(
                    staged,
                    model,
                    "labels.txt",
                    String.join("\n", manifest(file).labels()) + "\n");
            return rename(staged, model, card, latest.orElse(0) + 1);
        } finally {
            delete(staged);
        }
    }

    /** Another process may have taken the number meanwhile: then the next one. */
    private int rename(Path staged, Path model, IntFunction<ModelCard> card, int firstChoice) throws IOException {
        for (int version = firstChoice; ; version++) {
            write(card.apply(version), staged);
            try {
                Files.move(staged, version(model, version), StandardCopyOption.ATOMIC_MOVE);
                return version;
            } catch (FileSystemException e) {
                if (!Files.exists(version(model, version))) {
                    throw e;
                }
            }
        }
    }

    private void write(ModelCard card, Path staged) throws IOException {
        Files.writeString(staged.resolve(README_FILE), CardMarkdown.of(card));
        json.writerWithDefaultPrettyPrinter()
                .writeValue(staged.resolve(CARD_FILE).toFile(), card);
        sync(staged.resolve(README_FILE));
        sync(staged.resolve(CARD_FILE));
    }

    private void checkCompatible(String name, int version, OnnxFile before, OnnxFile now) throws IOException {
        Task oldTask = manifest(before).task();
        Task newTask = manifest(now).task();
        if (oldTask != newTask) {
            throw incompatible(name, version, "task", oldTask.publicName(), newTask.publicName());
        }
        List<String> oldLabels = manifest(before).labels();
        List<String> newLabels = manifest(now).labels();
        if (!oldLabels.equals(newLabels)) {
            throw incompatible(name, version, "labels", oldLabels, newLabels);
        }
        List<String> oldColumns = columns(before);
        List<String> newColumns = columns(now);
        if (!oldColumns.equals(newColumns)) {
            throw incompatible(name, version, "columns", oldColumns, newColumns);
        }
        if (!before.inputs().equals(now.inputs()) || !before.outputs().equals(now.outputs())) {
            throw incompatible(
                    name,
                    version,
                    "input or outputs",
                    before.inputs() + " -> " + before.outputs(),
                    now.inputs() + " -> " + now.outputs());
        }
    }

    /** Empty where it takes pictures. */
    private List<String> columns(OnnxFile file) throws IOException {
        ModelManifest manifest = manifest(file);
        return manifest.takesNumbers()
                ? manifest.columns().stream().map(ModelColumn::name).toList()
                : List.of();
    }

    private static RuntimeException incompatible(String name, int version, String what, Object before, Object now) {
        return Problem.of(
                        409,
                        "incompatible-version",
                        "Incompatible version",
                        "The model has other " + what + " than version " + version + " of '" + name
                                + "', and clients rely on" + " them")
                .at("/name")
                .expected(before)
                .received(now)
                .remedy("publish under another name, or send \"allowIncompatible\": true")
                .exception();
    }

    private ModelManifest manifest(OnnxFile file) throws IOException {
        String manifest = file.metadata().get(ModelManifest.KEY);
        if (manifest == null) {
            throw new IOException("no " + ModelManifest.KEY + " in the model's metadata");
        }
        return json.readValue(manifest, ModelManifest.class);
    }

    private static Path version(Path model, int version) {
        return model.resolve(Integer.toString(version));
    }

    private static OptionalInt latest(Path model) throws IOException {
        if (!Files.isDirectory(model)) {
            return OptionalInt.empty();
        }
        try (Stream<Path> entries = Files.list(model)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(VERSION.asMatchPredicate())
                    .mapToInt(Integer::parseInt)
                    .max();
        }
    }

    private static void replace(Path staged, Path model, String fileName, String content) throws IOException {
        Path temporary = Files.writeString(staged.resolve(fileName), content);
        Files.move(
                temporary,
                model.resolve(fileName),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void delete(Path staged) throws IOException {
        if (Files.exists(staged)) {
            for (String file : List.of(MODEL_FILE, README_FILE, CARD_FILE)) {
                Files.deleteIfExists(staged.resolve(file));
            }
            Files.deleteIfExists(staged);
        }
    }
}
