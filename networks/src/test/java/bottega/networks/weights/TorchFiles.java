package bottega.networks.weights;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Checkpoints as torch.save lays them out: a zip archive with a pickle and storages. */
final class TorchFiles {
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    TorchFiles(byte[] pickle) {
        entries.put("archive/data.pkl", pickle);
        entries.put("archive/byteorder", "little".getBytes(StandardCharsets.US_ASCII));
    }

    TorchFiles with(String entry, byte[] contents) {
        entries.put("archive/" + entry, contents);
        return this;
    }

    TorchFiles storage(String key, float... values) {
        var bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return with("data/" + key, bytes.array());
    }

    byte[] stored() {
        return zip(ZipEntry.STORED);
    }

    byte[] deflated() {
        return zip(ZipEntry.DEFLATED);
    }

    private byte[] zip(int method) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var each : entries.entrySet()) {
                var entry = new ZipEntry(each.getKey());
                entry.setMethod(method);
                if (method == ZipEntry.STORED) {
                    var crc = new CRC32();
                    crc.update(each.getValue());
                    entry.setSize(each.getValue().length);
                    entry.setCrc(crc.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(each.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
