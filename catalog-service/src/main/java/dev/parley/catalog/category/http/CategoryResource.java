package dev.parley.catalog.category.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.catalog.category.application.ChangeCategory;
import dev.parley.catalog.category.application.CreateCategory;
import dev.parley.catalog.category.application.DeleteCategory;
import dev.parley.catalog.category.domain.Categories;
import dev.parley.catalog.category.domain.Category;
import dev.parley.catalog.category.domain.CategoryId;
import dev.parley.catalog.category.domain.CategoryProblem;
import dev.parley.catalog.category.domain.Taxonomy;
import dev.parley.platform.http.ETags;
import dev.parley.platform.http.Idempotency;
import dev.parley.platform.http.PlainLine;
import dev.parley.platform.http.Preconditions;
import dev.parley.platform.http.RateLimited;
import dev.parley.platform.http.Text;
import dev.parley.platform.openapi.ProblemTypes;
import dev.parley.platform.problem.Problems;
import dev.parley.platform.security.CurrentCaller;
import dev.parley.platform.security.Roles;
import dev.parley.platform.security.Scopes;
import dev.parley.platform.text.TypedText;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The category tree. If-Match takes the ETag of a category. */
@Path("/v1/categories")
@Produces(MediaType.APPLICATION_JSON)
@RateLimited("catalog-change")
@RolesAllowed({Roles.MANAGER, Roles.ADMIN, Scopes.CATALOG_WRITE})
@RunOnVirtualThread
@Tag(name = "Categories")
public class CategoryResource {

    private final Categories categories;
    private final CategoryViews views;
    private final CreateCategory createCategory;
    private final ChangeCategory changeCategory;
    private final DeleteCategory deleteCategory;
    private final Preconditions preconditions;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    CategoryResource(
            Categories categories,
            CategoryViews views,
            CreateCategory createCategory,
            ChangeCategory changeCategory,
            DeleteCategory deleteCategory,
            Preconditions preconditions,
            Idempotency idempotency,
            CurrentCaller caller) {
        this.categories = categories;
        this.views = views;
        this.createCategory = createCategory;
        this.changeCategory = changeCategory;
        this.deleteCategory = deleteCategory;
        this.preconditions = preconditions;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    /**
     * A category with its descendants.
     *
     * @param slug never changes, also when the category is moved
     * @param level 0 for a root
     * @param productCount active products in it and below it; may lag by a minute
     */
    public record CategoryView(
            String id,
            String slug,
            String name,
            String description,
            boolean active,
            int level,
            int position,
            int productCount,
            List<CategoryView> children) {

        CategoryView with(int count, List<CategoryView> below) {
            return new CategoryView(id, slug, name, description, active, level, position, count, below);
        }
    }

    /** The root categories. */
    @Schema(example = """
            {"items":[{"id":"0199d1c0-0000-7000-8000-000000000051","slug":"electronics","name":"Electronics","description":"","active":true,"level":0,"position":0,"productCount":12,"children":[{"id":"0199d1c0-0000-7000-8000-000000000052","slug":"electronics/phones","name":"Phones","description":"","active":true,"level":1,"position":1000,"productCount":12,"children":[]}]}]}""")
    public record CategoryTree(List<CategoryView> items) {}

    /** A category on the way from the root. */
    @Schema(example = """
            {"id":"0199d1c0-0000-7000-8000-000000000051","slug":"electronics","name":"Electronics"}""")
    public record AncestorView(String id, String slug, String name) {}

    /**
     * One category.
     *
     * @param parentId absent for a root
     * @param ancestors from the root
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(example = """
            {"id":"0199d1c0-0000-7000-8000-000000000052","slug":"electronics/phones","name":"Phones","description":"","active":true,"level":1,"position":1000,"parentId":"0199d1c0-0000-7000-8000-000000000051","ancestors":[{"id":"0199d1c0-0000-7000-8000-000000000051","slug":"electronics","name":"Electronics"}],"version":3}""")
    public record CategoryDetails(
            String id,
            String slug,
            String name,
            String description,
            boolean active,
            int level,
            int position,
            @Nullable String parentId,
            List<AncestorView> ancestors,
            long version) {}

    /**
     * A new category.
     *
     * @param parentId absent for a root
     * @param position position among its siblings; equal positions are sorted by name
     */
    @Schema(example = """
            {"name":"Phones","parentId":"0199d1c0-0000-7000-8000-000000000051","position":1}""")
    public record CreateCategoryRequest(
            @NotNull @Text(max = Category.NAME) @PlainLine String name,

            @Nullable @Text(max = 36) String parentId,
            @Nullable @Size(max = Category.DESCRIPTION) String description,
            @Nullable Boolean active,
            @Nullable @Min(0) @Max(Category.LAST) Integer position) {}

    /** A JSON merge patch of a category: absent members stay; {@code parentId} null makes it a root. */
    @Schema(example = """
            {"parentId":"0199d1c0-0000-7000-8000-000000000051"}""")
    public record UpdateCategoryRequest(
            @Nullable @Text(max = Category.NAME) @PlainLine String name,

            @Nullable Optional<@Text(max = 36) String> parentId,
            @Nullable Optional<@Size(max = Category.DESCRIPTION) String> description,
            @Nullable Boolean active,
            @Nullable @Min(0) @Max(Category.LAST) Integer position) {

        private Category.Details appliedTo(Category.Details before) {
            return new Category.Details(
                    name == null ? before.name() : TypedText.normalized(name),
                    description == null
                            ? before.description()
                            : description.map(String::strip).orElse(""),
                    active == null ? before.active() : active,
                    position == null ? before.position() : position);
        }
    }

    @GET
    @PermitAll
    @RateLimited(RateLimited.DEFAULT)
    @Operation(
            operationId = "listCategories",
            summary = "Get the category tree",
            description = "Managers and administrators also get inactive categories.")
    public CategoryTree tree() {
        return new CategoryTree(seesEverything() ? views.all() : views.active());
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @RateLimited(RateLimited.DEFAULT)
    @Operation(operationId = "getCategory", summary = "Get a category")
    @APIResponse(
            responseCode = "200",
            description = "The category, with its version as ETag",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = CategoryDetails.class)))
    @APIResponse(responseCode = "304", description = "Not changed since the version in If-None-Match")
    @ProblemTypes("category-not-found")
    public Response get(@PathParam("id") String id) {
        CategoryId wanted = new CategoryId(id);
        Category category = categories
                .find(wanted)
                .filter(found -> seesEverything() || found.details().active())
                .orElseThrow(() -> new CategoryProblem.NotFound(wanted));
        Response unchanged = preconditions.notModified(category.version());
        return unchanged != null ? unchanged : answer(Response.ok(), category);
    }

    @POST
    @Operation(operationId = "createCategory", summary = "Create a category")
    @APIResponse(
            responseCode = "201",
            description = "The category",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = CategoryDetails.class)))
    @ProblemTypes({"category-name-taken", "category-unknown", "version-conflict"})
    public Response create(@NotNull @Valid CreateCategoryRequest request) {
        requireName(request.name());
        CategoryId id = new CategoryId(idempotency.idFor("category"));
        Category created = createCategory.handle(
                id,
                Optional.ofNullable(request.parentId()).map(CategoryId::new),
                new Category.Details(
                        TypedText.normalized(request.name()),
                        request.description() == null
                                ? ""
                                : request.description().strip(),
                        request.active() == null || request.active(),
                        request.position() == null ? Category.LAST : request.position()));
        return answer(Response.created(URI.create("/v1/categories/" + id)), created);
    }

    @PATCH
    @Path("/{id}")
    @Operation(
            operationId = "updateCategory",
            summary = "Change or move a category",
            description = "A JSON merge patch: absent members stay. With `parentId` the category moves with all"
                    + " categories below it; null makes it a root. Its slug stays.")
    @APIResponse(
            responseCode = "200",
            description = "The category after the change",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = CategoryDetails.class)))
    @ProblemTypes({
        "category-name-taken",
        "category-not-found",
        "category-under-itself",
        "category-unknown",
        "precondition-failed",
        "version-conflict"
    })
    public Response update(@PathParam("id") String id, @NotNull @Valid UpdateCategoryRequest request) {
        if (request.name() != null) {
            requireName(request.name());
        }
        CategoryId changed = new CategoryId(id);
        UnaryOperator<Category.Details> edit = request::appliedTo;
        Optional<String> parent = request.parentId();
        return answer(
                Response.ok(),
                parent == null
                        ? changeCategory.edit(changed, edit, preconditions::check)
                        : changeCategory.move(changed, parent.map(CategoryId::new), edit, preconditions::check));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "deleteCategory",
            summary = "Delete a category",
            description = "It must have no categories below it. Its products get the category `productsTo` in the"
                    + " background; without it there must be none.")
    @APIResponse(responseCode = "204", description = "The category is deleted")
    @ProblemTypes({
        "category-not-empty",
        "category-name-taken",
        "category-not-found",
        "category-unknown",
        "precondition-failed",
        "version-conflict"
    })
    public void delete(
            @PathParam("id") String id, @QueryParam("productsTo") @Size(max = 36) @Nullable String productsTo) {
        deleteCategory.handle(
                new CategoryId(id), Optional.ofNullable(productsTo).map(CategoryId::new), preconditions::check);
    }

    private Response answer(Response.ResponseBuilder response, Category category) {
        Taxonomy taxonomy = categories.taxonomy();
        List<AncestorView> ancestors = taxonomy.ancestors(category).stream()
                .flatMap(slug -> taxonomy.bySlug(slug).stream())
                .map(above -> new AncestorView(above.id().value(), above.slug(), above.name()))
                .toList();
        Category.Details details = category.details();
        return response.entity(new CategoryDetails(
                        category.id().value(),
                        category.slug(),
                        details.name(),
                        details.description(),
                        details.active(),
                        ancestors.size(),
                        details.position(),
                        ancestors.isEmpty() ? null : ancestors.getLast().id(),
                        ancestors,
                        category.version()))
                .header(HttpHeaders.ETAG, ETags.of(category.version()))
                .build();
    }

    /** In feeds the sign separates the names of a path. */
    private static void requireName(String name) {
        if (name.indexOf('>') >= 0) {
            throw Problems.validation("name", "must not contain >");
        }
    }

    private boolean seesEverything() {
        return caller.get().hasRole(Roles.MANAGER, Roles.ADMIN);
    }
}
