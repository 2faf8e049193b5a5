package dev.parley.catalog.search.domain;

import dev.parley.platform.events.PendingEvent;
import java.util.List;

/** The shop's own synonyms, beside those that Parley ships. */
public interface SearchSynonyms {

    /**
     * Groups of phrases with the same meaning.
     *
     * @param version 0 before they are first stored
     */
    record Groups(List<List<String>> groups, long version) {}

    Groups find();

    /** @throws dev.parley.platform.events.VersionClash when another version is stored */
    void save(Groups replaced, List<PendingEvent> alongside);
}
