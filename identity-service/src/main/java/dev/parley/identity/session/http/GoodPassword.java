package dev.parley.identity.session.http;

import dev.parley.identity.user.application.Passwords;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A password one may choose: at least 8 characters, and no more bytes of UTF-8 than the hash reads. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = GoodPassword.Validator.class)
public @interface GoodPassword {

    String message() default "must have at least 8 characters and at most 72 bytes";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Checks it. */
    class Validator implements ConstraintValidator<GoodPassword, String> {

        private static final int MIN_CHARACTERS = 8;

        @Override
        public boolean isValid(@Nullable String password, ConstraintValidatorContext context) {
            return password == null
                    || (password.codePointCount(0, password.length()) >= MIN_CHARACTERS
                            && password.getBytes(StandardCharsets.UTF_8).length <= Passwords.MAX_BYTES);
        }
    }
}
