package dev.parley.identity.user.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.identity.user.domain.Address;
import dev.parley.identity.user.domain.AddressBook;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An entry of an address book. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(example = """
        {"id":"0199d1c0-0000-7000-8000-000000000041","name":"Ann Smith","line1":"1 Example Street","city":"Accra","postalCode":"00233","country":"GH","defaultShipping":true}""")
public record AddressView(
        String id,
        String name,
        String line1,
        @Nullable String line2,
        String city,
        @Nullable String state,
        @Nullable String postalCode,
        String country,
        boolean defaultShipping) {

    static AddressView from(AddressBook.Entry entry, AddressBook book) {
        Address address = entry.address();
        return new AddressView(
                entry.id(),
                address.name(),
                address.line1(),
                address.line2(),
                address.city(),
                address.state(),
                address.postalCode(),
                address.country(),
                entry.id().equals(book.defaultShipping()));
    }
}
