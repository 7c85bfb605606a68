package bottega.networks.weights.pickle;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The stack machine. Python's values become Java's: {@code None} null, {@code bool} Boolean, {@code int} Long or
 * BigInteger, {@code float} Double, {@code str} String, {@code bytes} byte[], {@code list} List, {@code tuple}
 * {@link Tuple}, {@code dict} a Map in the order of insertion.
 *
 * <p>What comes out may contain itself and may be a small pickle's huge tree (the same list in many places): walk it
 * with a bound on depth and on the number of steps, and never print, compare or hash it whole.
 */
public final class Unpickler {
    /** Some 25 are needed for one tensor. */
    private static final int MAX_OPERATIONS = 2_000_000;

    private static final int LATEST_PROTOCOL = 5;

    private final PickleInput in;
    private final Constructors constructors;
    private final List<Object> stack = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();
    private final Map<Long, Object> memo = new HashMap<>();

    private Unpickler(ByteBuffer bytes, Constructors constructors) {
        this.in = new PickleInput(bytes);
        this.constructors = constructors;
    }

    /**
     * @param bytes from position; after the call it stands behind the pickle
     * @throws PickleException when they are no pickle of protocol 2 to 5, or one that builds what it must not
     */
    public static Object load(ByteBuffer bytes, Constructors constructors) {
        return new Unpickler(bytes, constructors).run();
    }

    private Object run() {
        if (in.opcode() != Opcode.PROTO) {
            throw PickleException.damaged("pickle", "a pickle of protocol 2 to 5", "none at its beginning");
        }
        int protocol = in.unsignedByte();
        if (protocol < 2 || protocol > LATEST_PROTOCOL) {
            throw PickleException.damaged("pickle", "protocol 2 to 5", "protocol " + protocol);
        }
        for (int operations = 0; operations < MAX_OPERATIONS; operations++) {
            Opcode opcode = in.opcode();
            if (opcode == Opcode.STOP) {
                return pop();
            }
            execute(opcode);
        }
        throw PickleException.refused("pickle", "at most " + MAX_OPERATIONS + " operations", "more");
    }

    private void execute(Opcode opcode) {
        switch (opcode) {
            case PROTO -> in.unsignedByte();
            case STOP -> throw new IllegalStateException("ends the loop");
            case FRAME -> in.checkFrame(in.length8());
            case MARK -> marks.add(stack.size());
            case POP -> pop();
            case POP_MARK -> popToMark();
            case DUP -> push(top());
            case NONE -> push(null);
            case NEWTRUE -> push(true);
            case NEWFALSE -> push(false);
            case BININT -> push((long) in.signedInt());
            case BININT1 -> push((long) in.unsignedByte());
            case BININT2 -> push((long) in.unsignedShort());
            case LONG1 -> push(in.integer(in.unsignedByte()));
            case LONG4 -> push(in.integer(in.signedInt()));
            case BINFLOAT -> push(in.bigEndianDouble());
            case SHORT_BINSTRING -> push(in.latin1(in.unsignedByte()));
            case BINSTRING -> push(in.latin1(in.signedInt()));
            case BINUNICODE -> push(in.utf8(in.unsignedInt()));
            case SHORT_BINUNICODE -> push(in.utf8(in.unsignedByte()));
            case BINUNICODE8 -> push(in.utf8(in.length8()));
            case BINBYTES -> push(in.bytes(in.unsignedInt()));
            case SHORT_BINBYTES -> push(in.bytes(in.unsignedByte()));
            case BINBYTES8 -> push(in.bytes(in.length8()));
            case EMPTY_LIST -> push(new ArrayList<>(0));
            case APPEND -> {
                Object element = pop();
                list().add(element);
            }
            case APPENDS -> {
                List<Object> elements = popToMark();
                list().addAll(elements);
            }
            case EMPTY_TUPLE -> push(new Tuple(List.of()));
            case TUPLE -> push(new Tuple(popToMark()));
            case TUPLE1 -> pushTuple(1);
            case TUPLE2 -> pushTuple(2);
            case TUPLE3 -> pushTuple(3);
            case EMPTY_DICT -> push(new LinkedHashMap<>(0));
            case SETITEM -> {
                Object value = pop();
                Object key = pop();
                set(map(), key, value);
            }
            case SETITEMS -> setItems(popToMark());
            case BINGET -> push(memorised(in.unsignedByte()));
            case LONG_BINGET -> push(memorised(in.unsignedInt()));
            case BINPUT -> memo.put((long) in.unsignedByte(), top());
            case LONG_BINPUT -> memo.put(in.unsignedInt(), top());
            case MEMOIZE -> memo.put((long) memo.size(), top());
            case GLOBAL -> {
                String module = in.line();
                push(constructors.global(module, in.line()));
            }
            case STACK_GLOBAL -> {
                Object name = pop();
                push(constructors.global(text(pop()), text(name)));
            }
            case REDUCE, NEWOBJ -> {
                Object arguments = pop();
                Object callable = pop();
                if (!(arguments instanceof Tuple tuple)) {
                    throw PickleException.damaged("pickle", "a tuple of arguments", describe(arguments));
                }
                push(constructors.call(callable, tuple.elements()));
            }
            case BUILD -> build(pop());
            case BINPERSID -> push(constructors.persistent(pop()));
        }
    }

    /** Attributes hung on a dictionary ({@code state_dict()._metadata}) are left out; nothing else can have any. */
    private void build(Object attributes) {
        if (!(top() instanceof Map)) {
            throw PickleException.damaged(
                    "pickle", "attributes on a dictionary only", describe(attributes) + " on " + describe(top()));
        }
    }

    private void pushTuple(int length) {
        Object[] elements = new Object[length];
        for (int i = length - 1; i >= 0; i--) {
            elements[i] = pop();
        }
        push(new Tuple(Collections.unmodifiableList(Arrays.asList(elements))));
    }

    private void setItems(List<Object> keysAndValues) {
        if (keysAndValues.size() % 2 != 0) {
            throw PickleException.damaged("pickle", "a value for each key", keysAndValues.size() + " of both");
        }
        Map<Object, Object> map = map();
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            set(map, keysAndValues.get(i), keysAndValues.get(i + 1));
        }
    }

    /** Keys that are containers are kept by identity: hashing what may contain itself would not end. */
    private static void set(Map<Object, Object> map, Object key, Object value) {
        switch (key) {
            case null -> map.put(null, value);
            case String _, Number _, Boolean _ -> map.put(key, value);
            default -> map.put(new Object(), value);
        }
    }

    private Object memorised(long index) {
        Object value = memo.get(index);
        if (value == null && !memo.containsKey(index)) {
            throw PickleException.damaged("pickle", "what was memorised before", "memory " + index);
        }
        return value;
    }

    private void push(Object value) {
        stack.add(value);
    }

    private int bottom() {
        return marks.isEmpty() ? 0 : marks.getLast();
    }

    private Object top() {
        if (stack.size() <= bottom()) {
            throw PickleException.damaged("pickle", "a value on the stack", "none");
        }
        return stack.getLast();
    }

    private Object pop() {
        Object value = top();
        stack.removeLast();
        return value;
    }

    private List<Object> popToMark() {
        if (marks.isEmpty()) {
            throw PickleException.damaged("pickle", "a mark on the stack", "none");
        }
        List<Object> above = stack.subList(marks.removeLast(), stack.size());
        List<Object> values = Collections.unmodifiableList(new ArrayList<>(above));
        above.clear();
        return values;
    }

    @SuppressWarnings("unchecked") // every list and map on the stack was made here or by the constructors
    private List<Object> list() {
        if (top() instanceof List<?> list) {
            return (List<Object>) list;
        }
        throw PickleException.damaged("pickle", "a list", describe(top()));
    }

    @SuppressWarnings("unchecked")
    private Map<Object, Object> map() {
        if (top() instanceof Map<?, ?> map) {
            return (Map<Object, Object>) map;
        }
        throw PickleException.damaged("pickle", "a dictionary", describe(top()));
    }

    private static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw PickleException.damaged("pickle", "text", describe(value));
    }

    /** The kind of a value; never its contents, which may be endless. */
    public static String describe(Object value) {
        return switch (value) {
            case null -> "None";
            case String text -> "the text '" + (text.length() <= 40 ? text : text.substring(0, 40) + "...") + "'";
            case Boolean truth -> truth ? "True" : "False";
            case Long number -> number.toString();
            case Double number -> number.toString();
            case Number _ -> "a large whole number";
            case List<?> list -> "a list of " + list.size();
            case Tuple tuple -> "a tuple of " + tuple.elements().size();
            case Map<?, ?> map -> "a dictionary of " + map.size();
            case byte[] bytes -> bytes.length + " bytes";
            default -> value.getClass().getSimpleName();
        };
    }
}
