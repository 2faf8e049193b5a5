package dev.parley.platform.edge.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class AtOnceTest {

    @Test
    void runsAllCallsAtTheSameTimeAndKeepsTheOrderOfTheirResults() throws Exception {
        CyclicBarrier allAreThere = new CyclicBarrier(20);

        List<Integer> results = AtOnce.run(20, i -> {
            try {
                allAreThere.await(10, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            return i;
        });

        assertEquals(List.of(0, 1, 2), results.subList(0, 3));
        assertEquals(20, results.size());
    }

    @Test
    void throwsTheFirstFailureWithTheOthersAfterAllCallsHaveEnded() {
        AssertionError first = new AssertionError("first");
        IllegalStateException second = new IllegalStateException("second");
        AtomicBoolean ended = new AtomicBoolean();

        AssertionError thrown = assertThrows(
                AssertionError.class,
                () -> AtOnce.run(List.of(
                        () -> {
                            throw first;
                        },
                        () -> {
                            throw second;
                        },
                        () -> {
                            ended.set(true);
                            return "result";
                        })));

        assertSame(first, thrown);
        assertArrayEquals(new Throwable[] {second}, thrown.getSuppressed());
        assertEquals(true, ended.get());
    }
}
