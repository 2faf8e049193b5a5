package dev.parley.catalog.inventory;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.parley.catalog.Sku;
import dev.parley.catalog.inventory.domain.OrderId;
import dev.parley.catalog.inventory.domain.OrderLine;
import dev.parley.catalog.inventory.domain.Reservation;
import dev.parley.catalog.inventory.domain.Reservations;
import dev.parley.catalog.inventory.domain.Stocks;
import dev.parley.platform.id.Ids;
import dev.parley.platform.testing.StackResource;
import dev.parley.platform.testing.Tags;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
@Tag(Tags.STORAGE)
class MongoReservationsTest extends ReservationContract {

    @Inject
    Stocks stocks;

    @Inject
    Reservations reservations;

    @Inject
    MongoDatabase database;

    @Test
    void anUnreadableReservationDoesNotBlockOthers() {
        Date longAgo = new Date(0);
        withPoison(
                "reservations",
                new Document("runsOutAt", longAgo).append("unsettledSince", longAgo),
                this::releasesExpiredReservations);
    }

    @Test
    void anUnreadableStockDoesNotBlockOthers() {
        withPoison("inventory", new Document("reserved", 1), this::releasesAStrayHold);
    }

    @Test
    void removesAFieldThatBecomesAbsent() {
        OrderId order = new OrderId(Ids.next());
        Instant now = Instant.now();
        Sku sku = new Sku("SKU-" + order);
        Reservation reservation = Reservation.open(order, List.of(new OrderLine(sku, 1)), now);
        reservations.insert(reservation);
        assertTrue(stored(order).containsKey("unsettledSince"));

        reservation.reserve(Map.of(sku, "token"), Duration.ofMinutes(15), now);
        reservations.save(reservation);
        assertFalse(stored(order).containsKey("unsettledSince"));
        assertTrue(stored(order).containsKey("runsOutAt"));

        reservation.pin(now);
        reservations.save(reservation);
        assertFalse(stored(order).containsKey("runsOutAt"));
        assertTrue(stored(order).containsKey("expiresAt"));
    }

    private Document stored(OrderId order) {
        return database.getCollection("reservations")
                .find(Filters.eq(order.value()))
                .first();
    }

    /** With an unreadable document before the others. */
    private void withPoison(String collection, Document poison, Runnable test) {
        String id = "0-" + Ids.next();
        database.getCollection(collection).insertOne(poison.append("_id", id));
        try {
            test.run();
        } finally {
            database.getCollection(collection).deleteOne(Filters.eq(id));
        }
    }

    @Override
    Stocks stocks() {
        return stocks;
    }

    @Override
    Reservations reservations() {
        return reservations;
    }
}
