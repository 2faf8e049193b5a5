package dev.parley.identity.privacy.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.platform.testing.EventSamples;
import org.junit.jupiter.api.Test;

class ReceiptContractTest {

    @Test
    void readsAReceipt() {
        PersonErasedV1 receipt = EventSamples.read(PersonErasedV1.class);

        assertEquals("cart-service", receipt.service());
        assertEquals(2L, receipt.counts().get("carts"));
    }
}
