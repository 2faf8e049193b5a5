package dev.parley.identity.channel;

import dev.parley.identity.user.domain.UserId;
import jakarta.enterprise.context.ApplicationScoped;

/** Unlinks every channel of an account. */
@ApplicationScoped
public class UnlinkChannels {

    private final LinkedChannels channels;

    UnlinkChannels(LinkedChannels channels) {
        this.channels = channels;
    }

    public void handle(UserId user) {
        channels.unlinkAll(user.value());
    }
}
