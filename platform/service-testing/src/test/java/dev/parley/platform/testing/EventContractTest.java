package dev.parley.platform.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.platform.events.EventJson;
import dev.parley.platform.testing.TestBus.ReceivedEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventContractTest {

    private static final String TOPIC = "catalog.inventory";
    private static final String TYPE = "dev.parley.stock.adjusted.v1";
    private static final String WHOLE = """
            {"sku":"LAP","delta":-1,"onHand":9,"reserved":2,"available":7,"reason":"damaged"}""";
    private final EventContract contract = EventContract.read();

    private static ReceivedEvent event(String sequence, String data) {
        return new ReceivedEvent(
                "LAP",
                TYPE,
                1,
                "id",
                EventJson.tree(data.getBytes(StandardCharsets.UTF_8)),
                Map.of(
                        "ce_type", TYPE,
                        "ce_id", "0199d1c0-0000-7000-8000-000000000099",
                        "ce_source", "/catalog-service",
                        "ce_subject", "LAP",
                        "ce_time", "2026-01-15T10:30:00Z",
                        "ce_actor", "service:catalog-service",
                        "ce_aggregateseq", sequence));
    }

    @Test
    void acceptsAValidEvent() {
        assertEquals(List.of(), contract.violations(TOPIC, event("12", WHOLE)));
    }

    @Test
    void findsANullAWrongTypeAndASequenceThatIsNoDecimalText() {
        List<String> violations = contract.violations(
                TOPIC, event("0x1", WHOLE.replace("\"LAP\"", "null").replace("7", "\"seven\"")));

        assertEquals(3, violations.size(), violations::toString);
        assertTrue(violations.stream().anyMatch(violation -> violation.contains("sku")));
    }

    @Test
    void findsAMissingField() {
        List<String> violations = contract.violations(TOPIC, event("1", WHOLE.replace("\"delta\":-1,", "")));

        assertEquals(1, violations.size(), violations::toString);
        assertTrue(violations.getFirst().contains("delta"));
    }

    @Test
    void findsAnEventOnATopicThatDoesNotCarryIt() {
        assertEquals(
                List.of("order.orders " + TYPE + ": no such event in contracts/asyncapi.yaml"),
                contract.violations("order.orders", event("1", "{}")));
    }
}
