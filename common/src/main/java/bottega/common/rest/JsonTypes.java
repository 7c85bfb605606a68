package bottega.common.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Java types and JSON tokens as one names them to somebody who sends JSON. */
final class JsonTypes {
    private static final Set<Class<?>> WHOLE =
            Set.of(int.class, long.class, short.class, byte.class, Integer.class, Long.class, Short.class, Byte.class);
    private static final Set<Class<?>> REAL = Set.of(float.class, double.class, Float.class, Double.class);

    private JsonTypes() {}

    static String inWords(Class<?> type) {
        if (type == null) {
            return "a value of another kind";
        }
        if (WHOLE.contains(type)) {
            return "a whole number (" + bits(type) + " bits)";
        }
        if (REAL.contains(type) || Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "text";
        }
        if (type.isEnum()) {
            return "one of " + constants(type);
        }
        if (type == Instant.class) {
            return "a time such as 2026-01-31T12:00:00Z";
        }
        if (type == Duration.class) {
            return "a duration such as PT10S";
        }
        return type.isArray() || Collection.class.isAssignableFrom(type)
                ? "an array"
                : Map.class.isAssignableFrom(type) || type.isRecord() ? "an object" : "a " + type.getSimpleName();
    }

    static String tokenInWords(String token) {
        return switch (token) {
            case "START_OBJECT", "END_OBJECT", "FIELD_NAME" -> "an object";
            case "START_ARRAY", "END_ARRAY" -> "an array";
            case "VALUE_STRING" -> "text";
            case "VALUE_NUMBER_INT" -> "a whole number";
            case "VALUE_NUMBER_FLOAT" -> "a number with a fraction";
            case "VALUE_TRUE", "VALUE_FALSE" -> "true or false";
            case "VALUE_NULL" -> "null";
            default -> token;
        };
    }

    private static int bits(Class<?> type) {
        if (type == long.class || type == Long.class) {
            return Long.SIZE;
        }
        if (type == short.class || type == Short.class) {
            return Short.SIZE;
        }
        return type == byte.class || type == Byte.class ? Byte.SIZE : Integer.SIZE;
    }

    private static String constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> jsonName(type, (Enum<?>) constant))
                .collect(Collectors.joining(", "));
    }

    private static String jsonName(Class<?> type, Enum<?> constant) {
        try {
            JsonProperty name = type.getField(constant.name()).getAnnotation(JsonProperty.class);
            return name == null ? constant.name() : name.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e); // an enum's constants are its public fields
        }
    }
}
