package dev.parley.platform.privacy;

import java.util.List;
import java.util.stream.Stream;

/**
 * Whose data it is.
 *
 * @param userId the account
 * @param guests the anonymous ids under which the same person was here before
 */
public record Person(String userId, List<String> guests) {

    public Person {
        guests = guests.stream().distinct().sorted().toList();
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
