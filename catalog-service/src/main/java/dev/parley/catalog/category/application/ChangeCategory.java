package dev.parley.catalog.category.application;

import dev.parley.catalog.category.domain.Categories;
import dev.parley.catalog.category.domain.Category;
import dev.parley.catalog.category.domain.CategoryId;
import dev.parley.catalog.category.domain.CategoryMoves;
import dev.parley.catalog.category.domain.CategoryMoves.Move;
import dev.parley.catalog.category.domain.CategoryProblem;
import dev.parley.catalog.category.domain.Taxonomy;
import dev.parley.platform.events.AdminActions;
import dev.parley.platform.events.OptimisticRetry;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.events.VersionClash;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Edits and moves a category. Only the category itself gets another parent; the paths of those below it follow from the
 * tree, and are published after the move, before the next one begins.
 */
@ApplicationScoped
public class ChangeCategory {

    private static final int TRIES = 20;

    private final Categories categories;
    private final CategoryMoves moves;
    private final List<CategoryListener> listeners;
    private final AdminActions adminActions;
    private final Clock clock;

    public ChangeCategory(
            Categories categories,
            CategoryMoves moves,
            @All List<CategoryListener> listeners,
            AdminActions adminActions,
            Clock clock) {
        this.categories = categories;
        this.moves = moves;
        this.listeners = listeners;
        this.adminActions = adminActions;
        this.clock = clock;
    }

    /** Edits it where it is. See {@link #move}. */
    public Category edit(CategoryId id, UnaryOperator<Category.Details> edit, LongConsumer precondition) {
        return OptimisticRetry.run(TRIES, () -> store(find(id, precondition), edit, Optional.empty()));
    }

    /**
     * Edits it and moves it below another parent.
     *
     * @param parent empty for a root
     * @param precondition is given the category's version before the change, and throws when the caller has read
     *     another
     * @throws CategoryProblem when the parent does not exist, is below the category, or has one with its name
     */
    public Category move(
            CategoryId id,
            Optional<CategoryId> parent,
            UnaryOperator<Category.Details> edit,
            LongConsumer precondition) {
        return OptimisticRetry.run(TRIES, () -> {
            long revision = moves.read().pending().isPresent()
                    ? complete()
                    : moves.read().revision();
            Taxonomy taxonomy = categories.taxonomy();
            Category category = find(id, precondition);
            Optional<Category> target = parent.map(
                    wanted -> categories.find(wanted).orElseThrow(() -> new CategoryProblem.Unknown(wanted.value())));
            requireFree(category, target, edit.apply(category.details()).name(), taxonomy);
            Move move = new Move(id, target.map(Category::slug));
            if (!moves.begin(revision, move)) {
                throw new VersionClash();
            }
            try {
                store(category, edit, Optional.of(move));
            } catch (VersionClash | CategoryProblem e) { // nothing was stored
                moves.end(revision + 1);
                throw e;
            }
            complete();
            return category;
        });
    }

    /** Completes a move that a crash has interrupted. */
    void resume() {
        OptimisticRetry.run(TRIES, this::complete);
    }

    /** Completes the pending move, if there is one; returns the current revision. */
    private long complete() {
        CategoryMoves.Log log = moves.read();
        log.pending().ifPresent(move -> {
            try {
                categories
                        .find(move.category())
                        .ifPresent(category -> store(category, same -> same, Optional.of(move)));
                publishPaths();
            } catch (CategoryProblem.NameTaken e) {
                // Its new parent has got a category with its name since: the move is refused, as its caller was told.
            }
            moves.end(log.revision());
        });
        return log.revision();
    }

    private void publishPaths() {
        Taxonomy taxonomy = categories.taxonomy();
        for (Category category : taxonomy.all()) {
            category.place(taxonomy.ancestors(category), clock.instant());
            categories.save(category, List.of());
        }
    }

    private static void requireFree(Category category, Optional<Category> target, String name, Taxonomy taxonomy) {
        if (target.isPresent()
                && taxonomy.within(category.slug()).contains(target.get().slug())) {
            throw new CategoryProblem.UnderItself(category.name());
        }
        if (taxonomy.find(target, name)
                .filter(other -> !other.id().equals(category.id()))
                .isPresent()) {
            throw new CategoryProblem.NameTaken(name);
        }
    }

    private Category store(Category category, UnaryOperator<Category.Details> edit, Optional<Move> move) {
        Category.State before = category.state();
        category.edit(edit.apply(category.details()), clock.instant());
        move.ifPresent(to -> {
            Taxonomy taxonomy = categories.taxonomy();
            List<String> path = to.parentSlug()
                    .flatMap(taxonomy::bySlug)
                    .map(parent -> append(taxonomy.ancestors(parent), parent.slug()))
                    .orElse(List.of());
            category.place(path, clock.instant());
        });
        if (!category.events().isEmpty()) {
            categories.save(category, record(before, category.state()));
            listeners.forEach(CategoryListener::categoriesChanged);
        }
        return category;
    }

    private static List<String> append(List<String> path, String slug) {
        return Stream.concat(path.stream(), Stream.of(slug)).toList();
    }

    private List<PendingEvent> record(Category.State before, Category.State after) {
        return adminActions
                .record("category.updated", "category", after.id().value())
                .changed("name", before.details().name(), after.details().name())
                .changed(
                        "description",
                        before.details().description(),
                        after.details().description())
                .changed("active", before.details().active(), after.details().active())
                .changed(
                        "position", before.details().position(), after.details().position())
                .changed("ancestors", before.ancestors(), after.ancestors())
                .events();
    }

    private Category find(CategoryId id, LongConsumer precondition) {
        Category category = categories.find(id).orElseThrow(() -> new CategoryProblem.NotFound(id));
        precondition.accept(category.version());
        return category;
    }
}
