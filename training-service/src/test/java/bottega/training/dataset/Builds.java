package bottega.training.dataset;

import bottega.common.dataset.DataSetKind;
import bottega.common.image.DecodeLimits;
import bottega.common.image.ImageDecoder;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Data sets made from files in memory, without a service. */
record Builds(Path folder) {
    DataSetsConfig limits(String... settings) {
        var config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(DataSetsConfig.class)
                .withConverter(MemorySize.class, 100, new MemorySizeConverter())
                .withDefaultValue("bottega.home", folder.toString());
        for (int i = 0; i < settings.length; i += 2) {
            config.withDefaultValue("bottega.datasets." + settings[i], settings[i + 1]);
        }
        return config.build().getConfigMapping(DataSetsConfig.class);
    }

    DataSet of(Map<String, byte[]> files) throws IOException {
        return of(files, (DataSetKind) null);
    }

    DataSet of(Map<String, byte[]> files, DataSetKind kind) throws IOException {
        return of(Archives.zip(files), kind, limits());
    }

    DataSet of(byte[] archive, DataSetKind kind, DataSetsConfig limits) throws IOException {
        Path work = Files.createTempDirectory(folder, "work");
        Path file = Files.write(work.resolve("sent"), archive);
        var builder = new DataSetBuilder(limits, new PictureCheck(new ImageDecoder(DecodeLimits.defaults())));
        return new DataSet(
                builder.build(
                        "id",
                        "test",
                        kind,
                        new Source.Archive(() -> Files.newInputStream(file)),
                        work,
                        work.resolve("dataset")),
                work.resolve("dataset"));
    }
}
