package bottega.style.transfer;

import bottega.common.problem.ProblemException;
import bottega.networks.weights.HostTensor;
import bottega.networks.weights.SafeTensors;
import bottega.style.gatys.Losses;
import bottega.style.optimise.LbfgsState;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Enough to go on with a run: a safetensors file with {@code point}, {@code gradient} and the pairs {@code step.0000},
 * {@code change.0000}, oldest first.
 *
 * @param evaluations made so far
 * @param start losses of the first picture
 * @param now losses at the state's point
 */
public record Checkpoint(int evaluations, Losses start, Losses now, LbfgsState state) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public void write(Path file) throws IOException {
        var tensors = new LinkedHashMap<String, HostTensor>();
        int length = state.point().length;
        tensors.put("point", HostTensor.of(state.point(), length));
        tensors.put("gradient", HostTensor.of(state.gradient(), length));
        tensors.put("value", HostTensor.of(new double[] {state.value()}, 1));
        for (int i = 0; i < state.pairs().size(); i++) {
            LbfgsState.Pair pair = state.pairs().get(i);
            tensors.put(name("step", i), HostTensor.of(pair.step(), length));
            tensors.put(name("change", i), HostTensor.of(pair.gradientChange(), length));
        }
        SafeTensors.write(
                file,
                tensors,
                Map.of(
                        "evaluations", Integer.toString(evaluations),
                        "start", JSON.writeValueAsString(start),
                        "now", JSON.writeValueAsString(now)));
    }

    /** @throws ProblemException ({@code damaged-weights}) when the file is no checkpoint */
    public static Checkpoint read(Path file) throws IOException {
        try (SafeTensors tensors = SafeTensors.open(file)) {
            List<LbfgsState.Pair> pairs = new ArrayList<>();
            while (tensors.tensors().containsKey(name("step", pairs.size()))) {
                int i = pairs.size();
                pairs.add(new LbfgsState.Pair(
                        tensors.readFloats(name("step", i)), tensors.readFloats(name("change", i))));
            }
            double value = tensors.readDoubles("value")[0];
            var state = new LbfgsState(tensors.readFloats("point"), value, tensors.readFloats("gradient"), pairs);
            return new Checkpoint(
                    Integer.parseInt(tensors.metadata().get("evaluations")),
                    losses(tensors, "start"),
                    losses(tensors, "now"),
                    state);
        }
    }

    private static Losses losses(SafeTensors tensors, String key) {
        try {
            return JSON.readValue(tensors.metadata().get(key), Losses.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(String kind, int index) {
        return "%s.%04d".formatted(kind, index);
    }
}
