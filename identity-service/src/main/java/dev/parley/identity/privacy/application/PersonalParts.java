package dev.parley.identity.privacy.application;

import dev.parley.platform.privacy.Person;

/** The personal data that each service holds of a person. */
public interface PersonalParts {

    /**
     * Requests the part of a service, including this one. Data of the account is in it once, however many guests are
     * linked to the account.
     *
     * @throws dev.parley.platform.problem.Problem 503 on a transient failure
     */
    byte[] of(String service, Person person);
}
