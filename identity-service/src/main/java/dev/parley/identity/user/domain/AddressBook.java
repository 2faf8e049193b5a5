package dev.parley.identity.user.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The shipping addresses of a user, oldest first.
 *
 * @param defaultShipping the id of the default entry; null only while there is no entry
 */
public record AddressBook(List<Entry> entries, @Nullable String defaultShipping) {

    /** The maximum number of addresses. */
    public static final int MOST = 20;

    public static final AddressBook EMPTY = new AddressBook(List.of(), null);

    /** An address and its permanent id. */
    public record Entry(String id, Address address) {}

    public AddressBook {
        entries = List.copyOf(entries);
    }

    public Optional<Entry> find(String id) {
        return entries.stream().filter(entry -> entry.id().equals(id)).findFirst();
    }

    /**
     * Adds or replaces the entry with this id. The first entry becomes the default.
     *
     * @throws UserProblem.AddressBookFull when there are {@value #MOST} others
     */
    AddressBook with(String id, Address address, boolean asDefault) {
        List<Entry> changed = new ArrayList<>(entries);
        int index = entries.stream().map(Entry::id).toList().indexOf(id);
        if (index >= 0) {
            changed.set(index, new Entry(id, address));
        } else if (changed.size() < MOST) {
            changed.add(new Entry(id, address));
        } else {
            throw new UserProblem.AddressBookFull();
        }
        return new AddressBook(changed, asDefault || defaultShipping == null ? id : defaultShipping);
    }

    /** Removes the entry; if it was the default, the oldest other becomes the default. */
    AddressBook without(String id) {
        List<Entry> rest =
                entries.stream().filter(entry -> !entry.id().equals(id)).toList();
        String oldest = rest.isEmpty() ? null : rest.getFirst().id();
        return new AddressBook(rest, id.equals(defaultShipping) ? oldest : defaultShipping);
    }
}
