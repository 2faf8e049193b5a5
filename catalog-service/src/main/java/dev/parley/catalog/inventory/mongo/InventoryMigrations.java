package dev.parley.catalog.inventory.mongo;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import dev.parley.platform.events.Migration;
import dev.parley.platform.events.Migrations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The indexes of stock and reservations. */
@ApplicationScoped
public class InventoryMigrations implements Migrations {

    @Override
    public List<Migration> all() {
        return List.of(
                new Migration(
                        10,
                        "stock that is held, for the sweeper",
                        database -> database.getCollection(MongoStocks.COLLECTION)
                                .createIndex(Indexes.ascending(StockDocument.RESERVED))),
                new Migration(11, "reservations that run out or wait to be settled", database -> {
                    var reservations = database.getCollection(MongoReservations.COLLECTION);
                    reservations.createIndex(
                            Indexes.ascending(ReservationDocument.RUNS_OUT_AT), new IndexOptions().sparse(true));
                    reservations.createIndex(
                            Indexes.ascending(ReservationDocument.UNSETTLED_SINCE), new IndexOptions().sparse(true));
                }),
                // Code before this would take a stock whose holds are parked for one that has none.
                new Migration(21, "holds beyond a hundred are parked outside the stock", 21, database -> {}));
    }
}
