/**
 * A content picture takes on the style of another: the loop around network, losses and optimiser. It knows nothing of
 * jobs or web pages, it hands out progress records and checkpoints.
 */
package bottega.style.transfer;
