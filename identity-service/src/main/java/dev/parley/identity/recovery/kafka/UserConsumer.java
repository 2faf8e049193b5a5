package dev.parley.identity.recovery.kafka;

import dev.parley.identity.recovery.application.WelcomeUser;
import dev.parley.identity.user.domain.UserId;
import dev.parley.platform.events.Events;
import dev.parley.platform.privacy.ErasedUsers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Consumes this service's own registrations: the account and its event are one write, so no user is missed when the
 * process dies right after it.
 */
@ApplicationScoped
class UserConsumer {

    private final Events events;
    private final WelcomeUser welcomeUser;
    private final ErasedUsers erased;

    UserConsumer(Events events, WelcomeUser welcomeUser, ErasedUsers erased) {
        this.events = events;
        this.welcomeUser = welcomeUser;
        this.erased = erased;
    }

    @Incoming("users")
    @RunOnVirtualThread
    public void on(ConsumerRecord<String, byte[]> record) {
        events.dispatch(record).when(UserRegisteredV1.class, (event, meta) -> {
            if (!erased.has(event.userId())) {
                welcomeUser.handle(new UserId(event.userId()), event.registeredAt());
            }
        });
    }
}
