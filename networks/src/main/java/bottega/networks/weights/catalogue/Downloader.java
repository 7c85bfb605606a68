package bottega.networks.weights.catalogue;

import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Fetches published checkpoints into the store. What was received lies in {@code <file>.part}, and beside it in {@code
 * <file>.part.validator} by what the server knows that file again, so that a download that broke off goes on where it
 * stopped. The file appears under its name when it is complete and its checksum is right.
 */
public final class Downloader {
    /** Told what was received. */
    public interface Progress {
        /** @param total bytes of the file, if the server says so */
        void at(long received, OptionalLong total);
    }

    /**
     * @param sha256 of the file
     * @param compared whether that was compared with a published checksum
     */
    public record Downloaded(Path path, String sha256, boolean compared) {}

    private static final long SPARE_BYTES = 16 << 20;
    private static final long LARGEST = 16L << 30;
    private static final int BUFFER_BYTES = 1 << 16;

    private final WeightStore store;
    private final Duration stalledAfter;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(30))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    public Downloader(WeightStore store) {
        this(store, Duration.ofSeconds(60));
    }

    /** @param stalledAfter time without a byte after which a connection is given up */
    Downloader(WeightStore store, Duration stalledAfter) {
        this.store = store;
        this.stalledAfter = stalledAfter;
    }

    /**
     * @throws ProblemException {@code download-failed} (502) when the server cannot be reached, has no such file or
     *     breaks off; {@code disk-full} (507); {@code wrong-checksum} (422), and then what was received is deleted
     */
    public Downloaded fetch(PublishedCheckpoint checkpoint, Progress progress) throws IOException {
        Path path = store.path(checkpoint);
        Files.createDirectories(store.folder());
        Path part = path.resolveSibling(path.getFileName() + ".part");
        Path validator = path.resolveSibling(path.getFileName() + ".part.validator");
        Optional<String> stated;
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw Problem.of(
                                409,
                                "download-runs",
                                "A download that runs",
                                "Another process is fetching " + path + ".")
                        .at(checkpoint.name())
                        .remedy("Wait until it has ended.")
                        .exception();
            }
            stated = receive(checkpoint, channel, validator, progress);
            channel.force(true);
        } finally {
            if (Files.exists(part) && Files.size(part) == 0) {
                Files.delete(part);
            }
        }
        String sha256;
        try {
            sha256 = WeightStore.verify(checkpoint, part, stated);
        } catch (ProblemException e) {
            Files.delete(part);
            Files.deleteIfExists(validator);
            throw deleted(e);
        }
        Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(validator);
        return new Downloaded(path, sha256, checkpoint.checksum().isPresent() || stated.isPresent());
    }

    /** @return the checksum that the server states */
    private Optional<String> receive(
            PublishedCheckpoint checkpoint, FileChannel part, Path validatorFile, Progress progress)
            throws IOException {
        Optional<String> validator = Files.exists(validatorFile)
                ? Optional.of(Files.readString(validatorFile).strip()).filter(text -> !text.isEmpty())
                : Optional.empty();
        long have = validator.isPresent() ? part.size() : 0;
        try (Transfer transfer = Transfer.open(client, checkpoint.address(), have, validator)) {
            if (transfer.status() == 416) {
                if (transfer.total().equals(OptionalLong.of(have))) {
                    return transfer.sha256(); // all of it is here
                }
                part.truncate(0);
                Files.deleteIfExists(validatorFile);
                throw broken(checkpoint, "what is left of the file", "status 416", null);
            }
            checkSize(checkpoint, transfer);
            long begin = transfer.status() == 206 ? transfer.begin() : 0;
            if (begin != 0 && begin != have) {
                throw broken(checkpoint, "the file from byte " + have, "from byte " + begin, null);
            }
            part.truncate(begin).position(begin);
            if (transfer.validator().isPresent()) {
                Files.writeString(validatorFile, transfer.validator().get());
            } else {
                Files.deleteIfExists(validatorFile);
            }
            checkSpace(transfer);
            copy(checkpoint, transfer, part, progress);
            return transfer.sha256();
        } catch (IOException e) {
            throw broken(checkpoint, "the whole file", inWords(checkpoint, e), e);
        }
    }

    private void copy(PublishedCheckpoint checkpoint, Transfer transfer, FileChannel part, Progress progress)
            throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        InputStream body = transfer.body();
        try (var watch = new Watchdog(body, stalledAfter)) {
            int read;
            while ((read = body.read(buffer.array())) >= 0) {
                watch.alive();
                buffer.clear().limit(read);
                while (buffer.hasRemaining()) {
                    part.write(buffer);
                }
                if (part.position() > transfer.total().orElse(LARGEST)) {
                    throw broken(checkpoint, "at most " + transfer.total().orElse(LARGEST) + " bytes", "more", null);
                }
                progress.at(part.position(), transfer.total());
            }
        }
        if (transfer.total().isPresent() && part.position() < transfer.total().getAsLong()) {
            throw broken(checkpoint, transfer.total().getAsLong() + " bytes", part.position() + " bytes", null);
        }
    }

    private static void checkSize(PublishedCheckpoint checkpoint, Transfer transfer) {
        Long known = checkpoint.bytes();
        if (known != null && transfer.total().isPresent() && transfer.total().getAsLong() != known) {
            throw Transfer.failed(
                    checkpoint.address(),
                    known + " bytes, as it was published",
                    transfer.total().getAsLong() + " bytes",
                    "The server has another file: look for it where it was published.",
                    null);
        }
    }

    private void checkSpace(Transfer transfer) throws IOException {
        long wanted = transfer.length().orElse(0) + SPARE_BYTES;
        long free = Files.getFileStore(store.folder()).getUsableSpace();
        if (free < wanted) {
            throw Problem.of(
                            507,
                            "disk-full",
                            "Not enough space",
                            "There is not enough space in " + store.folder() + " for the file.")
                    .at(store.folder().toString())
                    .expected(wanted + " bytes free")
                    .received(free + " bytes free")
                    .remedy("Make space, or choose another folder with BOTTEGA_HOME.")
                    .exception();
        }
    }

    private static String inWords(PublishedCheckpoint checkpoint, IOException e) {
        return switch (e) {
            case ConnectException _ ->
                "no connection to " + checkpoint.address().getHost();
            case HttpTimeoutException _ ->
                "no answer from " + checkpoint.address().getHost();
            default -> String.valueOf(e.getMessage());
        };
    }

    private static ProblemException broken(
            PublishedCheckpoint checkpoint, Object expected, Object received, Throwable cause) {
        return Transfer.failed(
                checkpoint.address(),
                expected,
                received,
                "Look at the connection and run ./bottega weights " + checkpoint.name()
                        + " again: it goes on where it stopped.",
                cause);
    }

    private static ProblemException deleted(ProblemException wrong) {
        Problem problem = wrong.problem();
        return Problem.of(problem.status(), "wrong-checksum", problem.title(), problem.detail() + " It was deleted.")
                .at(problem.pointer())
                .expected(problem.expected())
                .received(problem.received())
                .remedy("Run it again; if that ends the same, the file was changed where it is published.")
                .exception(wrong);
    }

    /** Closes a stream on which nothing comes any more: reading would wait for ever. */
    private static final class Watchdog implements AutoCloseable {
        private final AtomicLong lastByte = new AtomicLong(System.nanoTime());
        private final Thread thread;

        Watchdog(InputStream body, Duration stalledAfter) {
            thread = Thread.ofVirtual().start(() -> {
                try {
                    while (System.nanoTime() - lastByte.get() < stalledAfter.toNanos()) {
                        Thread.sleep(Math.clamp(stalledAfter.toMillis() / 4, 1, 5000));
                    }
                    body.close();
                } catch (InterruptedException | IOException e) {
                    Thread.currentThread().interrupt(); // the download has ended
                }
            });
        }

        void alive() {
            lastByte.set(System.nanoTime());
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }
}
