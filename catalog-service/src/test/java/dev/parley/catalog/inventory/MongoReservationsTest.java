package dev.parley.catalog.inventory;

import dev.parley.catalog.inventory.domain.Reservations;
import dev.parley.catalog.inventory.domain.Stocks;
import dev.parley.platform.testing.StackResource;
import dev.parley.platform.testing.Tags;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Tag;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
@Tag(Tags.STORAGE)
class MongoReservationsTest extends ReservationContract {

    @Inject
    Stocks stocks;

    @Inject
    Reservations reservations;

    @Override
    Stocks stocks() {
        return stocks;
    }

    @Override
    Reservations reservations() {
        return reservations;
    }
}
