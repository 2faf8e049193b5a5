package dev.parley.platform.http;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE_USE;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Requires a text of a valid length and form. The length is checked first, and only a text of a valid length is
 * matched, so that a long one costs nothing ({@code @Pattern} beside {@code @Size} is evaluated on every text, however
 * long). Without a pattern the text must not be blank. Null is left to {@code @NotNull}.
 */
@Documented
@Target({FIELD, PARAMETER, TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Text.Validator.class)
public @interface Text {

    /** The minimum number of UTF-16 code units. */
    int min() default 1;

    /** The maximum number of UTF-16 code units. */
    int max();

    /** The pattern of the whole text; an expression that takes linear time, which an architecture rule checks. */
    String pattern() default "";

    /** The error message for a text of a valid length. */
    String message() default "must not be blank";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Checks the length first. */
    class Validator implements ConstraintValidator<Text, String> {

        private int min;
        private int max;
        private @Nullable Pattern pattern;

        @Override
        public void initialize(Text text) {
            min = text.min();
            max = text.max();
            pattern = text.pattern().isEmpty() ? null : Pattern.compile(text.pattern());
        }

        @Override
        public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
            if (value == null) {
                return true;
            }
            if (value.length() > max || value.length() < min) {
                context.disableDefaultConstraintViolation();
                context.buildConstraintViolationWithTemplate("size must be between " + min + " and " + max)
                        .addConstraintViolation();
                return false;
            }
            return pattern == null ? !value.isBlank() : pattern.matcher(value).matches();
        }
    }
}
