package bottega.deploy.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.deploy.demo.Judgement;
import bottega.deploy.ornament.Ornament;
import bottega.deploy.ornament.OrnamentSet;
import bottega.deploy.scene.Columns;
import bottega.deploy.scene.Night;
import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From labelled pictures to a served model and a stylised picture, through REST alone. */
class MainJobIT {
    @RegisterExtension
    static final Workshop WORKSHOP = new Workshop();

    private static final long SEED = 1;

    /** The same settings as the demonstration's, which promises these two figures. */
    @Test
    void lenetLearnsTheOrnamentsAndALinearModelDoesNot() throws IOException {
        OrnamentSet set = new OrnamentSet(SEED, 450, 50);
        String dataset = upload(set);
        double lenet = accuracyOf("lenet", 15, dataset, set);
        double linear = accuracyOf("linear", 15, dataset, set);
        System.out.printf("seed %d, held-out accuracy: lenet %.3f, linear %.3f%n", SEED, lenet, linear);
        assertTrue(lenet > 0.95, "lenet: expected above 0.95, received " + lenet);
        assertTrue(linear < 0.70, "linear: expected below 0.70, received " + linear);
    }

    private static double accuracyOf(String network, int epochs, String dataset, OrnamentSet set) {
        List<JsonNode> progress = new ArrayList<>();
        String run = WORKSHOP.training().start(dataset, network, epochs, SEED);
        JsonNode ended = WORKSHOP.training().await(run, progress::add);
        assertTrue(progress.size() >= epochs, "progress events: " + progress.size());
        assertTrue(ended.path("metrics").path("accuracy").isNumber(), ended.toString());
        int version = WORKSHOP.training().publish(run, "ornaments-" + network);
        assertEquals(1, version);
        WORKSHOP.serving().awaitVersion("ornaments-" + network, version);
        return Judgement.of(WORKSHOP.serving(), "ornaments-" + network, set.heldOut())
                .accuracy();
    }

    @Test
    void aPictureIsPaintedInTheMannerOfAnother() throws IOException {
        byte[] content = png(Columns.paint(SEED));
        List<JsonNode> progress = new ArrayList<>();
        String job = WORKSHOP.styling().start(content, png(Night.paint(SEED)), 128, 5, SEED, "random");
        WORKSHOP.styling().await(job, progress::add);
        BufferedImage result =
                ImageIO.read(new ByteArrayInputStream(WORKSHOP.styling().result(job)));
        assertEquals(128, result.getWidth());
        assertEquals(96, result.getHeight());
        assertTrue(progress.size() > 1, "progress events: " + progress.size());
    }

    private static String upload(OrnamentSet set) throws IOException {
        Path archive = WORKSHOP.home().resolve("ornaments.zip");
        try (OutputStream out = Files.newOutputStream(archive)) {
            set.writeArchive(out);
        }
        JsonNode dataset = WORKSHOP.training().upload("ornaments", archive);
        assertEquals(Ornament.values().length, dataset.path("classes").size(), dataset.toString());
        return dataset.path("id").asText();
    }

    private static byte[] png(BufferedImage picture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        return bytes.toByteArray();
    }
}
