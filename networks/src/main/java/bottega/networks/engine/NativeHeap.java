package bottega.networks.engine;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/**
 * Memory outside the JVM's heap. glibc keeps what the engine has freed for the engine's next use, a forward pass of
 * ResNet-50 some 130 MB; before another library takes its own share, that is better given back.
 */
public final class NativeHeap {
    private NativeHeap() {}

    /** Returns freed memory to the system, where the C library can ({@code malloc_trim}); else does nothing. */
    @SuppressWarnings("restricted") // native access is switched on in every JVM of ours
    public static void giveBack() {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> trim = linker.defaultLookup().find("malloc_trim");
        if (trim.isEmpty()) {
            return;
        }
        var call =
                linker.downcallHandle(trim.get(), FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG));
        try {
            // Whether there was anything to give back does not matter.
            int _ = (int) call.invokeExact(0L);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
