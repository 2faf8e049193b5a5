package dev.parley.identity.user.domain;

import org.jspecify.annotations.Nullable;

/**
 * A postal address.
 *
 * @param country ISO 3166-1 alpha-2
 */
public record Address(
        String name,
        String line1,
        @Nullable String line2,
        String city,
        @Nullable String state,
        @Nullable String postalCode,
        String country) {

    /** Omits the address, because this may be logged. */
    @Override
    public String toString() {
        return "Address[…]";
    }
}
