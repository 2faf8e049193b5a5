package dev.parley.identity.session.kafka;

import dev.parley.identity.session.domain.SignOut;
import dev.parley.identity.session.domain.SignOutEvent;
import dev.parley.identity.token.TokenRevokedV1;
import dev.parley.platform.events.PendingEvent;
import dev.parley.platform.events.WireEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The wire events of sign-outs, topic {@code identity.tokens}. */
@ApplicationScoped
class SignOutWireEvents implements WireEvents<SignOut> {

    @Override
    public List<PendingEvent> of(SignOut signOut, String actor) {
        return signOut.events().stream()
                .map(event -> PendingEvent.of(data(signOut, event), event.at(), actor))
                .toList();
    }

    private static Object data(SignOut signOut, SignOutEvent event) {
        return switch (event) {
            case SignOutEvent.TokensRevoked revoked ->
                TokenRevokedV1.ofSubject(
                        signOut.user().value(), revoked.issuedBefore(), SessionWireEvents.lastExpiry(revoked.at()));
        };
    }
}
