package bottega.common.lesson;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * @param parameters with defaults filled in
 * @param inputHeight rows of the matrix or picture
 * @param sizes how the sizes of the output come about, with the numbers
 * @param maps one for each filter
 * @param png of a picture: the maps (pooled where pooling was asked for) side by side, each with its least value black and
 *     its greatest white; base64 in JSON
 * @param lookAt what to look at in this answer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConvolutionResult(
        ConvolutionRequest parameters,
        int inputHeight,
        int inputWidth,
        List<String> sizes,
        List<FeatureMap> maps,
        byte[] png,
        List<String> lookAt,
        List<String> notes) {

    /**
     * @param values rows; null for a picture
     * @param windows each value as the sum that it is; null where there would be more than a thousand products
     * @param pooled rows; null for a picture, or without pooling
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FeatureMap(
            int height,
            int width,
            double least,
            double greatest,
            List<List<Double>> values,
            List<String> windows,
            List<List<Double>> pooled) {}
}
