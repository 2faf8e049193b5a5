package dev.parley.identity.privacy.application;

import dev.parley.platform.privacy.Person;

/** What each service holds of a person. */
public interface PersonalParts {

    /**
     * Asks a service for its part, this one too. What belongs to an account is in it once, however many guests the
     * account has been.
     *
     * @throws dev.parley.platform.problem.Problem 503 when it cannot be had for the moment
     */
    byte[] of(String service, Person person);
}
