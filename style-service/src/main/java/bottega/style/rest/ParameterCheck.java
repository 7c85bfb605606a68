package bottega.style.rest;

import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import bottega.common.rest.JsonProblems;
import bottega.common.style.StyleParameters;
import bottega.style.job.StyleTransferOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;

/** Reads and bounds the part {@code parameters}. */
final class ParameterCheck {
    private static final int LEAST_SIZE = 64;
    private static final int MOST_STEPS = 10_000;
    private static final double MOST_WEIGHT = 1e9;
    private static final int MOST_HISTORY = 200;

    private final ObjectReader reader;
    private final int mostSize;

    ParameterCheck(ObjectMapper mapper, int mostSize) {
        this.reader = mapper.readerFor(StyleParameters.class)
                .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .without(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
        this.mostSize = mostSize;
    }

    /**
     * @param json null when the part is missing: all defaults
     * @throws ProblemException (400)
     */
    StyleParameters read(String json) {
        StyleParameters given = parse(json);
        if (given.kind() != null && !given.kind().equals(StyleTransferOrder.KIND)) {
            throw bad("/kind", StyleTransferOrder.KIND, given.kind());
        }
        range("/size", given.size(), LEAST_SIZE, mostSize);
        range("/steps", given.steps(), 1, MOST_STEPS);
        range("/historySize", given.historySize(), 1, MOST_HISTORY);
        weight("/contentWeight", given.contentWeight());
        weight("/styleWeight", given.styleWeight());
        if (isZero(given.contentWeight()) && isZero(given.styleWeight())) {
            throw bad("/styleWeight", "at least one of the two weights above 0", "0 and 0");
        }
        return given;
    }

    private StyleParameters parse(String json) {
        try {
            StyleParameters given = reader.readValue(json == null || json.isBlank() ? "{}" : json);
            if (given == null) {
                throw bad("parameters", "a JSON object", "null");
            }
            return given;
        } catch (JsonProcessingException e) {
            throw JsonProblems.of(e).exception(e);
        }
    }

    private static void range(String pointer, Integer value, int least, int most) {
        if (value != null && (value < least || value > most)) {
            throw bad(pointer, least + " to " + most, value);
        }
    }

    private static void weight(String pointer, Double value) {
        if (value != null && !(value >= 0 && value <= MOST_WEIGHT)) {
            throw bad(pointer, "a number from 0 to " + MOST_WEIGHT, value);
        }
    }

    private static boolean isZero(Double value) {
        return value != null && value == 0;
    }

    static ProblemException bad(String pointer, Object expected, Object received) {
        return Problem.of(
                        400,
                        "invalid-parameter",
                        "Invalid parameter",
                        "The parameter " + pointer + " is not what it may be.")
                .at(pointer)
                .expected(expected)
                .received(received)
                .remedy("Send a value that fits, or leave the parameter out to get its default.")
                .exception();
    }
}
