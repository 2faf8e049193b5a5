package dev.parley.catalog.search.application;

import dev.parley.catalog.search.domain.SearchSynonyms;
import dev.parley.catalog.search.domain.SearchSynonyms.Groups;
import dev.parley.platform.events.AdminActions;
import dev.parley.platform.events.OptimisticRetry;
import dev.parley.platform.problem.Problem;
import dev.parley.platform.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.OptionalLong;

/** Replaces the shop's own synonyms. */
@ApplicationScoped
public class ReplaceSynonyms {

    private final SearchSynonyms synonyms;
    private final CurrentSynonyms current;
    private final AdminActions adminActions;

    public ReplaceSynonyms(SearchSynonyms synonyms, CurrentSynonyms current, AdminActions adminActions) {
        this.synonyms = synonyms;
        this.current = current;
        this.adminActions = adminActions;
    }

    /**
     * @param expected the version that they replace; without one, any
     * @throws Problem 412 when another version is stored
     */
    public Groups handle(List<List<String>> groups, OptionalLong expected) {
        Groups replaced = OptimisticRetry.run(() -> {
            Groups stored = synonyms.find();
            if (expected.isPresent() && expected.getAsLong() != stored.version()) {
                throw Problems.preconditionFailed(stored.version());
            }
            if (!groups.equals(stored.groups())) {
                synonyms.save(
                        new Groups(groups, stored.version()),
                        adminActions
                                .record("search-synonyms.replaced", "search-settings", "synonyms")
                                .changed("groups", stored.groups().size(), groups.size())
                                .events());
            }
            return synonyms.find();
        });
        current.changed();
        return replaced;
    }
}
