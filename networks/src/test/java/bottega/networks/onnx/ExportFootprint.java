package bottega.networks.onnx;

import ai.djl.basicmodelzoo.cv.classification.ResNetV1;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import bottega.networks.engine.TorchEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Time and memory of exporting DJL's ResNet-50 in a JVM of its own. Run with the test class path; the second line is
 * what the process held when the block was ready and had run once, the third the most that it held ever after.
 */
final class ExportFootprint {
    private static final Shape INPUT = new Shape(3, 224, 224);

    private ExportFootprint() {}

    public static void main(String[] arguments) throws IOException {
        int layers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50;
        TorchEngine.get().setRandomSeed(1);
        try (NDManager manager = TorchEngine.newManager()) {
            Block block = ResNetV1.builder()
                    .setImageShape(INPUT)
                    .setNumLayers(layers)
                    .setOutSize(1000)
                    .build();
            block.initialize(manager, DataType.FLOAT32, new Shape(1).addAll(INPUT));
            try (NDManager pass = manager.newSubManager()) {
                RandomNetworks.randomise(block, pass.randomNormal(new Shape(4, 3, 96, 96)));
            }
            System.gc();
            // Linux: forget the largest resident set so far.
            Files.writeString(Path.of("/proc/self/clear_refs"), "5");
            long before = kilobytes("VmRSS");
            Path folder = Files.createTempDirectory("footprint");
            Path file = folder.resolve("model.onnx");
            long start = System.nanoTime();
            ExportReport report = OnnxExporter.export(
                    block, ExportOptions.input("data", INPUT).output("logits"), file);
            double seconds = (System.nanoTime() - start) / 1e9;
            long peak = kilobytes("VmHWM");
            System.out.printf("seconds %.2f, agreement %s%n", seconds, report);
            System.out.printf(
                    "before %d MB, largest %d MB, model %d MB: %.2f times the model%n",
                    before / 1024, peak / 1024, report.bytes() >> 20, (peak - before) * 1024.0 / report.bytes());
            Files.delete(file);
            Files.delete(folder);
        }
    }

    private static long kilobytes(String key) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(key))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
