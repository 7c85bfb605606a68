package bottega.training.run;

import bottega.common.image.Resampler;
import bottega.common.judgement.TestSummary;
import bottega.common.model.ModelClass;
import bottega.common.model.ModelColumn;
import bottega.common.model.ModelManifest;
import bottega.common.model.ModelManifest.Provenance;
import bottega.common.training.EpochMetrics;
import bottega.common.training.RunParameters;
import bottega.networks.engine.TorchEngine;
import bottega.training.dataset.DataSet;
import bottega.training.engine.LabelledExamples;
import bottega.training.engine.NumberRows;
import bottega.training.engine.Trainer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a run writes into its model about itself. */
final class Manifests {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Parameters that the manifest has elsewhere. */
    private static final List<String> ELSEWHERE = List.of("dataset", "network", "seed", "inputSize", "cropPolicy");

    private Manifests() {}

    static ModelManifest of(
            String run,
            DataSet dataSet,
            RunParameters parameters,
            LabelledExamples examples,
            Trainer trainer,
            TestSummary test,
            String version) {
        EpochMetrics best = trainer.best();
        Map<String, String> hyperParameters = hyperParameters(parameters);
        hyperParameters.put("bestEpoch", Integer.toString(best.epoch()));
        hyperParameters.put("epochsDone", Integer.toString(trainer.history().size()));
        return new ModelManifest(
                ModelManifest.SCHEMA,
                parameters.network(),
                RunAnswers.task(dataSet),
                dataSet.classes(),
                classes(dataSet),
                parameters.inputSize(),
                parameters.inputSize(),
                parameters.cropPolicy(),
                parameters.inputSize() == null ? null : Resampler.NAME,
                examples instanceof NumberRows rows ? columns(dataSet, rows, trainer) : null,
                List.of(),
                new Provenance(
                        run,
                        dataSet.id(),
                        dataSet.description().name(),
                        dataSet.description().hash(),
                        trainer.trainingPictures(),
                        parameters.seed(),
                        hyperParameters,
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                        Map.of(
                                "bottega", version,
                                "pytorch", TorchEngine.get().getVersion(),
                                "java", Runtime.version().toString())),
                metrics(best, test),
                null);
    }

    private static Map<String, Double> metrics(EpochMetrics best, TestSummary test) {
        var metrics = new TreeMap<String, Double>(Map.of("accuracy", best.accuracy(), "loss", best.loss()));
        if (best.meanAveragePrecision() != null) {
            metrics.put("meanAveragePrecision", best.meanAveragePrecision());
        }
        if (test != null) {
            metrics.put("testAccuracy", test.accuracy());
            metrics.put("testMacroF1", test.macroF1());
            if (test.meanAveragePrecision() != null) {
                metrics.put("testMeanAveragePrecision", test.meanAveragePrecision());
            }
        }
        return metrics;
    }

    /** Null where nothing is known but names. */
    private static List<ModelClass> classes(DataSet dataSet) {
        List<ModelClass> classes = dataSet.description().classes().stream()
                .map(each -> new ModelClass(each.uri(), each.labels()))
                .toList();
        return classes.stream().allMatch(ModelClass::saysNothing) ? null : classes;
    }

    /** A float32 as people write it. */
    private static double shortest(double number) {
        return Double.parseDouble(Float.toString((float) number));
    }

    private static List<ModelColumn> columns(DataSet dataSet, NumberRows rows, Trainer trainer) {
        List<NumberRows.Summary> summaries = rows.summaries(trainer.training());
        var columns = new ArrayList<ModelColumn>();
        for (int i = 0; i < summaries.size(); i++) {
            NumberRows.Summary summary = summaries.get(i);
            columns.add(new ModelColumn(
                    dataSet.description().columns().get(i).name(),
                    shortest(summary.min()),
                    shortest(summary.max()),
                    summary.mean(),
                    summary.divisor()));
        }
        return columns;
    }

    /**
     * Every parameter, so that none is forgotten that will be added: nested ones by their path, {@code optimiser.momentum ->
     * 0.9}, and {@code optimiser -> sgd} for a {@code kind}.
     */
    static Map<String, String> hyperParameters(RunParameters parameters) {
        var flat = new TreeMap<String, String>();
        JSON.valueToTree(parameters).properties().stream()
                .filter(field -> !ELSEWHERE.contains(field.getKey()))
                .forEach(field -> flatten(field.getKey(), field.getValue(), flat));
        return flat;
    }

    private static void flatten(String path, JsonNode value, Map<String, String> flat) {
        if (value.isNull()) {
            return;
        }
        if (!value.isObject()) {
            flat.put(path, value.isTextual() ? value.textValue() : value.toString());
            return;
        }
        value.properties()
                .forEach(field -> flatten(
                        field.getKey().equals("kind") ? path : path + "." + field.getKey(), field.getValue(), flat));
    }
}
