package bottega.networks.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.basicmodelzoo.cv.classification.ResNetV1;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import bottega.networks.engine.TorchEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's example, and that it is the one that runs here. */
class ReadmeTest {
    private static final Path SOURCE = Path.of("src/test/java/bottega/networks/onnx/ReadmeTest.java");

    private static ExportReport example(Path file) throws IOException {
        // example
        try (NDManager manager = TorchEngine.newManager()) {
            Block block = ResNetV1.builder()
                    .setImageShape(new Shape(3, 32, 32))
                    .setNumLayers(18)
                    .setOutSize(10)
                    .build();
            block.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 32, 32)); // and train it, or load parameters
            var options = ExportOptions.input("data", new Shape(3, 32, 32)).output("logits");
            return OnnxExporter.export(block, options, file);
        }
        // end
    }

    @Test
    void theExampleRuns(@TempDir Path folder) throws IOException {
        TorchEngine.get().setRandomSeed(1);
        Path file = folder.resolve("resnet18.onnx");
        ExportReport report = example(file);
        assertEquals(17, report.opset());
        assertEquals(Files.size(file), report.bytes());
    }

    @Test
    void theReadmeShowsIt() throws IOException {
        List<String> source =
                Files.readAllLines(SOURCE).stream().map(String::strip).toList();
        String example = String.join("\n", source.subList(source.indexOf("// example") + 1, source.indexOf("// end")));
        String readme = String.join(
                "\n",
                Files.readAllLines(Path.of("README.md")).stream()
                        .map(String::strip)
                        .toList());
        assertTrue(readme.contains(example), () -> "README.md does not show\n" + example);
    }

    @Test
    void theReadmeNamesTheVersions() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        for (int opset : new int[] {Opset.USUAL, Opset.WITH_GROUP_NORMALISATION}) {
            assertTrue(readme.contains("| " + opset + " | " + Opset.irVersion(opset) + " |"), "opset " + opset);
        }
    }
}
