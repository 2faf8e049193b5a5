package dev.parley.platform.privacy;

import org.bson.Document;

/**
 * What one capability of a service holds of people, as a CDI bean. A service that has none holds nothing of anybody,
 * and confirms that. {@link PersonalDocuments#held} makes the usual one.
 */
public interface PersonalData {

    /**
     * What it is, in the export and in receipts: plural, lower case, words joined by hyphens, unique within the
     * service.
     */
    String name();

    /**
     * Everything there is of the person, without secrets; it is handed over as plain JSON. An account with many guests
     * is asked for once for each page of them.
     */
    Iterable<Document> export(Person person);

    /**
     * Removes it, or makes it nobody's. It is done again after a crash, and a quarter of an hour later. Of an account
     * with many guests it is called once for each page of them, in any order and also at the same time.
     *
     * @return how many things were removed or made nobody's this time
     * @throws dev.parley.platform.problem.Problem 503 when something of it cannot be erased for the moment: it is tried
     *     again
     */
    long erase(Person person);
}
