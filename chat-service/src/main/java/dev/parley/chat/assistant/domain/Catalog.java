package dev.parley.chat.assistant.domain;

import java.util.List;

/** The product search of the assistant. */
public interface Catalog {

    /**
     * Finds offers that may match, best first, with current prices and stock.
     *
     * @param cheapestFirst sorted by price instead
     * @param asker the searching user or guest, {@code user:<id>} or {@code guest:<id>}: searches are personal data
     * @throws Unavailable when the catalog is unavailable
     */
    List<Offer> find(Criteria criteria, boolean cheapestFirst, String asker);

    /** The catalog is unavailable. */
    final class Unavailable extends RuntimeException {
        public Unavailable(Throwable cause) {
            super("The catalog is unavailable", cause);
        }
    }
}
