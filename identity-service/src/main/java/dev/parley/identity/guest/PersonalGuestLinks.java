package dev.parley.identity.guest;

import static com.mongodb.client.model.Filters.eq;

import dev.parley.platform.privacy.PersonalData;
import dev.parley.platform.privacy.PersonalDocuments;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The guest links of a person, for export and erasure. */
@Singleton
class PersonalGuestLinks {

    @Produces
    @Singleton
    PersonalData guestLinks(PersonalDocuments documents) {
        return documents.held("guest-links", LinkGuest.COLLECTION, person -> eq("userId", person.userId()));
    }
}
