package dev.parley.identity;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.parley.identity.privacy.application.DeleteAccount;
import dev.parley.identity.privacy.application.DeleteUser;
import dev.parley.identity.user.application.AdministerUser;
import dev.parley.identity.user.application.SuspendUser;
import dev.parley.identity.user.domain.Role;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.UserProblem;
import dev.parley.platform.edge.testing.AtOnce;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two administrators who remove each other. */
@ServiceTest
class LastAdministratorTest {

    private static final LongConsumer ANY_VERSION = version -> {};
    private static final int ROUNDS = 20;

    /** Ways to remove an administrator. */
    enum Act {
        DEMOTE,
        SUSPEND,
        DELETE,
        DELETE_ONESELF
    }

    @Inject
    AdministerUser administerUser;

    @Inject
    SuspendUser suspendUser;

    @Inject
    DeleteUser deleteUser;

    @Inject
    DeleteAccount deleteAccount;

    @Inject
    MongoDatabase database;

    private List<String> others = List.of();
    private String ann = "";
    private String ben = "";

    @BeforeEach
    void twoAdministrators() {
        others = administrators();
        setRoles(others, List.of("user"));
        ann = Client.register().id();
        ben = Client.register().id();
        restore();
    }

    @AfterEach
    void givesTheOthersTheirRoleBack() {
        setRoles(others, List.of("admin", "user"));
        setRoles(List.of(ann, ben), List.of("user"));
    }

    @ParameterizedTest
    @CsvSource({
        "DEMOTE,DEMOTE",
        "DEMOTE,SUSPEND",
        "DEMOTE,DELETE",
        "SUSPEND,SUSPEND",
        "SUSPEND,DELETE",
        "DELETE,DELETE",
        "DELETE_ONESELF,DELETE_ONESELF"
    })
    void oneIsLeftWhenTwoRemoveEachOther(Act annsAct, Act bensAct) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            restore();

            List<Boolean> done =
                    AtOnce.run(List.<Callable<Boolean>>of(() -> act(annsAct, ann, ben), () -> act(bensAct, ben, ann)));

            assertFalse(administrators().isEmpty(), "none left in round " + round + ", done " + done);
            assertFalse(done.get(0) && done.get(1), "both done in round " + round);
        }
    }

    @Test
    void theLastAdministratorCannotBeRemoved() {
        setRoles(List.of(ben), List.of("user"));

        for (Act act : List.of(Act.DEMOTE, Act.SUSPEND, Act.DELETE)) {
            assertFalse(act(act, ben, ann), act.toString());
        }
        assertFalse(act(Act.DELETE_ONESELF, ann, ben));

        assertEquals(List.of(ann), administrators());
    }

    @Test
    void aSuspendedAdministratorIsDeleted() {
        users().updateOne(Filters.eq("_id", ben), Updates.set("status", "suspended"));

        assertTrue(act(Act.DELETE, ann, ben));
    }

    @Test
    void theProblemNamesTheReason() {
        setRoles(List.of(ben), List.of("user"));
        String token = Client.signedIn(Client.login(emailOf(ann), Client.PASSWORD), 200)
                .accessToken();

        Client.as(token)
                .delete("/v1/users/me")
                .then()
                .statusCode(409)
                .body("type", equalTo("https://parley.dev/problems/last-administrator"));
        Client.as(token).get("/v1/users").then().statusCode(200);
    }

    /** @return whether it was done */
    private boolean act(Act act, String by, String on) {
        UserId administrator = new UserId(by);
        UserId target = new UserId(on);
        try {
            switch (act) {
                case DEMOTE ->
                    administerUser.handle(target, (user, now) -> user.changeRoles(Set.of(Role.USER), now), ANY_VERSION);
                case SUSPEND -> suspendUser.handle(target, administrator, ANY_VERSION);
                case DELETE -> deleteUser.handle(target, administrator, false, ANY_VERSION);
                case DELETE_ONESELF -> deleteAccount.handle(administrator, ANY_VERSION, (before, after) -> List.of());
            }
            return true;
        } catch (UserProblem.LastAdministrator refused) {
            return false;
        }
    }

    private void restore() {
        setRoles(List.of(ann, ben), List.of("admin", "user"));
    }

    private void setRoles(List<String> ids, List<String> roles) {
        users().updateMany(
                        Filters.in("_id", ids),
                        Updates.combine(
                                Updates.set("roles", roles),
                                Updates.set("status", "active"),
                                Updates.unset("deletedAt"),
                                Updates.unset("purgeAt"),
                                Updates.inc("version", 1L)));
    }

    private List<String> administrators() {
        return users().find(Filters.and(Filters.eq("roles", "admin"), Filters.eq("status", "active")))
                .map(user -> user.getString("_id"))
                .into(new ArrayList<>());
    }

    private String emailOf(String id) {
        return users().find(Filters.eq("_id", id)).first().getString("email");
    }

    private MongoCollection<Document> users() {
        return database.getCollection("users");
    }
}
