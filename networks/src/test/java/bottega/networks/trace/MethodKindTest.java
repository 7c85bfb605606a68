package bottega.networks.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.internal.NDArrayEx;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each method of DJL's array interfaces was looked at once and decided on; a DJL with another method, or an engine that
 * overrides one more, fails here. What is an operation has its translation or its reason in TranslatorsTest.
 */
class MethodKindTest {
    /** Methods by name; where overloads differ, with their parameters. */
    private record Decision(MethodKind kind, Set<String> methods) {
        Decision(MethodKind kind, String methods) {
            this(kind, Set.of(methods.strip().split("\\s+")));
        }
    }

    private static final List<Decision> DECISIONS = List.of(
            new Decision(MethodKind.METADATA, """
                    getDataType getDevice getManager getNDArrayInternal getName getShape getSparseFormat getUid
                    hasGradient isReleased getArray
                    """),
            new Decision(
                    MethodKind.BOOKKEEPING,
                    "attach close detach returnResource setName setRequiresGradient tempAttach"),
            new Decision(MethodKind.READS, """
                    allClose contentEquals encode getAsBytes getAsObject getAsString getBoolean getByte getDouble getFloat
                    getGradient getInt getLong getUint8 multiBoxDetection toArray toBooleanArray toByteArray toByteBuffer
                    toDebugString toDoubleArray toFloatArray toIntArray toLongArray toShortArray toStringArray
                    toUint8Array toUnsignedIntArray toUnsignedShortArray
                    """),
            new Decision(MethodKind.SHAPE_FROM_VALUES, "booleanMask nonzero unique"),
            new Decision(MethodKind.WRITES, """
                    adadeltaUpdate adagradUpdate adamUpdate copyTo intern nagUpdate put rmspropUpdate set setScalar
                    sgdUpdate
                    """),
            new Decision(MethodKind.ESCAPES, "getIndexer like"),
            new Decision(MethodKind.FROM_SHAPE, "multiBoxPrior"),
            new Decision(
                    MethodKind.IN_PLACE,
                    "addi divi modi muli negi powi rdivi(NDArray) rmodi(NDArray) rpowi signi subi"),
            new Decision(MethodKind.TAKEN_APART, """
                    argSort() argSort(int) broadcast(long[]) concat(NDArray) concat(NDArray,int) concat(NDList)
                    countNonzero crop fft(long) fft2(long[]) get(NDArray) get(NDIndex) get(String,Object[]) get(long[])
                    getResourceNDArrays getScalar ifft(long) ifft2(long[]) irfft(long) isEmpty isScalar isSparse max(int[])
                    mean(int[]) min(int[]) mish norm() norm(int[]) norm(int[],boolean) normalize()
                    normalize(double,long) normalize(float[],float[]) prod(int[]) rdiv rdivi(Number) reshape(long[])
                    rfft(long) rmod rmodi(Number) rpow rsub rsubi scaleGradient shapeEquals size split(long)
                    split(long[]) stack(NDArray) stack(NDArray,int) stack(NDList)
                    stft(long,long,boolean,NDArray,boolean) sum(int[]) swish take(NDArray) toTensor topK(int,int) trace()
                    trace(int)
                    """));

    static List<Method> methods() {
        return Stream.of(NDArray.class, NDArrayEx.class)
                .flatMap(type -> Stream.of(type.getMethods()))
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyMethodIsDecidedOn(Method method) {
        List<MethodKind> decided = DECISIONS.stream()
                .filter(decision -> names(method).anyMatch(decision.methods()::contains))
                .map(Decision::kind)
                .toList();
        assertEquals(decided.isEmpty() ? List.of(MethodKind.OPERATION) : decided, List.of(MethodKind.of(method)));
    }

    @Test
    void noDecisionIsLeftOver() {
        Set<String> existing = methods().stream().flatMap(MethodKindTest::names).collect(Collectors.toSet());
        var decided = new TreeSet<String>();
        DECISIONS.forEach(decision -> decided.addAll(decision.methods()));
        decided.removeAll(existing);
        assertEquals(Set.of(), decided);
    }

    @Test
    void whatGivesArraysIsNoMetadata() {
        for (Method method : methods()) {
            if (MethodKind.givesArrays(method) && !method.getName().equals("getArray")) {
                assertTrue(MethodKind.of(method) != MethodKind.METADATA, method.toString());
            }
        }
    }

    private static Stream<String> names(Method method) {
        return Stream.of(
                method.getName(),
                method.getName()
                        + Arrays.stream(method.getParameterTypes())
                                .map(Class::getSimpleName)
                                .collect(Collectors.joining(",", "(", ")")));
    }
}
