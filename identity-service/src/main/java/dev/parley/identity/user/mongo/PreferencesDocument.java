package dev.parley.identity.user.mongo;

import dev.parley.identity.user.domain.Preferences;
import dev.parley.identity.user.domain.Preferences.Notifications;
import dev.parley.identity.user.domain.Preferences.PriceRange;
import dev.parley.platform.money.MoneyDocument;
import org.bson.Document;

/** Preferences as they are stored. */
final class PreferencesDocument {

    private PreferencesDocument() {}

    static Document write(Preferences preferences) {
        Notifications notifications = preferences.notifications();
        PriceRange range = preferences.priceRange();
        return Fields.of("language", preferences.language())
                .and("theme", preferences.theme().wireName())
                .and("timezone", preferences.timezone())
                .and(
                        "notifications",
                        new Document("email", notifications.email())
                                .append("push", notifications.push())
                                .append("sms", notifications.sms()))
                .and("size", preferences.size())
                .and("brandPreferences", preferences.brands())
                .and("categories", preferences.categories())
                .and(
                        "priceRange",
                        range == null
                                ? null
                                : new Document("min", MoneyDocument.write(range.min()))
                                        .append("max", MoneyDocument.write(range.max())))
                .document();
    }

    static Preferences read(Document document) {
        Document notifications = document.get("notifications", Document.class);
        Document range = document.get("priceRange", Document.class);
        return new Preferences(
                document.getString("language"),
                Preferences.Theme.of(document.getString("theme")),
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
