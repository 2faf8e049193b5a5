package dev.parley.platform.edge.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.platform.edge.testing.FramingCases.Case;
import dev.parley.platform.edge.testing.RawHttp.Answer;
import java.io.IOException;
import java.util.List;

/** Runs one case: the request gets the expected number of responses, and the next caller gets a response of its own. */
public final class FramingSuite {

    private FramingSuite() {}

    public static void check(Case attack, int port, String path) throws IOException {
        List<Answer> answers = RawHttp.send(port, attack.request());

        switch (attack.outcome()) {
            case REFUSED -> {
                assertEquals(1, answers.size(), answers.toString());
                assertRefused(answers.getFirst());
            }
            case ANSWERED -> {
                assertEquals(1, answers.size(), answers.toString());
                assertAnswered(answers.getFirst());
            }
            case ANSWERED_TWICE -> {
                assertEquals(2, answers.size(), answers.toString());
                answers.forEach(FramingSuite::assertAnswered);
            }
            case ANSWERED_THEN_REFUSED -> {
                assertEquals(2, answers.size(), answers.toString());
                assertAnswered(answers.getFirst());
                assertRefused(answers.getLast());
            }
        }
        assertNextCallerIsUntouched(port, path);
    }

    private static void assertRefused(Answer answer) {
        assertTrue(answer.status() >= 400 && answer.status() < 500 || answer.status() == 505, answer.toString());
        assertEquals("application/problem+json", answer.header("Content-Type"), answer.toString());
        assertEquals("nosniff", answer.header("X-Content-Type-Options"), answer.toString());
        assertFalse(answer.header("X-Request-Id").isEmpty(), answer.toString());
    }

    private static void assertAnswered(Answer answer) {
        assertTrue(answer.status() < 500, answer.toString());
    }

    private static void assertNextCallerIsUntouched(int port, String path) throws IOException {
        String id = "next-caller-" + System.nanoTime();
        List<Answer> answers = RawHttp.send(
                port, "GET " + path + " HTTP/1.1\r\nHost: x\r\nX-Request-Id: " + id + "\r\nConnection: close\r\n\r\n");
        assertEquals(1, answers.size(), answers.toString());
        assertEquals(200, answers.getFirst().status(), answers.toString());
        assertEquals(id, answers.getFirst().header("X-Request-Id"), answers.toString());
    }
}
