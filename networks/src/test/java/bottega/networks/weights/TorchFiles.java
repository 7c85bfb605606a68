package bottega.networks.weights;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Checkpoints as torch.save lays them out: a zip archive with a pickle and storages. */
final class TorchFiles {
    private static final String STORAGES = "archive/data/";

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

    /** As before PyTorch 1.6: pickles one after the other, then the storages, all of numbers of 4 or 8 bytes. */
    byte[] legacy() {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new Pickle()
                .op(0x8a)
                .op(10)
                .raw(HexFormat.of().parseHex("6cfc9c46f9206aa85019"))
                .stop());
        out.writeBytes(new Pickle().op('M').raw((byte) 0xe9, (byte) 3).stop());
        out.writeBytes(new Pickle().dict().text("little_endian").op(0x88).set().stop());
        out.writeBytes(entries.get("archive/data.pkl"));
        Pickle keys = new Pickle().op(']');
        entries.keySet().stream()
                .filter(name -> name.startsWith(STORAGES))
                .forEach(name -> keys.text(name.substring(STORAGES.length())).op('a'));
        out.writeBytes(keys.stop());
        entries.forEach((name, bytes) -> {
            if (name.startsWith(STORAGES)) {
                int width = bytes.length == Long.BYTES ? Long.BYTES : Float.BYTES;
                out.writeBytes(ByteBuffer.allocate(Long.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(bytes.length / width)
                        .array());
                out.writeBytes(bytes);
            }
        });
        return out.toByteArray();
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
