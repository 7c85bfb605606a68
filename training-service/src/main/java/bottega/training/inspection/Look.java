package bottega.training.inspection;

import bottega.common.image.ImageDecoder;
import bottega.common.image.RgbImage;
import bottega.common.problem.ProblemException;
import bottega.training.dataset.Example;
import bottega.training.similarity.Fingerprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What one look at a picture gives. */
sealed interface Look {
    Example example();

    /** @param content SHA-256 of the file */
    record Picture(Example example, int width, int height, String content, Fingerprint fingerprint) implements Look {}

    record Unreadable(Example example, String reason) implements Look {}

    static Look at(Example example, ImageDecoder decoder) {
        try {
            byte[] file = Files.readAllBytes(example.file());
            RgbImage picture = decoder.decode(file);
            return new Picture(example, picture.width(), picture.height(), sha256(file), Fingerprint.of(picture));
        } catch (ProblemException e) {
            if (e.problem().status() >= 500) {
                throw e; // says nothing about the file
            }
            return new Unreadable(
                    example, e.problem().title() + ": " + e.problem().detail());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
