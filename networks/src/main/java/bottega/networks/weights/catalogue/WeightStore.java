package bottega.networks.weights.catalogue;

import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The published checkpoints that lie under {@code BOTTEGA_HOME/weights}, whether they were downloaded or put there by
 * hand.
 */
public final class WeightStore {
    private final Path folder;

    /** @param home {@code BOTTEGA_HOME} */
    public WeightStore(Path home) {
        this.folder = home.resolve("weights");
    }

    Path folder() {
        return folder;
    }

    /** Where the checkpoint lies, or would. */
    public Path path(PublishedCheckpoint checkpoint) {
        return folder.resolve(checkpoint.file());
    }

    public boolean has(PublishedCheckpoint checkpoint) {
        return Files.isRegularFile(path(checkpoint));
    }

    /**
     * The checkpoint's file, its checksum compared with the published one where that is known.
     *
     * @throws ProblemException ({@code checkpoint-missing}, 404) when it is not there, with how to get it; ({@code
     *     wrong-checksum}, 422) when it is another file
     */
    public Path require(PublishedCheckpoint checkpoint) throws IOException {
        Path path = path(checkpoint);
        if (!has(checkpoint)) {
            throw Problem.of(
                            404,
                            "checkpoint-missing",
                            "Weights that are not here",
                            "The weights '" + checkpoint.name() + "' are not in " + folder + ".")
                    .at(checkpoint.name())
                    .expected(path)
                    .received("no such file")
                    .remedy("Download them: ./bottega weights " + checkpoint.name() + "  or fetch "
                            + checkpoint.address() + " by hand and save it as " + path)
                    .exception();
        }
        verify(checkpoint, path, Optional.empty());
        return path;
    }

    /**
     * @param stated what a server says the checksum is, for checkpoints of which nothing better is known
     * @return the file's SHA-256
     * @throws ProblemException ({@code wrong-checksum}, 422); the file is left as it is
     */
    static String verify(PublishedCheckpoint checkpoint, Path path, Optional<String> stated) throws IOException {
        String sha256 = Checksum.sha256(path);
        Optional<String> expected = checkpoint.checksum().or(() -> stated);
        if (expected.isPresent() && !sha256.startsWith(expected.get())) {
            throw Problem.of(
                            422,
                            "wrong-checksum",
                            "Another file than the published one",
                            "The file " + path + " is not '" + checkpoint.name() + "' as it was published.")
                    .at(path.getFileName().toString())
                    .expected("SHA-256 " + expected.get() + (expected.get().length() < sha256.length() ? "..." : ""))
                    .received("SHA-256 " + sha256 + ", " + Files.size(path) + " bytes")
                    .remedy("Remove it and fetch it again from " + checkpoint.address())
                    .exception();
        }
        return sha256;
    }
}
