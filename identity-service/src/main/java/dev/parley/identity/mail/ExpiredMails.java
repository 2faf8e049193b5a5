package dev.parley.identity.mail;

import static com.mongodb.client.model.Filters.lt;

import dev.parley.platform.events.ExpiredDocuments;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.bson.conversions.Bson;

/** Removes mails that were sent or dropped more than {@link Mails#REMEMBERED} ago. */
@ApplicationScoped
class ExpiredMails implements ExpiredDocuments {

    @Override
    public Map<String, Bson> expiredAt(Instant now) {
        return Map.of(Mails.COLLECTION, lt("expiresAt", Date.from(now)));
    }
}
