package dev.parley.identity.user.mongo;

import dev.parley.identity.user.domain.Address;
import dev.parley.identity.user.domain.AddressBook;
import org.bson.Document;

/** An address book as it is stored. */
final class AddressBookDocument {

    private AddressBookDocument() {}

    static Document write(AddressBook book) {
        return Fields.of(
                        "entries",
                        book.entries().stream()
                                .map(entry -> write(entry.address()).append("id", entry.id()))
                                .toList())
                .and("defaultShipping", book.defaultShipping())
                .document();
    }

    private static Document write(Address address) {
        return Fields.of("name", address.name())
                .and("line1", address.line1())
                .and("line2", address.line2())
                .and("city", address.city())
                .and("state", address.state())
                .and("postalCode", address.postalCode())
                .and("country", address.country())
                .document();
    }

    static AddressBook read(Document document) {
        return new AddressBook(
                document.getList("entries", Document.class).stream()
                        .map(entry -> new AddressBook.Entry(entry.getString("id"), address(entry)))
                        .toList(),
                document.getString("defaultShipping"));
    }

    private static Address address(Document entry) {
        return new Address(
                entry.getString("name"),
                entry.getString("line1"),
                entry.getString("line2"),
                entry.getString("city"),
                entry.getString("state"),
                entry.getString("postalCode"),
                entry.getString("country"));
    }
}
