package bottega.networks.weights.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * One file with published weights.
 *
 * @param name by which it is asked for
 * @param network the zoo's name of the network that it fits
 * @param file its name under {@code BOTTEGA_HOME/weights}, for files fetched by hand too
 * @param source who published it, and as what
 * @param sha256 64 hexadecimal digits, or null where nobody states them
 * @param sha256Prefix the first digits of it, as torchvision puts them into its file names; or null
 * @param bytes of the file, or null where they are not known
 * @param note what is to be known before using it; may be empty
 */
public record PublishedCheckpoint(
        String name,
        String network,
        String file,
        URI address,
        Format format,
        String licence,
        String sha256,
        String sha256Prefix,
        Long bytes,
        Preprocessing preprocessing,
        String source,
        String note) {

    /** What the file is written in. */
    public enum Format {
        @JsonProperty("safetensors")
        SAFETENSORS,
        @JsonProperty("torch")
        TORCH,
        /** Not read here. */
        @JsonProperty("caffe")
        CAFFE
    }

    /**
     * From a pixel to the number that the network sees: {@code (pixel / 255 * range - mean) / deviation}.
     *
     * @param order of the channels that the network sees, RGB or BGR; mean and deviation are always red, green, blue
     * @param inputSize pixels of a side, cut out of the middle
     * @param resize pixels of the shorter side before that
     * @param interpolation bilinear or bicubic, antialiased
     */
    public record Preprocessing(
            String order,
            double range,
            List<Double> mean,
            List<Double> deviation,
            int inputSize,
            int resize,
            String interpolation) {}

    public PublishedCheckpoint {
        if (file.contains("/") || file.contains("\\") || file.startsWith(".")) {
            throw new IllegalArgumentException("file: expected a plain name, received " + file);
        }
        if (sha256 != null && !sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("sha256: expected 64 hexadecimal digits, received " + sha256);
        }
    }

    /** What is known of the checksum: all of it, or how it begins. */
    Optional<String> checksum() {
        return Optional.ofNullable(sha256 == null ? sha256Prefix : sha256);
    }
}
