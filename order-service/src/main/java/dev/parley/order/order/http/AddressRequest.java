package dev.parley.order.order.http;

import dev.parley.order.order.domain.Address;
import dev.parley.platform.http.IsoCountry;
import dev.parley.platform.http.PostalCodeOfCountry;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Where it goes, or who is billed.
 *
 * @param postalCode absent where the country has none
 * @param country ISO 3166-1 alpha-2
 */
@PostalCodeOfCountry
public record AddressRequest(
        @NotBlank @Size(max = 200) String name,
        @NotBlank @Size(max = 200) String line1,
        @Size(max = 200) @Nullable String line2,
        @NotBlank @Size(max = 100) String city,
        @Size(max = 100) @Nullable String state,
        @Nullable @Size(max = 20) String postalCode,
        @NotNull @IsoCountry String country)
        implements PostalCodeOfCountry.Address {

    Address toDomain() {
        return new Address(
                name, line1, line2, city, state, postalCode == null || postalCode.isBlank() ? null : postalCode, country);
    }
}
