package dev.parley.chat.owner;

import dev.parley.chat.guest.GuestLinks;
import dev.parley.platform.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Resolves the owners that a caller may act for: a user also acts for linked guests. */
@ApplicationScoped
public class Owners {

    private static final int PAGE = 100;

    private final GuestLinks links;

    Owners(GuestLinks links) {
        this.links = links;
    }

    /** The caller as the owner of new objects. */
    public Owner of(Caller caller) {
        return caller.isGuest() ? Owner.guest(caller.id()) : Owner.user(caller.id());
    }

    /** Whether the caller may access the objects of an owner. */
    public Predicate<Owner> foundBy(Caller caller) {
        Owner own = of(caller);
        return owner -> owner.equals(own)
                || (caller.isUser()
                        && owner.kind() == Owner.Kind.GUEST
                        && links.userOf(owner.id()).equals(Optional.of(caller.id())));
    }

    /** All owners whose objects the caller may access, in pages: a user may have any number of linked guests. */
    public Iterator<Set<Owner>> pages(Caller caller) {
        return new Iterator<>() {
            private @Nullable String after;

            @Override
            public boolean hasNext() {
                return after == null || !after.isEmpty();
            }

            @Override
            public Set<Owner> next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                List<String> guests =
                        caller.isUser() ? links.guestsOf(caller.id(), after == null ? "" : after, PAGE) : List.of();
                Set<Owner> owners = new LinkedHashSet<>();
                if (after == null) {
                    owners.add(of(caller));
                }
                guests.forEach(guest -> owners.add(Owner.guest(guest)));
                after = guests.size() < PAGE ? "" : guests.getLast();
                return owners;
            }
        };
    }
}
