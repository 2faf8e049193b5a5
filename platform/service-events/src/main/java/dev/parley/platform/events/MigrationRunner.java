package dev.parley.platform.events;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.parley.platform.mongo.MongoErrors;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Migrates the database to the version of this code, before anything else uses it. */
@ApplicationScoped
class MigrationRunner {

    private static final Logger LOG = Logger.getLogger(MigrationRunner.class);
    private static final String LEASE = "migrations";
    private static final String OLDEST_CODE = "oldestCode";
    private static final Duration LEASE_TIME = Duration.ofMinutes(1);
    private static final Duration RENEW_EVERY = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final MongoDatabase database;
    private final Leases leases;
    private final Clock clock;
    private final List<Migrations> services;

    MigrationRunner(MongoDatabase database, Leases leases, Clock clock, @All List<Migrations> services) {
        this.database = database;
        this.leases = leases;
        this.clock = clock;
        this.services = services;
    }

    void start(@Observes @Priority(StartOrder.MIGRATIONS) StartupEvent event) {
        run(new Series("platform-", PlatformMigrations.ALL));
        run(new Series("", services.stream().flatMap(m -> m.all().stream()).toList()));
    }

    /**
     * A numbered series of migrations.
     *
     * @param prefix what precedes the number in the {@code _id} of a record; if empty, the {@code _id} is the number
     *     itself
     */
    record Series(String prefix, List<Migration> migrations) {
        Series {
            migrations = migrations.stream()
                    .sorted(Comparator.comparingInt(Migration::version))
                    .toList();
            for (int i = 1; i < migrations.size(); i++) {
                if (migrations.get(i).version() == migrations.get(i - 1).version()) {
                    throw new IllegalStateException("Two migrations have the version "
                            + migrations.get(i).version() + ": "
                            + migrations.get(i - 1).description() + ", "
                            + migrations.get(i).description());
                }
            }
        }

        int newest() {
            return migrations.isEmpty() ? 0 : migrations.getLast().version();
        }

        Object id(int version) {
            return prefix.isEmpty() ? version : prefix + version;
        }

        /** The version in a record's {@code _id}, 0 when it belongs to another series. */
        int version(@Nullable Object id) {
            if (prefix.isEmpty()) {
                return id instanceof Number number ? number.intValue() : 0;
            }
            return id instanceof String text && text.startsWith(prefix)
                    ? Integer.parseInt(text.substring(prefix.length()))
                    : 0;
        }
    }

    void run(Series series) {
        while (true) {
            try {
                if (isUpToDate(series)) {
                    return;
                }
                if (leases.take(LEASE, LEASE_TIME)) {
                    try (Loop renewal = Loop.start("migrations", RENEW_EVERY, () -> leases.take(LEASE, LEASE_TIME))) {
                        missing(series).forEach(migration -> apply(series, migration));
                    } finally {
                        leases.release(LEASE);
                    }
                    return;
                }
            } catch (MongoException e) {
                if (!MongoErrors.isUnavailable(e)) {
                    throw e;
                }
                LOG.warnf("Waiting for the database: reason=%s", e.getMessage());
            }
            pause();
        }
    }

    private boolean isUpToDate(Series series) {
        refuseWhatThisCodeCannotLiveWith(series);
        return missing(series).isEmpty();
    }

    /** A newer database is compatible as long as none of its migrations states that code of this version is too old. */
    private void refuseWhatThisCodeCannotLiveWith(Series series) {
        for (Document record : records().find().into(new ArrayList<>())) {
            int version = series.version(record.get("_id"));
            int oldest = record.getInteger(
                    OLDEST_CODE, version); // without this field, only the code that wrote it is compatible
            if (version > series.newest() && oldest > series.newest()) {
                throw new IllegalStateException("This program is too old for the database \"" + database.getName()
                        + "\": " + series.prefix() + "schema version " + version + " (\""
                        + record.getString("description") + "\") needs code of version " + oldest
                        + " or newer, and this is code of version " + series.newest()
                        + ". Start a newer version of the service.");
            }
        }
    }

    private List<Migration> missing(Series series) {
        Set<Integer> applied = applied(series);
        return series.migrations().stream()
                .filter(migration -> !applied.contains(migration.version()))
                .toList();
    }

    private Set<Integer> applied(Series series) {
        Set<Integer> versions = new HashSet<>();
        for (Document record : records().find().into(new ArrayList<>())) {
            versions.add(series.version(record.get("_id")));
        }
        return versions;
    }

    private void apply(Series series, Migration migration) {
        Instant began = clock.instant();
        long beganNanos = System.nanoTime();
        migration.apply().accept(database);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNanos);
        try {
            records()
                    .insertOne(new Document("_id", series.id(migration.version()))
                            .append("description", migration.description())
                            .append(OLDEST_CODE, migration.oldestCode())
                            .append("appliedAt", Date.from(began))
                            .append("millis", millis));
        } catch (MongoException e) {
            if (!MongoErrors.isDuplicateKey(e)) { // otherwise another instance did the same
                throw e;
            }
        }
        LOG.infof(
                "Migrated: version=%s description=\"%s\" millis=%d",
                series.id(migration.version()), migration.description(), millis);
    }

    private MongoCollection<Document> records() {
        return database.getCollection("schema_versions");
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while waiting for the database", e);
        }
    }
}
