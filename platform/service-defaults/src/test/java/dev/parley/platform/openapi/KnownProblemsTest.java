package dev.parley.platform.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.platform.problem.Problem;
import dev.parley.platform.problem.Problems;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.jandex.Index;
import org.junit.jupiter.api.Test;

class KnownProblemsTest {

    static final class Sold extends Problem {
        Sold(int left) {
            super(409, "thing-sold", "Sold", "There are " + left + " left.");
        }
    }

    static final class Refusals {
        Supplier<Problem> inALambda() {
            return () -> Problems.unprocessable("too-small", "Too small", "It is too small.");
        }

        Problem afterOtherConstants() {
            System.setProperty("not-a-slug", "Not a title");
            return Problems.conflict("in-use", "In use", "It is in use.");
        }

        Problem madeOfVariables(int status) {
            return Problems.http(status, "http-" + status, "Refused", "Refused.");
        }
    }

    @Test
    void readsStatusSlugAndTitleOfAConstructor() throws IOException {
        assertEquals(new KnownProblems.Type(409, "thing-sold", "Sold", "Sold."), known().get("thing-sold"));
    }

    @Test
    void readsTheCallsOfTheFactories() throws IOException {
        assertEquals(
                new KnownProblems.Type(422, "too-small", "Too small", "It is too small."), known().get("too-small"));
        assertEquals(new KnownProblems.Type(409, "in-use", "In use", "It is in use."), known().get("in-use"));
        assertEquals(412, known().get("precondition-failed").status());
    }

    @Test
    void refusesAnUnknownSlug() {
        assertThrows(IllegalStateException.class, () -> known().get("not-a-slug"));
    }

    @Test
    void namesTheProblemsOfAMethodAndItsLambdas() {
        String owner = Refusals.class.getName();
        assertEquals(List.of("too-small"), KnownProblems.madeIn(owner, "inALambda", "()Ljava/util/function/Supplier;"));
        assertEquals(
                List.of("in-use"),
                KnownProblems.madeIn(
                        owner,
                        "afterOtherConstants",
                        "()L" + Problem.class.getName().replace('.', '/') + ";"));
    }

    private static KnownProblems known() throws IOException {
        return KnownProblems.of(Index.of(Sold.class, Refusals.class, Problems.class));
    }
}
