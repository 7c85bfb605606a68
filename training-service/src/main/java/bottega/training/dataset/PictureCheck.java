package bottega.training.dataset;

import bottega.common.image.ImageDecoder;
import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Decodes every file of a data set once, by the code that training will decode it with. */
final class PictureCheck {
    private final ImageDecoder decoder;

    PictureCheck(ImageDecoder decoder) {
        this.decoder = decoder;
    }

    /** The files that are pictures, in the order given; the others are skipped with the decoder's reason. */
    List<Draft.Picture> pictures(List<Draft.Picture> files, Skips skips) {
        try (ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            List<Future<Optional<Problem>>> checks = new ArrayList<>();
            files.forEach(file -> checks.add(threads.submit(() -> problemOf(file.file()))));
            List<Draft.Picture> pictures = new ArrayList<>();
            try {
                for (int i = 0; i < files.size(); i++) {
                    Draft.Picture file = files.get(i);
                    checks.get(i)
                            .get()
                            .ifPresentOrElse(
                                    problem -> skips.add(file.name(), problem.title() + ": " + problem.detail()),
                                    () -> pictures.add(file));
                }
            } catch (ExecutionException e) {
                threads.shutdownNow();
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while the pictures were decoded", e);
            }
            return pictures;
        }
    }

    private Optional<Problem> problemOf(UnpackedFile file) {
        try {
            decoder.decode(Files.readAllBytes(file.file()));
            return Optional.empty();
        } catch (ProblemException e) {
            if (e.problem().status() >= 500) {
                throw e; // says nothing about the file
            }
            return Optional.of(e.problem());
        } catch (IOException e) {
            throw new UncheckedIOException("An unpacked file cannot be read", e);
        }
    }
}
