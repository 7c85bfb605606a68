package bottega.networks.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * How the engine's OpenMP threads wait for each other. By default they spin, and when two processes want the same
 * cores each waits in vain for threads that the other's spinning keeps from running: forty evaluations of a style
 * transfer took 67 s instead of 2.5 s on two busy cores. OpenMP reads the setting from the environment when it is
 * loaded, so it has to be there before the engine is.
 */
final class ThreadPoolSettings {
    private static final String NAME = "OMP_WAIT_POLICY";
    private static final String VALUE = "passive";

    private ThreadPoolSettings() {}

    /** Leaves alone what the user has set, and systems whose C library has no {@code setenv}. */
    @SuppressWarnings("restricted") // native access is switched on in every JVM of ours
    static void waitWithoutSpinning() {
        if (System.getenv(NAME) != null) {
            return;
        }
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> setenv = linker.defaultLookup().find("setenv");
        if (setenv.isEmpty()) {
            return;
        }
        MethodHandle call = linker.downcallHandle(
                setenv.get(),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            int failed = (int) call.invokeExact(arena.allocateFrom(NAME), arena.allocateFrom(VALUE), 1);
            if (failed != 0) {
                throw new IllegalStateException("setenv refused " + NAME);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
