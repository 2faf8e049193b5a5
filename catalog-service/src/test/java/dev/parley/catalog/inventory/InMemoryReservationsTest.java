package dev.parley.catalog.inventory;

import dev.parley.catalog.inventory.domain.Reservations;
import dev.parley.catalog.inventory.domain.Stocks;

class InMemoryReservationsTest extends ReservationContract {

    @Override
    Stocks stocks() {
        return new InMemoryStocks();
    }

    @Override
    Reservations reservations() {
        return new InMemoryReservations();
    }
}
