package dev.parley.platform.http;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE_USE;

import dev.parley.platform.text.TypedText;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/**
 * A name or the like, in one line of which everything shows ({@link TypedText#isVisible}); stands beside {@link Text},
 * which limits the length. Null is left to {@code @NotNull}. What is kept of it is {@link TypedText#normalized}.
 */
@Documented
@Target({FIELD, PARAMETER, TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = PlainLine.Validator.class)
public @interface PlainLine {

    String message() default "must be a visible text without control or invisible characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** In linear time. */
    class Validator implements ConstraintValidator<PlainLine, String> {

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            return text == null || (TypedText.isVisible(text) && !isOfOtherBlanks(text));
        }

        /** What {@code @NotBlank} takes for a text, and nothing is left of. */
        private static boolean isOfOtherBlanks(String text) {
            return !text.trim().isEmpty() && TypedText.normalized(text).isEmpty();
        }
    }
}
