package dev.parley.platform.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.platform.events.AdminActionRecordedV1;
import dev.parley.platform.events.EventType;
import dev.parley.platform.privacy.GuestsPurgedV1;
import dev.parley.platform.privacy.PersonErasedV1;
import dev.parley.platform.privacy.UserDeletedV1;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class EventSamplesTest {

    @EventType("dev.parley.stock.adjusted.v1")
    record StockAdjustedV1(String sku, int delta, int onHand, int reserved, int available, String reason) {}

    @EventType("dev.parley.stock.adjusted.v1")
    record OnlyWhatItReads(String sku, int available) {}

    @EventType("dev.parley.never.heard-of.v1")
    record Unknown() {}

    @Test
    void aConsumerReadsTheFieldsItNames() {
        assertEquals(new OnlyWhatItReads("LAP-13-BLK", 7), EventSamples.read(OnlyWhatItReads.class));
    }

    @Test
    void aProducerMustWriteTheSampleAndNothingElse() {
        EventSamples.assertWrites(EventSamples.read(StockAdjustedV1.class));
        assertThrows(
                AssertionFailedError.class,
                () -> EventSamples.assertWrites(new StockAdjustedV1("LAP-13-BLK", -1, 9, 2, 8, "damaged")));
        assertThrows(AssertionFailedError.class, () -> EventSamples.assertWrites(new OnlyWhatItReads("LAP-13-BLK", 7)));
    }

    @Test
    void thePlatformWritesAdministrativeActsAsTheSampleSays() {
        EventSamples.assertWrites(EventSamples.read(AdminActionRecordedV1.class));
    }

    @Test
    void thePlatformWritesReceiptsOfErasuresAndReadsPurgesAsTheSamplesSay() {
        EventSamples.assertWrites(EventSamples.read(PersonErasedV1.class));
        assertEquals(1, EventSamples.read(UserDeletedV1.class).guestPages());
        EventSamples.assertWrites(EventSamples.read(GuestsPurgedV1.class));
    }

    @Test
    void aTypeWithoutASampleIsNamed() {
        UncheckedIOException failure = assertThrows(UncheckedIOException.class, () -> EventSamples.read(Unknown.class));
        assertEquals("dev.parley.never.heard-of.v1 has no readable sample", failure.getMessage());
    }
}
