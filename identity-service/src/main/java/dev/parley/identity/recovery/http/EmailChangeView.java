package dev.parley.identity.recovery.http;

import dev.parley.identity.user.domain.EmailChange;
import dev.parley.platform.WireName;
import dev.parley.platform.openapi.WireEnum;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A change of an address.
 *
 * @param awaiting the addresses that have not confirmed it, {@code current} or {@code new}; none when the account has
 *     the new address
 */
@Schema(name = "EmailChange", example = """
        {"email":"ann@example.org","awaiting":["current","new"],"expiresAt":"2026-01-16T10:30:00Z"}""")
public record EmailChangeView(
        String email, @WireEnum(EmailChange.End.class) List<String> awaiting, Instant expiresAt) {

    static EmailChangeView from(EmailChange change) {
        return new EmailChangeView(
                change.to().value(),
                change.awaited().stream().map(WireName::of).sorted().toList(),
                change.expiresAt());
    }
}
