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
 * Requires one line of visible text ({@link TypedText#isVisible}), such as a name; used with {@link Text}, which limits
 * the length. Null is left to {@code @NotNull}. The stored form is {@link TypedText#normalized}.
 */
@Documented
@Target({FIELD, PARAMETER, TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = PlainLine.Validator.class)
public @interface PlainLine {

    String message() default "must be a visible text without control or invisible characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Takes linear time. */
    class Validator implements ConstraintValidator<PlainLine, String> {

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            return text == null || (TypedText.isVisible(text) && !isOfOtherBlanks(text));
        }

        /** Blank characters that {@code @NotBlank} accepts and normalization removes. */
        private static boolean isOfOtherBlanks(String text) {
            return !text.trim().isEmpty() && TypedText.normalized(text).isEmpty();
        }
    }
}
