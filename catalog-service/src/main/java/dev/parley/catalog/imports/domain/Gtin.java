package dev.parley.catalog.imports.domain;

import java.util.Set;
import java.util.regex.Pattern;

/** Global Trade Item Numbers (GS1): 8, 12, 13 or 14 digits, the last of which checks the others. */
final class Gtin {

    private static final Set<Integer> LENGTHS = Set.of(8, 12, 13, 14);
    private static final Pattern SCIENTIFIC = Pattern.compile("\\d(?:[.,]\\d+)?[eE]\\+?\\d+");
    private static final Pattern WITH_DECIMALS = Pattern.compile("\\d{8,14}\\.0{1,9}");

    private Gtin() {}

    /** Whether a spreadsheet has rounded it: its digits are lost. */
    static boolean isScientific(String text) {
        return SCIENTIFIC.matcher(text).matches();
    }

    /** Its digits, without the separators that people write and the decimals that programs append. */
    static String digits(String text) {
        String number = WITH_DECIMALS.matcher(text).matches() ? text.substring(0, text.indexOf('.')) : text;
        return number.replace(" ", "").replace("-", "");
    }

    static boolean isValid(String digits) {
        if (!LENGTHS.contains(digits.length()) || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        int sum = 0;
        for (int i = digits.length() - 1; i >= 0; i--) {
            int weight = (digits.length() - i) % 2 == 0 ? 3 : 1;
            sum += weight * (digits.charAt(i) - '0');
        }
        return sum % 10 == 0;
    }
}
