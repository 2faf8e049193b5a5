package dev.parley.chat.conversation.application;

import dev.parley.chat.conversation.domain.Owner;
import dev.parley.chat.guest.GuestLinks;
import dev.parley.platform.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.Set;

/** Whom a caller stands for: a user also for the guests he or she was before. */
@ApplicationScoped
public class Owners {

    private final GuestLinks links;

    Owners(GuestLinks links) {
        this.links = links;
    }

    /** The caller as the owner of what is made now. */
    public Owner of(Caller caller) {
        return caller.isGuest() ? Owner.guest(caller.id()) : Owner.user(caller.id());
    }

    /** All whose things the caller finds. */
    public Set<Owner> all(Caller caller) {
        Set<Owner> owners = new LinkedHashSet<>();
        owners.add(of(caller));
        if (caller.isUser()) {
            links.guestsOf(caller.id()).forEach(guest -> owners.add(Owner.guest(guest)));
        }
        return owners;
    }
}
