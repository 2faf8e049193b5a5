package dev.parley.identity.privacy.application;

import dev.parley.identity.user.domain.User;
import dev.parley.identity.user.domain.UserId;
import dev.parley.identity.user.domain.Users;
import dev.parley.platform.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds the progress of an erasure. */
@ApplicationScoped
public class FindErasure {

    /**
     * @param purgeAt when it is, or was, due to be purged
     * @param services the confirmation of each required service, and of others that confirmed
     */
    public record Erasure(
            UserId user,
            Instant markedAt,
            Instant purgeAt,
            Optional<Instant> purgedAt,
            SortedMap<String, Receipts.Receipt> services) {

        /** Whether every service has erased the person. */
        public boolean isComplete() {
            return purgedAt.isPresent()
                    && services.values().stream()
                            .allMatch(receipt -> receipt.at().isPresent());
        }
    }

    private final Users users;
    private final Receipts receipts;
    private final ErasureParticipants participants;

    FindErasure(Users users, Receipts receipts, ErasureParticipants participants) {
        this.users = users;
        this.receipts = receipts;
        this.participants = participants;
    }

    /** @throws dev.parley.platform.problem.Problem 404 when there is no such account, or it is not deleted */
    public Erasure handle(UserId id) {
        Users.Deletion deletion = users.deletion(id).orElseThrow(() -> Problems.notFound("erasure"));
        Map<String, Receipts.Receipt> confirmed = receipts.of(id);
        SortedMap<String, Receipts.Receipt> services = new TreeMap<>(confirmed);
        participants.services().forEach(service -> services.putIfAbsent(service, Receipts.Receipt.NONE));
        return new Erasure(
                id,
                deletion.markedAt(),
                deletion.markedAt().plus(User.KEPT_AFTER_DELETION),
                deletion.purgedAt(),
                services);
    }
}
