package dev.parley.platform.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.MongoDatabase;
import dev.parley.platform.app.Stack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class ServerClockTest {

    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");

    @Inject
    MongoDatabase database;

    @Inject
    Clock injected;

    private Instant serverTime = NOW;
    private Duration skew = Duration.ZERO;
    private Duration way = Duration.ZERO;
    private boolean away;
    private long nanos = Long.MAX_VALUE - 1000; // nanoTime may overflow at any moment

    /** A machine with clock skew {@code skew}, and a server that responds half of {@code way} after the request. */
    private final Clock machine = new Clock() {
        @Override
        public Instant instant() {
            return serverTime.plus(skew);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    private ServerClock clock() {
        return new ServerClock(
                () -> {
                    if (away) {
                        throw new IllegalStateException("away");
                    }
                    pass(way.dividedBy(2));
                    Instant told = serverTime;
                    pass(way.dividedBy(2));
                    return told;
                },
                machine,
                () -> nanos);
    }

    private void pass(Duration time) {
        serverTime = serverTime.plus(time);
        nanos += time.toNanos();
    }

    @Test
    void followsTheServerDespiteFiveMinutesOfSkew() {
        for (int minutes : new int[] {-5, 5}) {
            skew = Duration.ofMinutes(minutes);
            ServerClock clock = clock();

            assertTrue(clock.measure());

            assertEquals(serverTime, clock.instant());
            assertEquals(Duration.ofMinutes(-minutes), clock.offset());
            pass(Duration.ofSeconds(30));
            assertEquals(serverTime, clock.instant());
        }
    }

    @Test
    void ignoresAdjustmentsOfTheMachinesClock() {
        ServerClock clock = clock();
        clock.measure();

        skew = Duration.ofHours(-1);

        assertEquals(serverTime, clock.instant());
        clock.measure();
        assertEquals(serverTime, clock.instant());
    }

    @Test
    void compensatesForHalfTheRoundTrip() {
        skew = Duration.ofMinutes(1);
        way = Duration.ofSeconds(2);
        ServerClock clock = clock();

        clock.measure();

        assertEquals(serverTime, clock.instant());
    }

    @Test
    void ignoresASmallOffset() {
        skew = ServerClock.TOLERANCE;
        ServerClock clock = clock();

        clock.measure();

        assertEquals(machine.instant(), clock.instant());
    }

    @Test
    void usesTheMachinesClockUntilTheServerResponds() {
        skew = Duration.ofMinutes(5);
        away = true;
        ServerClock clock = clock();

        assertFalse(clock.measure());
        assertEquals(machine.instant(), clock.instant());

        away = false;
        assertTrue(clock.measure());
        assertEquals(serverTime, clock.instant());
        away = true;
        clock.measure();
        assertEquals(serverTime, clock.instant(), "the last offset is kept");
    }

    @Test
    void theServerUnderTestTellsItsTime() {
        Duration difference = Duration.between(ServerClock.timeOf(database), Instant.now());
        assertTrue(difference.abs().compareTo(Duration.ofSeconds(5)) < 0, difference::toString);
        assertInstanceOf(ServerClock.class, injected);
    }
}
