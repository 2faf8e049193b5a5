package dev.parley.platform.http;

import static java.lang.annotation.ElementType.TYPE;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Requires a postal code in an address, except where its country has none or seldom uses them (Universal Postal Union,
 * addressing systems).
 */
@Documented
@Target(TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = PostalCodeOfCountry.Validator.class)
public @interface PostalCodeOfCountry {

    String message() default "must not be blank in this country";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** The fields of an address that are validated. */
    interface Address {

        @Nullable
        String postalCode();

        /** ISO 3166-1 alpha-2; one that does not exist is left to {@link IsoCountry}. */
        @Nullable
        String country();
    }

    /** Lists the countries without postal codes. */
    class Validator implements ConstraintValidator<PostalCodeOfCountry, Address> {

        private static final Set<String> WITHOUT = Set.of("""
                AE AG AO AW BF BI BJ BO BQ BS BW BZ CD CF CG CI CK CM CW DJ DM ER FJ GA GD GH GM GN GQ GY HK IE JM KI KM KN KP \
                LC LY ML MO MR MS MU MW NR NU PA QA RW SB SC SL SO SR SS ST SX SY TD TF TG TK TL TO TT TV UG VU WS YE ZW""".split(" "));

        @Override
        public boolean isValid(Address address, ConstraintValidatorContext context) {
            String code = address.postalCode();
            String country = address.country();
            if (country == null || WITHOUT.contains(country) || (code != null && !code.isBlank())) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(context.getDefaultConstraintMessageTemplate())
                    .addPropertyNode("postalCode")
                    .addConstraintViolation();
            return false;
        }
    }
}
