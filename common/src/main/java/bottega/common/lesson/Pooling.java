package bottega.common.lesson;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Combines neighbouring values of a feature map into one; there is no padding.
 *
 * @param kind default {@code max}
 * @param size of a side of the window, 1 to 16; default 2
 * @param stride 1 to 16; default {@code size}
 */
public record Pooling(Kind kind, Integer size, Integer stride) {
    private static final LessonParameter SIZE = LessonParameter.whole("size", 2, 1, 16, "a side of the window");

    public Pooling {
        kind = kind == null ? Kind.MAX : kind;
        size = SIZE.check(size);
        stride = LessonParameter.whole("stride", size, 1, 16, "distance of windows")
                .check(stride);
    }

    static final LessonParameter PARAMETER = LessonParameter.structure(
            "pooling",
            "object",
            null,
            "kind (" + String.join(" or ", List.of("max", "average"))
                    + "), size (1 to 16, default 2) and stride (1 to 16," + " default size); {} for max of 2x2");

    /** What is kept of a window. */
    public enum Kind {
        @JsonProperty("max")
        MAX,
        @JsonProperty("average")
        AVERAGE
    }
}
