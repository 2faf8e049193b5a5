package dev.parley.catalog.category;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.parley.catalog.CatalogTest;
import dev.parley.catalog.category.application.EnsureCategories;
import dev.parley.platform.edge.testing.AtOnce;
import dev.parley.platform.id.Ids;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CategoryTest extends CatalogTest {

    private final String word = "w" + Ids.next().substring(24);

    @Inject
    EnsureCategories ensureCategories;

    @Test
    void categoriesOfOtherScriptsAreNotOne() {
        List<String> paths = List.of(
                word + " > \u042d\u043b\u0435\u043a\u0442\u0440\u043e\u043d\u0438\u043a\u0430",
                word + " > \u041a\u043d\u0438\u0433\u0438",
                word + " > \u672c",
                word + " > \u2605",
                word + " > \u2606");

        Map<String, String> slugs = ensureCategories.handle(paths);

        assertEquals(paths.size(), new HashSet<>(slugs.values()).size(), slugs::toString);
        assertEquals(slugs, ensureCategories.handle(paths), "they are found again");
    }

    @Test
    void differentNamesWithTheSameSlugAreDifferentCategories() {
        Map<String, String> slugs = ensureCategories.handle(
                List.of(word + " > C", word + " > C++", word + " > C#", word + " > C!", word + " > c"));

        assertEquals(word + "/c", slugs.get(word + " > C"));
        assertEquals(word + "/c-plus-plus", slugs.get(word + " > C++"));
        assertEquals(word + "/c-sharp", slugs.get(word + " > C#"));
        assertEquals(word + "/c-2", slugs.get(word + " > C!"));
        assertEquals(word + "/c", slugs.get(word + " > c"), "case does not matter");
    }

    @Test
    void productsAreFoundInTheirCategories() {
        String cyrillic = "\u041a\u043d\u0438\u0433\u0438 " + word;
        String feed = HEADER
                + row(word + "-1", word + " one", 1, "1.00 USD").replace("Electronics > Computers > Laptops", cyrillic)
                + row(word + "-2", word + " two", 1, "1.00 USD").replace("Electronics > Computers > Laptops", word);

        imported(feed);

        String category = theOne(word + " one").getString("category");
        assertNotEquals(category, theOne(word + " two").getString("category"));
        io.restassured.RestAssured.given()
                .queryParam("category", category)
                .get("/v1/products")
                .then()
                .body("total", equalTo(1))
                .body("items[0].productId", equalTo(word + "-1"));
    }

    @Test
    void aTreeMayBeDeep() {
        String path = String.join(" > ", List.of(word, "2", "3", "4", "5", "6", "7", "8", "9"));

        assertEquals(
                path.replace(" > ", "/"), ensureCategories.handle(List.of(path)).get(path));
    }

    @Test
    void concurrentFeedsCreateACategoryOnce() throws Exception {
        List<String> paths = List.of(word + " > A > B", word + " > A > C", word + " > A!");

        List<Map<String, String>> slugs = AtOnce.run(8, () -> ensureCategories.handle(paths));

        assertEquals(1, new HashSet<>(slugs).size());
    }
}
