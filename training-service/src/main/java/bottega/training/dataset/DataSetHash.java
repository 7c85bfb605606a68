package bottega.training.dataset;

import bottega.common.dataset.DataSetClass;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** The hash that {@link bottega.common.dataset.DataSetDescription} describes. */
final class DataSetHash {
    private final MessageDigest digest = sha256();

    private DataSetHash() {}

    /**
     * @param classes sorted by name
     */
    static String of(Draft draft, List<DataSetClass> classes) throws IOException {
        return new DataSetHash().hash(draft, classes);
    }

    private String hash(Draft draft, List<DataSetClass> classes) throws IOException {
        boolean plain = draft.isPlain();
        if (!plain) {
            add(draft.kind().publicName());
        }
        for (Draft.Picture picture : draft.pictures().stream()
                .sorted(Comparator.comparing(Draft.Picture::name))
                .toList()) {
            add(picture.name());
            if (!plain) {
                add(picture.given() == null ? "" : picture.given().publicName());
                picture.labels().forEach(this::add);
                add("");
            }
            addFile(picture);
        }
        for (DataSetClass each : classes) {
            if (each.uri() != null || each.labels() != null) {
                add(each.name());
                add(each.uri() == null ? "" : each.uri());
                if (each.labels() != null) {
                    each.labels().forEach((language, label) -> {
                        add(language);
                        add(label);
                    });
                }
                add("");
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private void add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private void addFile(Draft.Picture picture) throws IOException {
        digest.update(ByteBuffer.allocate(Long.BYTES)
                .putLong(0, Files.size(picture.file().file())));
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(picture.file().file())) {
            int count;
            while ((count = in.read(buffer)) >= 0) {
                digest.update(buffer, 0, count);
            }
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
