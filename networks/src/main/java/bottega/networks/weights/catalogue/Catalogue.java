package bottega.networks.weights.catalogue;

import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** All published checkpoints that are known, in {@code checkpoints.json} beside this class. */
public final class Catalogue {
    private static final String RESOURCE = "checkpoints.json";

    private final List<PublishedCheckpoint> checkpoints;

    Catalogue(List<PublishedCheckpoint> checkpoints) {
        this.checkpoints = List.copyOf(checkpoints);
    }

    public static Catalogue load() {
        try (InputStream json = Catalogue.class.getResourceAsStream(RESOURCE)) {
            return new Catalogue(new ObjectMapper().readValue(json, new TypeReference<>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<PublishedCheckpoint> checkpoints() {
        return checkpoints;
    }

    /** @throws ProblemException ({@code no-such-checkpoint}, 404) */
    public PublishedCheckpoint named(String name) {
        return checkpoints.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.of(
                                404,
                                "no-such-checkpoint",
                                "No such checkpoint",
                                "No checkpoint is named '" + name + "'.")
                        .at(name)
                        .expected("one of "
                                + String.join(
                                        ", ",
                                        checkpoints.stream()
                                                .map(PublishedCheckpoint::name)
                                                .toList()))
                        .received(name)
                        .remedy("./bottega weights lists them.")
                        .exception());
    }
}
