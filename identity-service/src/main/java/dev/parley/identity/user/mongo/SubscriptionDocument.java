package dev.parley.identity.user.mongo;

import static dev.parley.platform.mongo.Fields.withoutNulls;

import dev.parley.identity.user.domain.Feature;
import dev.parley.identity.user.domain.Plan;
import dev.parley.identity.user.domain.Subscription;
import dev.parley.platform.WireName;
import java.util.Date;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.Document;

/** A subscription as it is stored. */
final class SubscriptionDocument {

    private SubscriptionDocument() {}

    static Document write(Subscription subscription) {
        return withoutNulls(new Document("plan", WireName.of(subscription.plan()))
                .append("startDate", Date.from(subscription.startDate()))
                .append(
                        "endDate",
                        Optional.ofNullable(subscription.endDate())
                                .map(Date::from)
                                .orElse(null))
                .append(
                        "features",
                        subscription.features().stream()
                                .map(WireName::of)
                                .sorted()
                                .toList()));
    }

    static Subscription read(Document document) {
        Date endDate = document.getDate("endDate");
        return new Subscription(
                WireName.read(Plan.class, document.getString("plan")),
                document.getDate("startDate").toInstant(),
                endDate == null ? null : endDate.toInstant(),
                document.getList("features", String.class).stream()
                        .map(name -> WireName.read(Feature.class, name))
                        .collect(Collectors.toSet()));
    }
}
