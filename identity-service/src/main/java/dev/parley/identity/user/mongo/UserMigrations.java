package dev.parley.identity.user.mongo;

import static com.mongodb.client.model.Indexes.ascending;

import com.mongodb.client.model.IndexOptions;
import dev.parley.platform.events.Migration;
import dev.parley.platform.events.Migrations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.TimeUnit;

@ApplicationScoped
class UserMigrations implements Migrations {

    @Override
    public List<Migration> all() {
        return List.of(
                new Migration(
                        1,
                        "users: one account per e-mail address",
                        database -> database.getCollection(MongoUsers.COLLECTION)
                                .createIndex(ascending("emailKey"), new IndexOptions().unique(true))),
                new Migration(
                        2,
                        "users: usernames are unique where given",
                        database -> database.getCollection(MongoUsers.COLLECTION)
                                .createIndex(
                                        ascending("usernameKey"),
                                        new IndexOptions().unique(true).sparse(true))),
                new Migration(
                        3,
                        "users: by role",
                        database ->
                                database.getCollection(MongoUsers.COLLECTION).createIndex(ascending("roles"))),
                new Migration(
                        5,
                        "login_attempts: removed a day after the last one",
                        database -> database.getCollection(MongoLoginAttempts.COLLECTION)
                                .createIndex(
                                        ascending("lastAt"),
                                        new IndexOptions()
                                                .expireAfter(MongoLoginAttempts.KEPT.toSeconds(), TimeUnit.SECONDS))),
                new Migration(6, "users: by status, plan and dealership, for administrators", database -> {
                    var users = database.getCollection(MongoUsers.COLLECTION);
                    users.createIndex(ascending("status", "_id"));
                    users.createIndex(ascending("subscription.plan", "_id"));
                    users.createIndex(ascending("profile.dealership", "_id"));
                }));
    }
}
