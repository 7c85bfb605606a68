package bottega.common.judgement;

/**
 * A wrong answer.
 *
 * @param picture file in the data set
 * @param label what it is
 * @param answer what the network said
 * @param probability that the network gave its answer
 * @param probabilityOfLabel that it gave to the truth
 */
public record Mistake(String picture, String label, String answer, double probability, double probabilityOfLabel) {}
