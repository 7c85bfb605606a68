package bottega.deploy.demo;

import bottega.deploy.demo.Judgement.Answer;
import bottega.deploy.ornament.Ornament;
import bottega.deploy.ornament.OrnamentSet;
import bottega.deploy.ornament.OrnamentSet.Labelled;
import bottega.deploy.scene.Columns;
import bottega.deploy.scene.Night;
import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** From labelled pictures to a served model and a stylised picture, with a transcript of what happened. */
public final class Demo {
    private static final String MODEL = "ornaments";

    private final DemoOptions options;
    private final PrintStream out;
    private final boolean terminal;
    private final Path folder;
    private final Training training;
    private final Serving serving;
    private final Styling styling;
    private long partBegan;

    Demo(DemoOptions options, PrintStream out, boolean terminal) {
        this.options = options;
        this.out = out;
        this.terminal = terminal;
        this.folder = options.home().resolve("demo");
        this.training = new Training(new Service(options.training()));
        this.serving = new Serving(new Service(options.inference()));
        this.styling = new Styling(new Service(options.style()));
    }

    /** Exit status 0 when all went well, 1 when a service refused or failed, 2 for wrong options. */
    public static void main(String... arguments) throws IOException {
        boolean terminal = System.console() != null && System.console().isTerminal();
        DemoOptions options;
        try {
            options = DemoOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("demo: " + e.getMessage());
            System.exit(2);
            return;
        }
        try {
            new Demo(options, System.out, terminal).run();
        } catch (ServiceException | IllegalStateException e) {
            System.out.println();
            System.err.println("demo: " + e.getMessage());
            System.exit(1);
        }
    }

    void run() throws IOException {
        long began = System.nanoTime();
        Files.createDirectories(folder);
        OrnamentSet set = new OrnamentSet(options.seed(), options.pictures(), options.heldOut());
        Path archive = draw(set);
        String run = train(upload(archive));
        Path model = publish(run);
        classify(set.heldOut());
        String network = stylise();
        say("");
        say("All in %.0f s. Results:", seconds(began));
        say("  model        %s", model);
        say("  ornaments    %s (wrong answers are framed in red)", folder.resolve("classified.png"));
        say("  stylised     %s (%s)", folder.resolve("stylised.png"), network);
    }

    private Path draw(OrnamentSet set) throws IOException {
        part(
                "Draw %,d ornaments in %d classes, and %,d to judge by",
                options.pictures() * Ornament.values().length,
                Ornament.values().length,
                options.heldOut() * Ornament.values().length);
        Path archive = folder.resolve("ornaments.zip");
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(archive))) {
            set.writeArchive(file);
        }
        done("%s, %.1f MB", archive, Files.size(archive) / 1e6);
        return archive;
    }

    private String upload(Path archive) throws IOException {
        part("Upload them to %s", options.training());
        String dataset = training.upload("ornaments", archive).path("id").asText();
        done("data set %s", dataset);
        return dataset;
    }

    private String train(String dataset) {
        part("Train lenet, %d epochs, seed %d", options.epochs(), options.seed());
        String run = training.start(dataset, "lenet", options.epochs(), options.seed());
        JsonNode metrics = awaitShown(line -> training.await(run, line)).path("metrics");
        done(
                "run %s: %.3f of the validation pictures right",
                run, metrics.path("accuracy").asDouble());
        return run;
    }

    private Path publish(String run) {
        part("Publish it as %s; %s notices", MODEL, options.inference());
        int version = training.publish(run, MODEL);
        serving.awaitVersion(MODEL, version);
        done("version %d is served", version);
        return options.home().resolve("models", MODEL, Integer.toString(version), "model.onnx");
    }

    private void classify(List<Labelled> pictures) throws IOException {
        part("Classify the %d pictures that were held out", pictures.size());
        Judgement judgement = Judgement.of(serving, MODEL, pictures);
        done("%d right", Math.round(judgement.accuracy() * pictures.size()));
        say("accuracy %.2f", judgement.accuracy());
        for (int i = 0; i < pictures.size(); i += options.heldOut()) {
            Answer answer = judgement.answers().get(i);
            say(
                    "   %-18s -> %-18s %.3f%s",
                    answer.picture().label(),
                    answer.predictions().getFirst().label(),
                    answer.predictions().getFirst().probability(),
                    answer.right() ? "" : "  wrong");
        }
        write(judgement.sheet(), "classified.png");
    }

    /** @return what network the service used */
    private String stylise() throws IOException {
        part("Draw a scene of columns and a night sky; paint the one in the manner of the other");
        byte[] content = write(Columns.paint(options.seed()), "columns.png");
        byte[] style = write(Night.paint(options.seed()), "night.png");
        String job =
                styling.start(content, style, options.size(), options.steps(), options.seed(), options.styleNetwork());
        JsonNode ended = awaitShown(line -> styling.await(job, line));
        Files.write(folder.resolve("stylised.png"), styling.result(job));
        done("job %s, %d steps at %d pixels", job, options.steps(), options.size());
        JsonNode network = ended.path("network");
        if (network.path("note").isTextual()) {
            say("   %s", network.path("note").asText());
        }
        return "judged by the network " + network.path("name").asText("unknown");
    }

    private interface Watched {
        JsonNode await(ProgressLine line);
    }

    private JsonNode awaitShown(Watched job) {
        ProgressLine line = new ProgressLine(out, terminal);
        try {
            return job.await(line);
        } finally {
            line.end();
        }
    }

    private byte[] write(BufferedImage picture, String name) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", png);
        Files.write(folder.resolve(name), png.toByteArray());
        return png.toByteArray();
    }

    private void part(String title, Object... values) {
        partBegan = System.nanoTime();
        say("");
        say(title, values);
    }

    private void done(String result, Object... values) {
        say("   %s  (%.1f s)", String.format(Locale.ROOT, result, values), seconds(partBegan));
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
