package dev.parley.identity.user.mongo;

import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.domain.EmailChange;
import dev.parley.platform.WireName;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A pending change of an address as it is stored. */
final class EmailChangeDocument {

    private EmailChangeDocument() {}

    static @Nullable Document write(@Nullable EmailChange change) {
        return change == null
                ? null
                : new Document("id", change.id())
                        .append("to", change.to().value())
                        .append("requestedAt", Date.from(change.requestedAt()))
                        .append("awaited", words(change.awaited()));
    }

    static @Nullable EmailChange read(@Nullable Document document) {
        return document == null
                ? null
                : new EmailChange(
                        document.getString("id"),
                        new Email(document.getString("to")),
                        document.getDate("requestedAt").toInstant(),
                        document.getList("awaited", String.class).stream()
                                .map(end -> WireName.read(EmailChange.End.class, end))
                                .collect(Collectors.toSet()));
    }

    private static List<String> words(Set<EmailChange.End> ends) {
        return ends.stream().map(WireName::of).sorted().toList();
    }
}
