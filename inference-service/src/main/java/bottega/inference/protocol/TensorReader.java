package bottega.inference.protocol;

import bottega.common.inference.Datatype;
import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;

/**
 * Walks a JSON array of elements, flat or nested as its shape says, row-major, and hands out each element. Flat data is
 * told from nested by its first element.
 */
final class TensorReader {
    /** Takes the element that the parser stands on. */
    interface Sink {
        void accept(JsonParser parser) throws IOException;
    }

    private final InferInput input;
    private final List<Long> shape;
    private final long elements;

    TensorReader(InferInput input, long elements) {
        this.input = input;
        this.shape = input.shape();
        this.elements = elements;
    }

    /**
     * Elements in a tensor of this shape.
     *
     * @throws ProblemException 400 when they are more than the data's bytes can hold, or than a {@code long} counts
     */
    static long elements(InferInput input) {
        long most = (input.dataEnd() - input.dataStart()) / 2; // an element is a digit and a comma at least
        long elements = 1;
        for (long dimension : input.shape()) {
            if (dimension > most / elements) {
                throw Problem.of(
                                400, "invalid-request", "Invalid request", "The shape has more elements than the data.")
                        .at(input.pointer() + "/shape")
                        .expected("a shape of at most " + most + " elements, which is all that the data can hold")
                        .received(input.shape())
                        .exception();
            }
            elements *= dimension;
        }
        return elements;
    }

    /**
     * @throws ProblemException 400 when the data does not fit the shape
     */
    void read(byte[] body, Sink sink) throws IOException {
        int length = input.dataEnd() - input.dataStart();
        try (JsonParser parser = InferMessageReader.JSON.createParser(body, input.dataStart(), length)) {
            int rank = shape.size();
            long[] counts = new long[Math.max(rank, 1) + 1]; // children seen so far in the open array of each depth
            int depth = 0;
            int leafDepth = 0; // 1 flat, rank nested, 0 not known yet
            long read = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                switch (token) {
                    case START_ARRAY -> {
                        counts[depth]++;
                        depth++;
                        if (depth > Math.max(rank, 1) || (leafDepth != 0 && depth > leafDepth)) {
                            throw misfit("An array stands where an element should, behind element " + read + ".");
                        }
                        counts[depth] = 0;
                    }
                    case END_ARRAY -> {
                        long expected =
                                depth == rank && leafDepth != 1 || depth < leafDepth ? shape.get(depth - 1) : elements;
                        if (counts[depth] != expected) {
                            throw misfit("An array before element " + read + " has " + counts[depth]
                                    + " entries where the shape asks for " + expected + ".");
                        }
                        depth--;
                    }
                    default -> {
                        if (leafDepth == 0) {
                            leafDepth = depth;
                        }
                        boolean nested = leafDepth == rank;
                        if (depth != leafDepth || !nested && leafDepth != 1) {
                            throw misfit("Element " + read + " is nested " + depth + " deep.");
                        }
                        if (read == elements) {
                            throw misfit("There are more than " + elements + " elements.");
                        }
                        counts[depth]++;
                        sink.accept(parser);
                        read++;
                    }
                }
            }
            if (read != elements) {
                throw misfit("There are " + read + " elements.");
            }
        }
    }

    private ProblemException misfit(String detail) {
        return Problem.of(400, "invalid-request", "Invalid request", detail)
                .at(input.pointer() + "/data")
                .expected(elements + " elements, flat or nested as the shape " + shape + " says")
                .exception();
    }

    /** Reads one element and refuses what its datatype cannot hold. */
    static final class Elements {
        private final InferInput input;
        private long index = -1;

        Elements(InferInput input) {
            this.input = input;
        }

        boolean bool(JsonParser parser) throws IOException {
            index++;
            return switch (parser.currentToken()) {
                case VALUE_TRUE -> true;
                case VALUE_FALSE -> false;
                case VALUE_NUMBER_INT -> whole(parser, 0, 1) == 1;
                default -> throw wrong(parser, "true or false");
            };
        }

        /** The bounds are inclusive. */
        long integer(JsonParser parser, long least, long most) throws IOException {
            index++;
            return whole(parser, least, most);
        }

        private long whole(JsonParser parser, long least, long most) throws IOException {
            String expected = "a whole number from " + least + " to " + most;
            if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
                    || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                throw wrong(parser, expected);
            }
            long value = parser.getLongValue();
            if (value < least || value > most) {
                throw wrong(parser, expected);
            }
            return value;
        }

        float single(JsonParser parser) throws IOException {
            double value = real(parser);
            float single = (float) value;
            if (Float.isInfinite(single) && !Double.isInfinite(value)) {
                throw wrong(parser, "a number that " + Datatype.FP32 + " can hold");
            }
            return single;
        }

        double real(JsonParser parser) throws IOException {
            index++;
            double value =
                    switch (parser.currentToken()) {
                        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
                        case VALUE_STRING -> notFinite(parser);
                        default -> throw wrong(parser, "a number");
                    };
            if (Double.isInfinite(value) && parser.currentToken() != JsonToken.VALUE_STRING) {
                throw wrong(parser, "a number that " + input.datatype() + " can hold");
            }
            return value;
        }

        /** JSON has no notation for these. */
        private double notFinite(JsonParser parser) throws IOException {
            return switch (parser.getText()) {
                case "NaN" -> Double.NaN;
                case "Infinity" -> Double.POSITIVE_INFINITY;
                case "-Infinity" -> Double.NEGATIVE_INFINITY;
                default -> throw wrong(parser, "a number");
            };
        }

        String text(JsonParser parser) throws IOException {
            index++;
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                throw wrong(parser, "text");
            }
            return parser.getText();
        }

        private ProblemException wrong(JsonParser parser, String expected) throws IOException {
            String text = parser.getText();
            return Problem.of(
                            400,
                            "invalid-request",
                            "Invalid request",
                            "Element " + index + " is no " + input.datatype() + ".")
                    .at(input.pointer() + "/data")
                    .expected(expected)
                    .received(text == null || text.length() < 100 ? text : text.substring(0, 100) + "...")
                    .exception();
        }
    }
}
