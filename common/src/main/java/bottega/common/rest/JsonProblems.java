package bottega.common.rest;

import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Says what is wrong with JSON that was sent: {@code invalid-json} when it cannot be parsed, {@code invalid-parameter}
 * when a value is not what its field takes. For services that parse JSON themselves, such as a part of a multipart body.
 */
public final class JsonProblems {
    private static final Pattern TOKEN = Pattern.compile("token `JsonToken\\.(\\w+)`");

    private JsonProblems() {}

    /**
     * @param exception from reading, not from writing
     */
    public static Problem of(JsonProcessingException exception) {
        return switch (exception) {
            case UnrecognizedPropertyException unknown -> unrecognised(unknown);
            case InvalidTypeIdException kind -> unknownKind(kind);
            case ValueInstantiationException rejected -> rejected(rejected);
            case MismatchedInputException mismatched -> mismatched(mismatched);
            case JsonMappingException mapping -> mapping(mapping);
            default -> unparsable(exception);
        };
    }

    private static Problem unrecognised(UnrecognizedPropertyException exception) {
        String known = exception.getKnownPropertyIds() == null
                ? ""
                : exception.getKnownPropertyIds().stream()
                        .map(String::valueOf)
                        .sorted()
                        .collect(Collectors.joining(", "));
        return invalid("There is no property `" + Text.shown(exception.getPropertyName()) + "`.")
                .at(pointer(exception))
                .expected(known.isEmpty() ? "no properties" : "one of " + known)
                .received(Text.shown(exception.getPropertyName()))
                .remedy(
                        known.isEmpty()
                                ? "Leave the property out."
                                : "Use one of the known properties: " + known + ".");
    }

    /** A sealed interface's alternatives are told apart by a property, {@code kind}. */
    private static Problem unknownKind(InvalidTypeIdException exception) {
        Class<?> base = exception.getBaseType().getRawClass();
        var property = base.getAnnotation(JsonTypeInfo.class);
        var alternatives = base.getAnnotation(JsonSubTypes.class);
        if (property == null || alternatives == null) {
            return mismatched(exception);
        }
        String expected = "one of "
                + Arrays.stream(alternatives.value())
                        .map(JsonSubTypes.Type::name)
                        .collect(Collectors.joining(", "));
        boolean missing = exception.getTypeId() == null;
        return invalid(
                        missing
                                ? "The property `" + property.property() + "` is missing."
                                : "There is no " + property.property() + " `" + Text.shown(exception.getTypeId())
                                        + "`.")
                .at(pointer(exception) + "/" + property.property())
                .expected(expected)
                .received(missing ? "nothing" : Text.shown(exception.getTypeId()))
                .remedy("Send " + expected + " there.");
    }

    /** A record's own constructor refused: its message is written for the caller. */
    private static Problem rejected(ValueInstantiationException exception) {
        String pointer = pointer(exception);
        return switch (exception.getCause()) {
            case ProblemException ours -> {
                String inner = ours.problem().pointer();
                yield ours.problem().at(inner == null ? pointer : inner.startsWith("/") ? pointer + inner : inner);
            }
            case IllegalArgumentException illegal ->
                invalid(sentence(illegal.getMessage())).at(pointer);
            case NullPointerException missing
            when isName(missing.getMessage()) ->
                invalid("The property `" + missing.getMessage() + "` is missing.")
                        .at(pointer + "/" + missing.getMessage())
                        .expected("a value")
                        .received("nothing")
                        .remedy("Give the property a value.");
            case NullPointerException _ ->
                invalid("A required property is missing.").at(pointer).remedy("/q/openapi says which are required.");
            case null, default ->
                invalid(sentence(exception.getOriginalMessage())).at(pointer);
        };
    }

    /** {@code requireNonNull(kind, "kind")} names the property; other messages speak of code. */
    private static boolean isName(String message) {
        return message != null && message.matches("\\w+");
    }

    private static Problem mismatched(MismatchedInputException exception) {
        String expected = JsonTypes.inWords(exception.getTargetType());
        String received = received(exception);
        String pointer = pointer(exception);
        return invalid("The value " + (pointer.isEmpty() ? "of the body" : "at " + pointer) + " is not " + expected
                        + ".")
                .at(pointer)
                .expected(expected)
                .received(received)
                .remedy("Send " + expected + " there.");
    }

    private static String received(MismatchedInputException exception) {
        if (exception instanceof InvalidFormatException format) {
            return Text.shown(format.getValue());
        }
        Matcher token = TOKEN.matcher(exception.getOriginalMessage());
        if (token.find()) {
            return JsonTypes.tokenInWords(token.group(1));
        }
        return exception.getOriginalMessage().contains("null") ? "null or nothing" : "something else";
    }

    private static Problem mapping(JsonMappingException exception) {
        return switch (exception.getCause()) {
            case InputCoercionException range ->
                invalid(sentence(range.getOriginalMessage()))
                        .at(pointer(exception))
                        .expected(JsonTypes.inWords(range.getTargetType()));
            case JsonProcessingException inner when !(inner instanceof JsonMappingException) -> unparsable(inner);
            case ProblemException ours -> ours.problem();
            case null, default ->
                invalid(sentence(exception.getOriginalMessage())).at(pointer(exception));
        };
    }

    private static Problem unparsable(JsonProcessingException exception) {
        JsonLocation location = exception.getLocation();
        String place =
                location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
        return Problem.of(400, "invalid-json", "Invalid JSON", "The JSON cannot be read" + place + ".")
                .expected("JSON (RFC 8259) in UTF-8")
                .received(Text.shown(firstLine(exception.getOriginalMessage())))
                .remedy("Correct the JSON" + place + ".");
    }

    private static Problem invalid(String detail) {
        return Problem.of(400, "invalid-parameter", "Invalid parameter", detail);
    }

    /** RFC 6901; empty for the whole document. */
    private static String pointer(JsonMappingException exception) {
        return exception.getPath().stream()
                .map(step -> step.getFieldName() == null
                        ? String.valueOf(step.getIndex())
                        : step.getFieldName().replace("~", "~0").replace("/", "~1"))
                .map(step -> "/" + Text.shown(step))
                .collect(Collectors.joining());
    }

    private static String sentence(String message) {
        String line = Text.shown(firstLine(String.valueOf(message)));
        return line.endsWith(".") ? line : line + ".";
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
