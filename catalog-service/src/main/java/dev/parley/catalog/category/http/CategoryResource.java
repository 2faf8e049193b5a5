package dev.parley.catalog.category.http;

import dev.parley.catalog.category.domain.Categories;
import dev.parley.catalog.category.domain.Category;
import dev.parley.catalog.category.domain.Taxonomy;
import dev.parley.platform.http.RateLimited;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The category tree. */
@Path("/v1/categories")
@RateLimited(RateLimited.DEFAULT)
@RunOnVirtualThread
@PermitAll
@Tag(name = "Categories")
public class CategoryResource {

    private final Categories categories;

    CategoryResource(Categories categories) {
        this.categories = categories;
    }

    /** A category with its descendants. */
    public record CategoryView(String id, String slug, String name, List<CategoryView> children) {}

    /** The root categories. */
    @Schema(example = """
            {"items":[{"id":"0199d1c0-0000-7000-8000-000000000051","slug":"electronics","name":"Electronics","children":[{"id":"0199d1c0-0000-7000-8000-000000000052","slug":"phones","name":"Phones","children":[]}]}]}""")
    public record CategoryTree(List<CategoryView> items) {}

    @GET
    @Operation(operationId = "listCategories", summary = "Get the category tree")
    public CategoryTree tree() {
        Taxonomy taxonomy = categories.taxonomy();
        return new CategoryTree(views(taxonomy.roots(), taxonomy));
    }

    private static List<CategoryView> views(List<Category> siblings, Taxonomy taxonomy) {
        return siblings.stream()
                .map(c -> new CategoryView(c.id().value(), c.slug(), c.name(), views(taxonomy.children(c), taxonomy)))
                .toList();
    }
}
