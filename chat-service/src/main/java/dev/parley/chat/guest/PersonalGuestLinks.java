package dev.parley.chat.guest;

import static com.mongodb.client.model.Filters.eq;

import dev.parley.platform.privacy.PersonalData;
import dev.parley.platform.privacy.PersonalDocuments;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The links from guests to a person. */
@Singleton
class PersonalGuestLinks {

    @Produces
    @Singleton
    PersonalData guestLinks(PersonalDocuments documents) {
        return documents.held("guest-links", GuestLinks.COLLECTION, person -> eq("userId", person.userId()));
    }
}
