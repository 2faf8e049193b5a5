package dev.parley.bench;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.bson.Document;

/**
 * Finding an account by its e-mail address among many, in the database itself ({@code MONGODB_URI}, where
 * identity-service has run once), without hashing, HTTP and the gateway. The accounts are created for this and removed
 * again.
 */
class LookupFigure {

    private static final String DATABASE = System.getenv().getOrDefault("PARLEY_DATABASE_PREFIX", "") + "identity";
    private static final int AT_ONCE = 1000;

    private final String run = "bench-" + Long.toString(System.currentTimeMillis(), 36) + "-";

    void lookup(int accounts, int lookups) {
        String uri = System.getenv("MONGODB_URI");
        Figures.check(uri != null, "set MONGODB_URI to the database");
        try (MongoClient client = MongoClients.create(uri)) {
            MongoCollection<Document> users = client.getDatabase(DATABASE).getCollection("users");
            try {
                for (int i = 0; i < accounts; i += AT_ONCE) {
                    users.insertMany(IntStream.range(i, Math.min(i + AT_ONCE, accounts))
                            .mapToObj(this::account)
                            .toList());
                }
                measure(users, accounts, lookups / 10); // warm
                Figures.print(
                        "an account by its e-mail address, of " + users.countDocuments(),
                        measure(users, accounts, lookups),
                        "p95 < 10 ms");
                explain(users);
            } finally {
                users.deleteMany(Filters.and(gte("_id", run), Filters.lt("_id", run + Character.MAX_VALUE)));
            }
        }
    }

    private long[] measure(MongoCollection<Document> users, int accounts, int lookups) {
        long[] micros = new long[lookups];
        for (int i = 0; i < lookups; i++) {
            String email = email(ThreadLocalRandom.current().nextInt(accounts));
            long start = System.nanoTime();
            Document found = users.find(eq("emailKey", email)).first();
            micros[i] = (System.nanoTime() - start) / 1000;
            Figures.check(found != null, "not found: " + email);
        }
        return micros;
    }

    private void explain(MongoCollection<Document> users) {
        List<String> plan = new ArrayList<>();
        collect(users.find(eq("emailKey", email(7))).explain(), plan);
        System.out.printf(Locale.ROOT, "  %s%n%n", String.join(", ", plan));
        Figures.check(plan.toString().contains("emailKey"), "the index is not used");
    }

    private static void collect(Document node, List<String> plan) {
        node.forEach((name, value) -> {
            if (name.equals("stage") || name.equals("indexName")) {
                plan.add(name + " " + value);
            } else if (value instanceof Document inner) {
                collect(inner, plan);
            } else if (value instanceof List<?> list) {
                list.stream()
                        .filter(Document.class::isInstance)
                        .map(Document.class::cast)
                        .forEach(d -> collect(d, plan));
            }
        });
    }

    private Document account(int i) {
        Date now = new Date();
        return new Document("_id", run + i)
                .append("email", email(i))
                .append("emailKey", email(i))
                .append("displayName", "Bench " + i)
                .append("roles", List.of("user"))
                .append("status", "active")
                .append("subscription", new Document("plan", "free"))
                .append("registeredAt", now)
                .append("version", 1L)
                .append("eventSeq", 0L)
                .append("pendingEvents", List.of());
    }

    private String email(int i) {
        return run + i + "@example.com";
    }
}
