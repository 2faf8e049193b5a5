package dev.parley.identity.mail;

import static com.mongodb.client.model.Indexes.ascending;

import com.mongodb.client.model.IndexOptions;
import dev.parley.platform.events.Migration;
import dev.parley.platform.events.Migrations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.TimeUnit;

@ApplicationScoped
class MailMigrations implements Migrations {

    @Override
    public List<Migration> all() {
        return List.of(new Migration(22, "mails: what is due; removed after a while", database -> {
            var mails = database.getCollection(Mails.COLLECTION);
            // sparse: only what is not dealt with has it
            mails.createIndex(ascending("nextAttemptAt"), new IndexOptions().sparse(true));
            mails.createIndex(ascending("expiresAt"), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
        }));
    }
}
