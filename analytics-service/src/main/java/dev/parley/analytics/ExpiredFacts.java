package dev.parley.analytics;

import static com.mongodb.client.model.Filters.lte;

import dev.parley.analytics.rollup.Facts;
import dev.parley.platform.events.ExpiredDocuments;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.conversions.Bson;

/** Facts past their retention. */
@ApplicationScoped
class ExpiredFacts implements ExpiredDocuments {

    @Override
    public Map<String, Bson> expiredAt(Instant now) {
        Bson expired = lte(Facts.EXPIRES_AT, Date.from(now));
        return AnalyticsMigrations.EXPIRING.stream()
                .collect(Collectors.toMap(Function.identity(), collection -> expired));
    }
}
