package dev.parley.identity.mail;

import static com.mongodb.client.model.Filters.eq;

import dev.parley.platform.privacy.PersonalData;
import dev.parley.platform.privacy.PersonalDocuments;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The queued mails of a person, for export and erasure. */
@Singleton
class PersonalMails {

    @Produces
    @Singleton
    PersonalData mails(PersonalDocuments documents) {
        return documents.held("mails", Mails.COLLECTION, person -> eq("userId", person.userId()), "seed");
    }
}
