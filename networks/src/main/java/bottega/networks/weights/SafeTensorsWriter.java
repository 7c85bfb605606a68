package bottega.networks.weights;

import bottega.networks.weights.SafeTensorsHeader.Placed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Writes the header, then one tensor after the other, piece by piece. */
final class SafeTensorsWriter {
    private SafeTensorsWriter() {}

    static void write(Path path, Map<String, ? extends TensorSource> tensors, Map<String, String> metadata)
            throws IOException {
        Comparator<String> byType =
                Comparator.comparing(name -> tensors.get(name).info().type());
        var sorted = new TreeMap<String, TensorSource>(byType.thenComparing(Comparator.naturalOrder()));
        sorted.putAll(tensors);
        var placed = new LinkedHashMap<String, Placed>();
        long offset = 0;
        for (var entry : sorted.entrySet()) {
            var place = new Placed(entry.getValue().info(), offset);
            placed.put(entry.getKey(), place);
            offset = place.end();
        }
        byte[] json = new SafeTensorsHeader(placed, new TreeMap<>(metadata)).encode();
        Path temporary = path.resolveSibling("." + path.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
                ByteBuffer length =
                        ByteBuffer.allocate(SafeTensors.LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
                writeFully(channel, length.putLong(json.length).flip());
                writeFully(channel, ByteBuffer.wrap(json));
                for (TensorSource tensor : sorted.values()) {
                    tensor.writeTo(bytes -> writeFully(channel, bytes));
                }
            }
            Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
