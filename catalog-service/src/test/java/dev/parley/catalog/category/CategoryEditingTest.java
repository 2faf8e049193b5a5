package dev.parley.catalog.category;

import static dev.parley.platform.testing.Requests.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.catalog.CatalogTest;
import dev.parley.catalog.category.domain.Categories;
import dev.parley.catalog.category.domain.CategoryId;
import dev.parley.catalog.category.domain.CategoryMoves;
import dev.parley.catalog.category.domain.Taxonomy;
import dev.parley.platform.cache.ReadThroughCache;
import dev.parley.platform.edge.testing.AtOnce;
import dev.parley.platform.events.AdminActions;
import dev.parley.platform.events.RecurringJobs;
import dev.parley.platform.id.Ids;
import dev.parley.platform.testing.TestBus;
import dev.parley.platform.testing.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Categories made, changed, moved and deleted by hand. */
@QuarkusTest
class CategoryEditingTest extends CatalogTest {

    private final String word = "w" + Ids.next().substring(24);

    @Inject
    Categories categories;

    @Inject
    CategoryMoves moves;

    @Inject
    RecurringJobs jobs;

    @Inject
    ReadThroughCache cache;

    private static ValidatableResponse post(Map<String, Object> category) {
        return as(TestTokens.manager()).body(category).post("/v1/categories").then();
    }

    private String create(String name, @Nullable String parent) {
        Map<String, Object> category = new HashMap<>(Map.of("name", name));
        if (parent != null) {
            category.put("parentId", parent);
        }
        return post(category).statusCode(201).extract().path("id");
    }

    private static ValidatableResponse patch(String id, String body) {
        return as(TestTokens.manager()).body(body).patch("/v1/categories/" + id).then();
    }

    private static ValidatableResponse move(String id, String parent) {
        return patch(id, "{\"parentId\":\"" + parent + "\"}");
    }

    private static ValidatableResponse delete(String id, String query) {
        return as(TestTokens.manager()).delete("/v1/categories/" + id + query).then();
    }

    @Test
    void aCategoryIsCreatedAndChanged() {
        String root = create(word, null);
        ValidatableResponse made = post(Map.of(
                        "name", "Phones", "parentId", root, "description", "Mobile", "position", 2))
                .statusCode(201)
                .header("ETag", equalTo("\"1\""))
                .body("slug", equalTo(word + "/phones"))
                .body("level", equalTo(1))
                .body("ancestors.name", contains(word));
        String id = made.extract().path("id");
        made.header("Location", equalTo("/v1/categories/" + id));
        post(Map.of("name", "phones", "parentId", root))
                .statusCode(409)
                .body("type", equalTo("https://parley.dev/problems/category-name-taken"));
        post(Map.of("name", "x", "parentId", Ids.next()))
                .statusCode(422)
                .body("type", equalTo("https://parley.dev/problems/category-unknown"));
        post(Map.of("name", "a > b")).statusCode(400).body("errors.field", contains("name"));

        patch(id, "{\"name\":\"Smartphones\",\"description\":null}")
                .statusCode(200)
                .body("slug", equalTo(word + "/phones"))
                .body("description", equalTo(""))
                .body("position", equalTo(2));

        as(TestTokens.manager())
                .header("If-Match", "\"1\"")
                .body("{\"name\":\"Mobiles\"}")
                .patch("/v1/categories/" + id)
                .then()
                .statusCode(412);
        get("/v1/categories/" + id).body("name", equalTo("Smartphones"));
        assertEquals(2, TestBus.eventsOf("catalog.categories", id).size());
        assertEquals(
                List.of("category.created", "category.updated"),
                TestBus.eventsOf(AdminActions.TOPIC, id).stream()
                        .map(event -> event.data().get("action").asText())
                        .toList());
    }

    @Test
    void theTreeShowsAChangeAtOnceAndHidesInactiveCategories() {
        String root = create(word, null);
        String child = create("Child", root);
        String path = "items.find { it.slug == '" + word + "' }";
        get("/v1/categories").body(path + ".children.name", contains("Child")).body(path + ".level", equalTo(0));

        patch(child, "{\"active\":false}").statusCode(200);

        get("/v1/categories").body(path + ".children.size()", equalTo(0));
        get("/v1/categories/" + child).statusCode(404);
        asManager("/v1/categories").body(path + ".children.active", contains(false));
        asManager("/v1/categories/" + child).statusCode(200);
    }

    @Test
    void aBranchMovesWithAllPaths() {
        String from = create(word + " from", null);
        String to = create(word + " to", null);
        String branch = create("Branch", from);
        String leaf = create("Leaf", branch);
        String slug = get("/v1/categories/" + leaf).extract().path("slug");

        move(branch, to).statusCode(200).body("parentId", equalTo(to)).body("level", equalTo(1));

        get("/v1/categories/" + leaf)
                .body("ancestors.id", contains(to, branch))
                .body("level", equalTo(2))
                .body("slug", equalTo(slug));
        var moved = TestBus.eventsOf("catalog.categories", leaf).getLast().data();
        assertEquals(word + "-to", moved.at("/ancestors/0").asText());
        patch(branch, "{\"parentId\":null,\"name\":\"%s up\"}".formatted(word))
                .statusCode(200)
                .body("parentId", nullValue())
                .body("name", equalTo(word + " up"));
        get("/v1/categories/" + leaf).body("ancestors.id", contains(branch));
    }

    @Test
    void aCategoryIsNeverBelowItself() {
        String a = create(word, null);
        String b = create("B", a);

        for (String target : List.of(a, b)) {
            move(a, target).statusCode(422).body("type", equalTo("https://parley.dev/problems/category-under-itself"));
        }
        String other = create(word + " other", null);
        create("B", other);
        patch(b, "{\"parentId\":\"%s\",\"description\":\"x\"}".formatted(other))
                .statusCode(409)
                .body("type", equalTo("https://parley.dev/problems/category-name-taken"));
        get("/v1/categories/" + b).body("description", equalTo("")).body("parentId", equalTo(a));
    }

    @Test
    void concurrentMovesMakeNoCycle() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(create(word + " " + i, null));
        }
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            String category = ids.get(random.nextInt(ids.size()));
            String parent = ids.get(random.nextInt(ids.size()));
            calls.add(() -> move(category, parent).extract().statusCode());
        }

        List<Integer> statuses = AtOnce.run(calls);

        assertTrue(statuses.stream().allMatch(List.of(200, 409, 422)::contains), statuses::toString);
        assertTrue(statuses.contains(200));
        Taxonomy taxonomy = categories.taxonomy();
        for (String id : ids) {
            var category = categories.find(new CategoryId(id)).orElseThrow();
            List<String> ancestors = taxonomy.ancestors(category);
            assertFalse(ancestors.contains(category.slug()), ancestors::toString);
            assertEquals(ancestors, category.ancestors(), "published paths are those of the tree");
        }
        assertEquals(Optional.empty(), moves.read().pending());
    }

    @Test
    void aMoveThatACrashInterruptsIsCompleted() {
        String a = create(word + " a", null);
        String b = create(word + " b", null);
        CategoryMoves.Log log = moves.read();
        assertTrue(moves.begin(log.revision(), new CategoryMoves.Move(new CategoryId(a), Optional.of(word + "-b"))));

        jobs.run("category-moves", Instant.now());

        get("/v1/categories/" + a).body("parentId", equalTo(b));
        assertEquals(Optional.empty(), moves.read().pending());
    }

    @Test
    void aCategoryIsDeletedWhenEmptyOrWithATarget() {
        String root = create(word, null);
        String old = create("Old", root);
        String next = create("Next", root);
        imported(HEADER
                + row(word + "-1", word + " one", 1, "1.00 USD")
                        .replace("Electronics > Computers > Laptops", word + " > Old"));
        delete(root, "").statusCode(409).body("detail", equalTo("The category " + word + " has categories below it."));
        delete(old, "").statusCode(409).body("type", equalTo("https://parley.dev/problems/category-not-empty"));
        delete(old, "?productsTo=" + Ids.next()).statusCode(422);
        delete(old, "?productsTo=" + old).statusCode(422);

        delete(old, "?productsTo=" + next).statusCode(204);

        get("/v1/categories/" + old).statusCode(404);
        delete(old, "").statusCode(404);
        jobs.run("replaced-categories", Instant.now());
        get("/v1/products/by-sku/" + word + "-1").body("category", equalTo(word + "/next"));
        var event = TestBus.eventsOf("catalog.categories", old).getLast().data();
        assertTrue(event.get("deleted").asBoolean());
        String again = create("Old", root);
        get("/v1/categories/" + again).body("slug", equalTo(word + "/old-2"));
        delete(again, "").statusCode(204);
    }

    @Test
    void countsActiveProductsInAndBelowACategory() {
        imported(HEADER
                + row(word + "-1", word + " one", 1, "1.00 USD").replace("Electronics > Computers > Laptops", word)
                + row(word + "-2", word + " two", 1, "1.00 USD")
                        .replace("Electronics > Computers > Laptops", word + " > Below"));
        String path = "items.find { it.slug == '" + word + "' }";

        cache.drop("categories", "counts");

        get("/v1/categories")
                .body(path + ".productCount", equalTo(2))
                .body(path + ".children.productCount", contains(1));
    }

    @Test
    void onlyManagersChangeCategories() {
        String id = create(word, null);
        get("/v1/categories/" + id).header("ETag", notNullValue());
        for (String token : List.of(TestTokens.user(Ids.next()), TestTokens.guest(Ids.next()))) {
            as(token).body(Map.of("name", "x")).post("/v1/categories").then().statusCode(403);
            as(token).body("{}").patch("/v1/categories/" + id).then().statusCode(403);
            as(token).delete("/v1/categories/" + id).then().statusCode(403);
        }
    }
}
