package dev.parley.identity.user.http;

import dev.parley.identity.user.domain.Address;
import dev.parley.platform.http.IsoCountry;
import dev.parley.platform.http.PlainLine;
import dev.parley.platform.http.PostalCodeOfCountry;
import dev.parley.platform.text.TypedText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An address for the address book.
 *
 * @param postalCode absent where the country has none
 * @param country ISO 3166-1 alpha-2
 * @param defaultShipping whether it becomes the default; the first address always does
 */
@Schema(example = """
                {"name":"Ann Smith","line1":"1 Example Street","city":"Accra","postalCode":"00233","country":"GH","defaultShipping":true}""")
@PostalCodeOfCountry
public record AddressRequest(
        @NotBlank @Size(max = 200) @PlainLine String name,
        @NotBlank @Size(max = 200) @PlainLine String line1,
        @Nullable @Size(max = 200) @PlainLine String line2,
        @NotBlank @Size(max = 100) @PlainLine String city,
        @Nullable @Size(max = 100) @PlainLine String state,
        @Nullable @Size(max = 20) @PlainLine String postalCode,
        @NotNull @IsoCountry String country,
        @Nullable Boolean defaultShipping)
        implements PostalCodeOfCountry.Address {

    Address toDomain() {
        return new Address(
                TypedText.normalized(name),
                TypedText.normalized(line1),
                TypedText.normalizedOrNull(line2),
                TypedText.normalized(city),
                TypedText.normalizedOrNull(state),
                TypedText.normalizedOrNull(postalCode),
                country);
    }

    boolean asDefault() {
        return Boolean.TRUE.equals(defaultShipping);
    }

    /** Omits the address, because this may be logged. */
    @Override
    public String toString() {
        return "AddressRequest[…]";
    }
}
