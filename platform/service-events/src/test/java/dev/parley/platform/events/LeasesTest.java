package dev.parley.platform.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.MongoDatabase;
import dev.parley.platform.id.Ids;
import dev.parley.platform.time.ServerClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("storage")
@Tag("slow")
class LeasesTest {

    private static Bench bench;

    @BeforeAll
    static void start() {
        bench = new Bench();
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    private final MongoDatabase database = bench.client.getDatabase("test-" + Ids.next());

    @Test
    void anExpiredLeaseIsTakenOver() {
        Instant now = Instant.now();
        Leases first = new Leases(database, bench.writes, Clock.fixed(now, ZoneOffset.UTC));
        Leases second = new Leases(database, bench.writes, Clock.fixed(now.plusSeconds(5), ZoneOffset.UTC));
        Leases later = new Leases(database, bench.writes, Clock.fixed(now.plusSeconds(11), ZoneOffset.UTC));
        assertTrue(first.take("work", Duration.ofSeconds(10)));
        assertTrue(first.take("work", Duration.ofSeconds(10)), "its own is renewed");
        assertFalse(second.take("work", Duration.ofSeconds(10)));
        assertTrue(later.take("work", Duration.ofSeconds(10)));
        first.release("work");
        assertEquals(1, database.getCollection("leases").countDocuments(), "it is another's by now");
    }

    @Test
    void instancesWithFiveMinutesOfClockSkewAgree() {
        Leases right = leasesOf(Duration.ZERO);
        Leases ahead = leasesOf(Duration.ofMinutes(5));
        Leases behind = leasesOf(Duration.ofMinutes(-5));

        assertTrue(right.take("one", Duration.ofMinutes(1)));
        assertFalse(ahead.take("one", Duration.ofMinutes(1)), "it has not run out");
        assertTrue(behind.take("two", Duration.ofMinutes(1)));
        assertFalse(right.take("two", Duration.ofMinutes(1)), "it has not run out");
        assertFalse(ahead.take("two", Duration.ofMinutes(1)), "it has not run out");
    }

    private Leases leasesOf(Duration skew) {
        ServerClock clock = new ServerClock(database, Clock.offset(Clock.systemUTC(), skew));
        assertTrue(clock.measure());
        return new Leases(database, bench.writes, clock);
    }

    @Test
    void leasesAreReleasedAtShutdown() {
        Leases stopping = new Leases(database, bench.writes, bench.clock);
        Leases other = new Leases(database, bench.writes, bench.clock);
        assertTrue(stopping.take("one", Duration.ofMinutes(1)));
        assertTrue(stopping.take("two", Duration.ofMinutes(1)));
        assertTrue(other.take("three", Duration.ofMinutes(1)));

        stopping.stop(null);

        assertTrue(other.take("one", Duration.ofMinutes(1)));
        assertTrue(other.take("two", Duration.ofMinutes(1)));
        assertEquals(3, database.getCollection("leases").countDocuments(), "another's stay");
    }
}
