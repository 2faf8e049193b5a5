package dev.parley.identity.client.mongo;

import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import dev.parley.identity.client.domain.ApiClient;
import dev.parley.identity.client.domain.ApiClient.StoredSecret;
import dev.parley.identity.client.domain.ApiClientId;
import dev.parley.identity.client.domain.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** An API client as it is stored. */
final class ApiClientDocument {

    static final String LAST_USED = "lastUsedAt";

    private ApiClientDocument() {}

    static Document write(ApiClient.State client) {
        Document document = new Document("_id", client.id().value())
                .append("name", client.name())
                .append(
                        "scopes",
                        client.scopes().stream().map(Scope::wireName).sorted().toList())
                .append("secrets", secrets(client))
                .append("createdBy", client.createdBy())
                .append("createdAt", Date.from(client.createdAt()))
                .append("updatedAt", Date.from(client.updatedAt()));
        Optional.ofNullable(client.expiresAt()).ifPresent(at -> document.append("expiresAt", Date.from(at)));
        Optional.ofNullable(client.lastUsedAt()).ifPresent(at -> document.append(LAST_USED, Date.from(at)));
        Optional.ofNullable(client.revokedAt())
                .ifPresentOrElse(
                        at -> document.append("revokedAt", Date.from(at)),
                        () -> document.append("nameKey", client.name().toLowerCase(Locale.ROOT)));
        return document;
    }

    static Bson changes(ApiClient.State client) {
        List<Bson> changes = new ArrayList<>();
        changes.add(set("secrets", secrets(client)));
        changes.add(set("updatedAt", Date.from(client.updatedAt())));
        if (client.revokedAt() != null) {
            changes.add(set("revokedAt", Date.from(client.revokedAt())));
            changes.add(unset("nameKey"));
        }
        return combine(changes);
    }

    /** A scope that is no more counts for nothing. */
    static ApiClient read(Document document) {
        return ApiClient.restore(new ApiClient.State(
                new ApiClientId(document.getString("_id")),
                document.getLong("version"),
                document.getString("name"),
                document.getList("scopes", String.class).stream()
                        .flatMap(name -> Scope.of(name).stream())
                        .collect(Collectors.toSet()),
                secrets(document),
                document.getString("createdBy"),
                document.getDate("createdAt").toInstant(),
                document.getDate("updatedAt").toInstant(),
                instant(document, "expiresAt"),
                instant(document, "revokedAt"),
                instant(document, LAST_USED)));
    }

    private static List<Document> secrets(ApiClient.State client) {
        return client.secrets().stream().map(ApiClientDocument::write).toList();
    }

    private static Document write(StoredSecret secret) {
        Document document = new Document("id", secret.id())
                .append("hash", secret.hash())
                .append("createdAt", Date.from(secret.createdAt()));
        Optional.ofNullable(secret.expiresAt()).ifPresent(at -> document.append("expiresAt", Date.from(at)));
        return document;
    }

    private static List<StoredSecret> secrets(Document document) {
        return document.getList("secrets", Document.class).stream()
                .map(secret -> new StoredSecret(
                        secret.getString("id"),
                        secret.getString("hash"),
                        secret.getDate("createdAt").toInstant(),
                        instant(secret, "expiresAt")))
                .toList();
    }

    private static @Nullable Instant instant(Document document, String field) {
        Date date = document.getDate(field);
        return date == null ? null : date.toInstant();
    }
}
