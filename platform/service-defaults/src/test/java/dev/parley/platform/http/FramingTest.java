package dev.parley.platform.http;

import dev.parley.platform.app.Stack;
import dev.parley.platform.edge.testing.FramingCases;
import dev.parley.platform.edge.testing.FramingSuite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A service alone, without a gateway in front of it, parses every request unambiguously. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class FramingTest {

    private static final String PATH = "/v1/things";

    static Stream<FramingCases.Case> cases() {
        return FramingCases.at(PATH);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersOnceAndLeavesTheNextCallerUntouched(FramingCases.Case attack) throws IOException {
        FramingSuite.check(attack, RestAssured.port, PATH);
    }
}
