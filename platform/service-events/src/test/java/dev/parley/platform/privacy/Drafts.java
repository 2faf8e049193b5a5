package dev.parley.platform.privacy;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;

/** The second kind of personal data, whose erasure each test controls, by user. */
@ApplicationScoped
@Priority(1)
public class Drafts implements PersonalData {

    static final Map<String, Runnable> erasures = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "drafts";
    }

    @Override
    public Iterable<Document> export(Person person) {
        return List.of();
    }

    @Override
    public long erase(Person person) {
        erasures.getOrDefault(person.userId(), () -> {}).run();
        return 0;
    }
}
