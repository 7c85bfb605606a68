package bottega.inference.protocol;

import bottega.common.inference.Datatype;
import java.util.List;

/**
 * An input of a request whose data has not been read yet.
 *
 * @param index in the request's list of inputs
 * @param dataStart of the JSON array {@code data} in the request's body, bytes
 * @param dataEnd behind its last byte
 */
record InferInput(int index, String name, Datatype datatype, List<Long> shape, int dataStart, int dataEnd) {
    String pointer() {
        return "/inputs/" + index;
    }
}
