package bottega.training.run;

import bottega.common.dataset.Part;
import bottega.common.judgement.Judgement;
import bottega.common.problem.Problem;
import bottega.common.training.EpochMetrics;
import bottega.jobs.Job;
import bottega.training.card.RunFacts;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** What a run has written down about itself. */
@Singleton
public class RunFiles {
    private final ObjectMapper json;

    RunFiles(ObjectMapper json) {
        this.json = json;
    }

    /**
     * Of a run in any state, also one that failed.
     *
     * @throws bottega.common.problem.ProblemException 409 ({@code no-epoch-yet})
     */
    List<EpochMetrics> history(Job run) throws IOException {
        Path file = run.folder().resolve(TrainingJob.HISTORY_FILE);
        if (!Files.exists(file)) {
            throw Problem.of(409, "no-epoch-yet", "No epoch yet", "There are no figures before the first epoch's end")
                    .at("id")
                    .expected("a run with at least one epoch")
                    .received("a run that is " + run.state() + " and has none")
                    .remedy(
                            run.state().isTerminal()
                                    ? "start another run"
                                    : "wait for the first epoch: GET /runs/" + run.id() + "/events")
                    .exception();
        }
        return json.readValue(file.toFile(), new TypeReference<List<EpochMetrics>>() {});
    }

    /**
     * @param run that succeeded
     * @throws bottega.common.problem.ProblemException 404 ({@code no-test-part})
     */
    public Judgement judgement(Job run, Part part) throws IOException {
        Path file = run.folder().resolve(TrainingJob.judgementFile(part));
        if (part == Part.TEST && !Files.exists(file)) {
            throw Problem.of(404, "no-test-part", "No test part", "The run held no examples back to be tested on")
                    .at("part")
                    .expected("validation")
                    .received(part.publicName())
                    .remedy("start a run with a testFraction, or on a data set with a folder 'test'")
                    .exception();
        }
        return json.readValue(file.toFile(), Judgement.class);
    }

    /** Of the test part, or null where there is none. */
    public Judgement testJudgement(Job run) throws IOException {
        return Files.exists(run.folder().resolve(TrainingJob.judgementFile(Part.TEST)))
                ? judgement(run, Part.TEST)
                : null;
    }

    /**
     * @param run that succeeded
     * @throws bottega.common.problem.ProblemException 409 ({@code no-facts}) for one of an older version
     */
    public RunFacts facts(Job run) throws IOException {
        Path file = run.folder().resolve(TrainingJob.FACTS_FILE);
        if (!Files.exists(file)) {
            throw Problem.of(
                            409,
                            "no-facts",
                            "No facts",
                            "The run is of a version that wrote down too little for a card")
                    .at("id")
                    .received(run.id())
                    .remedy("start another run")
                    .exception();
        }
        return json.readValue(file.toFile(), RunFacts.class);
    }

    /** @param part as it was asked for; null for validation */
    static Part part(String part) {
        return switch (part) {
            case null -> Part.VALIDATION;
            case "validation" -> Part.VALIDATION;
            case "test" -> Part.TEST;
            default ->
                throw Problem.of(400, "invalid-parameter", "Invalid parameter", "There is no judgement of this part")
                        .at("part")
                        .expected("validation or test")
                        .received(part)
                        .exception();
        };
    }

    /**
     * By weight, from the first layer to the last.
     *
     * @param run that succeeded
     */
    SequencedMap<String, List<Double>> gradients(Job run) throws IOException {
        return json.readValue(
                run.folder().resolve(TrainingJob.GRADIENTS_FILE).toFile(),
                new TypeReference<LinkedHashMap<String, List<Double>>>() {});
    }
}
