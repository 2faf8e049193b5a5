package dev.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxListTest {

    @Test
    void listsUnsentEventsAndParkedDocuments() throws JsonProcessingException {
        var health = new ObjectMapper().readTree("""
                {"status":"UP","checks":[{"name":"mongodb","data":{"reachable":true}},{"name":"outbox","status":"UP","data":{
                 "kafka":"connected","products.pending":3,"products.parked":1,"products.parked.1":"p1 unreadable since 2026-01-15T10:30:00Z"}}]}""");

        assertEquals(
                List.of(
                        "catalog    products.parked                 1",
                        "catalog    products.parked.1               p1 unreadable since 2026-01-15T10:30:00Z",
                        "catalog    products.pending                3"),
                OutboxList.lines("catalog", health));
    }
}
