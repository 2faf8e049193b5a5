package dev.parley.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TextTest {

    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    record Request(
            @Nullable @Text(min = 2, max = 10) String name,

            @Nullable @Text(max = 20, pattern = "(a+)+b", message = "must be many a and a b")
            String code,

            Optional<@Text(max = 3) String> inside) {}

    private static Set<String> wrong(@Nullable String name, @Nullable String code, @Nullable String inside) {
        return VALIDATOR.validate(new Request(name, code, Optional.ofNullable(inside))).stream()
                .map(violation -> violation.getMessage())
                .collect(Collectors.toSet());
    }

    @Test
    void acceptsATextOfValidLengthAndForm() {
        assertEquals(Set.of(), wrong("Ann", "aaab", "abc"));
        assertEquals(Set.of(), wrong(null, null, null));
    }

    @Test
    void refusesOtherLengthsAndForms() {
        assertEquals(Set.of("size must be between 2 and 10"), wrong("A", null, null));
        assertEquals(Set.of("size must be between 2 and 10"), wrong("A".repeat(11), null, null));
        assertEquals(Set.of("must not be blank"), wrong("  \u2003", null, null));
        assertEquals(Set.of("must be many a and a b"), wrong(null, "aaa", null));
        assertEquals(Set.of("size must be between 1 and 3"), wrong(null, null, "long"));
    }

    /** The expression alone would never finish. */
    @Test
    void doesNotMatchALongText() {
        String attack = "a".repeat(1_000_000);

        assertEquals(
                Set.of("size must be between 1 and 20"),
                assertTimeout(Duration.ofSeconds(1), () -> wrong(null, attack, null)));
    }
}
