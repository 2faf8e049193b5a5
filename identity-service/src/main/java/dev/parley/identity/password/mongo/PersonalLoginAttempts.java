package dev.parley.identity.password.mongo;

import static com.mongodb.client.model.Filters.eq;

import dev.parley.platform.privacy.PersonalData;
import dev.parley.platform.privacy.PersonalDocuments;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * The wrong passwords of a person who was signed in. Those of sign-ins are kept by digests of names, and gone within a
 * day.
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
