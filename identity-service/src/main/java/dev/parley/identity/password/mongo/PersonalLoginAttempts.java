package dev.parley.identity.password.mongo;

import static com.mongodb.client.model.Filters.eq;

import dev.parley.platform.privacy.PersonalData;
import dev.parley.platform.privacy.PersonalDocuments;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * The wrong passwords of a signed-in person, for export and erasure. Those of sign-ins are stored by digests of names
 * and removed within a day.
 */
@Singleton
class PersonalLoginAttempts {

    @Produces
    @Singleton
    PersonalData loginAttempts(PersonalDocuments documents) {
        return documents.held(
                "login-attempts", MongoLoginAttempts.COLLECTION, person -> eq("_id", "user:" + person.userId()));
    }
}
