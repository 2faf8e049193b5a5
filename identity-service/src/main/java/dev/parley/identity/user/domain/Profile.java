package dev.parley.identity.user.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How a person shows themselves.
 *
 * @param displayName what others see
 * @param phone in E.164 form, such as {@code +233241234567}
 * @param avatar the URL of a picture
 * @param dealership where a salesperson works
 */
public record Profile(
        String displayName,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String phone,
        @Nullable String avatar,
        @Nullable LocalDate dateOfBirth,
        @Nullable String dealership) {

    /** A profile that says no more than a name. */
    public static Profile of(String displayName) {
        return new Profile(displayName, null, null, null, null, null, null);
    }

    public Profile renamed(String displayName) {
        return new Profile(displayName, firstName, lastName, phone, avatar, dateOfBirth, dealership);
    }

    /** Without what it says of a person: this may end in a log. */
    @Override
    public String toString() {
        return "Profile[…]";
    }
}
