package dev.parley.order.order.domain;

import java.util.random.RandomGenerator;

/**
 * What people read out on the telephone, such as {@code P-7K3M-92QX}: eight characters without I, L, O and U, which are
 * misread. Unique among orders.
 */
public record OrderNumber(String value) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /** One of 2^40; the caller takes another when it is in use. */
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
