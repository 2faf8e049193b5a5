package dev.parley.catalog.product.domain;

/** Global Trade Item Numbers (GS1): 8, 12, 13 or 14 digits, the last of which is a check digit. */
public final class Gtin {

    private Gtin() {}

    public static boolean isValid(String text) {
        int length = text.length();
        if ((length != 8 && (length < 12 || length > 14)) || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < length; i++) {
            int weight = (length - i) % 2 == 0 ? 3 : 1;
            sum += weight * (text.charAt(i) - '0');
        }
        return sum % 10 == 0;
    }
}
