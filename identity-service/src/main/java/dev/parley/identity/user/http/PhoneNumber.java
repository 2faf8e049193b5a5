package dev.parley.identity.user.http;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE_USE;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requires an international number that is valid in the numbering plan of its country. */
@Documented
@Target({FIELD, PARAMETER, TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = PhoneNumber.Validator.class)
@interface PhoneNumber {

    String message() default "must be an international phone number such as +233 24 123 4567";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Parses numbers with libphonenumber. */
    class Validator implements ConstraintValidator<PhoneNumber, String> {

        private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

        @Override
        public boolean isValid(@Nullable String number, ConstraintValidatorContext context) {
            return number == null
                    || parse(number).filter(NUMBERS::isValidNumber).isPresent();
        }

        /** In E.164 form. */
        static String e164(String valid) {
            return NUMBERS.format(parse(valid).orElseThrow(), PhoneNumberUtil.PhoneNumberFormat.E164);
        }

        private static Optional<Phonenumber.PhoneNumber> parse(String number) {
            try {
                return Optional.of(NUMBERS.parse(number, null));
            } catch (NumberParseException e) {
                return Optional.empty();
            }
        }
    }
}
