package bottega.networks.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import bottega.common.problem.ProblemException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A checkpoint that {@code torch.save} wrote: a pickle that describes tensors, and their storages. The pickle is read
 * as data, nothing of it is run. Tensors are found under usual wrappers ({@code state_dict}, {@code model}), and the
 * prefix {@code module.} of networks trained in parallel is taken off. Views with any strides and storages that tensors
 * share are read as they are meant.
 */
public final class TorchCheckpoint implements TensorFile {
    private final WeightFileProblems problems;
    private final Arena arena;
    private final TorchContainer container;
    private final SequencedMap<String, TorchTensor> views;
    private final SequencedMap<String, TensorInfo> tensors = new LinkedHashMap<>();

    private TorchCheckpoint(WeightFileProblems problems, Arena arena, TorchContainer container, long fileBytes) {
        this.problems = problems;
        this.arena = arena;
        this.container = container;
        this.views = StateDict.of(problems, container.pickled());
        check(fileBytes);
        views.forEach((name, view) -> tensors.put(name, view.info()));
    }

    /**
     * @throws ProblemException ({@code damaged-weights} or {@code unsupported-weights}, 422) when the file is no such
     *     checkpoint, or builds anything but plain values and tensors
     * @throws IOException when it cannot be read
     */
    public static TorchCheckpoint open(Path path) throws IOException {
        return open(path, WeightFormat.of(path) == WeightFormat.TORCH_LEGACY);
    }

    static TorchCheckpoint open(Path path, boolean legacy) throws IOException {
        var problems = new WeightFileProblems(path.getFileName().toString(), "PyTorch");
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            MemorySegment file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            var container = legacy ? new TorchLegacy(problems, file) : new TorchZip(problems, file, arena);
            return new TorchCheckpoint(problems, arena, container, file.byteSize());
        } catch (Throwable e) {
            arena.close();
            throw e;
        }
    }

    /** Storages are there and long enough, and the tensors together are not much more than the file. */
    private void check(long fileBytes) {
        if (views.isEmpty()) {
            throw problems.unsupported(
                    "data.pkl",
                    "holds no tensors",
                    "a dictionary of tensors",
                    "none",
                    "Choose a checkpoint with weights: torch.save(model.state_dict(), 'weights.pth')");
        }
        long left = Limits.unpackedBytes(fileBytes);
        for (var each : views.entrySet()) {
            TorchTensor view = each.getValue();
            long needed = view.storageElements() * view.type().bytes();
            long there = container.storageBytes(view.storage());
            if (there < needed) {
                throw problems.damaged(
                        each.getKey(),
                        "a storage '" + WeightFileProblems.shortened(view.storage()) + "' of " + needed + " bytes",
                        there < 0 ? "none" : there + " bytes");
            }
            left -= view.elements() * view.type().bytes();
            if (left < 0) {
                throw problems.damaged(
                        each.getKey(),
                        "tensors of at most " + Limits.unpackedBytes(fileBytes) + " bytes together",
                        "more: views that repeat what the file holds once");
            }
        }
    }

    @Override
    public String fileName() {
        return problems.file();
    }

    @Override
    public SequencedMap<String, TensorInfo> tensors() {
        return Collections.unmodifiableSequencedMap(tensors);
    }

    /** Empty: what stands beside the weights in a checkpoint is left out. */
    @Override
    public Map<String, String> metadata() {
        return Map.of();
    }

    @Override
    public NDArray read(String name, DataType type, NDManager manager) {
        TensorInfo info = info(name);
        TorchTensor view = views.get(name);
        try (Arena gathered = Arena.ofConfined()) {
            MemorySegment bytes = view.gather(container.storage(view.storage()), container.isBigEndian(), gathered);
            return EngineMemory.copy(bytes, info, type, manager);
        } catch (ArithmeticException e) {
            throw problems.damaged(name, "numbers up to " + Long.MAX_VALUE, e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
