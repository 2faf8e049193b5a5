package dev.parley.order.order.domain;

import java.util.random.RandomGenerator;

/**
 * The unique human-readable number of an order, such as {@code P-7K3M-92QX}: eight characters without I, L, O and U,
 * which are easily misread.
 */
public record OrderNumber(String value) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /** One of 2^40 numbers; the caller retries with another when it is taken. */
    public static OrderNumber random(RandomGenerator random) {
        StringBuilder text = new StringBuilder("P");
        for (int i = 0; i < 8; i++) {
            if (i % 4 == 0) {
                text.append('-');
            }
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new OrderNumber(text.toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
