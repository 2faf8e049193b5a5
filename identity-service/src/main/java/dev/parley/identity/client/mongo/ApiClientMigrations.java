package dev.parley.identity.client.mongo;

import static com.mongodb.client.model.Indexes.ascending;

import com.mongodb.client.model.IndexOptions;
import dev.parley.platform.events.Migration;
import dev.parley.platform.events.Migrations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class ApiClientMigrations implements Migrations {

    @Override
    public List<Migration> all() {
        return List.of(new Migration(
                8,
                "api_clients: names are unique among those that are not revoked",
                database -> database.getCollection(MongoApiClients.COLLECTION)
                        .createIndex(
                                ascending("nameKey"),
                                new IndexOptions().unique(true).sparse(true))));
    }
}
