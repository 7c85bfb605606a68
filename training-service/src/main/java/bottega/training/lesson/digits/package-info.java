/**
 * Digits of our own, for a lesson without MNIST: drawn from strokes, each a little different, in MNIST's manner (28x28 grey
 * pixels, white ink on black, the digit in the middle 20x20).
 */
package bottega.training.lesson.digits;
