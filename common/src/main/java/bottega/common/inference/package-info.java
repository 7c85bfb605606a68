/**
 * What the inference service answers: labels for a picture, the models it serves, and the messages of the Open Inference
 * Protocol v2, which keep the protocol's own names
 * (<a href="https://github.com/kserve/open-inference-protocol">specification</a>).
 */
package bottega.common.inference;
