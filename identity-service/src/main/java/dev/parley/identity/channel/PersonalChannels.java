package dev.parley.identity.channel;

import static com.mongodb.client.model.Filters.eq;

import dev.parley.platform.privacy.PersonalData;
import dev.parley.platform.privacy.PersonalDocuments;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The linked channels of a person, for export and erasure. */
@Singleton
class PersonalChannels {

    @Produces
    @Singleton
    PersonalData linkedChannels(PersonalDocuments documents) {
        return documents.held("linked-channels", LinkedChannels.COLLECTION, person -> eq("userId", person.userId()));
    }
}
