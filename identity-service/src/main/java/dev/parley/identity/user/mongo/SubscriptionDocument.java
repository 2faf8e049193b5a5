package dev.parley.identity.user.mongo;

import dev.parley.identity.user.domain.Feature;
import dev.parley.identity.user.domain.Plan;
import dev.parley.identity.user.domain.Subscription;
import java.util.Date;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.Document;

/** A subscription as it is stored. */
final class SubscriptionDocument {

    private SubscriptionDocument() {}

    static Document write(Subscription subscription) {
        return Fields.of("plan", subscription.plan().wireName())
                .and("startDate", Date.from(subscription.startDate()))
                .and(
                        "endDate",
                        Optional.ofNullable(subscription.endDate())
                                .map(Date::from)
                                .orElse(null))
                .and(
                        "features",
                        subscription.features().stream()
                                .map(Feature::wireName)
                                .sorted()
                                .toList())
                .document();
    }

    static Subscription read(Document document) {
        Date endDate = document.getDate("endDate");
        return new Subscription(
                Plan.of(document.getString("plan")),
                document.getDate("startDate").toInstant(),
                endDate == null ? null : endDate.toInstant(),
                document.getList("features", String.class).stream()
                        .map(Feature::of)
                        .collect(Collectors.toSet()));
    }
}
