package bottega.inference.protocol;

import bottega.common.inference.Datatype;
import bottega.common.problem.Problem;
import bottega.common.rest.JsonProblems;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a request to infer in one pass without building a tree: of each {@code data} only the place in the body is kept,
 * because its datatype and shape may come after it, and because numbers as objects would take many times the memory.
 */
final class InferMessageReader {
    static final JsonFactory JSON = new JsonFactory();

    private final JsonParser parser;

    private InferMessageReader(JsonParser parser) {
        this.parser = parser;
    }

    static InferMessage read(byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            return new InferMessageReader(parser).message();
        } catch (JsonProcessingException e) {
            throw JsonProblems.of(e).exception();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // an array in memory cannot fail to be read
        }
    }

    private InferMessage message() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw invalid("The body is empty.").expected("a JSON object").exception();
        }
        if (parser.currentTokenLocation().getByteOffset() < 0) {
            throw invalid("The JSON is not in UTF-8.").expected("UTF-8").exception();
        }
        expect(first == JsonToken.START_OBJECT, "", "an object");
        String id = null;
        List<InferInput> inputs = null;
        List<String> outputs = List.of();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (field) {
                case "id" -> id = text(value, "/id");
                case "inputs" -> inputs = inputs(value);
                case "outputs" -> outputs = outputs(value);
                case "parameters" -> parameters(value, "/parameters");
                default ->
                    throw unknown("/" + field, "id, parameters, inputs, outputs")
                            .exception();
            }
        }
        if (parser.nextToken() != null) {
            throw invalid("There is more after the end of the JSON object.").exception();
        }
        if (inputs == null) {
            throw missing("/inputs", "an array of tensors").exception();
        }
        return new InferMessage(id, inputs, outputs);
    }

    private List<InferInput> inputs(JsonToken value) throws IOException {
        expect(value == JsonToken.START_ARRAY, "/inputs", "an array");
        List<InferInput> inputs = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            inputs.add(input(inputs.size()));
        }
        return inputs;
    }

    private InferInput input(int index) throws IOException {
        String at = "/inputs/" + index;
        expect(parser.currentToken() == JsonToken.START_OBJECT, at, "an object");
        String name = null;
        String datatype = null;
        List<Long> shape = null;
        long start = -1;
        long end = -1;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (field) {
                case "name" -> name = text(value, at + "/name");
                case "datatype" -> datatype = text(value, at + "/datatype");
                case "shape" -> shape = shape(value, at + "/shape");
                case "parameters" -> parameters(value, at + "/parameters");
                case "data" -> {
                    expect(value == JsonToken.START_ARRAY, at + "/data", "an array");
                    start = parser.currentTokenLocation().getByteOffset();
                    parser.skipChildren();
                    end = parser.currentLocation().getByteOffset();
                }
                default ->
                    throw unknown(at + "/" + field, "name, shape, datatype, parameters, data")
                            .exception();
            }
        }
        present(name, at + "/name", "the name of an input");
        present(datatype, at + "/datatype", "a datatype");
        present(shape, at + "/shape", "an array of dimensions");
        present(start < 0 ? null : start, at + "/data", "an array of elements");
        return new InferInput(index, name, datatype(datatype, at), shape, (int) start, (int) end);
    }

    private static Datatype datatype(String name, String at) {
        return Datatype.named(name)
                .orElseThrow(() -> invalid("There is no such datatype.")
                        .at(at + "/datatype")
                        .expected("one of " + List.of(Datatype.values()))
                        .received(name)
                        .exception());
    }

    private List<Long> shape(JsonToken value, String at) throws IOException {
        expect(value == JsonToken.START_ARRAY, at, "an array of dimensions");
        List<Long> shape = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String here = at + "/" + shape.size();
            expect(parser.currentToken() == JsonToken.VALUE_NUMBER_INT, here, "a whole number of at least 1");
            long dimension = parser.getLongValue();
            if (dimension < 1) {
                throw invalid("A dimension is below 1.")
                        .at(here)
                        .expected("at least 1")
                        .received(dimension)
                        .exception();
            }
            shape.add(dimension);
            if (shape.size() > 64) {
                throw invalid("The shape has too many dimensions.")
                        .at(at)
                        .expected("at most 64")
                        .exception();
            }
        }
        return shape;
    }

    private List<String> outputs(JsonToken value) throws IOException {
        expect(value == JsonToken.START_ARRAY, "/outputs", "an array");
        List<String> outputs = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String at = "/outputs/" + outputs.size();
            expect(parser.currentToken() == JsonToken.START_OBJECT, at, "an object");
            String name = null;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String field = parser.currentName();
                JsonToken content = parser.nextToken();
                switch (field) {
                    case "name" -> name = text(content, at + "/name");
                    case "parameters" -> parameters(content, at + "/parameters");
                    default ->
                        throw unknown(at + "/" + field, "name, parameters").exception();
                }
            }
            present(name, at + "/name", "the name of an output");
            outputs.add(name);
        }
        return outputs;
    }

    /** The protocol leaves parameters to extensions, and servers ignore those they do not know. */
    private void parameters(JsonToken value, String at) throws IOException {
        expect(value == JsonToken.START_OBJECT, at, "an object");
        parser.skipChildren();
    }

    private String text(JsonToken value, String at) throws IOException {
        expect(value == JsonToken.VALUE_STRING, at, "text");
        return parser.getText();
    }

    private void expect(boolean holds, String at, String expected) throws IOException {
        if (!holds) {
            throw invalid("The value " + (at.isEmpty() ? "of the body" : "at " + at) + " is not " + expected + ".")
                    .at(at)
                    .expected(expected)
                    .received(parser.currentToken())
                    .exception();
        }
    }

    private static void present(Object value, String at, String expected) {
        if (value == null) {
            throw missing(at, expected).exception();
        }
    }

    private static Problem missing(String at, String expected) {
        return invalid("A required property is missing.")
                .at(at)
                .expected(expected)
                .received("nothing");
    }

    private static Problem unknown(String at, String known) {
        return invalid("There is no such property.").at(at).expected("one of " + known);
    }

    private static Problem invalid(String detail) {
        return Problem.of(400, "invalid-request", "Invalid request", detail);
    }
}
