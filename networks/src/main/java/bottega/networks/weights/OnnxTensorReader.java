package bottega.networks.weights;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads one {@code TensorProto}. Its numbers stand either in {@code raw_data}, little-endian, or one by one in a field
 * for their type, packed or not.
 */
final class OnnxTensorReader {
    /** What was found out about a tensor without taking memory for its numbers. */
    static final class Header {
        final List<Long> dimensions = new ArrayList<>();
        String name = "";
        TensorType type;
        int typeNumber;
        boolean external;
        /** Of {@code raw_data} in the file; -1 where there is none. */
        long rawBegin = -1;

        long rawBytes;
        /** Numbers in the typed fields. */
        long values;

        int valuesField;
    }

    private static final int DIMENSIONS = 1;
    private static final int DATA_TYPE = 2;
    private static final int FLOAT_DATA = 4;
    private static final int INT32_DATA = 5;
    private static final int STRING_DATA = 6;
    private static final int INT64_DATA = 7;
    private static final int NAME = 8;
    private static final int RAW_DATA = 9;
    private static final int DOUBLE_DATA = 10;
    private static final int UINT64_DATA = 11;
    private static final int EXTERNAL_DATA = 13;
    private static final int DATA_LOCATION = 14;

    private static final Map<Integer, TensorType> TYPES = Map.ofEntries(
            Map.entry(1, TensorType.F32),
            Map.entry(2, TensorType.U8),
            Map.entry(3, TensorType.I8),
            Map.entry(4, TensorType.U16),
            Map.entry(5, TensorType.I16),
            Map.entry(6, TensorType.I32),
            Map.entry(7, TensorType.I64),
            Map.entry(9, TensorType.BOOL),
            Map.entry(10, TensorType.F16),
            Map.entry(11, TensorType.F64),
            Map.entry(12, TensorType.U32),
            Map.entry(13, TensorType.U64),
            Map.entry(16, TensorType.BF16));

    /** Takes the numbers of the typed fields one after the other, as the bits of their field's type. */
    interface Values {
        void next(long bits);
    }

    private final CodedInputStream in;
    private final long begin;

    /**
     * @param in limited to the tensor's message
     * @param begin where in the file {@code in} began to count
     */
    OnnxTensorReader(CodedInputStream in, long begin) {
        this.in = in;
        this.begin = begin;
    }

    /** @param values told each number of the typed fields, or null to have them counted only */
    Header read(Values values) throws IOException {
        var header = new Header();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            boolean delimited = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
            switch (WireFormat.getTagFieldNumber(tag)) {
                case DIMENSIONS -> each(delimited, () -> dimension(header));
                case DATA_TYPE -> {
                    header.typeNumber = in.readInt32();
                    header.type = TYPES.get(header.typeNumber);
                }
                case NAME -> header.name = new String(in.readByteArray(), StandardCharsets.UTF_8);
                case RAW_DATA -> {
                    header.rawBytes = in.readRawVarint32();
                    header.rawBegin = begin + in.getTotalBytesRead();
                    in.skipRawBytes((int) header.rawBytes);
                }
                case FLOAT_DATA -> each(delimited, () -> value(header, FLOAT_DATA, in.readRawLittleEndian32(), values));
                case INT32_DATA -> each(delimited, () -> value(header, INT32_DATA, in.readInt32(), values));
                case INT64_DATA -> each(delimited, () -> value(header, INT64_DATA, in.readInt64(), values));
                case DOUBLE_DATA ->
                    each(delimited, () -> value(header, DOUBLE_DATA, in.readRawLittleEndian64(), values));
                case UINT64_DATA -> each(delimited, () -> value(header, UINT64_DATA, in.readUInt64(), values));
                case STRING_DATA -> {
                    header.valuesField = STRING_DATA;
                    OnnxInitializers.skip(in, tag);
                }
                case EXTERNAL_DATA -> {
                    header.external = true;
                    OnnxInitializers.skip(in, tag);
                }
                case DATA_LOCATION -> header.external |= in.readEnum() != 0;
                default -> OnnxInitializers.skip(in, tag);
            }
        }
        return header;
    }

    private interface Element {
        void read() throws IOException;
    }

    /** A repeated number stands alone or packed with others; readers must take both. */
    private void each(boolean packed, Element element) throws IOException {
        if (!packed) {
            element.read();
            return;
        }
        int limit = in.pushLimit(in.readRawVarint32());
        while (in.getBytesUntilLimit() > 0) {
            element.read();
        }
        in.popLimit(limit);
    }

    private void dimension(Header header) throws IOException {
        long dimension = in.readInt64();
        // One more than is allowed shows that they are too many.
        if (header.dimensions.size() <= Limits.DIMENSIONS) {
            header.dimensions.add(dimension);
        }
    }

    private static void value(Header header, int field, long bits, Values values) {
        header.values++;
        header.valuesField = field;
        if (values != null) {
            values.next(bits);
        }
    }

    /** Whether a type's numbers stand in the typed field in which they were found. */
    static boolean holds(Header header) {
        return switch (header.type) {
            case F32 -> header.valuesField == FLOAT_DATA;
            case F64 -> header.valuesField == DOUBLE_DATA;
            case I64 -> header.valuesField == INT64_DATA;
            case U64, U32 -> header.valuesField == UINT64_DATA;
            case I32, I16, I8, U16, U8, BOOL, F16, BF16 -> header.valuesField == INT32_DATA;
        };
    }

    /** Puts a number of a typed field where it belongs, in as many bytes as the type has. */
    static void put(MemorySegment target, TensorType type, long index, long bits) {
        switch (type.bytes()) {
            case 8 -> target.setAtIndex(TensorType.LONG, index, bits);
            case 4 -> target.setAtIndex(TensorType.INT, index, (int) bits);
            case 2 -> target.setAtIndex(TensorType.SHORT, index, (short) bits);
            case 1 -> target.set(ValueLayout.JAVA_BYTE, index, (byte) bits);
            default -> throw new IllegalStateException(type.toString());
        }
    }
}
