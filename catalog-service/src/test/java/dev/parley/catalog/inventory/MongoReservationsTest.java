package dev.parley.catalog.inventory;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.parley.catalog.inventory.domain.Reservations;
import dev.parley.catalog.inventory.domain.Stocks;
import dev.parley.platform.id.Ids;
import dev.parley.platform.testing.StackResource;
import dev.parley.platform.testing.Tags;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Date;
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
    void anUnreadableReservationKeepsNoOtherFromBeingSwept() {
        Date longAgo = new Date(0);
        withPoison(
                "reservations",
                new Document("runsOutAt", longAgo).append("unsettledSince", longAgo),
                this::releasesWhatNobodyPinnedInTime);
    }

    @Test
    void anUnreadableStockKeepsNoOtherFromBeingSwept() {
        withPoison("inventory", new Document("reserved", 1), this::sweepsAHoldThatCameAfterTheEnd);
    }

    /** With a document that comes first and cannot be read. */
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
