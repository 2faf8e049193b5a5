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
    void unreadableReservationsAndStockKeepNoOthersFromBeingSwept() {
        Date longAgo = new Date(0);
        String poison = "0-" + Ids.next();
        database.getCollection("reservations")
                .insertOne(
                        new Document("_id", poison).append("runsOutAt", longAgo).append("unsettledSince", longAgo));
        database.getCollection("inventory").insertOne(new Document("_id", poison).append("reserved", 1));
        try {
            releasesWhatNobodyPinnedInTime();
            sweepsAHoldThatCameAfterTheEnd();
        } finally {
            database.getCollection("reservations").deleteOne(Filters.eq(poison));
            database.getCollection("inventory").deleteOne(Filters.eq(poison));
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
