package dev.parley.catalog.category.kafka;

import dev.parley.catalog.category.domain.Category;
import dev.parley.platform.events.EventType;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.events.WireEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The wire events of categories. */
@ApplicationScoped
public class CategoryWireEvents implements WireEvents<Category> {

    @EventType("dev.parley.category.changed.v1")
    public record CategoryChangedV1(
            String categoryId,
            String slug,
            String name,
            @Nullable String description,
            @Nullable Boolean active,
            @Nullable Integer position,
            @Nullable Boolean deleted,
            @Nullable String parentSlug,
            List<String> ancestors,
            long version) {}

    @Override
    public List<PendingEvent> of(Category category, String actor) {
        return category.events().stream()
                .map(event -> PendingEvent.of(data(category), event.at(), actor))
                .toList();
    }

    private static CategoryChangedV1 data(Category category) {
        Category.Details details = category.details();
        return new CategoryChangedV1(
                category.id().value(),
                category.slug(),
                details.name(),
                details.description(),
                details.active(),
                details.position(),
                category.deletion().isPresent(),
                category.parentSlug().orElse(null),
                category.ancestors(),
                category.version() + 1); // the version that the save will store
    }
}
