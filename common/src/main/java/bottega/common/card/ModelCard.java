package bottega.common.card;

import bottega.common.dataset.DataSetKind;
import bottega.common.dataset.Part;
import bottega.common.image.CropPolicy;
import bottega.common.judgement.Interval;
import bottega.common.judgement.Verdict;
import bottega.common.model.ModelManifest.Parity;
import bottega.common.training.CardTexts;
import bottega.common.training.RunSplit;
import bottega.common.training.Start;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What there is to know about a model before relying on it (Mitchell et al. 2019, "Model Cards for Model Reporting").
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param name that it is published under; null before
 * @param version that it is published as; null before
 * @param date of this card, ISO-8601, UTC
 * @param run that it comes from
 * @param texts of those who publish it
 * @param limits in plain words, the gravest first
 * @param diagnosis what the run shows
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelCard(
        int schema,
        String name,
        Integer version,
        String date,
        String run,
        CardTexts texts,
        Network network,
        Data data,
        Evaluation evaluation,
        List<String> limits,
        List<Verdict> diagnosis,
        Training training,
        File file) {
    public static final int SCHEMA = 1;

    public ModelCard {
        limits = List.copyOf(limits);
        diagnosis = List.copyOf(diagnosis);
    }

    /**
     * @param name in the zoo
     * @param parameters numbers that training finds; running statistics are none
     * @param cropPolicy how a picture becomes {@code inputWidth x inputHeight}
     * @param start other training's weights that it began with; null for random ones
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Network(
            String name,
            long parameters,
            Integer inputWidth,
            Integer inputHeight,
            CropPolicy cropPolicy,
            Start start) {}

    /**
     * @param examples all together, each once
     * @param hash of the content, see {@link bottega.common.dataset.DataSetDescription}
     * @param skippedFiles of the upload that did not become part of it
     * @param methods how the held-out parts came about
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Data(
            String id,
            String name,
            int version,
            DataSetKind kind,
            int examples,
            String hash,
            int skippedFiles,
            Map<Part, RunSplit.Method> methods,
            List<ClassData> classes) {
        public Data {
            methods =
                    Collections.unmodifiableMap(methods.isEmpty() ? new EnumMap<>(Part.class) : new EnumMap<>(methods));
            classes = List.copyOf(classes);
        }
    }

    /**
     * @param uri of the concept in a vocabulary; null where none was given
     * @param labels what it is called, by language tag; null where none was given
     * @param examples by part
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ClassData(String name, String uri, Map<String, String> labels, Map<Part, Integer> examples) {
        public ClassData {
            labels = labels == null ? null : Collections.unmodifiableSortedMap(new TreeMap<>(labels));
            examples = Collections.unmodifiableMap(
                    examples.isEmpty() ? new EnumMap<>(Part.class) : new EnumMap<>(examples));
        }
    }

    /**
     * @param part that was judged on: {@code test}, or {@code validation} where there was none, by which the epoch was chosen
     * @param accuracyInterval null where an example has several labels
     * @param macroF1Interval likewise, and where all was answered right
     * @param mostFrequentShare accuracy of always answering the most frequent class
     * @param calibrationError mean difference between probability and share of right answers
     * @param meanProbability of the answers that were given
     * @param confusions the most frequent mistakes, the most frequent first; null where an example has several labels
     * @param microF1 null where an example has one label
     * @param meanAveragePrecision likewise
     * @param exactMatches likewise: share of the examples of which every label is right
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Evaluation(
            Part part,
            int examples,
            double accuracy,
            Interval accuracyInterval,
            double macroF1,
            Interval macroF1Interval,
            double mostFrequentShare,
            double calibrationError,
            double meanProbability,
            List<ClassEvaluation> classes,
            List<Confusion> confusions,
            Double microF1,
            Double meanAveragePrecision,
            Double exactMatches) {
        public Evaluation {
            classes = List.copyOf(classes);
            confusions = confusions == null ? null : List.copyOf(confusions);
        }
    }

    /**
     * @param examples that were judged
     * @param precision missing where the class was never answered
     * @param recall missing where the part has none of it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ClassEvaluation(
            String name,
            int examples,
            Double precision,
            Interval precisionInterval,
            Double recall,
            Interval recallInterval,
            Double f1) {}

    /** @param share of the class's examples */
    public record Confusion(String name, String answer, int examples, double share) {}

    /** @param trainedAt ISO-8601, UTC */
    public record Training(
            long seed,
            int bestEpoch,
            int epochs,
            String device,
            String trainedAt,
            Map<String, String> hyperParameters,
            Map<String, String> versions) {
        public Training {
            hyperParameters = Collections.unmodifiableSortedMap(new TreeMap<>(hyperParameters));
            versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
        }
    }

    /** @param sha256 64 hexadecimal digits */
    public record File(String name, long bytes, String sha256, List<String> outputs, Parity parity) {}
}
