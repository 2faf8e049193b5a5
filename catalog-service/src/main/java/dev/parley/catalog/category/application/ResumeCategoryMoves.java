package dev.parley.catalog.category.application;

import dev.parley.catalog.category.domain.CategoryId;
import dev.parley.catalog.category.domain.CategoryMoves;
import dev.parley.platform.events.RecurringJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Recurring job: completes a move that a crash has interrupted; the item is its category. */
@ApplicationScoped
class ResumeCategoryMoves implements RecurringJob<CategoryId> {

    private final CategoryMoves moves;
    private final ChangeCategory changeCategory;

    ResumeCategoryMoves(CategoryMoves moves, ChangeCategory changeCategory) {
        this.moves = moves;
        this.changeCategory = changeCategory;
    }

    @Override
    public String name() {
        return "category-moves";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public List<CategoryId> due(Instant now, int most) {
        return moves.read().pending().map(CategoryMoves.Move::category).stream().toList();
    }

    @Override
    public void handle(CategoryId category, Instant now) {
        changeCategory.resume();
    }
}
