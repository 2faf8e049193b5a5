package dev.parley.identity.recovery.mongo;

import static com.mongodb.client.model.Filters.eq;

import dev.parley.platform.privacy.PersonalData;
import dev.parley.platform.privacy.PersonalDocuments;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The mailed tokens of a person, for export and erasure. */
@Singleton
class PersonalEmailChallenges {

    @Produces
    @Singleton
    PersonalData addressProofs(PersonalDocuments documents) {
        return documents.held(
                "address-proofs",
                MongoEmailChallenges.COLLECTION,
                person -> eq("userId", person.userId()),
                "tokenHash");
    }
}
