package dev.parley.identity.user.mongo;

import static dev.parley.platform.mongo.Fields.withoutNulls;

import dev.parley.identity.user.domain.Address;
import dev.parley.identity.user.domain.AddressBook;
import org.bson.Document;

/** An address book as it is stored. */
final class AddressBookDocument {

    private AddressBookDocument() {}

    static Document write(AddressBook book) {
        return withoutNulls(new Document(
                        "entries",
                        book.entries().stream()
                                .map(entry -> write(entry.address()).append("id", entry.id()))
                                .toList())
                .append("defaultShipping", book.defaultShipping()));
    }

    private static Document write(Address address) {
        return withoutNulls(new Document("name", address.name())
                .append("line1", address.line1())
                .append("line2", address.line2())
                .append("city", address.city())
                .append("state", address.state())
                .append("postalCode", address.postalCode())
                .append("country", address.country()));
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
