package bottega.inference.protocol;

import ai.onnxruntime.OrtException;
import bottega.common.inference.Datatype;
import bottega.common.problem.Problem;
import bottega.common.problem.ProblemException;
import bottega.common.rest.JsonProblems;
import bottega.inference.admission.MemoryBudget;
import bottega.inference.engine.Datatypes;
import bottega.inference.engine.InputTensors;
import bottega.inference.engine.OnnxModel;
import bottega.inference.engine.TensorSpec;
import bottega.inference.protocol.TensorReader.Elements;
import bottega.inference.protocol.TensorReader.Sink;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Holds a request's inputs against those of the model, and makes tensors of them. */
final class InferInputs {
    private final OnnxModel model;
    private final int maxBatchSize;

    InferInputs(OnnxModel model, int maxBatchSize) {
        this.model = model;
        this.maxBatchSize = maxBatchSize;
    }

    /**
     * @throws ProblemException 400 when names, datatypes or shapes are not the model's, 501 for datatypes that cannot be
     *     carried
     */
    void check(List<InferInput> inputs) {
        Set<String> names = new HashSet<>();
        for (InferInput input : inputs) {
            if (!names.add(input.name())) {
                throw invalid("The input `" + input.name() + "` is there twice.")
                        .at(input.pointer() + "/name")
                        .expected("each input once")
                        .exception();
            }
            TensorSpec spec = model.inputs().get(input.name());
            if (spec == null) {
                throw invalid("The model has no input `" + input.name() + "`.")
                        .at(input.pointer() + "/name")
                        .expected("inputs " + model.inputs().keySet())
                        .received(input.name())
                        .exception();
            }
            check(input, spec);
        }
        if (!names.containsAll(model.inputs().keySet())) {
            throw invalid("An input is missing.")
                    .at("/inputs")
                    .expected("inputs " + model.inputs().keySet())
                    .received("inputs " + names)
                    .exception();
        }
    }

    private void check(InferInput input, TensorSpec spec) {
        if (input.datatype() != spec.datatype()) {
            throw invalid("The input `" + spec.name() + "` is of another datatype.")
                    .at(input.pointer() + "/datatype")
                    .expected(spec.datatype())
                    .received(input.datatype())
                    .exception();
        }
        requireSupported(spec);
        if (!spec.accepts(input.shape())) {
            throw invalid("The input `" + spec.name() + "` is of another shape.")
                    .at(input.pointer() + "/shape")
                    .expected(spec.shape() + " (-1 is any length)")
                    .received(input.shape())
                    .exception();
        }
        boolean freeBatch = !spec.shape().isEmpty() && spec.shape().getFirst() == TensorSpec.ANY;
        if (freeBatch && input.shape().getFirst() > maxBatchSize) {
            throw invalid("The batch is larger than the server takes.")
                    .at(input.pointer() + "/shape/0")
                    .expected("at most " + maxBatchSize)
                    .received(input.shape().getFirst())
                    .remedy("Send several requests, or raise bottega.inference.max-batch-size.")
                    .exception();
        }
    }

    static void requireSupported(TensorSpec spec) {
        if (Datatypes.java(spec.datatype()).isEmpty()) {
            throw Problem.of(
                            501,
                            "unsupported",
                            "Unsupported",
                            "`" + spec.name() + "` is of datatype " + spec.datatype()
                                    + ", of which ONNX Runtime's Java API has no tensors.")
                    .remedy("Export the model with a cast to or from INT32 or INT64.")
                    .exception();
        }
        if (spec.datatype() == Datatype.FP16 || spec.datatype() == Datatype.BF16) {
            throw Problem.of(
                            400,
                            "unsupported",
                            "Unsupported",
                            "`" + spec.name() + "` is of datatype " + spec.datatype()
                                    + ", which the protocol does not send as JSON but as binary data only.")
                    .remedy("Export the model with a cast to or from FP32.")
                    .exception();
        }
    }

    /** Reads the data of checked inputs. */
    void fill(InputTensors tensors, List<InferInput> inputs, byte[] body, MemoryBudget.Share memory)
            throws OrtException {
        for (InferInput input : inputs) {
            try {
                add(tensors, input, body, memory);
            } catch (JsonProcessingException e) {
                throw JsonProblems.of(e).at(input.pointer() + "/data").exception();
            } catch (IOException e) {
                throw new UncheckedIOException(e); // an array in memory cannot fail to be read
            }
        }
    }

    private static void add(InputTensors tensors, InferInput input, byte[] body, MemoryBudget.Share memory)
            throws OrtException, IOException {
        long elements = TensorReader.elements(input);
        TensorReader reader = new TensorReader(input, elements);
        Elements element = new Elements(input);
        if (input.datatype() == Datatype.BYTES) {
            // references, headers and two bytes a character at the worst
            memory.add(elements * 64 + 2L * (input.dataEnd() - input.dataStart()));
            String[] texts = new String[Math.toIntExact(elements)];
            int[] next = {0};
            reader.read(body, parser -> texts[next[0]++] = element.text(parser));
            tensors.add(input.name(), input.shape(), texts);
        } else {
            long bytes = elements * input.datatype().size();
            memory.add(bytes);
            ByteBuffer data = tensors.allocate(bytes);
            reader.read(body, sink(input.datatype(), element, data));
            tensors.add(input.name(), input.datatype(), input.shape(), data);
        }
    }

    private static Sink sink(Datatype datatype, Elements element, ByteBuffer data) {
        return switch (datatype) {
            case BOOL -> parser -> data.put((byte) (element.bool(parser) ? 1 : 0));
            case UINT8 -> parser -> data.put((byte) element.integer(parser, 0, 255));
            case INT8 -> parser -> data.put((byte) element.integer(parser, Byte.MIN_VALUE, Byte.MAX_VALUE));
            case INT16 -> parser -> data.putShort((short) element.integer(parser, Short.MIN_VALUE, Short.MAX_VALUE));
            case INT32 -> parser -> data.putInt((int) element.integer(parser, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case INT64 -> parser -> data.putLong(element.integer(parser, Long.MIN_VALUE, Long.MAX_VALUE));
            case FP32 -> parser -> data.putFloat(element.single(parser));
            case FP64 -> parser -> data.putDouble(element.real(parser));
            case UINT16, UINT32, UINT64, FP16, BF16, BYTES ->
                throw new IllegalStateException("refused before: " + datatype);
        };
    }

    private static Problem invalid(String detail) {
        return Problem.of(400, "invalid-request", "Invalid request", detail);
    }
}
