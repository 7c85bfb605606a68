package bottega.networks.trace;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.internal.NDArrayEx;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDArrayEx;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Set;

/** What a method of {@code NDArray} or {@code NDArrayEx} means to a trace. */
enum MethodKind {
    /** Tells about an array what is no value: shape, type, manager. Passed to the engine. */
    METADATA,
    /** Frees, attaches, names: no part of the computation. Nothing happens, the trace keeps its arrays. */
    BOOKKEEPING,
    /** Turns values into Java's. Refused: what is decided on them would be frozen into the model. */
    READS,
    /** Gives arrays whose shape depends on values. Refused: the next picture's would have another. */
    SHAPE_FROM_VALUES,
    /** Writes into an array, or trains. Refused. */
    WRITES,
    /** Gives what a trace cannot follow: an indexer of the engine's, memory as it happens to be. Refused. */
    ESCAPES,
    /** Writes its result into the array it is called on; recorded as the method that does not. */
    IN_PLACE,
    /** A default method that the engine leaves as it is: run, so that the methods it calls are recorded. */
    TAKEN_APART,
    /** Gives arrays made from the array's shape alone: constants. */
    FROM_SHAPE,
    /** Done by the engine and written down. */
    OPERATION;

    private static final Set<String> IN_PLACE_NAMES =
            Set.of("addi", "subi", "muli", "divi", "modi", "powi", "signi", "negi", "rdivi", "rsubi", "rmodi", "rpowi");

    private static final Set<String> SHAPED_BY_VALUES = Set.of("nonzero", "booleanMask", "unique");

    private static final Set<String> READERS = Set.of(
            "encode",
            "contentEquals",
            "allClose",
            "getGradient",
            "toDebugString",
            "multiBoxDetection",
            "getAsBytes",
            "getAsObject",
            "getAsString");

    private static final Set<String> WRITERS = Set.of("set", "setScalar", "copyTo", "intern", "put");

    private static final Set<String> ESCAPING = Set.of("getIndexer", "like");

    private static final Set<String> KEEPERS = Set.of(
            "close",
            "attach",
            "detach",
            "tempAttach",
            "returnResource",
            "setRequiresGradient",
            "setName",
            "suppressNotUsedWarning");

    /** Default methods that the engine leaves alone, and that stand for one operation nevertheless. */
    private static final Set<String> WHOLE = Set.of("zerosLike", "onesLike");

    /** On the engine that Bottega runs on. */
    static MethodKind of(Method method) {
        return of(method, NDArrayEx.class == method.getDeclaringClass() ? PtNDArrayEx.class : PtNDArray.class);
    }

    /** @param engine the class that implements the method's interface */
    static MethodKind of(Method method, Class<?> engine) {
        String name = method.getName();
        if (KEEPERS.contains(name)) {
            return BOOKKEEPING;
        }
        if (WRITERS.contains(name) || name.endsWith("Update")) {
            return WRITES;
        }
        if (ESCAPING.contains(name)) {
            return ESCAPES;
        }
        if (SHAPED_BY_VALUES.contains(name)) {
            return SHAPE_FROM_VALUES;
        }
        if (READERS.contains(name) || asJava(method)) {
            return READS;
        }
        boolean composed = method.isDefault() && !overridden(method, engine);
        if (!givesArrays(method)) {
            return composed ? TAKEN_APART : METADATA;
        }
        if (name.equals("getArray")) {
            return METADATA;
        }
        if (name.equals("multiBoxPrior")) {
            return FROM_SHAPE;
        }
        if (composed && !WHOLE.contains(name) && !isIndexing(method)) {
            return TAKEN_APART;
        }
        return IN_PLACE_NAMES.contains(name) ? IN_PLACE : OPERATION;
    }

    static boolean givesArrays(Method method) {
        return NDArray.class.isAssignableFrom(method.getReturnType()) || method.getReturnType() == NDList.class;
    }

    private static boolean asJava(Method method) {
        String name = method.getName();
        Class<?> type = method.getReturnType();
        return name.startsWith("to") && (type.isArray() || type == ByteBuffer.class)
                || name.startsWith("get") && type.isPrimitive() && method.getParameterCount() > 0;
    }

    /** {@code get(NDManager, NDIndex)} is where all indexing arrives. */
    private static boolean isIndexing(Method method) {
        return method.getName().equals("get")
                && method.getParameterCount() == 2
                && method.getParameterTypes()[1] == NDIndex.class;
    }

    /** Whether the engine has code of its own for a default method, which may differ: its {@code split} does. */
    private static boolean overridden(Method method, Class<?> engine) {
        try {
            return !engine.getMethod(method.getName(), method.getParameterTypes())
                    .getDeclaringClass()
                    .isInterface();
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(engine + " does not implement " + method, e);
        }
    }
}
