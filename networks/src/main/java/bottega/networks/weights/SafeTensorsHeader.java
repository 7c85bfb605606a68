package bottega.networks.weights;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The JSON header: {@code {"__metadata__": {text: text}, "<name>": {"dtype", "shape", "data_offsets": [begin, end]}}}.
 * What it may hold is bounded before memory is taken, and the tensors must cover the file's data without a gap or
 * an overlap, as the format demands.
 */
record SafeTensorsHeader(SequencedMap<String, Placed> tensors, Map<String, String> metadata) {
    /**
     * A tensor and where it lies.
     *
     * @param begin first byte, counted from the end of the header
     */
    record Placed(TensorInfo info, long begin) {
        long end() {
            return begin + info.bytes();
        }
    }

    /** Far above any real header (100 bytes a tensor), far below what would hurt. */
    static final int MAX_BYTES = 16 << 20;

    private static final String METADATA = "__metadata__";
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(4)
                    .maxNumberLength(20)
                    .maxNameLength(65_536)
                    .maxStringLength(MAX_BYTES)
                    .build())
            .build();

    SafeTensorsHeader {
        if (tensors.containsKey(METADATA)) {
            throw new IllegalArgumentException("no tensor can be named " + METADATA);
        }
        tensors = Collections.unmodifiableSequencedMap(tensors);
        metadata = Collections.unmodifiableMap(metadata);
    }

    /** @param dataBytes bytes of the file after the header */
    static SafeTensorsHeader parse(WeightFileProblems problems, byte[] json, long dataBytes) {
        var reader = new Reader(problems);
        // As UTF-8 and nothing else: from bytes the parser would guess an encoding.
        var text = new InputStreamReader(new ByteArrayInputStream(json), StandardCharsets.UTF_8.newDecoder());
        try (JsonParser parser = JSON.createParser(text)) {
            reader.object(parser, "header", name -> {
                if (name.equals(METADATA)) {
                    reader.metadata(parser);
                } else {
                    reader.tensor(parser, name);
                }
            });
            if (parser.nextToken() != null) {
                throw reader.damaged("header", "one JSON object", "more after it");
            }
        } catch (JacksonException e) {
            throw problems.damaged("header", "a JSON object", e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw problems.damaged("header", "text in UTF-8", e.getMessage(), e);
        }
        reader.checkCover(dataBytes);
        return new SafeTensorsHeader(reader.tensors, reader.metadata);
    }

    /** Bytes of the header, padded with blanks so that the data behind them is aligned to 8. */
    byte[] encode() {
        var bytes = new ByteArrayOutputStream();
        try (var json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeObjectFieldStart(METADATA);
                for (var entry : metadata.entrySet()) {
                    json.writeStringField(entry.getKey(), entry.getValue());
                }
                json.writeEndObject();
            }
            for (var entry : tensors.entrySet()) {
                Placed placed = entry.getValue();
                TensorInfo info = placed.info();
                json.writeObjectFieldStart(entry.getKey());
                json.writeStringField("dtype", info.type().name());
                json.writeFieldName("shape");
                json.writeArray(info.shape().getShape(), 0, info.shape().dimension());
                json.writeFieldName("data_offsets");
                json.writeArray(new long[] {placed.begin(), placed.end()}, 0, 2);
                json.writeEndObject();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        while (bytes.size() % 8 != 0) {
            bytes.write(' ');
        }
        return bytes.toByteArray();
    }

    /** Reads the value of the field whose name was just seen. */
    private interface FieldReader {
        void read(String name) throws IOException;
    }

    private static final class Reader {
        private final WeightFileProblems problems;
        private final SequencedMap<String, Placed> tensors = new LinkedHashMap<>();
        private final Map<String, String> metadata = new LinkedHashMap<>();

        Reader(WeightFileProblems problems) {
            this.problems = problems;
        }

        RuntimeException damaged(String where, Object expected, Object received) {
            return problems.damaged(where, expected, received);
        }

        void object(JsonParser parser, String where, FieldReader field) throws IOException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw damaged(where, "a JSON object", parser.currentToken());
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                field.read(parser.currentName());
            }
        }

        void metadata(JsonParser parser) throws IOException {
            object(parser, METADATA, key -> {
                if (parser.nextToken() != JsonToken.VALUE_STRING) {
                    throw damaged(METADATA + "/" + key, "text", parser.currentToken());
                }
                metadata.put(key, parser.getText());
            });
        }

        void tensor(JsonParser parser, String name) throws IOException {
            String[] type = {null};
            long[][] numbers = {null, null};
            object(parser, name, field -> {
                switch (field) {
                    case "dtype" -> type[0] = text(parser, name);
                    case "shape" -> numbers[0] = longs(parser, name + "/shape");
                    case "data_offsets" -> numbers[1] = longs(parser, name + "/data_offsets");
                    default -> throw damaged(name, "dtype, shape and data_offsets", field);
                }
            });
            if (type[0] == null || numbers[0] == null || numbers[1] == null) {
                throw damaged(name, "dtype, shape and data_offsets", "one of them is missing");
            }
            if (tensors.size() == Limits.TENSORS) {
                throw damaged("header", "at most " + Limits.TENSORS + " tensors", "more");
            }
            tensors.put(name, placed(name, type[0], numbers[0], numbers[1]));
        }

        private String text(JsonParser parser, String name) throws IOException {
            if (parser.nextToken() != JsonToken.VALUE_STRING) {
                throw damaged(name + "/dtype", "text", parser.currentToken());
            }
            return parser.getText();
        }

        private long[] longs(JsonParser parser, String where) throws IOException {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw damaged(where, "an array of numbers", parser.currentToken());
            }
            long[] values = new long[Limits.DIMENSIONS];
            int count = 0;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT || count == Limits.DIMENSIONS) {
                    throw damaged(where, "at most " + Limits.DIMENSIONS + " whole numbers", parser.getText());
                }
                long value = parser.getLongValue();
                if (value < 0) {
                    throw damaged(where, "numbers of at least 0", value);
                }
                values[count++] = value;
            }
            return Arrays.copyOf(values, count);
        }

        private Placed placed(String name, String typeName, long[] shape, long[] offsets) {
            TensorType type = TensorType.named(typeName)
                    .orElseThrow(() -> damaged(name + "/dtype", Arrays.toString(TensorType.values()), typeName));
            if (offsets.length != 2 || offsets[0] > offsets[1]) {
                throw damaged(name + "/data_offsets", "[begin, end]", Arrays.toString(offsets));
            }
            long elements = Limits.elements(shape)
                    .orElseThrow(
                            () -> damaged(name + "/shape", "a tensor that fits into a file", Arrays.toString(shape)));
            long expected = elements * type.bytes();
            if (offsets[1] - offsets[0] != expected) {
                throw damaged(
                        name + "/data_offsets",
                        expected + " bytes for " + type + " " + Arrays.toString(shape),
                        (offsets[1] - offsets[0]) + " bytes");
            }
            return new Placed(new TensorInfo(type, new Shape(shape)), offsets[0]);
        }

        void checkCover(long dataBytes) {
            List<Map.Entry<String, Placed>> byOffset = new ArrayList<>(tensors.entrySet());
            byOffset.sort(Comparator.comparingLong((Map.Entry<String, Placed> entry) ->
                            entry.getValue().begin())
                    .thenComparing(entry -> entry.getValue().end()));
            long covered = 0;
            for (var entry : byOffset) {
                Placed placed = entry.getValue();
                if (placed.begin() != covered || placed.end() > dataBytes) {
                    throw damaged(
                            entry.getKey() + "/data_offsets",
                            "begin " + covered + ", end at most " + dataBytes + " (no gap, no overlap)",
                            "[" + placed.begin() + ", " + placed.end() + "]");
                }
                covered = placed.end();
            }
            if (covered != dataBytes) {
                throw damaged("data", covered + " bytes after the header", dataBytes + " bytes");
            }
        }
    }
}
