package bottega.style.network;

import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import bottega.common.style.Pooling;
import bottega.common.style.StyleNetwork;
import bottega.networks.vgg.FeatureNetwork;
import bottega.networks.vgg.Vgg19;
import bottega.style.StyleConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds networks by name. The files are looked for at every call: one that is put there is there. */
@ApplicationScoped
public class NetworkCatalogue {
    /** The name of seeded random filters. */
    public static final String RANDOM = "random";

    private static final String ENDING = ".safetensors";
    private static final String PREFERRED = "vgg19-distilled-16x";
    private static final String RANDOM_SOURCE = "seeded random filters";
    private static final String RANDOM_NOTE = "Filters that never saw a picture: they carry colours and coarse texture"
            + " over, hardly brush strokes. Put a weight file of VGG-19 into BOTTEGA_HOME/weights for better results.";

    private final Path folder;

    NetworkCatalogue(StyleConfig config) {
        folder = config.weights();
    }

    /** The names of the weight files that lie ready, whatever they hold. */
    public List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(ENDING) && !file.startsWith("."))
                    .map(file -> file.substring(0, file.length() - ENDING.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param name of a file or {@link #RANDOM}; null for the distilled VGG-19 if it is there, else for the first file
     *     that fits, else for random filters
     * @param layers that it has to give
     * @throws ProblemException ({@code unknown-network}, {@code unsuitable-weights}, {@code damaged-weights})
     */
    public StyleNetwork choose(String name, long seed, Set<String> layers) {
        if (name == null) {
            return byDefault(seed, layers);
        }
        if (name.equals(RANDOM)) {
            return new StyleNetwork(RANDOM, RANDOM_SOURCE, seed, RANDOM_NOTE);
        }
        List<String> names = names();
        if (!names.contains(name)) {
            throw Problem.of(422, "unknown-network", "Unknown network", "There is no weight file of that name.")
                    .at("/network")
                    .expected("one of "
                            + Stream.concat(names.stream(), Stream.of(RANDOM)).toList())
                    .received(name)
                    .remedy("Put " + name + ENDING + " into BOTTEGA_HOME/weights, or name a network that is there.")
                    .exception();
        }
        requireLayers(name, layers);
        return new StyleNetwork(name, source(name), null, null);
    }

    private StyleNetwork byDefault(long seed, Set<String> layers) {
        List<String> names = names();
        return Stream.concat(Stream.of(PREFERRED).filter(names::contains), names.stream())
                .filter(name -> fits(name, layers))
                .findFirst()
                .map(name -> new StyleNetwork(name, source(name), null, null))
                .orElseGet(() -> new StyleNetwork(RANDOM, RANDOM_SOURCE, seed, unasked(names)));
    }

    private static String unasked(List<String> names) {
        String why = names.isEmpty()
                ? "There is no weight file in BOTTEGA_HOME/weights. "
                : "None of the weight files " + names + " holds a VGG-19. ";
        return why + RANDOM_NOTE;
    }

    private boolean fits(String name, Set<String> layers) {
        try {
            requireLayers(name, layers);
            return true;
        } catch (ProblemException e) {
            return false; // another file may fit, and who asks for this one by name is told why it does not
        }
    }

    private void requireLayers(String name, Set<String> layers) {
        List<String> available;
        try {
            available = Vgg19.layers(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String layer : layers) {
            if (!available.contains(layer)) {
                throw Problem.of(422, "unsuitable-weights", "Unsuitable weight file", "The network ends too early.")
                        .at("/network")
                        .expected("layer " + layer)
                        .received(name + " with the layers " + available)
                        .remedy("Use a file with the weights of VGG-19 up to conv5_1.")
                        .exception();
            }
        }
    }

    /** Builds what {@link #choose} found; the caller closes it. */
    public FeatureNetwork load(StyleNetwork network, Set<String> layers, Pooling pooling) throws IOException {
        return network.name().equals(RANDOM)
                ? Vgg19.random(network.seed(), layers, pooling)
                : Vgg19.load(file(network.name()), layers, pooling);
    }

    private Path file(String name) {
        return folder.resolve(name + ENDING);
    }

    private static String source(String name) {
        return "weights/" + name + ENDING;
    }
}
