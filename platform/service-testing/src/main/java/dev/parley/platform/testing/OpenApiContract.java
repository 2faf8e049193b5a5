package dev.parley.platform.testing;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * {@code contracts/openapi/<service>.yaml} is what the service answers at {@code /q/openapi}. A service's
 * {@code OpenApiTest} is a {@code @QuarkusTest} that extends this; {@code -Dparley.contracts.write=true} writes the file.
 */
public abstract class OpenApiContract {

    private final Path file;

    /** @param service as in {@code order-service} */
    protected OpenApiContract(String service) {
        this.file = Contracts.file("openapi").resolve(service + ".yaml");
    }

    @Test
    void theFileSaysWhatTheServiceDoes() throws IOException {
        String served = given().get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .replaceAll("(?m)^servers:\\n(- .*\\n|  .*\\n)*", "");
        if (Boolean.getBoolean(Contracts.WRITE)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, served);
        }
        assertEquals(Files.readString(file), served, "run with -Dparley.contracts.write=true and commit the file");
    }
}
