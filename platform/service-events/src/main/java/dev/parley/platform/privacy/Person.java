package dev.parley.platform.privacy;

import java.util.List;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/**
 * Whose data it is.
 *
 * @param userId the account
 * @param guests the anonymous ids under which the same person was here before
 */
public record Person(String userId, List<String> guests) {

    /** How many guests an event or a request names at most: an account can have been any number of them. */
    public static final int GUESTS_AT_ONCE = 1_000;

    public Person {
        guests = guests.stream().distinct().sorted().toList();
    }

    /**
     * The same person in pages with at most {@value #GUESTS_AT_ONCE} guests each, ordered by their ids; without guests
     * it is one page.
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

    /** The same as {@code ce_actor} and owners are spelt: {@code user:<id>}, {@code guest:<id>}. */
    public List<String> keys() {
        return Stream.concat(Stream.of("user:" + userId), guests.stream().map(guest -> "guest:" + guest))
                .toList();
    }
}
