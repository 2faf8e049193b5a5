package dev.parley.catalog.category.kafka;

import dev.parley.catalog.category.application.CategoryListener;
import dev.parley.platform.events.BroadcastConsumer;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Empties the cache of the tree after changes by any instance. */
@ApplicationScoped
public class CategoryBroadcast implements BroadcastConsumer {

    private final List<CategoryListener> listeners;

    CategoryBroadcast(@All List<CategoryListener> listeners) {
        this.listeners = listeners;
    }

    @Override
    public String topic() {
        return "catalog.categories";
    }

    @Override
    public void on(ConsumerRecord<String, byte[]> record) {
        listeners.forEach(CategoryListener::categoriesChanged);
    }

    /** The life of an entry: none is older than an earlier change. */
    @Override
    public Optional<Duration> reachBack() {
        return Optional.of(Duration.ofHours(24));
    }

    @Override
    public boolean delaysReadiness() {
        return false;
    }
}
