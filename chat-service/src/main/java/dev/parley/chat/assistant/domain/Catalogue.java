package dev.parley.chat.assistant.domain;

import java.util.List;

/** What is on offer. */
public interface Catalogue {

    /**
     * Offers that may fulfil the wish, the best hit first, with prices and stock as of now.
     *
     * @param cheapestFirst by price instead
     * @param asker whose wish it is, {@code user:<id>} or {@code guest:<id>}: what somebody looked for is theirs
     * @throws Away when the catalogue cannot be asked
     */
    List<Offer> find(Wish wish, boolean cheapestFirst, String asker);

    /** The catalogue does not answer. */
    final class Away extends RuntimeException {
        public Away(Throwable cause) {
            super("The catalogue does not answer", cause);
        }
    }
}
