package bottega.networks.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The layouts, to the last parameter: with 1,000 classes the counts are those of the published checkpoints. */
class ParameterCountTest {
    @ParameterizedTest
    @CsvSource({
        "alexnet, 61100840, 8",
        "vgg-m, 102908520, 8",
        "vgg16, 138357544, 16",
        "vgg19, 143667240, 19",
        "squeezenet, 1248424, 18",
        "squeezenet1.1, 1235496, 18",
        "googlenet, 6624904, 22",
        "inceptionv3, 23834568, 48",
        "densenet201, 20013928, 201",
        "mobilenetv2, 3504872, 53",
        "efficientnetb0, 5288548, 82",
        "linear, 3073000, 1",
        "lenet, 146156, 5",
        "resnet8, 142392, 8",
        "resnet18, 11689512, 18",
        "resnet50, 25557032, 50",
        "resnet101, 44549160, 101",
        "resnet152, 60192808, 152",
        "xception, 22855952, 71",
        "inceptionresnetv2, 55843464, 176",
        "shufflenet, 1395312, 50",
        "nasnetmobile, 5289978, 98",
        "nasnetlarge, 88753150, 128",
        "darknet19, 20842376, 19",
        "darknet53, 41609928, 53",
        "perceptron, 785000, 1",
    })
    void countsAreThePublishedOnes(String name, long parameters, int depth) {
        NetworkSummary summary = NetworkSummary.of(NetworkType.named(name).orElseThrow(), 1000);
        assertEquals(parameters, summary.parameters());
        assertEquals(depth, summary.depth());
    }

    /** LeCun et al. count 60,000 up to F6, see {@link LeNet5}; the lecture's networks are counted by hand. */
    @ParameterizedTest
    @CsvSource({
        "lenet5, 10, 60850, 7",
        "mlp-784-16-16-10, 10, 13002, 3",
        "mlp-25-20-20-20-5, 5, 1400, 4",
    })
    void theSmallOnesHaveTheirOwnNumberOfClasses(String name, int classes, long parameters, int depth) {
        NetworkSummary summary = NetworkSummary.of(NetworkType.named(name).orElseThrow(), classes);
        assertEquals(parameters, summary.parameters());
        assertEquals(depth, summary.depth());
    }

    /** The table has rounded figures; whatever is further off than that is explained in the note. */
    @ParameterizedTest
    @EnumSource(NetworkType.class)
    void whatDiffersFromTheTableIsExplained(NetworkType type) {
        type.published().ifPresent(table -> {
            NetworkSummary summary = NetworkSummary.of(type, 1000);
            boolean same = Math.abs(summary.parameters() / 1e6 - table.millionParameters()) <= 0.051
                    && Math.abs(summary.megabytes() / table.megabytes() - 1) <= 0.02
                    && (table.depth() == 0 || table.depth() == summary.depth())
                    && table.inputSize() == type.inputSize();
            assertTrue(
                    same || !type.note().isBlank(),
                    () -> type.publicName() + " has " + summary + ", " + summary.megabytes() + " MB, the table " + table
                            + ", and no note says why");
        });
    }
}
