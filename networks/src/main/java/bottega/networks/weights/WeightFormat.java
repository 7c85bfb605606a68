package bottega.networks.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/** The formats that are read, told apart by a file's first bytes. */
enum WeightFormat {
    SAFETENSORS,
    TORCH_ZIP,
    TORCH_LEGACY,
    ONNX;

    private static final int LOOKED_AT = 16;
    private static final int ZIP_MARK = 0x04034b50;
    private static final int EMPTY_ZIP_MARK = 0x06054b50;
    /** {@code PROTO 2, LONG1 10 bytes}: how the pickled magic number of PyTorch's format before 1.6 begins. */
    private static final byte[] LEGACY_TORCH = {(byte) 0x80, 2, (byte) 0x8a, 10, 0x6c, (byte) 0xfc, (byte) 0x9c, 0x46};

    private static final Set<Integer> ONNX_FIRST_TAGS = Set.of(0x08, 0x12, 0x1a, 0x22, 0x28, 0x32, 0x3a, 0x42);

    static WeightFormat of(Path path) throws IOException {
        var problems = new WeightFileProblems(path.getFileName().toString(), "weight");
        ByteBuffer head = ByteBuffer.allocate(LOOKED_AT).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            while (head.hasRemaining() && channel.read(head) >= 0) {
                // until there is enough, or no more
            }
        }
        head.flip();
        byte[] bytes = Arrays.copyOf(head.array(), head.limit());
        int mark = bytes.length < 4 ? 0 : head.getInt(0);
        if (mark == ZIP_MARK || mark == EMPTY_ZIP_MARK) {
            return TORCH_ZIP;
        }
        if (bytes.length > 8 && bytes[8] == '{') {
            return SAFETENSORS;
        }
        if (bytes.length >= LEGACY_TORCH.length
                && Arrays.equals(Arrays.copyOf(bytes, LEGACY_TORCH.length), LEGACY_TORCH)) {
            return TORCH_LEGACY;
        }
        if (bytes.length > 2 && ONNX_FIRST_TAGS.contains((int) bytes[0])) {
            return ONNX;
        }
        throw problems.unsupported(
                "first bytes",
                "is in none of the formats that are read",
                "safetensors, a PyTorch checkpoint (.pth, .pt), or ONNX",
                bytes.length == 0 ? "an empty file" : HexFormat.ofDelimiter(" ").formatHex(bytes),
                "Choose a file with weights; a web page saved under its name is none.");
    }
}
