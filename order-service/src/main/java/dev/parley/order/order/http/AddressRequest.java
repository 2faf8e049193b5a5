package dev.parley.order.order.http;

import dev.parley.order.order.domain.Address;
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
 * A shipping or billing address.
 *
 * @param postalCode absent in countries without postal codes
 * @param country ISO 3166-1 alpha-2
 */
@Schema(example = """
        {"name":"Ann Smith","line1":"1 Example Street","city":"Accra","postalCode":"00233","country":"GH"}""")
@PostalCodeOfCountry
public record AddressRequest(
        @NotBlank @Size(max = 200) @PlainLine String name,
        @NotBlank @Size(max = 200) @PlainLine String line1,
        @Size(max = 200) @PlainLine @Nullable String line2,
        @NotBlank @Size(max = 100) @PlainLine String city,
        @Size(max = 100) @PlainLine @Nullable String state,
        @Nullable @Size(max = 20) @PlainLine String postalCode,
        @NotNull @IsoCountry String country)
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
}
