package dev.parley.platform.testing;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.exists;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.bson.conversions.Bson;
import org.eclipse.microprofile.config.ConfigProvider;

/** The fence for a service's outboxes: waits until no document of the service has an unsent event. */
final class SentEvents {

    /** A parked document never sends its next event. */
    private static final Bson UNSENT = and(exists("pendingEvents.0"), exists("outboxParked", false));

    private static final MongoClient CLIENT = MongoClients.create(System.getProperty(StackResource.MONGODB));

    private SentEvents() {}

    static void await() {
        MongoDatabase database =
                CLIENT.getDatabase(ConfigProvider.getConfig().getValue("parley.database", String.class));
        Awaitility.await("every recorded event to be sent")
                .atMost(Duration.ofSeconds(10))
                .until(() -> unsent(database), List::isEmpty);
    }

    private static List<String> unsent(MongoDatabase database) {
        List<String> unsent = new ArrayList<>();
        for (String collection : database.listCollectionNames()) {
            database.getCollection(collection)
                    .find(UNSENT)
                    .map(document -> collection + "/" + document.get("_id"))
                    .into(unsent);
        }
        return unsent;
    }
}
