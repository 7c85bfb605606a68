package bottega.training.dataset;

import static org.junit.jupiter.api.Assertions.assertTrue;

import bottega.common.problem.ProblemException;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackerTest {
    private static final long SEED = 20_261_122;

    @TempDir
    Path folder;

    /** Whatever is damaged is refused with a problem or unpacked; nothing else comes out. */
    @Test
    void answersToDamageWithProblems() throws IOException {
        DataSetsConfig limits = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(DataSetsConfig.class)
                .withConverter(MemorySize.class, 100, new MemorySizeConverter())
                .withDefaultValue("bottega.home", folder.toString())
                .withDefaultValue("bottega.datasets.max-unpacked-size", "1M")
                .build()
                .getConfigMapping(DataSetsConfig.class);
        byte[] tar = Archives.tar(Archives.lions("set/"));
        List<byte[]> archives = List.of(Archives.zip(Archives.lions("set/")), tar, Archives.gzip(tar));
        Random random = new Random(SEED);
        int refused = 0;
        for (int round = 0; round < 1500; round++) {
            byte[] damaged = archives.get(round % archives.size()).clone();
            for (int change = random.nextInt(1, 5); change > 0; change--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            Path work = Files.createDirectory(folder.resolve("round-" + round));
            Path archive = Files.write(work.resolve("archive"), damaged);
            try {
                Unpacker.unpack(archive, Files.createDirectory(work.resolve("unpacked")), limits, new Skips());
            } catch (ProblemException e) {
                refused++;
                int status = e.problem().status();
                assertTrue(status >= 400 && status < 500, () -> "seed " + SEED + ": " + e.problem());
            }
        }
        assertTrue(refused > 100, "refused: " + refused);
    }
}
