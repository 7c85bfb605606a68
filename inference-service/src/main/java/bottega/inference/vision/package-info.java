/** Pictures in, labels out: decoding and cropping exactly as in training, then the model. */
package bottega.inference.vision;
