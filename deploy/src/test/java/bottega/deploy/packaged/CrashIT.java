package bottega.deploy.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.deploy.demo.Judgement;
import bottega.deploy.ornament.OrnamentSet;
import bottega.deploy.scene.Columns;
import bottega.deploy.scene.Night;
import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** SIGKILL in the middle of work, then a new start: jobs go on, and nothing half-written is shown to anybody. */
class CrashIT {
    @RegisterExtension
    static final Workshop WORKSHOP = new Workshop();

    private static final long SEED = 2;
    private static final OrnamentSet SET = new OrnamentSet(SEED, 40, 10);

    @Test
    void aTrainingRunGoesOnAndItsModelIsServed() throws Exception {
        Path archive = WORKSHOP.home().resolve("ornaments.zip");
        try (OutputStream out = Files.newOutputStream(archive)) {
            SET.writeArchive(out);
        }
        String dataset =
                WORKSHOP.training().upload("ornaments", archive).path("id").asText();
        String run = WORKSHOP.training().start(dataset, "lenet", 60, SEED);
        JsonNode ended = killInTheMiddle(
                WORKSHOP.trainingService(), onProgress -> WORKSHOP.training().await(run, onProgress));
        assertTrue(ended.path("attempt").asInt() >= 2, ended.toString());
        assertEquals(
                ended.path("progress").path("of").asLong(),
                ended.path("progress").path("step").asLong());
        assertEquals(List.of(), WORKSHOP.namesIn("models"), "a model stands there that nobody published");

        int version = WORKSHOP.training().publish(run, "after-the-crash");
        WORKSHOP.serving().awaitVersion("after-the-crash", version);
        WORKSHOP.inferenceService().kill();
        WORKSHOP.inferenceService().startAgain();
        WORKSHOP.serving().awaitVersion("after-the-crash", version);
        double accuracy = Judgement.of(WORKSHOP.serving(), "after-the-crash", SET.heldOut())
                .accuracy();
        assertTrue(accuracy > 0.4, "expected well above chance (0.1), received " + accuracy);
    }

    @Test
    void aStyleJobGoesOn() throws Exception {
        byte[] content = png(Columns.paint(SEED));
        String job = WORKSHOP.styling().start(content, png(Night.paint(SEED)), 192, 40, SEED, "random");
        JsonNode ended = killInTheMiddle(
                WORKSHOP.styleService(), onProgress -> WORKSHOP.styling().await(job, onProgress));
        assertTrue(ended.path("attempt").asInt() >= 2, ended.toString());
        BufferedImage result =
                ImageIO.read(new ByteArrayInputStream(WORKSHOP.styling().result(job)));
        assertEquals(192, result.getWidth());
    }

    @Test
    void aDataSetHalfUploadedIsNeverListed() throws Exception {
        byte[] archive = archive();
        int before = dataSets();
        try (Socket socket =
                new Socket("127.0.0.1", WORKSHOP.trainingService().rest().base().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /datasets?name=half HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/zip\r\n"
                            + "Content-Length: " + archive.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(archive, 0, archive.length / 2);
            out.flush();
            Thread.sleep(500);
            WORKSHOP.trainingService().kill();
        }
        WORKSHOP.trainingService().startAgain();
        assertEquals(before, dataSets());
    }

    private static int dataSets() {
        return WORKSHOP.trainingService().rest().get("/datasets?limit=1000").size();
    }

    private interface Watch {
        JsonNode await(Consumer<JsonNode> onProgress);
    }

    /** Kills the service once a quarter of the steps is done and starts it again; returns the job at its end. */
    private static JsonNode killInTheMiddle(PackagedService service, Watch watch) throws Exception {
        CountDownLatch quarter = new CountDownLatch(1);
        CompletableFuture<JsonNode> job = CompletableFuture.supplyAsync(() -> watch.await(progress -> {
            if (4 * progress.path("step").asLong() >= progress.path("of").asLong()) {
                quarter.countDown();
            }
        }));
        while (!quarter.await(200, TimeUnit.MILLISECONDS)) {
            assertTrue(!job.isDone(), "the job ended before a quarter of it was reported");
        }
        service.kill();
        service.startAgain();
        return job.get(5, TimeUnit.MINUTES);
    }

    private static byte[] archive() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            SET.writeArchive(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] png(BufferedImage picture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        return bytes.toByteArray();
    }
}
