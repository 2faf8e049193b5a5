package dev.parley.catalog.category.kafka;

import dev.parley.catalog.EventMessages;
import dev.parley.catalog.category.domain.Category;
import dev.parley.catalog.category.domain.CategoryEvent;
import dev.parley.platform.events.EventType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Category events on the wire. */
@ApplicationScoped
public class CategoryEventMessages implements EventMessages<CategoryEvent> {

    @EventType("dev.parley.category.changed.v1")
    public record CategoryChangedV1(
            String categoryId,
            String slug,
            String name,
            @Nullable String parentSlug,
            List<String> ancestors,
            long version) {}

    @Override
    public Object of(CategoryEvent event) {
        return switch (event) {
            case CategoryEvent.Changed changed -> {
                Category c = changed.category();
                yield new CategoryChangedV1(
                        c.id(), c.slug(), c.name(), c.parentSlug().orElse(null), c.ancestors(), c.version());
            }
        };
    }
}
