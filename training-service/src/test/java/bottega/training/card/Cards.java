package bottega.training.card;

import bottega.common.card.ModelCard;
import bottega.common.card.ModelCard.ClassData;
import bottega.common.dataset.DataSetKind;
import bottega.common.dataset.Part;
import bottega.common.image.CropPolicy;
import bottega.common.judgement.Judgement;
import bottega.common.judgement.Verdict;
import bottega.common.model.ModelManifest;
import bottega.common.training.CardTexts;
import bottega.common.training.EpochMetrics;
import bottega.common.training.RunParameters;
import bottega.common.training.RunResult;
import bottega.common.training.RunSplit.Method;
import bottega.training.engine.Parameters;
import bottega.training.judgement.Answers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Cards of runs that were never done. */
final class Cards {
    private static final List<String> LABELS = List.of("amphora", "bowl", "lamp");

    private Cards() {}

    /**
     * 200 amphorae and 60 bowls to learn from, and 10 lamps.
     *
     * @param part that was judged on; there is no test part where it is the validation part
     * @param counts rows are truths, columns answers, in the order amphora, bowl, lamp; each answer is given 90 %
     */
    static ModelCard card(Part part, CardTexts texts, Verdict verdict, int[]... counts) {
        Judgement judgement = judgement(counts);
        RunParameters parameters = new Parameters().seed(7).build();
        var provenance = new ModelManifest.Provenance(
                "run",
                "data",
                "vessels",
                "ab12",
                270,
                7,
                Map.of("learningRate", "0.001"),
                "2026-11-22T20:00:00Z",
                Map.of("java", "25"));
        var manifest = new ModelManifest(
                        ModelManifest.SCHEMA,
                        "lenet",
                        LABELS,
                        32,
                        32,
                        CropPolicy.CENTER_CROP,
                        "r",
                        List.of(),
                        provenance,
                        Map.of(),
                        null)
                .withExport(List.of("probabilities"), new ModelManifest.Parity(2e-6, 1, 1e-4, List.of(1, 3, 2)));
        var epochs = Collections.nCopies(4, new EpochMetrics(3, 0.3, 0.9, 0.4, 0.8, 100, 0, 1e-3, 1));
        boolean tested = part == Part.TEST;
        var data = new ModelCard.Data(
                "data",
                "vessels",
                2,
                DataSetKind.PICTURES,
                400,
                "ab12",
                3,
                tested
                        ? Map.of(Part.VALIDATION, Method.STRATIFIED, Part.TEST, Method.GIVEN)
                        : Map.of(Part.VALIDATION, Method.STRATIFIED),
                classes(part, counts));
        var sources = new ModelCards.Sources(
                "run",
                parameters,
                new RunResult(3, epochs, "cpu()", List.of(verdict), null, manifest, null),
                new RunFacts(61_326, data),
                judgement,
                tested ? judgement : null,
                new ModelCard.File("model.onnx", 250_000, "cd34", manifest.outputs(), manifest.parity()));
        return ModelCards.of(sources, "vessels", 1, "2026-11-22T20:10:00Z", texts);
    }

    private static List<ClassData> classes(Part part, int[][] counts) {
        int[] training = {200, 60, 10};
        return IntStream.range(0, LABELS.size())
                .mapToObj(i -> new ClassData(
                        LABELS.get(i),
                        i == 0 ? "http://vocab.getty.edu/aat/300148696" : null,
                        i == 0 ? Map.of("de", "Amphore", "it", "anfora") : null,
                        Map.of(
                                Part.TRAINING,
                                training[i],
                                part,
                                IntStream.of(counts[i]).sum())))
                .toList();
    }

    private static Judgement judgement(int[][] counts) {
        var truths = new ArrayList<Integer>();
        var rows = new ArrayList<float[]>();
        for (int truth = 0; truth < counts.length; truth++) {
            for (int answer = 0; answer < counts.length; answer++) {
                float[] row = {0.05f, 0.05f, 0.05f};
                row[answer] = 0.9f;
                for (int i = 0; i < counts[truth][answer]; i++) {
                    truths.add(truth);
                    rows.add(row);
                }
            }
        }
        return new Answers(
                        LABELS,
                        truths.stream().map(String::valueOf).toList(),
                        truths.stream().mapToInt(Integer::intValue).toArray(),
                        rows.toArray(float[][]::new))
                .judge();
    }
}
