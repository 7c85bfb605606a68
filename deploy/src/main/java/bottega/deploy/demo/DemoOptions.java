package bottega.deploy.demo;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the demonstration is run with; {@code --name value} each.
 *
 * @param home BOTTEGA_HOME; results go to {@code demo} in it
 * @param pictures training pictures of each class
 * @param heldOut pictures of each class to judge by
 * @param size pixels of the stylised picture's longer side
 * @param styleNetwork empty for the service's choice
 */
record DemoOptions(
        URI training,
        URI inference,
        URI style,
        Path home,
        long seed,
        int pictures,
        int heldOut,
        int epochs,
        int size,
        int steps,
        String styleNetwork) {

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("training", "http://127.0.0.1:8081"),
            Map.entry("inference", "http://127.0.0.1:8080"),
            Map.entry("style", "http://127.0.0.1:8082"),
            Map.entry("home", "data"),
            Map.entry("seed", "1"),
            Map.entry("pictures", "450"),
            Map.entry("held-out", "50"),
            Map.entry("epochs", "15"),
            Map.entry("size", "384"),
            Map.entry("steps", "250"),
            Map.entry("style-network", ""));

    static DemoOptions parse(String... arguments) {
        Map<String, String> values = new HashMap<>(DEFAULTS);
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i].startsWith("--") ? arguments[i].substring(2) : arguments[i];
            if (!arguments[i].startsWith("--") || !DEFAULTS.containsKey(name)) {
                throw new IllegalArgumentException("unknown option " + arguments[i] + "; expected one of " + names());
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException("--" + name + " needs a value");
            }
            values.put(name, arguments[i + 1]);
        }
        return new DemoOptions(
                URI.create(values.get("training")),
                URI.create(values.get("inference")),
                URI.create(values.get("style")),
                Path.of(values.get("home")),
                number(values, "seed"),
                positive(values, "pictures"),
                positive(values, "held-out"),
                positive(values, "epochs"),
                positive(values, "size"),
                positive(values, "steps"),
                values.get("style-network"));
    }

    private static Set<String> names() {
        Set<String> names = new TreeSet<>();
        DEFAULTS.keySet().forEach(name -> names.add("--" + name));
        return names;
    }

    private static long number(Map<String, String> values, String name) {
        try {
            return Long.parseLong(values.get(name));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "--" + name + ": expected a whole number, received " + values.get(name), e);
        }
    }

    private static int positive(Map<String, String> values, String name) {
        long value = number(values, name);
        if (value < 1 || value > 1_000_000) {
            throw new IllegalArgumentException("--" + name + ": expected 1 to 1,000,000, received " + value);
        }
        return (int) value;
    }
}
