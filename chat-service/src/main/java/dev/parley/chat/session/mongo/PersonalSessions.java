package dev.parley.chat.session.mongo;

import static com.mongodb.client.model.Filters.in;

import dev.parley.platform.privacy.PersonalData;
import dev.parley.platform.privacy.PersonalDocuments;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** A person's sessions, including those of linked guests. */
@Singleton
class PersonalSessions {

    @Produces
    @Singleton
    PersonalData sessions(PersonalDocuments documents) {
        return documents.held("sessions", MongoSessions.COLLECTION, person -> in("ownerId", person.ids()));
    }
}
