package dev.parley.platform.testing;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import dev.parley.embedded.EmbeddedStack;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.Document;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Explains every query of the service under test on a real database, each kind once, and finds those that scan a whole
 * collection: {@link QueryPlansCheck} fails the test class that ran them. Quarkus registers this listener with the
 * application's client. Embedded stores have no query plans, so nothing is explained there; queries of the tests
 * themselves are ignored.
 *
 * <p>A service lists intended collection scans in {@code src/test/resources/collection-scans.txt}, a line each, as it
 * is printed.
 */
public final class QueryPlans implements CommandListener {

    private static final String MEANT = "/collection-scans.txt";
    private static final Set<String> OPERATIONS =
            Set.of("find", "aggregate", "count", "distinct", "update", "delete", "findAndModify");
    private static final int ENOUGH = 3000;
    private static final Duration INDEX_MADE_WITHIN = Duration.ofSeconds(10);
    private static final Optional<String> ENGINE = EmbeddedStack.configured("PARLEY_TEST_MONGODB_URI");

    /** One query of each kind. */
    private static final Map<String, Query> ASKED = new ConcurrentHashMap<>();

    private static final Set<String> EXPLAINED = ConcurrentHashMap.newKeySet();

    /**
     * The service's database; tests use others as well, which are ignored. Each application start has a new one, and
     * the former is dropped: its last queries are explained here.
     */
    private static volatile String database = "";

    /** For an application start. */
    public QueryPlans() {
        database = ConfigProvider.getConfig().getValue("parley.database", String.class);
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        if (ENGINE.isPresent()
                && OPERATIONS.contains(event.getCommandName())
                && event.getDatabaseName().equals(database)
                && !isOfTheTest()) {
            BsonDocument command = event.getCommand().clone(); // its bytes belong to the connection and are reused
            String collection = command.getString(event.getCommandName()).getValue();
            queries(event.getCommandName(), collection, command)
                    .forEach(query -> ASKED.putIfAbsent(query.kind(), query));
        }
    }

    private static boolean isOfTheTest() {
        String thread = Thread.currentThread().getName();
        return thread.equals("main") || thread.startsWith("awaitility");
    }

    /** The kinds of queries without an index that were not reported before. */
    static Set<String> scans() {
        Set<String> scans = new TreeSet<>();
        Set<String> meant = meant();
        ENGINE.ifPresent(uri -> {
            try (MongoClient client = MongoClients.create(uri)) {
                ASKED.forEach((kind, query) -> {
                    if (EXPLAINED.add(kind) && !meant.contains(kind) && query.staysAScan(client)) {
                        scans.add(kind);
                    }
                });
            }
        });
        return scans;
    }

    /** A query's filter and sort order. */
    private record Query(String collection, BsonDocument filter, BsonDocument sort) {

        /** The kind of the query, the same for all values. */
        String kind() {
            return collection + " " + shape(filter) + (sort.isEmpty() ? "" : " by " + String.join(", ", sort.keySet()));
        }

        private static String shape(BsonValue value) {
            return switch (value) {
                case BsonDocument document ->
                    document.entrySet().stream()
                            .map(field -> field.getKey() + valueShape(field.getValue()))
                            .sorted()
                            .collect(Collectors.joining(", ", "{", "}"));
                case BsonArray array
                when array.stream().allMatch(BsonValue::isDocument) ->
                    array.stream().map(Query::shape).distinct().sorted().collect(Collectors.joining(", ", "[", "]"));
                default -> "";
            };
        }

        private static String valueShape(BsonValue value) {
            String shape = shape(value);
            return shape.isEmpty() ? "" : ": " + shape;
        }

        /** An index of a non-empty collection may be created in the background, a while after the first query. */
        boolean staysAScan(MongoClient client) {
            try {
                Awaitility.await().atMost(INDEX_MADE_WITHIN).until(() -> !isScan(client.getDatabase(database)));
                return false;
            } catch (ConditionTimeoutException stays) {
                return true;
            }
        }

        /**
         * Explained on a collection with the same indexes and enough documents: with few of them every server may
         * prefer a scan.
         */
        private boolean isScan(MongoDatabase database) {
            MongoCollection<Document> twin = database.getCollection("twin_of_" + collection);
            twin.drop();
            try {
                List<List<String>> indexed = new ArrayList<>();
                for (Document index : database.getCollection(collection).listIndexes()) {
                    Document keys = index.get("key", Document.class);
                    twin.createIndex(keys, new IndexOptions().sparse(index.getBoolean("sparse", false)));
                    indexed.add(List.copyOf(keys.keySet()));
                }
                twin.insertMany(IntStream.range(0, ENOUGH)
                        .mapToObj(i -> document(indexed, i))
                        .toList());
                BsonDocument find = new BsonDocument(
                                "find", new BsonString(twin.getNamespace().getCollectionName()))
                        .append("filter", filter);
                if (!sort.isEmpty()) {
                    find.append("sort", sort);
                }
                return nodes(database.runCommand(new BsonDocument("explain", find))).stream()
                        .anyMatch(QueryPlans::readsEverything);
            } finally {
                twin.drop();
            }
        }

        private static Document document(List<List<String>> indexed, int number) {
            Document document = new Document();
            indexed.stream().flatMap(List::stream).forEach(path -> {
                Document within = document;
                String[] names = path.split("\\.");
                for (int i = 0; i < names.length - 1; i++) {
                    within = (Document) within.computeIfAbsent(names[i], name -> new Document());
                }
                within.put(names[names.length - 1], "value " + number);
            });
            return document;
        }
    }

    private static List<Query> queries(String operation, String collection, BsonDocument command) {
        return switch (operation) {
            case "aggregate" ->
                List.of(new Query(collection, firstMatch(command.getArray("pipeline")), new BsonDocument()));
            case "update" -> statements(collection, command.getArray("updates"));
            case "delete" -> statements(collection, command.getArray("deletes"));
            default ->
                List.of(new Query(
                        collection,
                        command.getDocument(operation.equals("find") ? "filter" : "query", new BsonDocument()),
                        command.getDocument("sort", new BsonDocument())));
        };
    }

    private static List<Query> statements(String collection, BsonArray statements) {
        return statements.stream()
                .map(statement -> new Query(collection, statement.asDocument().getDocument("q"), new BsonDocument()))
                .toList();
    }

    private static BsonDocument firstMatch(BsonArray pipeline) {
        BsonDocument first =
                pipeline.isEmpty() ? new BsonDocument() : pipeline.getFirst().asDocument();
        return first.getDocument("$match", new BsonDocument());
    }

    private static List<Document> nodes(Object part) {
        List<Document> nodes = new ArrayList<>();
        switch (part) {
            case Document node -> {
                nodes.add(node);
                node.values().forEach(value -> nodes.addAll(nodes(value)));
            }
            case List<?> parts -> parts.forEach(each -> nodes.addAll(nodes(each)));
            case null, default -> {}
        }
        return nodes;
    }

    /**
     * MongoDB reports a scan by its name. In DocumentDB, on PostgreSQL, all documents of a collection are in one table,
     * and an index condition on only the collection does not select among them.
     */
    private static boolean readsEverything(Document node) {
        String type = Optional.ofNullable(node.getString("Node Type")).orElse("");
        String condition = Optional.ofNullable(node.getString("Index Cond")).orElse("");
        return "COLLSCAN".equals(node.get("stage"))
                || type.equals("Seq Scan")
                || (type.endsWith("Index Scan") && !condition.contains("OPERATOR("));
    }

    private static Set<String> meant() {
        try (InputStream file = QueryPlans.class.getResourceAsStream(MEANT)) {
            return file == null
                    ? Set.of()
                    : new String(file.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                            .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
