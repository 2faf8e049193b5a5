package dev.parley.identity.password.application;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.parley.identity.Client;
import dev.parley.identity.ServiceTest;
import dev.parley.identity.user.domain.Email;
import dev.parley.identity.user.domain.Users;
import io.quarkus.runtime.StartupEvent;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Startup without an administrator. */
@ServiceTest
class FirstAdministratorTest {

    @Inject
    Users users;

    @Inject
    RegisterUser registerUser;

    @Inject
    AppointAdministrator appointAdministrator;

    @Inject
    MongoDatabase database;

    private List<String> administrators = List.of();
    private String email = "";

    @BeforeEach
    void withoutAnAdministrator() {
        email = Client.anEmail();
        administrators = accounts()
                .find(Filters.eq("roles", "admin"))
                .map(user -> user.getString("_id"))
                .into(new ArrayList<>());
        accounts().updateMany(Filters.in("_id", administrators), Updates.set("roles", List.of("user")));
    }

    @AfterEach
    void withThoseOfBefore() {
        accounts().updateMany(Filters.in("_id", administrators), Updates.set("roles", List.of("admin", "user")));
    }

    @Test
    void createsOneWithTheConfiguredPassword() {
        start(Client.PASSWORD);

        assertTrue(users.hasActiveAdministrator());
        Client.login(email, Client.PASSWORD).then().statusCode(200);
    }

    @Test
    void createsOneOnly() {
        start(Client.PASSWORD);
        email = Client.anEmail();

        start(Client.PASSWORD);

        assertEquals(Optional.empty(), users.findByEmail(new Email(email)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"active", "suspended"})
    void appointsTheAccountThatHasTheAddressWithThePasswordOfTheOperator(String status) {
        Client.SignedIn ann = Client.register();
        email = ann.email();
        accounts().updateOne(Filters.eq("_id", ann.id()), Updates.set("status", status));

        start("a new horse and battery");

        assertTrue(users.hasActiveAdministrator());
        Client.awaitRevoked(ann.accessToken());
        Client.login(email, Client.PASSWORD).then().statusCode(401);
        Client.login(email, "a new horse and battery")
                .then()
                .statusCode(200)
                .body("user.roles", equalTo(List.of("admin", "user")));
    }

    @Test
    void restoresNoDeletedAccount() {
        Client.SignedIn ann = Client.register();
        email = ann.email();
        accounts().updateOne(Filters.eq("_id", ann.id()), Updates.set("status", "deleted"));

        start(Client.PASSWORD);

        assertFalse(users.hasActiveAdministrator());
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "short", "Administrator1"})
    void refusesToStartWithAPasswordThatIsEasyToGuess(String password) {
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> start(password));

        assertTrue(refused.getMessage().contains("PARLEY_ADMIN_PASSWORD"), refused::getMessage);
        assertEquals(Optional.empty(), users.findByEmail(new Email(email)));
    }

    private void start(String password) {
        new FirstAdministrator(users, registerUser, appointAdministrator, email, Optional.of(password))
                .start(new StartupEvent());
    }

    private MongoCollection<Document> accounts() {
        return database.getCollection("users");
    }
}
