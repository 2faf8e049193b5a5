package dev.parley.identity.channel;

import static com.mongodb.client.model.Indexes.ascending;

import dev.parley.platform.events.Migration;
import dev.parley.platform.events.Migrations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class ChannelMigrations implements Migrations {

    @Override
    public List<Migration> all() {
        return List.of(
                new Migration(
                        7,
                        "linked_channels: those of an account",
                        database -> database.getCollection(LinkedChannels.COLLECTION)
                                .createIndex(ascending("userId"))),
                new Migration(
                        30,
                        "linked_channels: by what the provider calls the person",
                        database -> database.getCollection(LinkedChannels.COLLECTION)
                                .createIndex(ascending("externalId"))));
    }
}
