package dev.parley.platform.privacy;

import java.util.List;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/**
 * A person whose data is exported or erased.
 *
 * @param userId the account
 * @param guests the anonymous ids of the guests linked to the account
 */
public record Person(String userId, List<String> guests) {

    /** The maximum number of guests in an event or a request: an account can be linked to any number of them. */
    public static final int GUESTS_AT_ONCE = 1_000;

    public Person {
        guests = guests.stream().distinct().sorted().toList();
    }

    /**
     * The person in pages with at most {@value #GUESTS_AT_ONCE} guests each, ordered by their ids; one page without
     * guests.
     */
    public List<Person> pages() {
        if (guests.size() <= GUESTS_AT_ONCE) {
            return List.of(this);
        }
        return guests.stream()
                .gather(Gatherers.windowFixed(GUESTS_AT_ONCE))
                .map(page -> new Person(userId, page))
                .toList();
    }

    /** The account's id and those of the guests. */
    public List<String> ids() {
        return Stream.concat(Stream.of(userId), guests.stream()).toList();
    }

    /** The same ids as in {@code ce_actor} and owners: {@code user:<id>}, {@code guest:<id>}. */
    public List<String> keys() {
        return Stream.concat(Stream.of("user:" + userId), guests.stream().map(guest -> "guest:" + guest))
                .toList();
    }
}
