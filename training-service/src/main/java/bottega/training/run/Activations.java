package bottega.training.run;

import ai.djl.ndarray.NDArray;
import bottega.common.dataset.Part;
import bottega.common.image.ImageDecoder;
import bottega.common.image.ImagePreparation;
import bottega.common.image.RgbImage;
import bottega.common.problem.Problem;
import bottega.common.training.RunParameters;
import bottega.common.training.TapDescription;
import bottega.jobs.Job;
import bottega.training.dataset.DataSet;
import bottega.training.dataset.DataSets;
import bottega.training.dataset.Example;
import bottega.training.engine.KeptNetwork;
import bottega.training.figure.FeatureMaps;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What the layers of a run's network make of a picture. */
@Singleton
class Activations {
    private final RunFiles files;
    private final DataSets dataSets;
    private final ImageDecoder decoder;
    private final ObjectMapper json;

    Activations(RunFiles files, DataSets dataSets, ImageDecoder decoder, ObjectMapper json) {
        this.files = files;
        this.dataSets = dataSets;
        this.decoder = decoder;
        this.json = json;
    }

    /** In the order of the computation. */
    List<TapDescription> taps(Job run) throws IOException {
        RunParameters parameters = parameters(run);
        int size = parameters.inputSize();
        try (var network = network(run, parameters)) {
            return network.look(
                    new RgbImage(size, size, new byte[3 * size * size]),
                    taps -> taps.entrySet().stream()
                            .map(tap -> new TapDescription(
                                    tap.getKey(),
                                    Arrays.stream(shape(tap.getValue())).boxed().toList(),
                                    "/runs/" + run.id() + ActivationsResource.ACTIVATIONS + "?tap="
                                            + URLEncoder.encode(tap.getKey(), StandardCharsets.UTF_8)))
                            .toList());
        }
    }

    /** @param picture its index in the data set, from 0, or its name; null for the first */
    byte[] ofDataSet(Job run, String tap, String picture) throws IOException {
        Example example = example(run, picture);
        return draw(run, tap, example.name(), Files.readAllBytes(example.file()));
    }

    /** @param file any picture's */
    byte[] draw(Job run, String tap, String name, byte[] file) throws IOException {
        RunParameters parameters = parameters(run);
        int size = parameters.inputSize();
        RgbImage picture = new ImagePreparation(parameters.cropPolicy(), size, size).apply(decoder.decode(file));
        try (var network = network(run, parameters)) {
            return network.look(picture, taps -> {
                NDArray activation = tap == null ? null : taps.get(tap);
                if (activation == null) {
                    throw Problem.of(
                                    tap == null ? 400 : 404,
                                    "unknown-tap",
                                    "Unknown tap",
                                    "The network has no tap of this name.")
                            .at("tap")
                            .expected("one of " + String.join(", ", taps.keySet()))
                            .received(tap == null ? "nothing" : tap)
                            .remedy("GET /runs/" + run.id() + ActivationsResource.TAPS
                                    + " lists them with their shapes.")
                            .exception();
                }
                return FeatureMaps.png(tap, name, activation.toFloatArray(), shape(activation), picture);
            });
        }
    }

    /** Without the batch's axis, and without those of one place behind features. */
    private static long[] shape(NDArray activation) {
        long[] shape = activation.getShape().slice(1).getShape();
        return shape.length == 3 ? shape : new long[] {Arrays.stream(shape).reduce(1, (a, b) -> a * b)};
    }

    private KeptNetwork network(Job run, RunParameters parameters) throws IOException {
        int classes = files.judgement(run, Part.VALIDATION).classes().size();
        return new KeptNetwork(
                Starts.pictureNetwork(parameters, classes),
                parameters.inputSize(),
                run.folder().resolve(TrainingJob.BEST_FILE));
    }

    private RunParameters parameters(Job run) throws IOException {
        var parameters = json.treeToValue(run.parameters(), RunParameters.class);
        if (parameters.inputSize() == null) {
            throw Problem.of(422, "no-pictures", "No pictures", "The run was on rows of numbers, which are not drawn.")
                    .at("id")
                    .expected("a run on pictures")
                    .received("a run of " + parameters.network())
                    .exception();
        }
        return parameters;
    }

    private Example example(Job run, String picture) {
        List<Example> examples = dataSet(run).examples();
        String asked = picture == null ? "0" : picture;
        return IntStream.range(0, examples.size())
                .filter(i -> asked.equals(Integer.toString(i))
                        || asked.equals(examples.get(i).name()))
                .mapToObj(examples::get)
                .findFirst()
                .orElseThrow(() -> Problem.of(
                                404, "unknown-picture", "Unknown picture", "The run's data set has no such picture.")
                        .at("picture")
                        .expected("0 to " + (examples.size() - 1) + ", or a name such as "
                                + examples.getFirst().name())
                        .received(asked)
                        .remedy("POST any other picture as the body.")
                        .exception());
    }

    private DataSet dataSet(Job run) {
        String id = run.parameters().path("dataset").asText();
        return dataSets.find(id)
                .orElseThrow(() -> Problem.of(
                                410,
                                "dataset-gone",
                                "Data set gone",
                                "The run's data set was deleted, with its pictures.")
                        .at("picture")
                        .received(id)
                        .remedy("POST a picture as the body.")
                        .exception());
    }
}
