package dev.parley.identity;

import static dev.parley.identity.Client.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.platform.edge.testing.AtOnce;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes of the caller's account. */
@ServiceTest
class AccountsTest {

    private Client.SignedIn ann;

    @BeforeEach
    void signUp() {
        ann = Client.register();
    }

    @Test
    void haveDefaultsForEverything() {
        me().body("emailVerified", equalTo(false))
                .body("plan", equalTo("free"))
                .body("preferences.language", equalTo("en"))
                .body("preferences.theme", equalTo("light"))
                .body("preferences.timezone", equalTo("UTC"))
                .body("preferences.notifications.sms", equalTo(false))
                .body("editorSettings.autoSaveInterval", equalTo(30))
                .body("subscription.plan", equalTo("free"));
    }

    @Test
    void keepAbsentMembersAndRemoveNullOnes() {
        change("""
                {"displayName":" Anna ","username":"anna%s",
                 "profile":{"firstName":" Ann ","lastName":"Smith","phone":"+233 (24) 412-3456",
                            "avatar":"https://example.com/ann.png","dateOfBirth":"1990-02-28","dealership":"North"},
                 "preferences":{"language":"fr-ca","theme":"dark","timezone":"Africa/Accra","size":"M",
                                "notifications":{"sms":true},"brandPreferences":["Acme","Acme"," Best "],
                                "categories":["shoes"],
                                "priceRange":{"min":{"amount":"10.00","currency":"GHS"},"max":{"amount":"99.00","currency":"GHS"}}},
                 "editorSettings":{"autoSave":false}}""".formatted(System.nanoTime())).then().statusCode(200);

        change("{\"profile\":{\"avatar\":null},\"username\":null,\"preferences\":{\"priceRange\":null}}")
                .then()
                .statusCode(200);

        me().body("displayName", equalTo("Anna"))
                .body("username", nullValue())
                .body("profile.firstName", equalTo("Ann"))
                .body("profile.lastName", equalTo("Smith"))
                .body("profile.phone", equalTo("+233244123456"))
                .body("profile.avatar", nullValue())
                .body("profile.dateOfBirth", equalTo("1990-02-28"))
                .body("profile.dealership", equalTo("North"))
                .body("preferences.language", equalTo("fr-CA"))
                .body("preferences.theme", equalTo("dark"))
                .body("preferences.timezone", equalTo("Africa/Accra"))
                .body("preferences.size", equalTo("M"))
                .body("preferences.notifications.sms", equalTo(true))
                .body("preferences.notifications.email", equalTo(true))
                .body("preferences.brandPreferences", contains("Acme", "Best"))
                .body("preferences.categories", contains("shoes"))
                .body("preferences.priceRange", nullValue())
                .body("editorSettings.autoSave", equalTo(false))
                .body("editorSettings.autoSaveInterval", equalTo(30));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "profile.phone | {\"profile\":{\"phone\":\"12345\"}}",
                "profile.phone | {\"profile\":{\"phone\":\"+233 1\"}}",
                "profile.phone | {\"profile\":{\"phone\":\"+999 24 412 3456\"}}",
                "profile.avatar | {\"profile\":{\"avatar\":\"javascript:alert(1)\"}}",
                "profile.dateOfBirth | {\"profile\":{\"dateOfBirth\":\"2999-01-01\"}}",
                "profile.dateOfBirth | {\"profile\":{\"dateOfBirth\":\"28.02.1990\"}}",
                "profile.firstName | {\"profile\":{\"firstName\":\" \"}}",
                "profile.firstName | {\"profile\":{\"firstName\":\"Ann\\u202e\"}}",
                "profile.lastName | {\"profile\":{\"lastName\":\"\\u00a0\"}}",
                "preferences.language | {\"preferences\":{\"language\":\"\"}}",
                "preferences.language | {\"preferences\":{\"language\":\"toolonglanguage\"}}",
                "preferences.language | {\"preferences\":{\"language\":\"en_US\"}}",
                "preferences.theme | {\"preferences\":{\"theme\":\"pink\"}}",
                "preferences.timezone | {\"preferences\":{\"timezone\":\"Mars/Olympus\"}}",
                "preferences.brandPreferences[0] | {\"preferences\":{\"brandPreferences\":[null]}}",
                "editorSettings.autoSaveInterval | {\"editorSettings\":{\"autoSaveInterval\":0}}",
                "username | {\"username\":\"a b\"}",
                "displayName | {\"displayName\":\"x\"}",
                "plan | {\"plan\":\"enterprise\"}",
                "emailVerified | {\"emailVerified\":true}",
                "subscription | {\"subscription\":{\"plan\":\"enterprise\"}}",
            })
    void nameEveryInvalidField(String field, String body) {
        change(body)
                .then()
                .statusCode(400)
                .body("type", equalTo("https://parley.dev/problems/validation"))
                .body("errors.field", hasItem(field));
        me().body("updatedAt", equalTo(me().extract().path("createdAt")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"es-419", "xx", "zh-Hant-TW", "sr-Latn", "x-klingon"})
    void acceptAnyWellFormedLanguageTag(String tag) {
        change("{\"preferences\":{\"language\":\"" + tag + "\"}}")
                .then()
                .statusCode(200)
                .body("preferences.language", equalTo(tag));
    }

    @Test
    void refuseAnInvalidPriceRange() {
        change("""
                {"preferences":{"priceRange":{"min":{"amount":"10.00","currency":"GHS"},"max":{"amount":"9.00","currency":"GHS"}}}}""").then().statusCode(422).body("type", equalTo("https://parley.dev/problems/invalid-price-range"));
    }

    @Test
    void refuseAUsernameThatIsTaken() {
        String name = "ann" + System.nanoTime();
        change("{\"username\":\"" + name + "\"}").then().statusCode(200);

        as(Client.register().accessToken())
                .body(Map.of("username", name.toUpperCase()))
                .patch("/v1/users/me")
                .then()
                .statusCode(409)
                .body("type", equalTo("https://parley.dev/problems/username-taken"));
    }

    @Test
    void ignoreAChangeWithoutEffect() {
        String etag = me().extract().header("ETag");

        change("{\"preferences\":{\"theme\":\"light\"}}").then().statusCode(200).header("ETag", equalTo(etag));
    }

    @Test
    void loseNoConcurrentChange() throws Exception {
        List<Integer> answers = AtOnce.run(List.of(
                () -> change("{\"profile\":{\"firstName\":\"Ann\"}}").statusCode(),
                () -> change("{\"profile\":{\"lastName\":\"Smith\"}}").statusCode(),
                () -> change("{\"preferences\":{\"theme\":\"dark\"}}").statusCode()));

        assertEquals(List.of(200, 200, 200), answers);
        me().body("profile.firstName", equalTo("Ann"))
                .body("profile.lastName", equalTo("Smith"))
                .body("preferences.theme", equalTo("dark"));
    }

    @Test
    void haveAnAddressBook() {
        String accra = add("Accra", null);
        String kumasi = add("Kumasi", true);
        me().body("defaultShippingAddress", equalTo(kumasi));
        addresses()
                .body("items.city", contains("Accra", "Kumasi"))
                .body("items.defaultShipping", contains(false, true));

        as(ann.accessToken())
                .body(address("Tamale", true))
                .put("/v1/users/me/addresses/" + accra)
                .then()
                .statusCode(200)
                .body("id", equalTo(accra))
                .body("city", equalTo("Tamale"))
                .body("defaultShipping", equalTo(true));
        as(ann.accessToken()).delete("/v1/users/me/addresses/" + accra).then().statusCode(204);

        addresses().body("items.city", contains("Kumasi")).body("items.defaultShipping", contains(true));
    }

    @Test
    void addAnAddressOnceOverRetries() {
        for (int i = 0; i < 2; i++) {
            as(ann.accessToken())
                    .header("Idempotency-Key", "once-" + ann.id())
                    .body(address("Accra", null))
                    .post("/v1/users/me/addresses")
                    .then()
                    .statusCode(201);
        }

        addresses().body("items", hasSize(1));
    }

    @Test
    void hideAddressesOfOtherAccounts() {
        String accra = add("Accra", null);
        String other = Client.register().accessToken();

        as(other).delete("/v1/users/me/addresses/" + accra).then().statusCode(404);
        as(other)
                .body(address("Tamale", null))
                .put("/v1/users/me/addresses/" + accra)
                .then()
                .statusCode(404)
                .body("type", equalTo("https://parley.dev/problems/not-found"));
    }

    @Test
    void haveAtMostTwentyAddresses() {
        for (int i = 0; i < 20; i++) {
            add("Accra", null);
        }

        as(ann.accessToken())
                .body(address("Accra", null))
                .post("/v1/users/me/addresses")
                .then()
                .statusCode(422)
                .body("type", equalTo("https://parley.dev/problems/address-book-full"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"XX", "gh", ""})
    void refuseAnUnknownCountry(String country) {
        as(ann.accessToken())
                .body(Map.of("name", "A", "line1", "1", "city", "Accra", "postalCode", "1", "country", country))
                .post("/v1/users/me/addresses")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("country"));
    }

    private String add(String city, Boolean asDefault) {
        return as(ann.accessToken())
                .body(address(city, asDefault))
                .post("/v1/users/me/addresses")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Test
    void needAPostalCodeOnlyWhereTheCountryHasThem() {
        Map<String, String> address = Map.of("name", "A", "line1", "1", "city", "Accra");
        Map<String, String> inGhana = new HashMap<>(address);
        inGhana.put("country", "GH");
        Map<String, String> inGermany = new HashMap<>(address);
        inGermany.put("country", "DE");

        as(ann.accessToken())
                .body(inGhana)
                .post("/v1/users/me/addresses")
                .then()
                .statusCode(201)
                .body("postalCode", nullValue());
        as(ann.accessToken())
                .body(inGermany)
                .post("/v1/users/me/addresses")
                .then()
                .statusCode(400)
                .body("errors.field", equalTo(List.of("postalCode")));
    }

    @Test
    void normalizeText() {
        as(ann.accessToken())
                .body(Map.of(
                        "name",
                        "Andre\u0301\u00a0A.",
                        "line1",
                        "1 Road ",
                        "line2",
                        " ",
                        "city",
                        "Accra",
                        "country",
                        "GH"))
                .post("/v1/users/me/addresses")
                .then()
                .statusCode(201)
                .body("name", equalTo("Andr\u00e9 A."))
                .body("line1", equalTo("1 Road"))
                .body("line2", nullValue());
        as(ann.accessToken())
                .body(Map.of("name", "Ann", "line1", "1\nRoad", "city", "Ac\u200bcra", "country", "GH"))
                .post("/v1/users/me/addresses")
                .then()
                .statusCode(400)
                .body("errors.field", containsInAnyOrder("line1", "city"));
    }

    private static String address(String city, Boolean asDefault) {
        return """
                {"name":"Ann Smith","line1":"1 Example Street","city":"%s","postalCode":"00233","country":"GH"%s}""".formatted(city, asDefault == null ? "" : ",\"defaultShipping\":" + asDefault);
    }

    private ValidatableResponse addresses() {
        return as(ann.accessToken()).get("/v1/users/me/addresses").then().statusCode(200);
    }

    private Response change(String body) {
        return as(ann.accessToken()).body(body).patch("/v1/users/me");
    }

    private ValidatableResponse me() {
        return as(ann.accessToken()).get("/v1/users/me").then().statusCode(200);
    }
}
