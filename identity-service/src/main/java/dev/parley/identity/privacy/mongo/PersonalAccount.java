package dev.parley.identity.privacy.mongo;

import static com.mongodb.client.model.Filters.eq;

import dev.parley.identity.guest.LinkGuest;
import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.Users;
import dev.parley.platform.privacy.Person;
import dev.parley.platform.privacy.PersonalData;
import dev.parley.platform.privacy.PersonalDocuments;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;

/**
 * The account itself. It is purged before its erasure begins: the purge and its event are one write. Only an account
 * that was restored from a backup is purged here, before its links to guests are erased: the new event names them.
 */
@ApplicationScoped
@Priority(1)
class PersonalAccount implements PersonalData {

    private final PersonalDocuments documents;
    private final Users users;
    private final LinkGuest guests;
    private final Clock clock;

    PersonalAccount(PersonalDocuments documents, Users users, LinkGuest guests, Clock clock) {
        this.documents = documents;
        this.users = users;
        this.guests = guests;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "account";
    }

    @Override
    public Iterable<Document> export(Person person) {
        return documents.find("users", eq("_id", person.userId()), "passwordHash", "emailKey", "usernameKey");
    }

    @Override
    public long erase(Person person) {
        Optional<User> back = users.find(new UserId(person.userId()));
        back.ifPresent(user -> {
            user.delete(clock.instant());
            user.purge(allGuests(person), clock.instant());
            users.purge(user, List.of());
        });
        return back.isPresent() ? 1 : 0;
    }

    /** The purge event names one page of them; the others were restored with it. */
    private List<String> allGuests(Person page) {
        return Stream.concat(page.guests().stream(), guests.of(page.userId()).stream())
                .distinct()
                .toList();
    }
}
