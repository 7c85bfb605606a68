package bottega.training.publication;

import bottega.common.card.ModelCard;
import bottega.common.dataset.Part;
import bottega.common.training.RunParameters;
import bottega.common.training.RunResult;
import bottega.jobs.Job;
import bottega.training.card.ModelCards;
import bottega.training.run.RunFiles;
import bottega.training.run.TrainingJob;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/** What runs left behind, for cards. */
@Singleton
class RunCards {
    private final RunFiles files;
    private final ObjectMapper json;

    RunCards(RunFiles files, ObjectMapper json) {
        this.files = files;
        this.json = json;
    }

    static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /**
     * @param run that succeeded
     * @throws bottega.common.problem.ProblemException 409 where its model could not be exported, with the reason
     */
    ModelCards.Sources sources(Job run) throws IOException {
        RunResult result = json.treeToValue(run.result(), RunResult.class);
        if (result.exportProblem() != null) {
            throw result.exportProblem().exception();
        }
        Path model = run.folder().resolve(TrainingJob.MODEL_FILE);
        return new ModelCards.Sources(
                run.id(),
                json.treeToValue(run.parameters(), RunParameters.class),
                result,
                files.facts(run),
                files.judgement(run, Part.VALIDATION),
                files.testJudgement(run),
                new ModelCard.File(
                        TrainingJob.MODEL_FILE,
                        Files.size(model),
                        sha256(model),
                        result.manifest().outputs(),
                        result.manifest().parity()));
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
