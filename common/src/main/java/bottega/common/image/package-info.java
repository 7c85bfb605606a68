/**
 * The way from a picture file to a model's pixels: decode, orient, convert to sRGB, crop, resample. Training and
 * serving both go through here, so the bytes are the same on both sides.
 */
package bottega.common.image;
