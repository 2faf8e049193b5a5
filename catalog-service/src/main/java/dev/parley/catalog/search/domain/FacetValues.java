package dev.parley.catalog.search.domain;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The one form in which values of filters and facets are compared: without regard to case and the number of blanks. */
public final class FacetValues {

    private FacetValues() {}

    public static String key(String value) {
        return Normalizer.normalize(spelled(value), Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** As shown: blanks at the ends and repeated ones removed. */
    public static String spelled(String value) {
        return Arrays.stream(value.split("\\s")).filter(word -> !word.isEmpty()).collect(Collectors.joining(" "));
    }

    /** {@code Black/Silver} is both; {@code 1/2} is one value. */
    public static List<String> of(String value) {
        if (value.chars().anyMatch(Character::isDigit)) {
            return List.of(spelled(value));
        }
        List<String> values = Arrays.stream(value.split("[,/]"))
                .map(FacetValues::spelled)
                .filter(part -> !part.isEmpty())
                .distinct()
                .toList();
        return values.isEmpty() ? List.of(spelled(value)) : values;
    }
}
