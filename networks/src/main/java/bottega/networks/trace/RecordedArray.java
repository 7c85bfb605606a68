package bottega.networks.trace;

import ai.djl.ndarray.NDArray;

/** What the recorder's arrays are besides {@code NDArray}s: the way back from the proxy to the recording. */
interface RecordedArray extends NDArray {
    RecordingHandler recording();
}
