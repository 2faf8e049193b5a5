package dev.parley.identity.user.mongo;

import static dev.parley.platform.mongo.Fields.withoutNulls;

import dev.parley.identity.user.domain.Preferences;
import dev.parley.identity.user.domain.Preferences.Notifications;
import dev.parley.identity.user.domain.Preferences.PriceRange;
import dev.parley.platform.WireName;
import dev.parley.platform.money.MoneyDocument;
import org.bson.Document;

/** Preferences as they are stored. */
final class PreferencesDocument {

    private PreferencesDocument() {}

    static Document write(Preferences preferences) {
        Notifications notifications = preferences.notifications();
        PriceRange range = preferences.priceRange();
        return withoutNulls(new Document("language", preferences.language())
                .append("theme", WireName.of(preferences.theme()))
                .append("timezone", preferences.timezone())
                .append(
                        "notifications",
                        new Document("email", notifications.email())
                                .append("push", notifications.push())
                                .append("sms", notifications.sms()))
                .append("size", preferences.size())
                .append("brandPreferences", preferences.brands())
                .append("categories", preferences.categories())
                .append(
                        "priceRange",
                        range == null
                                ? null
                                : new Document("min", MoneyDocument.write(range.min()))
                                        .append("max", MoneyDocument.write(range.max()))));
    }

    static Preferences read(Document document) {
        Document notifications = document.get("notifications", Document.class);
        Document range = document.get("priceRange", Document.class);
        return new Preferences(
                document.getString("language"),
                WireName.read(Preferences.Theme.class, document.getString("theme")),
                document.getString("timezone"),
                new Notifications(
                        notifications.getBoolean("email"),
                        notifications.getBoolean("push"),
                        notifications.getBoolean("sms")),
                document.getString("size"),
                document.getList("brandPreferences", String.class),
                document.getList("categories", String.class),
                range == null
                        ? null
                        : new PriceRange(
                                MoneyDocument.read(range.get("min", Document.class)),
                                MoneyDocument.read(range.get("max", Document.class))));
    }
}
