package bottega.training.run;

import ai.djl.nn.Block;
import bottega.common.dataset.DataSetKind;
import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import bottega.common.training.PixelScale;
import bottega.common.training.RunParameters;
import bottega.common.training.Start;
import bottega.common.training.StartRequest;
import bottega.common.training.WeightSource;
import bottega.jobs.Job;
import bottega.jobs.Jobs;
import bottega.networks.weights.TensorFile;
import bottega.networks.weights.catalogue.Catalogue;
import bottega.networks.weights.catalogue.PublishedCheckpoint;
import bottega.networks.weights.catalogue.WeightStore;
import bottega.networks.weights.load.LoadOptions;
import bottega.networks.weights.load.WeightLoader;
import bottega.networks.zoo.NetworkType;
import bottega.networks.zoo.NumberNetwork;
import bottega.networks.zoo.Preprocessing;
import bottega.training.dataset.DataSet;
import bottega.training.engine.Head;
import bottega.training.engine.InitialWeights;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Weights that a run begins with: where they lie, what pictures they want, and into the network with them. */
@Singleton
class Starts {
    private static final String POINTER = "/start/weights";
    private static final int LISTED = 20;

    private final Catalogue catalogue = Catalogue.load();
    private final WeightStore store;
    private final Path folder;
    private final Jobs jobs;
    private final ObjectMapper json;

    Starts(@ConfigProperty(name = "bottega.home") Path home, Jobs jobs, ObjectMapper json) {
        store = new WeightStore(home);
        folder = home.resolve("weights");
        this.jobs = jobs;
        this.json = json;
    }

    /** What a source turned out to be; {@code preprocessing} null where nothing is known of it. */
    private record Found(Path file, PixelScale preprocessing) {}

    /** @return null for a null request */
    Start resolve(StartRequest request, NetworkType network) {
        if (request == null) {
            return null;
        }
        Found found =
                switch (request.weights()) {
                    case null -> throw unknown("nothing");
                    case WeightSource.Named named -> named(named.name(), network);
                    case WeightSource.OfRun run -> ofRun(run.run(), network);
                };
        if (request.preprocessing() != null
                && found.preprocessing() != null
                && request.preprocessing() != found.preprocessing()) {
            throw Problem.of(
                            400,
                            "invalid-parameter",
                            "Invalid parameter",
                            "These weights were trained with another preprocessing")
                    .at("/start/preprocessing")
                    .expected(found.preprocessing())
                    .received(request.preprocessing())
                    .remedy("leave preprocessing out: it is known for these weights")
                    .exception();
        }
        try (TensorFile _ = TensorFile.open(found.file())) {
            return new Start(
                    request.weights(),
                    found.file().getFileName().toString(),
                    sha256(found.file()),
                    request.frozenEpochs(),
                    request.preprocessing() == null ? found.preprocessing() : request.preprocessing(),
                    request.backboneRate());
        } catch (ProblemException e) {
            throw e.problem().at(POINTER).exception(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Found named(String name, NetworkType network) {
        // A plain name, so that nothing outside the folder can be asked for.
        boolean plain = !name.isEmpty()
                && !name.startsWith(".")
                && name.chars().noneMatch(c -> c < ' ' || "/\\:".indexOf(c) >= 0);
        boolean there = plain && Files.isRegularFile(folder.resolve(name));
        Optional<PublishedCheckpoint> published = catalogue.checkpoints().stream()
                .filter(each -> there ? each.file().equals(name) : each.name().equals(name))
                .findFirst();
        if (published.isEmpty()) {
            if (!there) {
                throw unknown(name);
            }
            return new Found(folder.resolve(name), null);
        }
        PublishedCheckpoint checkpoint = published.get();
        requireNetwork(checkpoint.network(), network);
        try {
            return new Found(store.require(checkpoint), scale(checkpoint.preprocessing()));
        } catch (ProblemException e) {
            throw e.problem().at(POINTER).exception(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Found ofRun(String id, NetworkType network) {
        Job job;
        try {
            job = FinishedRuns.require(jobs, id);
        } catch (ProblemException e) {
            throw e.problem().at(POINTER).exception(e);
        }
        RunParameters parameters;
        try {
            parameters = json.treeToValue(job.parameters(), RunParameters.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        requireNetwork(parameters.network(), network);
        return new Found(
                job.folder().resolve(TrainingJob.BEST_FILE),
                parameters.start() == null ? null : parameters.start().preprocessing());
    }

    private static void requireNetwork(String ofWeights, NetworkType network) {
        if (!ofWeights.equals(network.publicName())) {
            throw Problem.of(
                            422,
                            "weights-do-not-fit",
                            "Weights that do not fit the network",
                            "These weights are of another network")
                    .at(POINTER)
                    .expected("weights of " + network.publicName())
                    .received("weights of " + ofWeights)
                    .remedy("choose \"network\": \"" + ofWeights + "\", or other weights")
                    .exception();
        }
    }

    private ProblemException unknown(String received) {
        return Problem.of(404, "unknown-weights", "Unknown weights", "There are no weights of this name")
                .at(POINTER)
                .expected("a file in BOTTEGA_HOME/weights (" + files() + "), a published checkpoint ("
                        + String.join(
                                ", ",
                                catalogue.checkpoints().stream()
                                        .map(PublishedCheckpoint::name)
                                        .toList())
                        + "), or {\"run\": \"<id of a run that succeeded>\"}")
                .received(received)
                .remedy("put the file into BOTTEGA_HOME/weights, or download a published one: ./bottega weights <name>")
                .exception();
    }

    private String files() {
        if (!Files.isDirectory(folder)) {
            return "none is there";
        }
        try (Stream<Path> all = Files.list(folder)) {
            List<String> names = all.filter(Files::isRegularFile)
                    .map(path -> path.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
            return names.isEmpty()
                    ? "none is there"
                    : String.join(", ", names.subList(0, Math.min(LISTED, names.size())))
                            + (names.size() > LISTED ? " and " + (names.size() - LISTED) + " more" : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Not initialised, with the preprocessing that its weights want. */
    static Block network(RunParameters parameters, DataSet dataSet) {
        int classes = dataSet.classes().size();
        if (dataSet.description().kind() == DataSetKind.NUMBERS) {
            return NumberNetwork.named(parameters.network())
                    .orElseThrow()
                    .create(classes, parameters.hidden() == null ? List.of() : parameters.hidden());
        }
        return pictureNetwork(parameters, classes);
    }

    /** Like {@link #network} of a run on pictures, whose data set need not be there any more. */
    static Block pictureNetwork(RunParameters parameters, int classes) {
        NetworkType type = NetworkType.named(parameters.network()).orElseThrow();
        PixelScale scale =
                parameters.start() == null ? null : parameters.start().preprocessing();
        Preprocessing preprocessing = scale == null ? type.preprocessing() : preprocessing(scale);
        return parameters.dropout() == null
                ? type.create(classes, preprocessing)
                : type.create(classes, preprocessing, parameters.dropout().floatValue());
    }

    /** @return into all layers but the last; throws a problem where they do not fit, or are not those of the request */
    InitialWeights weights(RunParameters parameters) {
        Start start = parameters.start();
        return start == null ? InitialWeights.RANDOM : network -> load(start, network);
    }

    private void load(Start start, Block network) {
        Path file =
                switch (start.weights()) {
                    case WeightSource.Named _ -> folder.resolve(start.file());
                    case WeightSource.OfRun run ->
                        FinishedRuns.require(jobs, run.run()).folder().resolve(start.file());
                };
        try {
            String sha256 = Files.isRegularFile(file) ? sha256(file) : "no file";
            if (!sha256.equals(start.sha256())) {
                throw Problem.of(409, "weights-changed", "Weights changed", "The weights changed before the run began")
                        .at(POINTER)
                        .expected(start.file() + " with SHA-256 " + start.sha256())
                        .received(sha256)
                        .remedy("start the run again")
                        .exception();
            }
            try (TensorFile tensors = TensorFile.open(file)) {
                WeightLoader.load(network, tensors, LoadOptions.WITHOUT_HEAD);
                Head.shrink(network);
            }
        } catch (ProblemException e) {
            throw e.problem().at(POINTER).exception(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Preprocessing preprocessing(PixelScale scale) {
        return switch (scale) {
            case IMAGENET -> Preprocessing.IMAGENET;
            case INCEPTION -> Preprocessing.INCEPTION;
            case CAFFE -> Preprocessing.CAFFE;
            case UNIT -> Preprocessing.UNIT;
        };
    }

    private static PixelScale scale(PublishedCheckpoint.Preprocessing published) {
        var numbers = new Preprocessing(
                Preprocessing.ChannelOrder.valueOf(published.order()),
                published.range(),
                published.mean(),
                published.deviation());
        return Arrays.stream(PixelScale.values())
                .filter(each -> preprocessing(each).equals(numbers))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no PixelScale for " + numbers));
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
