package bottega.networks.weights.load;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import bottega.networks.layer.ParameterNames;
import bottega.networks.weights.TensorFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Sets a network's parameters from a file, matched by name, whichever of the known ways the file names them in. */
public final class WeightLoader {
    private static final int NAMED = 6;

    private WeightLoader() {}

    /** Everything: {@link LoadOptions#ALL}. */
    public static LoadedWeights load(Block block, TensorFile file) {
        return load(block, file, LoadOptions.ALL);
    }

    /**
     * Sets the numbers of parameters that are there already; type, device and whether they are trained stay as they
     * are. Shapes may differ by ones at their end only.
     *
     * @param block initialised
     * @throws ProblemException ({@code weights-do-not-fit}, 422) with what is missing, unexpected and misshapen; then
     *     nothing was changed
     */
    public static LoadedWeights load(Block block, TensorFile file, LoadOptions options) {
        SequencedMap<String, Parameter> parameters = ParameterNames.of(block);
        var shapes = new LinkedHashMap<String, Shape>();
        parameters.forEach((name, parameter) -> {
            if (!parameter.isInitialized()) {
                throw new IllegalStateException("expected an initialised block; '" + name + "' has no array yet");
            }
            shapes.put(name, parameter.getArray().getShape());
        });
        if (shapes.isEmpty()) {
            throw new IllegalArgumentException("the block has no parameters");
        }
        Matching matching = Matching.best(shapes, file.tensors(), options);
        if (!matching.fits()) {
            throw misfit(file, matching, shapes.size());
        }
        matching.tensors().forEach((name, inFile) -> set(parameters.get(name), file, inFile));
        return new LoadedWeights(
                List.copyOf(matching.tensors().sequencedKeySet()),
                matching.left(),
                matching.readOver(),
                matching.naming().label());
    }

    /** The new array takes the old one's place under the same reference, in the engine's own memory. */
    private static void set(Parameter parameter, TensorFile file, String inFile) {
        NDArray array = parameter.getArray();
        DataType wanted = array.getDataType();
        DataType read = file.info(inFile).type().dataType() == wanted ? wanted : DataType.FLOAT32;
        try (NDArray numbers = file.read(inFile, read, array.getManager());
                NDArray typed = numbers.toType(wanted, false);
                NDArray shaped = typed.reshape(array.getShape())) {
            array.intern(shaped);
        }
        array.setRequiresGradient(parameter.requiresGradient());
    }

    private static ProblemException misfit(TensorFile file, Matching matching, int parameters) {
        String remedy = matching.tensors().isEmpty()
                ? "Choose a file for this network."
                : onlyHead(matching)
                        ? "The file is for another number of classes: load it without its head."
                        : "Choose a file for this very variant of the network.";
        return Problem.of(
                        422,
                        "weights-do-not-fit",
                        "Weights that do not fit the network",
                        "The weight file '" + file.fileName() + "' does not fit the network. Missing: "
                                + some(matching.missing()) + ". Unexpected: " + some(matching.unexpected())
                                + ". Misshapen: " + some(matching.misshapen()) + ".")
                .at(file.fileName())
                .expected(parameters + " parameters")
                .received(matching.tensors().size() + " of them ("
                        + matching.naming().label() + "), "
                        + matching.unexpected().size() + " that the network does not have")
                .remedy(remedy)
                .exception();
    }

    private static boolean onlyHead(Matching matching) {
        return matching.missing().isEmpty()
                && matching.unexpected().isEmpty()
                && matching.misshapen().size() <= 2;
    }

    private static String some(List<String> names) {
        if (names.isEmpty()) {
            return "none";
        }
        List<String> first = names.stream()
                .limit(NAMED)
                .map(name -> name.length() <= 120 ? name : name.substring(0, 120) + "...")
                .toList();
        return String.join("; ", first) + (names.size() > NAMED ? "; and " + (names.size() - NAMED) + " more" : "");
    }
}
