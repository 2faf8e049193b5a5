package dev.parley.platform.privacy;

import org.bson.Document;

/**
 * The personal data of one capability of a service, as a CDI bean. A service without such a bean holds no personal
 * data, and confirms every erasure. {@link PersonalDocuments#held} creates the usual one.
 */
public interface PersonalData {

    /**
     * The name in the export and in receipts: plural, lower case, words joined by hyphens, unique within the service.
     */
    String name();

    /**
     * All data of the person, without secrets, as plain JSON. For an account with many guests it is called once per
     * page of guests.
     */
    Iterable<Document> export(Person person);

    /**
     * Removes or anonymizes the data. It is repeated after a crash, and a quarter of an hour later. For an account with
     * many guests it is called once per page of guests, in any order and also concurrently.
     *
     * @return the number of items removed or anonymized by this call
     * @throws dev.parley.platform.problem.Problem 503 on a transient failure: it is retried
     */
    long erase(Person person);
}
