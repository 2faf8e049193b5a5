package dev.parley.identity.user.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The profile of a user.
 *
 * @param displayName what others see
 * @param phone in E.164 form, such as {@code +233241234567}
 * @param avatar the URL of a picture
 * @param dealership the workplace of a salesperson
 */
public record Profile(
        String displayName,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String phone,
        @Nullable String avatar,
        @Nullable LocalDate dateOfBirth,
        @Nullable String dealership) {

    /** A profile with only a name. */
    public static Profile of(String displayName) {
        return new Profile(displayName, null, null, null, null, null, null);
    }

    public Profile renamed(String displayName) {
        return new Profile(displayName, firstName, lastName, phone, avatar, dateOfBirth, dealership);
    }

    /** Omits personal data, because this may be logged. */
    @Override
    public String toString() {
        return "Profile[…]";
    }
}
