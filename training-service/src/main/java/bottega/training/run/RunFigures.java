package bottega.training.run;

import bottega.common.dataset.Part;
import bottega.common.image.CropPolicy;
import bottega.common.image.ImageDecoder;
import bottega.common.image.ImagePreparation;
import bottega.common.image.RgbImage;
import bottega.common.judgement.ClassScores;
import bottega.common.judgement.Judgement;
import bottega.common.judgement.Mistake;
import bottega.common.problem.Problem;
import bottega.common.training.RunParameters;
import bottega.jobs.Job;
import bottega.networks.weights.SafeTensors;
import bottega.training.dataset.DataSet;
import bottega.training.dataset.DataSets;
import bottega.training.dataset.Example;
import bottega.training.figure.CaptionedPictures;
import bottega.training.figure.CaptionedPictures.Captioned;
import bottega.training.figure.ColumnWeights;
import bottega.training.figure.Curves;
import bottega.training.figure.Kernels;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Figures for which more is needed than what the run wrote down: the data set's pictures, the weights. */
@Singleton
class RunFigures {
    private static final int THUMBNAIL = 148;
    private static final int COLUMNS = 6;
    /** 64 MB. */
    private static final long MOST_WEIGHTS = 16_000_000;

    private static final int MOST_FILTERS = 128;
    private static final int FILTER_COLUMNS = 8;
    private static final int FILTER_SIDE = 96;
    private static final int NEURON_COLUMNS = 4;
    private static final int NEURON_SIDE = 168;

    private final RunFiles files;
    private final DataSets dataSets;
    private final ImageDecoder decoder;
    private final ObjectMapper json;

    RunFigures(RunFiles files, DataSets dataSets, ImageDecoder decoder, ObjectMapper json) {
        this.files = files;
        this.dataSets = dataSets;
        this.decoder = decoder;
        this.json = json;
    }

    byte[] mistakes(Job run, Part part) throws IOException {
        Judgement judgement = files.judgement(run, part);
        if (takesNumbers(json.treeToValue(run.parameters(), RunParameters.class))) {
            throw Problem.of(422, "no-pictures", "No pictures", "The run was on rows of numbers, which are not drawn")
                    .at("id")
                    .expected("a run on pictures")
                    .received("a run on numbers")
                    .remedy("GET /runs/" + run.id() + "/judgement names the most confident mistakes by class and line")
                    .exception();
        }
        var pictures = new ArrayList<Captioned>();
        if (!judgement.mistakes().isEmpty()) {
            DataSet dataSet = dataSet(run);
            Map<String, Example> examples =
                    dataSet.examples().stream().collect(Collectors.toMap(Example::name, Function.identity()));
            for (Mistake mistake : judgement.mistakes()) {
                Example example = examples.get(mistake.picture());
                if (example == null) {
                    throw new IllegalStateException("the data set " + dataSet.id() + " has no " + mistake.picture());
                }
                pictures.add(new Captioned(thumbnail(example), captions(mistake, example, dataSet.classes())));
            }
        }
        long answers = judgement.pictures();
        String of = " %s pictures answered wrong";
        if (judgement.confusion() == null) {
            answers *= judgement.classes().size();
            of = " answers wrong, each on one label of a %s picture";
        }
        long wrong = Math.round((1 - judgement.accuracy()) * answers);
        return CaptionedPictures.png(
                wrong == 0 ? "No mistakes" : "The most confident mistakes",
                wrong + " of " + answers + of.formatted(part.publicName())
                        + (pictures.size() < wrong ? "; " + pictures.size() + " are shown" : ""),
                pictures,
                COLUMNS);
    }

    private static List<String> captions(Mistake mistake, Example example, List<String> classes) {
        String file = example.name().substring(example.name().lastIndexOf('/') + 1);
        String labels = example.labels().isEmpty()
                ? "none"
                : example.labels().stream().map(classes::get).collect(Collectors.joining(", "));
        return switch (mistake.kind()) {
            case null ->
                List.of(
                        text("said %s (%.2f)", mistake.answer(), mistake.probability()),
                        text("is %s (%.2f)", mistake.label(), mistake.probabilityOfLabel()),
                        file);
            case FALSE_POSITIVE ->
                List.of(text("said %s (%.2f)", mistake.label(), mistake.probability()), "is " + labels, file);
            case FALSE_NEGATIVE ->
                List.of(text("missed %s (%.2f)", mistake.label(), 1 - mistake.probability()), "is " + labels, file);
        };
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private DataSet dataSet(Job run) {
        String id = run.parameters().path("dataset").asText();
        return dataSets.find(id)
                .orElseThrow(() -> Problem.of(
                                410,
                                "dataset-gone",
                                "Data set gone",
                                "The run's data set was deleted, with its pictures")
                        .at("id")
                        .received(id)
                        .remedy("take the figures without pictures: GET /runs/" + run.id() + "/judgement")
                        .exception());
    }

    private RgbImage thumbnail(Example example) throws IOException {
        return new ImagePreparation(CropPolicy.PAD, THUMBNAIL, THUMBNAIL)
                .apply(decoder.decode(Files.readAllBytes(example.file())));
    }

    /** Of the first layer, from the weights that were kept. */
    byte[] filters(Job run) throws IOException {
        var parameters = json.treeToValue(run.parameters(), RunParameters.class);
        var layers = files.gradients(run);
        String first = layers.firstEntry().getKey();
        float[] weights;
        long[] shape;
        try (var kept = SafeTensors.open(run.folder().resolve(TrainingJob.BEST_FILE))) {
            shape = kept.tensors().get(first).shape().getShape();
            checkSize(first, kept.tensors().get(first).shape().size());
            weights = kept.readFloats(first);
        }
        if (takesNumbers(parameters)) {
            boolean isHead = parameters.hidden() == null;
            return new ColumnWeights(
                            columns(run, shape[1]),
                            isHead
                                    ? files.judgement(run, Part.VALIDATION)
                                            .confusion()
                                            .labels()
                                    : List.of(),
                            weights)
                    .png(Curves.layerNames(List.of(first)).getFirst());
        }
        boolean ofNeurons = shape.length == 2;
        // Of a network of one layer: it has a neuron for each class.
        List<String> labels = ofNeurons && layers.size() == 1
                ? files.judgement(run, Part.VALIDATION).classes().stream()
                        .map(ClassScores::label)
                        .toList()
                : List.of();
        List<RgbImage> kernels = Kernels.pictures(first, weights, shape, parameters.inputSize(), MOST_FILTERS);
        boolean ofBrightness = Kernels.ofBrightness(shape, parameters.inputSize());
        var pictures = new ArrayList<Captioned>();
        for (RgbImage kernel : kernels) {
            int filter = pictures.size();
            pictures.add(new Captioned(
                    Kernels.enlarged(kernel, ofNeurons && ofBrightness ? NEURON_SIDE : FILTER_SIDE),
                    List.of(filter < labels.size() ? labels.get(filter) : Integer.toString(filter))));
        }
        return CaptionedPictures.png(
                "First layer: " + Curves.layerNames(List.of(first)).getFirst(),
                shape[0] + (ofNeurons ? " neurons" : " filters of " + shape[1] + " x " + shape[2] + " x " + shape[3])
                        + (pictures.size() < shape[0] ? ", the first " + pictures.size() + " shown" : "")
                        + (ofBrightness ? "; green above 0, red below" : "; grey is 0") + ", each on its own scale",
                pictures,
                ofNeurons && ofBrightness ? NEURON_COLUMNS : FILTER_COLUMNS);
    }

    private static boolean takesNumbers(RunParameters parameters) {
        return parameters.inputSize() == null;
    }

    /** As the model has them; numbered where none was written. */
    private static List<String> columns(Job run, long count) {
        JsonNode written = run.result().path("manifest").path("columns");
        var names = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            names.add(written.path(i).path("name").asText("column " + (i + 1)));
        }
        return names;
    }

    /** A linear layer over large pictures may have more weights than memory should be taken for. */
    private static void checkSize(String layer, long weights) {
        if (weights > MOST_WEIGHTS) {
            throw Problem.of(422, "no-filters", "No filters", "The network's first layer is too large to be shown")
                    .at("id")
                    .expected("at most " + MOST_WEIGHTS + " weights")
                    .received(weights + " in " + layer)
                    .remedy("train with a smaller inputSize")
                    .exception();
        }
    }
}
