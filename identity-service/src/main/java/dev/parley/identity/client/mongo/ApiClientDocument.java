package dev.parley.identity.client.mongo;

import static dev.parley.platform.mongo.Fields.date;
import static dev.parley.platform.mongo.Fields.instant;
import static dev.parley.platform.mongo.Fields.optionalInstant;
import static dev.parley.platform.mongo.Fields.text;
import static dev.parley.platform.mongo.Fields.withoutNulls;

import dev.parley.identity.client.domain.ApiClient;
import dev.parley.identity.client.domain.ApiClient.StoredSecret;
import dev.parley.identity.client.domain.ApiClientId;
import dev.parley.identity.client.domain.Scope;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.bson.Document;

/** An API client as it is stored. */
final class ApiClientDocument {

    static final String LAST_USED = "lastUsedAt";

    private ApiClientDocument() {}

    /** Every field of the state, null where it is absent, except {@value #LAST_USED}, which has its own write. */
    static Document write(ApiClient.State client) {
        boolean revoked = client.revokedAt() != null;
        return new Document("_id", client.id().value())
                .append("name", client.name())
                .append("nameKey", revoked ? null : client.name().toLowerCase(Locale.ROOT))
                .append(
                        "scopes",
                        client.scopes().stream().map(Scope::wireName).sorted().toList())
                .append("secrets", secrets(client))
                .append("createdBy", client.createdBy())
                .append("createdAt", Date.from(client.createdAt()))
                .append("updatedAt", Date.from(client.updatedAt()))
                .append("expiresAt", date(client.expiresAt()))
                .append("revokedAt", date(client.revokedAt()));
    }

    /** A scope that no longer exists is skipped. */
    static ApiClient read(Document document) {
        return ApiClient.restore(new ApiClient.State(
                new ApiClientId(text(document, "_id")),
                document.getLong("version"),
                text(document, "name"),
                document.getList("scopes", String.class).stream()
                        .flatMap(name -> Scope.of(name).stream())
                        .collect(Collectors.toSet()),
                secrets(document),
                text(document, "createdBy"),
                instant(document, "createdAt"),
                instant(document, "updatedAt"),
                optionalInstant(document, "expiresAt").orElse(null),
                optionalInstant(document, "revokedAt").orElse(null),
                optionalInstant(document, LAST_USED).orElse(null)));
    }

    private static List<Document> secrets(ApiClient.State client) {
        return client.secrets().stream().map(ApiClientDocument::write).toList();
    }

    private static Document write(StoredSecret secret) {
        return withoutNulls(new Document("id", secret.id())
                .append("hash", secret.hash())
                .append("createdAt", Date.from(secret.createdAt()))
                .append("expiresAt", date(secret.expiresAt())));
    }

    private static List<StoredSecret> secrets(Document document) {
        return document.getList("secrets", Document.class).stream()
                .map(secret -> new StoredSecret(
                        text(secret, "id"),
                        text(secret, "hash"),
                        instant(secret, "createdAt"),
                        optionalInstant(secret, "expiresAt").orElse(null)))
                .toList();
    }
}
